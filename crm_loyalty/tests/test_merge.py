from odoo.fields import Command

from .common import LoyaltyCase, day


class TestMerge(LoyaltyCase):
    """Merged contacts: no history is lost, and the profile is what a rebuild would give."""

    def setUp(self):
        super().setUp()
        self.partners = [self.customer(name) for name in "ABC"]
        roles = self.env["crm.loyalty.market.role"].search([], limit=2)
        for number, partner in enumerate(self.partners):
            partner.market_role_ids = [Command.set(roles.ids)]
            self.order(partner, 400 + number, 10**number)
            self.pin(partner, f"Reason {number}")
            self.env["crm.loyalty.idea"].create(
                {"name": "Idea", "partner_id": partner.id, "date": day(9), "worth": 10**number}
            )
            self.env["crm.loyalty.wallet"].create(
                {"partner_id": partner.id, "date": day(9 - number), "amount": 1000 * (number + 1)}
            )
            self.complaint(partner)
        self.full_pass(day(300))
        self.full_pass()
        for partner in self.partners:
            self.order(partner, 1)
            self.profile(partner).activity_schedule(
                "mail.mail_activity_data_todo", user_id=self.env.uid
            )
        self.changes()
        run = self.runs.search([], limit=1)
        for partner in self.partners:
            self.env["crm.loyalty.parked"]._park(run, partner.id, "It failed.")

    def complaint(self, partner):
        """One that went to somebody's superior."""
        complaint = self.env["crm.loyalty.complaint"].create(
            {"name": "Complaint", "partner_id": partner.id, "opened_at": f"{day(9)} 12:00:00"}
        )
        complaint.activity_schedule("crm_loyalty.mail_activity_type_overdue")
        complaint.message_post(body="So it was.")

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
        self.assertFalse(self.drift())
        self.full_pass()
        profile = self.profile(into)
        self.assertEqual((profile.purchase_count, profile.revenue), (6, 411))
        self.assertEqual((profile.idea_count, profile.idea_worth), (3, 111))
        self.assertEqual(profile.wallet_amount, 3000)
        self.assertEqual((profile.complaint_count, profile.complaint_rate), (3, 50))
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
        self.assertEqual(self.env["crm.loyalty.idea"].search([]).partner_id, into, "ideas follow")
        wallets = self.env["crm.loyalty.wallet"].search([])
        self.assertEqual((len(wallets), wallets.partner_id), (3, into), "estimates follow")
        complaints = self.env["crm.loyalty.complaint"].search([])
        self.assertEqual((len(complaints), complaints.partner_id), (3, into), "complaints follow")
        self.assertEqual([len(c.activity_ids) for c in complaints], [1] * 3)
        self.assertTrue(all("So it was." in c.message_ids[0].body for c in complaints))
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
