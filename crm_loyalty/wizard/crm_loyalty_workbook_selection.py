from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain

from ..report.workbook.workbook import check_size, may_export


class CrmLoyaltyWorkbookSelection(models.TransientModel):
    """Which customers a workbook is of: more than a URL can name. Read by its creator alone."""

    _name = "crm.loyalty.workbook.selection"
    _description = "Customers of a Workbook"

    domain = fields.Json()
    company_ids = fields.Many2many("res.company", default=lambda self: self.env.companies)

    @api.constrains("domain")
    def _check_domain(self):
        for selection in self:
            selection._parsed_domain()

    def _parsed_domain(self):
        """Give the selection as a ``Domain`` that the user may search by.

        :raise ValidationError: it is none
        :raise AccessError: it names what the user may not read
        """
        self.ensure_one()
        try:
            domain = Domain(self.domain or [])
            # Constraints run as superuser; what counts is what the user may search by.
            self.env["crm.loyalty.profile"].sudo(False)._search(domain)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ValidationError(
                self.env._("These customers cannot be selected: %s", str(error))
            ) from error
        return domain

    def _owner_env(self):
        """Give the environment of the workbook: the companies that were selected with it."""
        self.ensure_one()
        return self.with_context(allowed_company_ids=self.company_ids.ids).env

    @api.model
    def _download(self, domain):
        """Give the action that downloads the workbook of a domain.

        :raise AccessError: the user may not export
        :raise UserError: it would not fit into Excel
        """
        if not may_export(self.env):
            raise AccessError(
                self.env._("You may not export relationships. An administrator can allow it.")
            )
        selection = self.create({"domain": domain})
        check_size(self.env, selection._parsed_domain())
        return {
            "type": "ir.actions.act_url",
            "url": f"/crm_loyalty/workbook?selection={selection.id}",
            "target": "download",
        }

    @api.model
    def _download_listed(self):
        """Give the action that downloads the workbook of what is selected in the list."""
        return self._download(self._listed_domain())

    def _listed_domain(self):
        """The domain of the records that the list's Action menu was opened on.

        The client names no more records than its limit; then all that the list shows are meant.
        """
        ids = self.env.context.get("active_ids") or []
        # The limit is the administrator's; the client of every user is told of it.
        parameters = self.env["ir.config_parameter"].sudo()
        if len(ids) >= int(parameters.get_param("web.active_ids_limit", "20000")):
            return self.env.context.get("active_domain") or []
        return [["id", "in", ids], ["active", "in", [True, False]]]
