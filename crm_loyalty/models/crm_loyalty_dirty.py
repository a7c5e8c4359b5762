from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..engine.stale import stale_query

TAKE = 20_000


class CrmLoyaltyDirty(models.Model):
    """A customer whose facts changed since it was computed; no customer: all of them.

    Rows are only ever added (by triggers on the tables of facts, in the transaction that changes
    the fact) and removed (once the customer is computed from a snapshot that shows the row), so
    that no change is lost, whichever transaction ends first. No foreign key: a mark must never
    block, or fail with, what it marks.
    """

    _name = "crm.loyalty.dirty"
    _description = "Customer to Compute"
    _log_access = False
    _order = "id"

    partner_id = fields.Integer("Contact")

    @api.model
    def _mark(self, partner_ids):
        """Have customers computed with the next changes.

        :param partner_ids: ids of partners, commercial or not
        """
        self.create([{"partner_id": partner_id} for partner_id in partner_ids])

    @api.model
    def _take(self):
        """The oldest marks, parked customers whose time has come included."""
        self._unpark()
        return self.search([], limit=TAKE)

    @api.model
    def _unpark(self):
        due = self.env["crm.loyalty.parked"].search(Domain("retry_at", "<=", fields.Datetime.now()))
        self._mark(due.partner_id.ids)
        due.retry_at = False

    @api.model
    def _waiting(self):
        return self.search_count([])

    def _customers(self):
        """The customers that the marks concern: also what was one before, and who referred them."""
        marked = [mark.partner_id for mark in self if mark.partner_id]
        query = SQL("%s ORDER BY 1", stale_query(SQL("SELECT unnest(%s::integer[])", marked)))
        return [partner_id for [partner_id] in self.env.execute_query(query) if partner_id]

    def _drop(self):
        """Remove the marks; those that came meanwhile stay."""
        self.env.execute_query(
            SQL("DELETE FROM crm_loyalty_dirty WHERE id = ANY(%s) RETURNING id", self.ids)
        )
        self.invalidate_model(flush=False)

    @api.model
    def _drop_all(self):
        """Remove every mark: a full pass of today begins, and meets all that they stand for."""
        gone = SQL("DELETE FROM crm_loyalty_dirty RETURNING 1")
        self.env.execute_query(SQL("WITH gone AS (%s) SELECT count(*) FROM gone", gone))
        self.invalidate_model(flush=False)
