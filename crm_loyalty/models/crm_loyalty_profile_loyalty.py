from odoo import api, fields, models

from ..fields import KnownFloat
from .crm_loyalty_profile_contact import every_stage


class CrmLoyaltyProfile(models.Model):
    """Loyalty: its four dimensions, their index, and the quadrant of attitude and behaviour.

    A field with ``scored="index"`` is a figure of the scorecard that is in force for the company
    (see ``engine.scoring``); rules of stages and segments may ask for it as for any measure.
    """

    _inherit = "crm.loyalty.profile"

    loyalty_index = KnownFloat(
        readonly=True,
        digits=(6, 2),
        aggregator="avg",
        scored="index",
        help="0 to 100: the dimensions of loyalty that are known, weighted by the scorecard.",
    )
    loyalty_coverage = KnownFloat(
        "Loyalty Known",
        readonly=True,
        digits=(12, 4),
        aggregator="avg",
        scored="coverage",
        help="How much of the scorecard, by weight, is known of this customer. The less it is, the"
        " less the index says.",
    )
    loyalty_cognitive = KnownFloat(
        "Cognitive Loyalty",
        readonly=True,
        digits=(6, 2),
        aggregator="avg",
        scored="cognitive",
        help="0 to 100: thinks of us first and prefers us, whatever others ask.",
    )
    loyalty_affective = KnownFloat(
        "Affective Loyalty",
        readonly=True,
        digits=(6, 2),
        aggregator="avg",
        scored="affective",
        help="0 to 100: how the customer feels about us.",
    )
    loyalty_conative = KnownFloat(
        "Conative Loyalty",
        readonly=True,
        digits=(6, 2),
        aggregator="avg",
        scored="conative",
        help="0 to 100: intends to buy again and to recommend us.",
    )
    loyalty_behavioural = KnownFloat(
        "Behavioural Loyalty",
        readonly=True,
        digits=(6, 2),
        aggregator="avg",
        scored="behavioural",
        help="0 to 100: how often, how much, how long and how broadly the customer buys.",
    )
    loyalty_attitude = KnownFloat(
        "Attitude",
        readonly=True,
        digits=(6, 2),
        aggregator="avg",
        scored="attitude",
        help="0 to 100: the mean of those of cognitive, affective and conative loyalty that are"
        " known.",
    )
    attitude_id = fields.Many2one(
        "crm.loyalty.stage",
        "Attitude and Behaviour",
        readonly=True,
        reading="attitude",
        index="btree_not_null",
        ondelete="restrict",
        group_expand=every_stage("attitude"),
        help="Loyal, latent, spurious or none: attitude against behaviour (Dick and Basu 1994)."
        " Unknown where either is.",
    )

    @api.model
    def _valid_field_parameter(self, field, name):
        return name == "scored" or super()._valid_field_parameter(field, name)

    @api.model
    def _scores(self):
        """Give the fields that a scorecard decides: {name: field}."""
        return {
            name: field for name, field in self._fields.items() if getattr(field, "scored", None)
        }
