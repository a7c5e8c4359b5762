from odoo import api, fields, models

from ..fields import KnownFloat, KnownInteger


def _limits(name):
    """SQL of the limits that a customer is measured by: its team's or the company's."""
    own, place = "setting.recency_limits", "array_position(setting.rfm_team_ids, rfm_team_id)"
    return (
        f"CASE WHEN rfm_team_id IS NULL THEN setting.{name}_limits ELSE setting.team_{name}_limits"
        f"[({place} - 1) * cardinality({own}) + 1 : {place} * cardinality({own})] END"
    )


class CrmLoyaltyProfile(models.Model):
    """How the customer compares with the company's others, and what belongs to the customer."""

    _inherit = "crm.loyalty.profile"

    rfm_team_id = fields.Many2one(
        "crm.team",
        "Compared Within",
        readonly=True,
        # A subquery is asked for only where a company compares within teams.
        formula="CASE WHEN cardinality(setting.rfm_team_ids) > 0 THEN (SELECT sale_team_id"
        " FROM res_users WHERE id = user_id AND sale_team_id = ANY(setting.rfm_team_ids)) END",
        help="The sales team whose customers this one is compared with: that of its salesperson."
        " Empty: all customers of the company.",
    )
    # The limits are negated and ascending: width_bucket counts those at or below its operand, so
    # that a value equal to a limit falls in the class below it. Equal values score equally.
    recency_score = KnownInteger(
        "Recency Score",
        readonly=True,
        aggregator="avg",
        formula=f"1 + width_bucket(-recency_days::float, {_limits('recency')})",
        help="How recently the customer bought, compared with the others: 1 to the number of RFM"
        " classes of the company, which is best.",
    )
    frequency_score = KnownInteger(
        "Frequency Score",
        readonly=True,
        aggregator="avg",
        formula="CASE WHEN purchase_count > 0 THEN 1 + cardinality(setting.frequency_limits)"
        f" - width_bucket(-purchase_count::float, {_limits('frequency')}) END",
        help="How often the customer bought, compared with the others: 1 to the number of RFM"
        " classes of the company, which is best.",
    )
    monetary_score = KnownInteger(
        "Monetary Score",
        readonly=True,
        aggregator="avg",
        formula="CASE WHEN purchase_count > 0 THEN 1 + cardinality(setting.monetary_limits)"
        f" - width_bucket(-revenue::float, {_limits('monetary')}) END",
        help="How much the customer spent, net of returns, compared with the others: 1 to the"
        " number of RFM classes of the company, which is best.",
    )
    # For rules that hold whatever the number of classes: 1 to 5 becomes 0, 0.25, 0.5, 0.75, 1.
    recency_rank = KnownFloat(
        "Recency Rank",
        readonly=True,
        digits=(12, 4),
        aggregator="avg",
        formula="(recency_score - 1)::numeric / cardinality(setting.recency_limits)",
        help="Recency score as a share: 0 % is the worst class, 100 % the best.",
    )
    frequency_rank = KnownFloat(
        "Frequency Rank",
        readonly=True,
        digits=(12, 4),
        aggregator="avg",
        formula="(frequency_score - 1)::numeric / cardinality(setting.frequency_limits)",
        help="Frequency score as a share: 0 % is the worst class, 100 % the best.",
    )
    monetary_rank = KnownFloat(
        "Monetary Rank",
        readonly=True,
        digits=(12, 4),
        aggregator="avg",
        formula="(monetary_score - 1)::numeric / cardinality(setting.monetary_limits)",
        help="Monetary score as a share: 0 % is the worst class, 100 % the best.",
    )
    rfm = KnownInteger(
        "RFM",
        readonly=True,
        aggregator=None,
        formula="CASE WHEN cardinality(setting.recency_limits) < 9"
        " THEN 100 * recency_score + 10 * frequency_score + monetary_score"
        " ELSE 10000 * recency_score + 100 * frequency_score + monetary_score END",
        help="Recency, frequency and monetary score side by side: of five classes 555 is best and"
        " 111 is worst. Of ten classes each score but the first takes two digits: 101010 is best"
        " and 10101 (1, 01, 01) is worst.",
    )
    rfm_best = fields.Integer("Best RFM", compute="_compute_rfm_best")
    base_size = fields.Integer(
        "Customers of the Company",
        readonly=True,
        aggregator="max",
        formula="setting.base_size",
        help="How many customers of the company have ever bought, at the last full pass.",
    )

    pin_count = fields.Integer(
        "Pins",
        readonly=True,
        facts="pin",
        sql="count(*)",
        absent="0",
        help="How many decisions of people hold for this customer today.",
    )
    active = fields.Boolean(readonly=True, default=True, formula="partner.active")
    user_id = fields.Many2one(
        "res.users",
        "Salesperson",
        readonly=True,
        index=True,
        formula="COALESCE(partner.user_id, last_seller_id, lead_user_id)",
        help="Who looks after the customer: the contact's salesperson, else who sold to it last,"
        " else who has an open opportunity with it.",
    )
    region = fields.Selection(
        [
            ("local", "Domestic, Local Region"),
            ("other", "Domestic, Other Region"),
            ("domestic", "Domestic, Region Unknown"),
            ("foreign", "Foreign"),
        ],
        readonly=True,
        formula="CASE WHEN partner.country_id <> setting.country_id THEN 'foreign'"
        " WHEN partner.country_id IS NULL OR setting.country_id IS NULL THEN NULL"
        " WHEN partner.state_id IS NULL OR setting.state_id IS NULL THEN 'domestic'"
        " WHEN partner.state_id = setting.state_id THEN 'local' ELSE 'other' END",
        help="Where the customer is, seen from the company.",
    )
    partnership_date = fields.Date(
        "Partner Since",
        readonly=True,
        formula="CASE WHEN partner.partnership_date <= setting.as_of"
        " THEN partner.partnership_date END",
    )

    @api.depends("company_id.loyalty_rfm_classes")
    def _compute_rfm_best(self):
        for profile in self:
            profile.rfm_best = int(3 * str(profile.company_id.loyalty_rfm_classes))
