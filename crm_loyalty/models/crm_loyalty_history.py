from odoo import fields, models

from ..engine.explain import comma


class CrmLoyaltyHistory(models.Model):
    """One change of one reading of a relationship: from, to, when and why. Append-only.

    No unique key and no cascade from the run: a merge of contacts moves rows, and none is lost.
    """

    _name = "crm.loyalty.history"
    _inherit = "crm.loyalty.append.only"
    _description = "Stage Movement"
    _order = "day desc, id desc"
    _rec_name = "partner_id"
    _log_access = True

    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    day = fields.Date(required=True, readonly=True, index=True, help="The day of the pass.")
    reading = fields.Selection(
        selection=lambda self: (
            self.env["crm.loyalty.stage"]._fields["reading"]._description_selection(self.env)
        ),
        required=True,
        readonly=True,
    )
    from_id = fields.Many2one(
        "crm.loyalty.stage", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    to_id = fields.Many2one(
        "crm.loyalty.stage", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    pinned = fields.Boolean(readonly=True, help="A person decided, not the rule.")
    figures = fields.Json(readonly=True, help="The measures that made the rule fire.")
    user_id = fields.Many2one(
        "res.users",
        "Salesperson",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="Who looked after the customer at the time.",
    )
    run_id = fields.Many2one(
        "crm.loyalty.run", "Pass", readonly=True, index="btree_not_null", ondelete="set null"
    )
    reason = fields.Char(compute="_compute_reason")

    def _compute_reason(self):
        profile = self.env["crm.loyalty.profile"]
        for move in self:
            if move.pinned:
                move.reason = self.env._("Pinned by hand")
                continue
            shown = profile._figure_texts(move.figures or {}, move.company_id)
            move.reason = comma(self.env).join(shown)
