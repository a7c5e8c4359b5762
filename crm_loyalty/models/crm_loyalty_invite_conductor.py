import logging
from contextlib import suppress
from datetime import timedelta
from functools import partial

from odoo import api, fields, models

from ..transactions import AT_WORK, fresh_transactions

_logger = logging.getLogger(__name__)

LATER = timedelta(minutes=15)


class CrmLoyaltyInvite(models.Model):
    """The conductor of invites: who is due is queued, who is queued is asked, once.

    An invite is marked as being sent before its mail leaves, and that is committed: whoever is
    killed in between leaves it so, and nobody sends it again.
    """

    _inherit = "crm.loyalty.invite"

    @api.model
    def _cron_ask(self):
        """Daily, and when somebody asks: queue who is due, send what is queued."""
        self._guarded(self._settle)
        for company in self.env["res.company"].search(
            [("loyalty_ask_questionnaire_id", "!=", False)]
        ):
            while self._guarded(partial(self._ask_after_orders, company)):
                pass
        if self._waiting() and self._mail_leaves():
            self._send_waiting()

    def _send_waiting(self):
        while invite := self.search([("state", "=", "queued")], order="id", limit=1):
            mail = self._guarded(invite._prepare)
            self.env["ir.cron"]._commit_progress()  # from here on it counts as sent
            if mail:
                self._guarded(partial(invite._note, mail.release()))
            if not self.env["ir.cron"]._commit_progress(1, remaining=self._waiting()):
                break

    @api.model
    def _waiting(self):
        return self.search_count([("state", "=", "queued")])

    @api.model
    def _settle(self):
        """What a killed process left may have been sent; and some links are good no more."""
        self.search([("state", "=", "sending")]).state = "unsure"
        over = [("state", "in", ("open", "unsure")), ("expires", "<=", fields.Datetime.now())]
        self.search(over).state = "expired"

    def _mail_leaves(self):
        """Whether the mail server can be reached; if not, it is tried later."""
        try:
            session = self.env["ir.mail_server"]._connect__()
        except Exception as error:  # whatever a mail server and its settings may do
            _logger.warning("Customers are asked later: the mail server is not there. %s", error)
            self.env.ref("crm_loyalty.ir_cron_ask")._trigger(at=fields.Datetime.now() + LATER)
            return False
        if session:
            session.quit()
        return True

    def _guarded(self, work):
        """Do something in a fresh transaction, and again if it met another at work.

        :param work: may be called again after a roll back
        :return: what it gives; None if others were at it all the time
        """
        for _try in fresh_transactions(self.env):
            with suppress(*AT_WORK):
                result = work()
                self.env.flush_all()
                return result
        return None
