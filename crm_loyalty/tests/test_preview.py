from odoo.tests import new_test_user

from .common import LoyaltyCase, day


class TestPreview(LoyaltyCase):
    """Before a rule is saved, its preview says who would move; the next pass moves the same."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        admin = new_test_user(cls.env, "rules", groups="crm_loyalty.group_loyalty_admin")
        stages = cls.env["crm.loyalty.stage"].with_user(admin)
        stages.search([("reading", "=", "status")]).active = False
        cls.rule = stages.create({"name": "Often", "reading": "status", "domain": "[]"})
        cls.buyers = [cls.customer(name) for name in ("Once", "Twice", "Also twice")]
        for buyer, purchases in zip(cls.buyers, (1, 2, 2), strict=True):
            cls.orders(buyer, *range(10, 10 + purchases))

    def preview(self):
        """The preview of the rule changed to "more than one purchase", and not saved."""
        edited = self.rule.new({"domain": "[('purchase_count', '>', 1)]"}, origin=self.rule)
        return edited.preview

    def moves(self):
        return [(move["from"], move["to"], move["count"]) for move in self.preview()["moves"]]

    def test_who_would_move_is_counted_and_everybody_else_stays(self):
        self.full_pass()
        self.assertEqual(self.moves(), [("Often", "No stage", 1)])
        self.assertEqual((self.preview()["customers"], self.preview()["stay"]), (3, 2))

    def test_a_rule_as_it_is_moves_nobody(self):
        self.full_pass()
        self.assertEqual(self.rule.preview["moves"], [])

    def test_the_next_pass_moves_those_who_were_counted(self):
        self.full_pass()
        self.rule.domain = "[('purchase_count', '>', 1)]"
        self.assertEqual(self.full_pass().moved, 1)
        self.assertFalse(self.profile(self.buyers[0]).status_id)

    def test_who_is_pinned_stays(self):
        self.full_pass()
        self.env["crm.loyalty.pin"].create(
            {
                "partner_id": self.buyers[0].id,
                "company_id": self.company.id,
                "stage_id": self.rule.id,
                "reason": "Agreed",
                "date_from": day(400),
                "date_to": "2999-12-31",
            }
        )
        self.assertEqual(self.moves(), [])

    def test_who_is_archived_is_not_counted(self):
        self.buyers[0].active = False
        self.full_pass()
        self.assertFalse(self.profile(self.buyers[0].with_context(active_test=False)).active)
        self.assertEqual(self.moves(), [])
        self.assertEqual(self.preview()["customers"], 2)
