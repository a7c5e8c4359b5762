from odoo.fields import Command
from odoo.tests import new_test_user

from .common import LoyaltyCase


class ScorecardCase(LoyaltyCase):
    """A loyalty manager, and one scorecard of his own in force."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        manager = new_test_user(cls.env, "cards", groups="crm_loyalty.group_loyalty_manager")
        cls.cards = cls.env["crm.loyalty.scorecard"].with_user(manager)
        cls.cards.search([]).active = False

    @classmethod
    def card(cls, *lines, **values):
        """A scorecard; lines are (dimension, measure, worst, best, weight, 0 is unknown)."""
        return cls.cards.create(
            {
                "name": "Ours",
                "company_id": False,
                "line_ids": [Command.create(cls.line(*line)) for line in lines],
            }
            | values
        )

    @classmethod
    def line(cls, dimension, measure, worst, best, weight=1, zero_unknown=False):
        values = {"dimension": dimension, "measure": measure, "weight": weight}
        return values | {"worst": worst, "best": best, "zero_unknown": zero_unknown}

    def figures(self, partner, *names):
        profile = self.profile(partner)
        return tuple(profile[f"loyalty_{name}"] for name in names)
