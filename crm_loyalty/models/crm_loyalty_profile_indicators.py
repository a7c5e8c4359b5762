from odoo import fields, models

from ..fields import KnownFloat
from .crm_loyalty_profile_opinion import mean, score


def _contacts(string, condition, told):
    """A number of contacts by what each of them answered last."""
    return fields.Integer(
        string,
        readonly=True,
        facts="recommender",
        sql=f"count(*) FILTER (WHERE {condition})",
        absent="0",
        help=told,
    )


class CrmLoyaltyProfile(models.Model):
    """Indicators of satisfaction, from answers and from behaviour; the others are measures of it.

    Complaint rate, spend per purchase and discount dependence stand where they are measured.
    """

    _inherit = "crm.loyalty.profile"

    nps_score = KnownFloat(
        "Would Recommend, 0–10",
        readonly=True,
        digits=(6, 2),
        aggregator="avg",
        facts="recommender",
        sql="avg(score) / 10",
        help="Mean of what each contact answered last when asked, from 0 to 10, whether he would"
        " recommend us.",
    )
    nps_count = _contacts("Asked for NPS", "TRUE", "Contacts who said if they would recommend us.")
    nps_promoters = _contacts("Promoters", "score >= 90", "Contacts who last answered 9 or 10.")
    nps_detractors = _contacts("Detractors", "score <= 60", "Contacts who last answered 0 to 6.")
    reputation_score = score(
        "Reputation",
        "100 * avg(positive) FILTER (WHERE kind = 'reputation')",
        help="Share of positive answers (60 of 100 or more) about our name, in percent.",
    )
    nomination_score = score(
        "Nomination", mean("nomination"), help="How much the customer asks for us by name, 0–100."
    )
    repurchase_score = score(
        "Would Come Back", mean("repurchase"), help="What the customer says about it, 0–100."
    )
    price_score = score(
        "Price Sensitivity",
        mean("price"),
        help="How easily the customer would leave for a lower price, 0–100, as it says.",
    )
    second_purchase_date = fields.Date(
        "Second Purchase",
        readonly=True,
        facts="gap",
        sql="min(day)",
        help="The first day on which the customer came back.",
    )
    came_back = KnownFloat(
        "Came Back",
        readonly=True,
        digits=(12, 4),
        aggregator="avg",
        formula="CASE"
        " WHEN second_purchase_date <= first_purchase_date + INTERVAL '1 year' THEN 1"
        " WHEN setting.as_of > first_purchase_date + INTERVAL '1 year' THEN 0 END",
        help="100 % for who bought again within 12 months of the first purchase; over several"
        " customers, the share that did. Unknown in these 12 months for who has not come back yet.",
    )
