from odoo import api, fields, models
from odoo.fields import Domain

from ..engine.joined import joined_rows
from ..fields import KnownFloat

LATEST = 20  # complaints that the customer's page lists


class CrmLoyaltyProfile(models.Model):
    """How often the customer complained, how it was met, and whether it stayed."""

    _inherit = "crm.loyalty.profile"

    complaint_count = fields.Integer(
        "Complaints",
        readonly=True,
        facts="complaint",
        sql="count(*)",
        absent="0",
        help="Of the customer and its contacts, over the whole relationship.",
    )
    complaint_count_12m = fields.Integer(
        "Complaints, 12 Months",
        readonly=True,
        facts="complaint",
        sql="count(*) FILTER (WHERE day > setting.year_ago)",
        absent="0",
    )
    complaint_open_count = fields.Integer(
        "Complaints Not Solved",
        readonly=True,
        facts="complaint",
        sql="count(*) FILTER (WHERE is_open)",
        absent="0",
    )
    complaint_overdue_count = fields.Integer(
        "Complaints Overdue",
        readonly=True,
        facts="complaint",
        sql="count(*) FILTER (WHERE is_late)",
        absent="0",
        help="Not solved, and to be answered or solved by a day that is over.",
    )
    complaint_last_date = fields.Date(
        "Last Complaint", readonly=True, facts="complaint", sql="max(day)"
    )
    complaint_rate = KnownFloat(
        "Complaints per 100 Purchases",
        readonly=True,
        digits=(12, 2),
        aggregator="avg",
        formula="100.0 * complaint_count / NULLIF(purchase_count, 0)",
        help="All complaints by all purchases. Unknown where nothing was bought.",
    )
    complaint_satisfaction = KnownFloat(
        "Satisfaction After Complaints",
        readonly=True,
        digits=(6, 2),
        aggregator="avg",
        facts="complaint",
        sql="sum(satisfied * weight) / NULLIF(sum(weight) FILTER (WHERE satisfied IS NOT NULL), 0)",
        help="How satisfied the customer was with the solutions, 0 to 100, the latest weighing"
        " most. Unknown where nobody asked.",
    )
    complaint_tolerated = fields.Selection(
        [("yes", "Bought Again"), ("no", "Did Not Buy Again")],
        "After the Last Complaint",
        readonly=True,
        formula="CASE WHEN last_purchase_date > complaint_last_date THEN 'yes'"
        " WHEN setting.as_of - complaint_last_date >= interval_median THEN 'no' END",
        help="Whether the customer bought again after its last complaint. Unknown without a"
        " complaint, and as long as the last one is younger than the customer's usual interval.",
    )

    complaints = fields.Json("Latest Complaints", compute="_compute_complaints")

    @api.depends("partner_id", "company_id")
    def _compute_complaints(self):
        """The latest ones as JSON: a list of records would be asked for its rights row by row."""
        states = self.env["crm.loyalty.complaint"]._fields["state"]
        told = dict(states._description_selection(self.env))
        for profile in self:
            profile.complaints = [
                complaint
                | {
                    "opened_at": fields.Datetime.to_string(complaint["opened_at"]),
                    "cause": complaint["cause"] or "",
                    "told": told[complaint["state"]],
                }
                for complaint in profile._latest_complaints()
            ]

    def _latest_complaints(self):
        """The columns of the complaints that the page lists, with their causes: one query."""
        complaints = self.env["crm.loyalty.complaint"]
        query = complaints._search(self._complaints(), order=complaints._order, limit=LATEST)
        names = ("id", "number", "name", "state", "satisfaction", "opened_at")
        return joined_rows(complaints, query, names, cause=("cause_id", "name"))

    def action_open_complaints(self):
        """Open the complaints of the customer and its contacts."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_loyalty.action_crm_loyalty_complaint"
        )
        return action | {
            "domain": list(self._complaints()),
            "context": {
                "default_partner_id": self.partner_id.id,
                "default_company_id": self.company_id.id,
            },
        }

    def _complaints(self):
        customer = Domain("partner_id.commercial_partner_id", "=", self.partner_id.id)
        return customer & Domain("company_id", "=", self.company_id.id)
