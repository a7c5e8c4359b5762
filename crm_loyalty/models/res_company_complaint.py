from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.misc import formatLang

from .res_company import STAFF


class ResCompany(models.Model):
    """How a company takes complaints: by which address, who sees to them, how soon."""

    _inherit = "res.company"

    loyalty_answer_hours = fields.Float(
        "Complaints Answered Within (Hours)",
        default=8,
        groups=STAFF,
        help="Working hours, for customers whose relationship level says nothing else.",
    )
    loyalty_solve_days = fields.Integer(
        "Complaints Solved Within (Days)",
        default=5,
        groups=STAFF,
        help="Working days, not counting the day on which the complaint came; for customers whose"
        " relationship level says nothing else.",
    )
    loyalty_complaint_user_id = fields.Many2one(
        "res.users",
        "Complaints by Mail Go To",
        groups=STAFF,
        help="Responsible for those by mail whose customer has no salesperson.",
    )
    loyalty_escalation_user_id = fields.Many2one(
        "res.users",
        "Overdue Complaints Go To",
        groups=STAFF,
        help="Is told of those whose responsible has no team leader but himself.",
    )
    loyalty_complaint_alias_id = fields.Many2one(
        "mail.alias", "Address for Complaints", ondelete="set null", copy=False, groups=STAFF
    )
    loyalty_complaint_address = fields.Char(
        "Address for Complaints (Name)",
        compute="_compute_loyalty_complaint_address",
        inverse="_inverse_loyalty_complaint_address",
        groups=STAFF,
        help="What is sent to this address becomes a complaint. Empty: no address.",
    )

    @api.constrains("loyalty_answer_hours", "loyalty_solve_days")
    def _check_loyalty_promise(self):
        for company in self:
            if min(company.loyalty_answer_hours, company.loyalty_solve_days) <= 0:
                raise ValidationError(self.env._("The time for a complaint is more than nothing."))
            company._check_answer_first(company.loyalty_answer_hours, company.loyalty_solve_days)

    def _check_answer_first(self, hours, days):
        """Refuse a time to answer that ends after the time to solve, whenever a complaint comes.

        :raise ValidationError: so it is, and what to do
        """
        longest = (days + 1) * (self.resource_calendar_id.hours_per_day or 24)
        if hours > longest:
            raise ValidationError(
                self.env._(
                    "An answer within %(hours)s working hours comes after the solution within"
                    " %(days)s working days: promise it within %(longest)s hours, or more days to"
                    " solve.",
                    hours=formatLang(self.env, hours, digits=1),
                    days=days,
                    longest=formatLang(self.env, longest, digits=1),
                )
            )

    @api.depends("loyalty_complaint_alias_id.alias_name")
    def _compute_loyalty_complaint_address(self):
        for company in self:
            # The name of the address, not the alias: that is the administrator's.
            alias = company.loyalty_complaint_alias_id.sudo()
            company.loyalty_complaint_address = alias.alias_name

    def _inverse_loyalty_complaint_address(self):
        """Give the company its address, another one, or none."""
        # Who sets up a company may set up its address, whatever his right on aliases.
        aliases = self.env["mail.alias"].sudo()
        for company in self:
            name = company.loyalty_complaint_address
            alias = company.loyalty_complaint_alias_id.with_env(aliases.env)
            if not name:
                alias.unlink()
            elif alias:
                alias.alias_name = name
            else:
                company.loyalty_complaint_alias_id = aliases.create(
                    company._loyalty_complaint_alias() | {"alias_name": name}
                )

    def _loyalty_complaint_alias(self):
        self.ensure_one()
        return {
            "alias_model_id": self.env["ir.model"]._get_id("crm.loyalty.complaint"),
            "alias_domain_id": self.alias_domain_id.id,
            "alias_defaults": repr({"company_id": self.id}),
        }
