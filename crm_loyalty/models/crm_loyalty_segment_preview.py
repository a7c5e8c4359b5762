from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..engine.preview import preview_members


class CrmLoyaltySegment(models.Model):
    """What an edited rule would do, before it is saved."""

    _inherit = "crm.loyalty.segment"

    preview = fields.Json(
        compute="_compute_preview",
        groups="crm_loyalty.group_loyalty_manager",
        help="How many would be in it, come in and go out.",
    )

    @api.depends("name", "domain", "active", "company_id", "color")
    def _compute_preview(self):
        for segment in self:
            try:
                segment.preview = segment._preview()
            except (UserError, ValidationError) as error:
                segment.preview = {"customers": 0, "stay": 0, "moves": [], "error": str(error)}

    def _preview(self):
        """Count who would be in, come in and go out if this were saved as it is now.

        :return: JSON as the preview of stages has it, with a summary and a note of its own
        :raise ValidationError: the rule cannot be used, and why
        """
        self.ensure_one()
        self._try_rule()
        found = preview_members(self.env, self._rule() if self.active else None, self._origin.id)
        inside = (self.name or self.env._("This segment"), self.color)
        outside = (self.env._("Not in it"), 0)
        moves = [
            self._move(outside, inside, found["come"]),
            self._move(inside, outside, found["go"]),
        ]
        return {
            "customers": found["customers"],
            "stay": found["customers"] - found["come"] - found["go"],
            "moves": [move for move in moves if move["count"]],
            "error": None,
            "summary": self.env._(
                "%(inside)s of %(customers)s customers would be in it: %(come)s come in, %(go)s go"
                " out.",
                inside=found["inside"],
                customers=found["customers"],
                come=found["come"],
                go=found["go"],
            ),
            "note": self.env._(
                "Nobody comes or goes before the rule is saved; then everyone is looked at again"
                " within minutes."
            ),
        }

    def _move(self, origin, goal, count):
        return {
            "from": origin[0],
            "to": goal[0],
            "from_color": origin[1],
            "to_color": goal[1],
            "count": count,
        }
