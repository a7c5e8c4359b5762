from contextlib import contextmanager

from odoo.tests import new_test_user

from odoo.addons.mail.tests.common import MailCase

from .common import LoyaltyCase

CRON = "crm_loyalty.ir_cron_ask"


class LinkMailCase(LoyaltyCase, MailCase):
    """Three customers with an address, one of a salesperson's own, and the mails that leave."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._init_mail_gateway()
        cls.questionnaire = cls.env.ref("crm_loyalty.questionnaire_purchase")
        cls.invites = cls.env["crm.loyalty.invite"]
        cls.manager = new_test_user(cls.env, "boss", "crm_loyalty.group_loyalty_manager")
        cls.seller = new_test_user(cls.env, "seller", "sales_team.group_sale_salesman")
        cls.buyers = cls.env["res.partner"].union(
            *(cls.customer(f"B{i}", email=f"b{i}@example.com") for i in range(3))
        )
        cls.mine = cls.customer("Mine", email="mine@example.com", user_id=cls.seller.id)

    def ask(self, partners, user=None, **values):
        """The dialog as it opens on contacts, in the hands of a manager."""
        context = {"active_model": "res.partner", "active_ids": partners.ids}
        return (
            self.env["crm.loyalty.ask"]
            .with_user(user or self.manager)
            .with_context(**context)
            .create(values)
        )

    def mocked(self):
        return self.mock_mail_gateway(mail_unlink_sent=True)

    def run_job(self):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref(CRON).method_direct_trigger()
        self.env.invalidate_all()

    @contextmanager
    def sent(self):
        """Run the scheduled action; the mails that left are in ``self._mails``."""
        with self.mocked():
            self.run_job()
            yield

    def of(self, partner):
        return self.invites.search([("partner_id", "=", partner.id)])
