from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmLoyaltyStage(models.Model):
    """The relationship level that a class of the value matrix suggests, beside its strategy.

    It decides nothing: what a customer is promised is decided by the rules of the levels.
    """

    _inherit = "crm.loyalty.stage"

    level_id = fields.Many2one(
        "crm.loyalty.stage",
        "Suggested Level",
        domain="[('reading', '=', 'level'), ('company_id', 'in', [False, company_id])]",
        index="btree_not_null",
        ondelete="set null",
        help="The relationship level that suits this class, for who reads it. What a customer is"
        " promised is decided by the rules of the levels.",
    )

    @api.constrains("level_id", "reading", "company_id")
    def _check_level(self):
        """Refuse a suggestion that is no level, is of no class, or that some may not see."""
        for stage in self.filtered("level_id"):
            level = stage.level_id
            if stage.reading != "matrix":
                raise ValidationError(
                    self.env._(
                        "Only a class of the value matrix suggests a level, not “%s”.", stage.name
                    )
                )
            if level.reading != "level":
                raise ValidationError(
                    self.env._("“%s” is not a relationship level: choose one.", level.name)
                )
            if level.company_id not in (stage.company_id, level.browse().company_id):
                raise ValidationError(
                    self.env._(
                        "“%(level)s” is of another company than “%(stage)s”: choose a level of the"
                        " same, or of every company.",
                        level=level.name,
                        stage=stage.name,
                    )
                )
