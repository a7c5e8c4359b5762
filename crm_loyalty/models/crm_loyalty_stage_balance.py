from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

LINKS = ("lifecycle_id", "level_id", "pyramid_id", "matrix_id")


class CrmLoyaltyStage(models.Model):
    """Stages that balances name stay, since no foreign key keeps them."""

    _inherit = "crm.loyalty.stage"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_balance(self):
        # Existence only, across companies: nothing of the rows is shown.
        balances = self.env["crm.loyalty.balance"].sudo()
        if balances.search_count(Domain.OR(Domain(n, "in", self.ids) for n in LINKS), limit=1):
            raise UserError(
                self.env._(
                    "%s: there are balances with it. Archive it instead.",
                    ", ".join(self.mapped("name")),
                )
            )
