from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..engine.preview import preview_moves


class CrmLoyaltyStage(models.Model):
    """What an edited rule would do, before it is saved."""

    _inherit = "crm.loyalty.stage"

    preview = fields.Json(
        compute="_compute_preview",
        groups="crm_loyalty.group_loyalty_manager",
        help="Who would move, from where to where.",
    )

    @api.depends("domain", "decision_sequence", "by_hand", "active", "company_id", "reading")
    def _compute_preview(self):
        for stage in self:
            try:
                stage.preview = stage._preview() if stage.reading else None
            except (UserError, ValidationError) as error:
                stage.preview = {"customers": 0, "stay": 0, "moves": [], "error": str(error)}

    def _preview(self):
        """Count who would move if this stage were saved as it is now.

        :return: JSON: customers, stay, moves (largest first), error
        :raise ValidationError: the rule cannot be used, and why
        """
        self.ensure_one()
        if not self.by_hand:
            self._try_rule()
        counted = preview_moves(self.env, self.reading, self._rules_with_this())
        names = self._names_in(counted)
        moves = [
            {
                "from": names[now][0],
                "to": names[then][0],
                "from_color": names[now][1],
                "to_color": names[then][1],
                "count": count,
            }
            for now, then, count in counted
            if now != then
        ]
        customers = sum(count for _now, _then, count in counted)
        stay = customers - sum(move["count"] for move in moves)
        return {"customers": customers, "stay": stay, "moves": moves, "error": None}

    def _rules_with_this(self):
        """The rules of the reading in order of decision, with this one as it is on the screen."""
        others = self.search(
            Domain("reading", "=", self.reading)
            & Domain("by_hand", "=", False)
            & Domain("id", "!=", self._origin.id)
        )
        stages = [*others, self] if self.active and not self.by_hand else [*others]
        stages.sort(key=lambda s: (s.decision_sequence, s.sequence, s._origin.id or 0))
        return [stage._rule() for stage in stages]

    def _names_in(self, counted):
        """{stage id: (name, color)} for the stages that a preview names."""
        ids = {stage_id for now, then, _count in counted for stage_id in (now, then) if stage_id}
        stages = self.with_context(active_test=False).browse(ids)
        names = {stage.id: (stage.name, stage.color) for stage in stages}
        return names | {
            None: (self.env._("No stage"), 0),
            0: (self.name or self.env._("This stage"), self.color),
        }
