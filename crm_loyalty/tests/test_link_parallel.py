from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests.common import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger

from ..transactions import AT_WORK

PARALLEL = 8


@tagged("post_install", "-at_install")
class TestLinkParallel(BaseCase):
    """Several workers at once: transactions of their own, really committed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registry = Registry(get_db_name())
        cls.addClassCleanup(cls._clean)
        with cls._env() as env:
            cls.partner_id = env["res.partner"].create({"name": "C", "email": "c@x.example"}).id

    @classmethod
    def _clean(cls):
        with cls._env() as env:
            partner = [("partner_id", "=", cls.partner_id)]
            env["crm.loyalty.response"].search(partner).unlink()
            env["crm.loyalty.invite"].search(partner).unlink()
            env["crm.loyalty.attempt"].search([]).unlink()
            env["res.partner"].browse(cls.partner_id).unlink()

    @classmethod
    def _env(cls):
        class Own:
            def __enter__(self):
                self.cr = cls.registry.cursor()
                return api.Environment(self.cr, SUPERUSER_ID, {})

            def __exit__(self, kind, *_error):
                with self.cr:  # commits, unless there is an error
                    if kind:
                        self.cr.rollback()

        return Own()

    def at_once(self, work, number=PARALLEL):
        """Do something in several transactions whose snapshots are of the same moment."""
        barrier = Barrier(number)

        def one(_number):
            try:
                with self._env() as env:
                    env["res.partner"].search_count([])  # the snapshot
                    barrier.wait(10)
                    return work(env)
            except AT_WORK as error:
                return error

        with mute_logger("odoo.sql_db"), ThreadPoolExecutor(number) as pool:
            return list(pool.map(one, range(number)))

    def invite(self, env):
        return env["crm.loyalty.invite"].create(
            {
                "partner_id": self.partner_id,
                "company_id": env.company.id,
                "questionnaire_id": env.ref("crm_loyalty.questionnaire_purchase").id,
            }
        )

    def test_twenty_places_are_twenty_for_all_workers_together(self):
        admitted = 0
        for _round in range(12):
            found = self.at_once(lambda env: env["crm.loyalty.attempt"]._admit_address("192.0.2.9"))
            admitted += sum(answer is True for answer in found)
        self.assertLessEqual(admitted, 20)
        self.assertGreaterEqual(admitted, 12)  # somebody gets in every round, until it is full
        with self._env() as env:
            key = env["crm.loyalty.attempt"].search([]).mapped("key")
        self.assertLessEqual(len(key), 20)

    def test_a_customer_asked_by_all_at_once_is_asked_once(self):
        with self._env() as env:
            env["crm.loyalty.invite"].search([("partner_id", "=", self.partner_id)]).unlink()
        found = self.at_once(lambda env: self.invite(env).id)
        self.assertEqual(sum(isinstance(answer, int) for answer in found), 1)

    def test_of_confirmations_at_once_one_counts(self):
        with self._env() as env:
            env["crm.loyalty.invite"].search([("partner_id", "=", self.partner_id)]).unlink()
            invite = self.invite(env)
            invite._new_link()
            line = invite.questionnaire_id.line_ids[0]
            made = [invite._submit([line._answer_values(4)], "", False).id for _n in range(4)]
            invite_id = invite.id
        waiting = iter(made)

        def confirm(env):
            response = env["crm.loyalty.response"].browse(next(waiting))
            env["crm.loyalty.invite"].browse(invite_id)._confirm(response)
            return response.id

        done = self.at_once(confirm, 4)
        # Odoo tries again who met another; here it is the test that does.
        with self._env() as env:
            invite = env["crm.loyalty.invite"].browse(invite_id)
            for response_id in set(made) - {answer for answer in done if isinstance(answer, int)}:
                invite._confirm(env["crm.loyalty.response"].browse(response_id))
            states = sorted(invite.response_ids.mapped("state"))
        self.assertEqual(states, ["counted", "later", "later", "later"])
