import logging
import smtplib
from contextlib import suppress

from odoo import fields, models

from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from ..transactions import AT_WORK

_logger = logging.getLogger(__name__)


class CrmLoyaltyInvite(models.Model):
    """The mail of an invite: made, deleted and marked in one transaction, and sent after it.

    So no link is ever stored, and between the mark and the mail lies nothing but the mail server.
    """

    _inherit = "crm.loyalty.invite"

    def _prepare(self):
        """Make link and mail of a queued invite, if its customer may be asked still.

        :return: the mail, held back; None if there is none
        """
        if self.state != "queued":
            return None
        reason = self._refusals(self.partner_id).get(self.partner_id)
        if self.order_id.state == "cancel":
            reason = "cancelled"
        if reason:
            self.write({"state": "skipped", "problem": reason})
            return None
        try:
            with self.env.cr.savepoint():
                return self._hold(self._new_link("sending"))
        except AT_WORK:
            raise
        except Exception as error:  # a template or an address may be at fault; the others go on
            _logger.warning("Customer %s could not be asked: %s", self.partner_id.id, error)
            self.write(_refused(error))
            return None

    def _hold(self, link):
        """Have Odoo make and delete the mail as if it were sent.

        :raise Exception: whatever a template, an address or a connection may do
        """
        template = self.questionnaire_id.template_id.with_context(loyalty_link=link)
        mail = self.env["mail.mail"].browse(
            template.send_mail(self.id, email_values={"auto_delete": True})
        )
        servers = self.env["ir.mail_server"]
        [(server_id, domain_id, smtp_from, _ids)] = mail._split_by_mail_configuration()
        held = HeldMail(servers._connect__(mail_server_id=server_id, smtp_from=smtp_from))
        mail._send(
            raise_exception=True,
            smtp_session=held,
            alias_domain_id=domain_id,
            mail_server=servers.browse(server_id),
        )
        if left := mail.exists():  # what leaves is deleted
            raise MailDeliveryException(left.failure_reason or "")
        return held

    def _note(self, outcome):
        """Write what became of a mail; the customer may have been faster, or somebody revoked."""
        if self.state != "sending":
            outcome = {name: value for name, value in outcome.items() if name == "sent_date"}
        self.write(outcome)


class HeldMail:
    """To Odoo the connection to a mail server: it holds back what it is to send.

    Odoo builds a mail only while it sends it.
    """

    def __init__(self, session):
        self._session, self._messages = session, []

    def __getattr__(self, name):
        return getattr(self._session, name)

    def send_message(self, *message):
        self._messages.append(message)

    def release(self):
        """Send it.

        :return: the values that say what became of it: who hears no clear no may have got it
        """
        sent = 0
        try:
            for message in self._messages:
                self._session.send_message(*message)
                sent += 1
            return {"state": "open", "sent_date": fields.Datetime.now()}
        except smtplib.SMTPServerDisconnected:
            return {"state": "unsure"}
        except (smtplib.SMTPException, ValueError) as error:
            return {"state": "unsure"} if sent else _refused(error)
        except OSError:
            return {"state": "unsure"}
        finally:
            with suppress(OSError):
                self._session.quit()


def _refused(error):
    return {"state": "skipped", "problem": "refused", "failure": str(error)[:500]}
