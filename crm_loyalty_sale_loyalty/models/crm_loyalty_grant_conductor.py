import logging

from odoo import api, models

from odoo.addons.crm_loyalty.transactions import AT_WORK, fresh_transactions

_logger = logging.getLogger(__name__)


class CrmLoyaltyGrant(models.Model):
    """The conductor of enrolments: each customer in a transaction of its own, none twice."""

    _inherit = "crm.loyalty.grant"

    @api.model
    def _cron_grant(self):
        """Daily, and after a pass that leaves somebody owed: give what tiers promise."""
        if not self.env["crm.loyalty.run"]._ready_for_changes():
            return
        owed = sorted({partner_id for partner_id, _benefit, _company in self._owed()})
        for done, partner_id in enumerate(owed, 1):
            self._grant(partner_id)
            if not self.env["ir.cron"]._commit_progress(1, remaining=len(owed) - done):
                break

    @api.model
    def _wake(self):
        """Have what is owed given soon."""
        if self.env["crm.loyalty.run"]._ready_for_changes() and self._owed():
            self.env.ref("crm_loyalty_sale_loyalty.ir_cron_grant")._trigger()

    def _grant(self, partner_id):
        """Give one customer what is owed; if others were at it all the time, it is still owed."""
        for _try in fresh_transactions(self.env):
            try:
                self._settle(partner_id)
                self.env.flush_all()
                return
            except AT_WORK:
                continue
            except Exception as error:  # a programme's mail may be at fault; the others go on
                self.env.cr.rollback()
                _logger.warning("Customer %s could not be enrolled: %s", partner_id, error)
                return
