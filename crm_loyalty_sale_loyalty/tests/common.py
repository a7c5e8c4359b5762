from odoo.fields import Command

from odoo.addons.crm_loyalty.tests.common_tiers import TierCase


class CardCase(TierCase):
    """A buyer in the silver tier, which enrols in a programme: one point per unit of money."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["loyalty.program"].search([]).active = False
        cls.program = cls._program("Bonus")
        cls.benefit = cls._benefit("Welcome", cls.program, 50)
        cls.buys("2026-06-01", 600)
        cls.look("2026-06-30")
        cls.cards = cls.env["loyalty.card"]
        cls.grants = cls.env["crm.loyalty.grant"]

    @classmethod
    def _program(cls, name, **values):
        rule = {"reward_point_mode": "money", "reward_point_amount": 1}
        reward = {"required_points": 1000, "discount": 1}
        return cls.env["loyalty.program"].create(
            {
                "name": name,
                "program_type": "loyalty",
                "applies_on": "both",
                "trigger": "auto",
                "rule_ids": [Command.create(rule)],
                "reward_ids": [Command.create(reward)],
            }
            | values
        )

    @classmethod
    def _benefit(cls, name, program, points, tier="silver", **values):
        return cls.env["crm.loyalty.benefit"].create(
            {
                "name": name,
                "stage_id": cls.tier(tier).id,
                "kind": "program",
                "program_id": program.id,
                "points": points,
            }
            | values
        )

    def give(self):
        """What the scheduled action does."""
        for partner_id in {row[0] for row in self.grants._owed()}:
            self.grants._settle(partner_id)

    def card(self, partner=None):
        return self.cards.search([("partner_id", "=", (partner or self.buyer).id)])

    def assertAddsUp(self, card):
        """The balance is what the lines issued, less what they used, and not below zero."""
        lines = card.history_ids
        total = sum(lines.mapped("issued")) - sum(lines.mapped("used"))
        self.assertAlmostEqual(card.points, total, 6)
        self.assertGreaterEqual(card.points, 0)
