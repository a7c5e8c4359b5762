from .common import LoyaltyCase


class TestRollup(LoyaltyCase):
    """What contacts do counts for their company, wherever they go."""

    def setUp(self):
        super().setUp()
        self.one, self.other = self.customer("One"), self.customer("Other")
        self.ann = self.contact(self.one)
        self.order(self.one, 30, 1)
        self.order(self.ann, 20, 10)
        self.order(self.other, 10, 100)
        self.full_pass()

    def contact(self, company, name="Ann"):
        return self.customer(name, is_company=False, parent_id=company.id)

    def revenues(self, *partners):
        return [self.profile(partner).revenue for partner in partners]

    def test_a_contact_that_moves_takes_its_purchases_along(self):
        self.assertEqual(self.revenues(self.one, self.other), [11, 100])
        self.ann.parent_id = self.other
        self.changes()
        self.assertEqual(self.revenues(self.one, self.other), [1, 110])
        self.assertFalse(self.drift())

    def test_a_contact_that_becomes_a_company_is_a_customer_of_its_own(self):
        self.ann.is_company = True
        self.changes()
        self.assertEqual(self.revenues(self.one, self.ann), [1, 10])
        self.assertFalse(self.drift())
        self.ann.is_company = False
        self.changes()
        self.assertEqual(self.revenues(self.one), [11])
        self.assertFalse(self.profile(self.ann))
        self.assertFalse(self.drift())

    def test_a_company_that_joins_another_brings_all_its_contacts(self):
        self.one.write({"is_company": False, "parent_id": self.other.id})
        self.changes()
        self.assertEqual(self.revenues(self.other), [111])
        self.assertFalse(self.profile(self.one))
        self.assertFalse(self.drift())

    def test_an_order_given_to_another_customer_leaves_the_first(self):
        order = self.env["sale.order"].search([("partner_id", "=", self.ann.id)])
        order.partner_id = self.other
        self.changes()
        self.assertEqual(self.revenues(self.one, self.other), [1, 110])
        self.assertFalse(self.drift())

    def test_a_customer_whose_last_fact_goes_has_no_relationship(self):
        order = self.env["sale.order"].search([("partner_id", "=", self.other.id)])
        order.state = "cancel"
        order.unlink()
        self.changes()
        self.assertFalse(self.profile(self.other))
        self.assertFalse(self.env["crm.loyalty.history"].search([]))
        self.assertFalse(self.drift())

    def test_what_people_planned_wrote_and_filed_outlives_the_relationship(self):
        profile = self.profile(self.ann) or self.profile(self.one)
        profile.activity_schedule("mail.mail_activity_data_todo", user_id=self.env.uid)
        note = profile.message_post(body="Likes green.")
        contract = self.env["ir.attachment"].create(
            {"name": "Contract", "res_model": profile._name, "res_id": profile.id}
        )
        self.env["sale.order"].search(
            [("partner_id", "in", (self.one + self.ann).ids)]
        ).state = "cancel"
        self.env["sale.order"].search([("partner_id", "in", (self.one + self.ann).ids)]).unlink()
        self.changes()
        self.env.invalidate_all()
        self.assertFalse(profile.exists())
        self.assertEqual(len(self.one.activity_ids), 1)
        self.assertIn(note, self.one.message_ids)
        self.assertEqual((contract.res_model, contract.res_id), ("res.partner", self.one.id))

    def test_an_archived_customer_keeps_its_relationship_archived(self):
        self.other.active = False
        self.changes()
        profile = self.profile(self.other)
        self.assertEqual((profile.active, profile.revenue), (False, 100))
        self.assertFalse(self.drift())

    def test_a_person_without_a_company_is_a_customer_itself(self):
        person = self.customer("Person", is_company=False)
        self.order(person, 5, 7)
        self.changes()
        self.assertEqual(self.revenues(person), [7])

    def test_a_deleted_customer_leaves_no_row_behind(self):
        lead = self.env["crm.lead"].create({"name": "Lead", "partner_id": self.customer("Gone").id})
        self.created(lead, 9)
        self.changes()
        gone = lead.partner_id
        self.assertTrue(self.profiles.search([("partner_id", "=", gone.id)]))
        gone.unlink()
        self.changes()
        self.assertFalse(
            self.profiles.search([("partner_id", "not in", (self.one + self.other).ids)])
        )
        self.assertFalse(self.drift())
