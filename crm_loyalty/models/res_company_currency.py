from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..engine.explain import comma
from .res_company import STAFF

# What is kept in the currency that the company had: an order's rate is against it, and amounts
# have no other. Odoo itself keeps a company with journal items from changing.
KEPT = {
    "sale.order": Domain("state", "=", "sale"),
    "crm.loyalty.wallet": Domain.TRUE,
    "crm.loyalty.idea": Domain("worth", "!=", False),
    "crm.loyalty.complaint": Domain("cost", "!=", False),
    "crm.loyalty.reward": Domain("amount", "!=", False),
    "crm.loyalty.balance": Domain("is_customer", "=", True),
    "crm.loyalty.fit": Domain("spend_model", "!=", "none"),
}


class ResCompany(models.Model):
    """In which currency a company's figures are kept: that of today, as long as there are none."""

    _inherit = "res.company"

    loyalty_currency_id = fields.Many2one(
        "res.currency",
        "Currency of Its Figures",
        compute="_compute_loyalty_currency_id",
        store=True,
        copy=False,
        groups=STAFF,
    )

    @api.depends("currency_id")
    def _compute_loyalty_currency_id(self):
        """Follow the company's currency, but for a company that has figures in another."""
        for company in self:
            known = company.loyalty_currency_id
            if not known or known != company.currency_id and not company._kept_in_currency():
                company.loyalty_currency_id = company.currency_id

    @api.constrains("currency_id")
    def _check_loyalty_currency(self):
        for company in self:
            if company.loyalty_currency_id != company.currency_id:
                raise ValidationError(
                    self.env._(
                        "“%(company)s” keeps figures in %(old)s (%(what)s), which would be read as"
                        " %(new)s. Create another company that sells in %(new)s, or undo these"
                        " first.",
                        company=company.name,
                        old=company.loyalty_currency_id.name,
                        new=company.currency_id.name,
                        what=comma(self.env).join(company._kept_in_currency()),
                    )
                )

    def _kept_in_currency(self):
        """Give the names of what a company keeps in its currency, such as orders."""
        self.ensure_one()
        # Existence only, whoever may see the rows: nothing of them is shown.
        found = [
            model
            for model, kept in KEPT.items()
            if self.env[model]
            .sudo()
            .with_context(active_test=False)
            .search_count(kept & Domain("company_id", "=", self.id), limit=1)
        ]
        return [self.env["ir.model"]._get(model).name for model in found]
