from odoo.fields import Command
from odoo.tools import SQL

from .common import TODAY, LoyaltyCase, day


class CheckedCase(LoyaltyCase):
    def assert_right(self):
        """Nothing that changed since the last pass was forgotten."""
        check = self.runs.create({"kind": "check", "asked_day": TODAY})
        while check._step():
            pass
        self.assertFalse(check.drifted)


class TestRollup(CheckedCase):
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
        self.assert_right()

    def test_a_contact_that_becomes_a_company_is_a_customer_of_its_own(self):
        self.ann.is_company = True
        self.changes()
        self.assertEqual(self.revenues(self.one, self.ann), [1, 10])
        self.assert_right()
        self.ann.is_company = False
        self.changes()
        self.assertEqual(self.revenues(self.one), [11])
        self.assertFalse(self.profile(self.ann))
        self.assert_right()

    def test_a_company_that_joins_another_brings_all_its_contacts(self):
        self.one.write({"is_company": False, "parent_id": self.other.id})
        self.changes()
        self.assertEqual(self.revenues(self.other), [111])
        self.assertFalse(self.profile(self.one))
        self.assert_right()

    def test_an_order_given_to_another_customer_leaves_the_first(self):
        order = self.env["sale.order"].search([("partner_id", "=", self.ann.id)])
        order.partner_id = self.other
        self.changes()
        self.assertEqual(self.revenues(self.one, self.other), [1, 110])
        self.assert_right()

    def test_a_customer_whose_last_fact_goes_has_no_relationship(self):
        order = self.env["sale.order"].search([("partner_id", "=", self.other.id)])
        order.state = "cancel"
        order.unlink()
        self.changes()
        self.assertFalse(self.profile(self.other))
        self.assert_right()

    def test_what_people_planned_and_wrote_outlives_the_relationship(self):
        profile = self.profile(self.ann) or self.profile(self.one)
        profile.activity_schedule("mail.mail_activity_data_todo", user_id=self.env.uid)
        note = profile.message_post(body="Likes green.")
        self.env["sale.order"].search([("partner_id", "in", (self.one + self.ann).ids)]).state = "cancel"
        self.env["sale.order"].search([("partner_id", "in", (self.one + self.ann).ids)]).unlink()
        self.changes()
        self.env.invalidate_all()
        self.assertFalse(profile.exists())
        self.assertEqual(len(self.one.activity_ids), 1)
        self.assertIn(note, self.one.message_ids)
        followers = [("res_model", "=", profile._name), ("res_id", "=", profile.id)]
        self.assertFalse(self.env["mail.followers"].search(followers))

    def test_an_archived_customer_keeps_its_relationship_archived(self):
        self.other.active = False
        self.changes()
        profile = self.profile(self.other)
        self.assertEqual((profile.active, profile.revenue), (False, 100))
        self.assert_right()

    def test_a_person_without_a_company_is_a_customer_itself(self):
        person = self.customer("Person", is_company=False)
        self.order(person, 5, 7)
        self.changes()
        self.assertEqual(self.revenues(person), [7])

    def test_a_deleted_customer_leaves_no_row_behind(self):
        lead = self.env["crm.lead"].create({"name": "Lead", "partner_id": self.customer("Gone").id})
        self.env.flush_all()
        self.env.execute_query(
            SQL("UPDATE crm_lead SET create_date = %s WHERE id = %s RETURNING id", day(9), lead.id)
        )
        self.changes()
        gone = lead.partner_id
        self.assertTrue(self.profiles.search([("partner_id", "=", gone.id)]))
        gone.unlink()
        self.changes()
        self.assertFalse(self.profiles.search([("partner_id", "not in", (self.one + self.other).ids)]))
        self.assert_right()


class TestMerge(CheckedCase):
    """Merged contacts: no history is lost, and the profile is what a rebuild would give."""

    def setUp(self):
        super().setUp()
        self.partners = [self.customer(name) for name in "ABC"]
        roles = self.env["crm.loyalty.market.role"].search([], limit=2)
        for number, partner in enumerate(self.partners):
            partner.market_role_ids = [Command.set(roles.ids)]
            self.order(partner, 400 + number, 10**number)
            self.pin(partner, f"Reason {number}")
        self.full_pass(day(300))
        self.full_pass()
        for partner in self.partners:
            self.order(partner, 1)
            self.profile(partner).activity_schedule("mail.mail_activity_data_todo", user_id=self.env.uid)
        self.changes()
        run = self.runs.search([], limit=1)
        for partner in self.partners:
            self.env["crm.loyalty.parked"]._park(run, partner.id, "It failed.")

    def pin(self, partner, reason):
        return self.env["crm.loyalty.pin"].create(
            {
                "partner_id": partner.id,
                "stage_id": self.stage("level_proactive").id,
                "reason": reason,
                "date_from": day(5),
                "date_to": day(-5),
            }
        )

    def history(self):
        rows = self.env["crm.loyalty.history"].search([])
        return sorted((row.id, row.reading, row.from_id.id, row.to_id.id, row.day) for row in rows)

    def merge(self, into):
        """Merge the three customers into one of them."""
        rest = [partner for partner in self.partners if partner != into]
        before = self.history()
        self.assertTrue(before)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([partner.id for partner in self.partners], into)
        self.assertFalse(any(partner.exists() for partner in rest))
        self.assertEqual(self.history(), before)
        histories = self.env["crm.loyalty.history"].search([])
        self.assertEqual(histories.partner_id, into)

    def assert_rebuilt(self, into):
        """The profile is what a pass from nothing gives, and so is every other row of ours."""
        self.changes()
        self.assert_right()
        self.full_pass()
        profile = self.profile(into)
        self.assertEqual((profile.purchase_count, profile.revenue), (6, 411))
        self.assertEqual(profile.level_id, self.stage("level_proactive"))
        names = [*profile._measures(), *profile._readings().values()]
        kept = profile.read(names)
        profile.unlink()
        self.full_pass()
        [row] = self.profile(into).read(names)
        self.assertEqual([row | {"id": 0}], [kept[0] | {"id": 0}])
        self.assertFalse(self.env["crm.loyalty.parked"].search([]))

    def assert_followed(self, into):
        self.assertEqual(
            self.env["crm.loyalty.pin"].search([]).mapped("partner_id"), into, "pins follow"
        )
        self.assertEqual(len(self.env["crm.loyalty.pin"].search([])), 3)
        self.assertEqual(len(into.market_role_ids), 2)
        activities = self.env["mail.activity"].search(
            [("res_model", "in", ("res.partner", "crm.loyalty.profile"))]
        )
        self.assertEqual(len(activities), 3, "what somebody planned is not lost")
        places = {(a.res_model, a.res_id) for a in activities}
        self.assertLessEqual(
            places, {("res.partner", into.id), ("crm.loyalty.profile", self.profile(into).id)}
        )

    def test_three_customers_merge_into_the_first(self):
        self.merge(self.partners[0])
        self.assert_followed(self.partners[0])
        self.assert_rebuilt(self.partners[0])

    def test_three_customers_merge_into_the_last(self):
        self.merge(self.partners[-1])
        self.assert_followed(self.partners[-1])
        self.assert_rebuilt(self.partners[-1])

    def test_contacts_of_merged_customers_follow(self):
        into, gone = self.partners[0], self.partners[1]
        contact = self.customer("Contact", is_company=False, parent_id=gone.id)
        self.order(contact, 2, 1000)
        self.changes()
        self.merge(into)
        self.changes()
        self.assertEqual(contact.commercial_partner_id, into)
        self.assertEqual(self.profile(into).revenue, 1411)
