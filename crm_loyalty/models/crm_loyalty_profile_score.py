from odoo import fields, models

from ..fields import KnownInteger


class CrmLoyaltyProfile(models.Model):
    """How the customer compares with the company's others, and what belongs to the customer."""

    _inherit = "crm.loyalty.profile"

    # The limits are negated and ascending: width_bucket counts those at or below its operand, so
    # that a value equal to a limit falls in the class below it. Equal values score equally.
    recency_score = KnownInteger(
        "Recency Score",
        readonly=True,
        aggregator="avg",
        formula="1 + width_bucket(-recency_days::numeric, setting.recency_limits)",
        help="1 to 5: how recently the customer bought, compared with the others.",
    )
    frequency_score = KnownInteger(
        "Frequency Score",
        readonly=True,
        aggregator="avg",
        formula="CASE WHEN purchase_count > 0 THEN 1 + cardinality(setting.frequency_limits)"
        " - width_bucket(-purchase_count::numeric, setting.frequency_limits) END",
        help="1 to 5: how often the customer bought, compared with the others.",
    )
    monetary_score = KnownInteger(
        "Monetary Score",
        readonly=True,
        aggregator="avg",
        formula="CASE WHEN purchase_count > 0 THEN 1 + cardinality(setting.monetary_limits)"
        " - width_bucket(-revenue, setting.monetary_limits) END",
        help="1 to 5: how much the customer spent, net of returns, compared with the others.",
    )
    rfm = KnownInteger(
        "RFM",
        readonly=True,
        aggregator=None,
        formula="100 * recency_score + 10 * frequency_score + monetary_score",
        help="Recency, frequency and monetary score side by side: 555 is best, 111 is worst.",
    )
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
