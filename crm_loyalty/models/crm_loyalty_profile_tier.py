from odoo import fields, models

from .crm_loyalty_profile_contact import every_stage


class CrmLoyaltyProfile(models.Model):
    """The tier of a customer: since when it is held, how long it is guaranteed, when it may fall.

    The dates belong to the tier that the figures give, whatever is pinned; see ``engine.tiering``.
    """

    _inherit = "crm.loyalty.profile"

    tier_id = fields.Many2one(
        "crm.loyalty.stage",
        readonly=True,
        reading="tier",
        index="btree_not_null",
        ondelete="restrict",
        group_expand=every_stage("tier"),
        help="What the customer is entitled to. Pinned, or else as its figures have earned it.",
    )
    suggested_tier_id = fields.Many2one(
        "crm.loyalty.stage",
        "Tier by Figures",
        readonly=True,
        suggests="tier",
        index="btree_not_null",
        ondelete="restrict",
        help="The tier that the figures have earned, whatever is pinned.",
    )
    tier_since = fields.Date(readonly=True, judged=True, formula="judged.held_since")
    tier_kept_until = fields.Date(
        "Tier Guaranteed Until",
        readonly=True,
        judged=True,
        formula="judged.held_until",
        help="The last day on which the tier is kept whatever happens.",
    )
    tier_below_since = fields.Date(
        "Below Tier Since",
        readonly=True,
        judged=True,
        formula="judged.held_below",
        help="The first day on which the rule to stay was not met. Empty: it is met.",
    )
    tier_review_date = fields.Date(
        "Tier Review",
        readonly=True,
        judged=True,
        formula="judged.held_review",
        help="The next day on which the tier may be lost: when the guaranteed period is over, or"
        " when the days of grace are. Empty: no day is set.",
    )
