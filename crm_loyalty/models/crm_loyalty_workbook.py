import base64
from tempfile import TemporaryFile

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..report.workbook.workbook import file_name, may_export, write_workbook


class CrmLoyaltyWorkbook(models.Model):
    """A workbook that the scheduled action stored: what one user may see of one company."""

    _name = "crm.loyalty.workbook"
    _description = "Stored Workbook"
    _order = "day desc, id desc"

    name = fields.Char(required=True, readonly=True)
    day = fields.Date("Made On", required=True, readonly=True, index=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users",
        "Rights Of",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The user whose rights and language it was made with.",
    )
    file = fields.Binary(
        "Workbook",
        readonly=True,
        groups="base.group_allow_export",
        help="Only for users who may export.",
    )
    size = fields.Float("Size (MB)", readonly=True, digits=(12, 2))
    problem = fields.Char("Not Made Because", readonly=True)

    @api.model
    def _cron_store(self):
        """Monthly: store a workbook for each company that wants one and has none this month."""
        due = self._due_companies()
        for left, company in zip(range(len(due) - 1, -1, -1), due, strict=True):
            self._store(company)
            if not self.env["ir.cron"]._commit_progress(1, remaining=left):
                break

    @api.model
    def _due_companies(self):
        today = fields.Date.context_today(self)
        made = self.search([("day", ">=", today.replace(day=1))]).company_id
        wanted = self.env["res.company"].search([("loyalty_workbook_monthly", "=", True)])
        return wanted - made

    @api.model
    def _store(self, company):
        """Make and store the workbook of a company, or store why it could not be made.

        :return: the stored workbook
        """
        user = company.loyalty_workbook_user_id
        reader = self.with_context(allowed_company_ids=company.ids, lang=user.lang, tz=user.tz)
        values = {
            "name": file_name(reader.env),
            "day": fields.Date.context_today(self),
            "company_id": company.id,
            "user_id": user.id,
        }
        try:
            return self.create(values | reader._made_for(user))
        except UserError as error:
            return self.create(values | {"problem": str(error)})

    def _made_for(self, user):
        """The file of a workbook with the rights of a user, and its size.

        :raise UserError: it cannot be made
        """
        env = self.with_user(user).env
        if not user.active or not may_export(env):
            raise UserError(
                self.env._("The user chosen for it is not active, or may not export relationships.")
            )
        with TemporaryFile() as file:
            write_workbook(env, Domain.TRUE, file)
            file.seek(0)
            content = file.read()
        return {"file": base64.b64encode(content), "size": len(content) / 1e6}

    @api.autovacuum
    def _gc_old(self):
        """Delete what is older than its company wants to keep."""
        today = fields.Date.context_today(self)
        old = self.browse()
        for company in self.env["res.company"].search([("loyalty_workbook_keep_months", ">", 0)]):
            first = today - relativedelta(months=company.loyalty_workbook_keep_months)
            old += self.search([("company_id", "=", company.id), ("day", "<", first)])
        old.unlink()
