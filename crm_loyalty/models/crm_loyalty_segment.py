import json

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class CrmLoyaltySegment(models.Model):
    """A group of customers by a rule over any measure or stage; a customer may be in several.

    The engine alone writes who is in it (``crm.loyalty.member``).
    """

    _name = "crm.loyalty.segment"
    _inherit = "crm.loyalty.rule"
    _description = "Customer Segment"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    description = fields.Text(
        "Meaning", translate=True, help="What it is for, for those who read it."
    )
    color = fields.Integer(help="Color of the badge.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", ondelete="cascade", help="Empty: for every company."
    )
    member_count = fields.Integer(
        "Customers",
        compute="_compute_member_count",
        help="How many are in it now, of those you see.",
    )
    counted_on = fields.Date(
        "As Of", compute="_compute_counted_on", help="The day from which its customers were seen."
    )
    is_waiting = fields.Boolean(
        compute="_compute_counted_on", help="The rule was changed since everybody was looked at."
    )

    @api.constrains("domain", "company_id")
    def _check_domain(self):
        for segment in self:
            segment._try_rule()

    def _askable(self):
        profile = self.env["crm.loyalty.profile"]
        return super()._askable() | profile._judged() | {*profile._measures(judged=True)}

    @api.model
    def _rules(self, companies):
        """Give the active rules.

        :param companies: the companies that the rules are for
        :return: list of dicts of JSON values: id, company_id, domain
        """
        segments = self.search(Domain("company_id", "in", [False, *companies.ids]))
        return [segment._rule() for segment in segments._usable()]

    def _rule(self):
        self.ensure_one()
        return {
            "id": self._origin.id or 0,
            "company_id": self.company_id.id or None,
            "domain": self._parsed_domain(),
        }

    def _compute_member_count(self):
        now = Domain("segment_id", "in", self.ids) & Domain("date_to", "=", False)
        counts = dict(self.env["crm.loyalty.member"]._read_group(now, ["segment_id"], ["__count"]))
        for segment in self:
            segment.member_count = counts.get(segment._origin, 0)

    @api.depends("domain", "company_id", "active")
    def _compute_counted_on(self):
        last = self.env["crm.loyalty.run"]._last_full()
        # Whether this very rule was used, which whoever sees it may know.
        used = last.sudo().segments or []
        for segment in self:
            segment.counted_on = last.day
            # As JSON keeps it: a stored rule has lists for tuples.
            saved = segment._origin
            rule = saved and not saved.is_broken and json.loads(json.dumps(saved._rule()))
            segment.is_waiting = bool(rule) and saved.active != (rule in used)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        """A segment that customers were in is archived, not deleted."""
        for segment in self:
            # Existence only, across companies: nothing of the rows is shown.
            members = self.env["crm.loyalty.member"].sudo()
            if members.search_count([("segment_id", "=", segment.id)], limit=1):
                raise UserError(
                    self.env._("Customers are or were in “%s”. Archive it instead.", segment.name)
                )
