from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..fields import ProfileLink

# Readings whose stages stand one above the other, by their sequence.
ORDERED = ("level", "tier")


class CrmLoyaltyPin(models.Model):
    """A person's decision that a customer is in a stage, whatever the rule says, until a day."""

    _name = "crm.loyalty.pin"
    _inherit = "crm.loyalty.about"
    _description = "Pinned Stage"
    _order = "date_to desc, id desc"
    _rec_name = "stage_id"

    partner_id = fields.Many2one(domain="[('commercial_partner_id', '=', id)]")
    stage_id = fields.Many2one(
        "crm.loyalty.stage",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('company_id', 'in', [False, company_id])]",
    )
    reading = fields.Selection(related="stage_id.reading")
    mode = fields.Selection(
        [("exact", "Exactly"), ("floor", "At Least"), ("ceiling", "At Most")],
        "How",
        required=True,
        default="exact",
        help="Of a tier or a level: this one whatever the rule says, or none below it, or none"
        " above it.",
    )
    reason = fields.Char(required=True, help="Why the rule is overruled, for those who ask later.")
    date_from = fields.Date("Valid From", required=True, default=fields.Date.context_today)
    date_to = fields.Date("Until", required=True, help="The last day on which it holds.")
    # Not a column of its own: what a client may send, a client may forge.
    user_id = fields.Many2one(related="write_uid", string="Decided By")
    active = fields.Boolean(default=True)
    loyalty_profile_id = ProfileLink(help="Who may see it may see, and overrule, where it stands.")

    def _told(self, readings, modes):
        """A pin as the customer's page lists it; what it says and the labels of its choices."""
        return {
            "id": self.id,
            "active": self.active,
            "reading": readings.get(self.reading, ""),
            "mode": modes[self.mode],
            "stage": {
                "name": self.stage_id.name,
                "color": self.stage_id.color,
                "meaning": self.stage_id.description or "",
            },
            "reason": self.reason,
            "date_from": str(self.date_from),
            "date_to": str(self.date_to),
            "by": {"id": self.user_id.id, "name": self.user_id.name},
        }

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for pin in self:
            if pin.date_to < pin.date_from:
                raise ValidationError(
                    self.env._(
                        "A pin cannot end (%(end)s) before it begins (%(begin)s).",
                        begin=pin.date_from,
                        end=pin.date_to,
                    )
                )

    @api.constrains("partner_id", "company_id")
    def _check_customer(self):
        self._check_own()

    @api.constrains("stage_id", "mode")
    def _check_mode(self):
        for pin in self:
            if pin.mode != "exact" and pin.reading not in ORDERED:
                raise ValidationError(
                    self.env._(
                        "“At least” and “at most” are for tiers and levels, one of which is above"
                        " the other; “%s” is pinned exactly.",
                        pin.stage_id.name,
                    )
                )

    @api.constrains("stage_id", "company_id")
    def _check_stage_company(self):
        for pin in self:
            if pin.stage_id.company_id not in (pin.company_id, self.env["res.company"]):
                raise ValidationError(
                    self.env._("“%s” is a stage of another company.", pin.stage_id.name)
                )
