from odoo.fields import Command

from .security import ACCESS_ERROR, SecurityCase

MODEL = "crm.loyalty.response"


class TestSecurityResponses(SecurityCase):
    """From outside nobody forges, or rewrites, what a customer said."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.aspect = cls.env.ref("crm_loyalty.aspect_nps")
        line = Command.create({"aspect_id": cls.aspect.id, "score": 20})
        values = {"partner_id": cls.mine.id, "channel": "survey", "answer_ids": [line]}
        cls.sent = cls.env[MODEL].create(values)

    def test_no_role_chooses_the_channel(self):
        new = {"partner_id": self.mine.id}
        for role in ("own", "manager", "admin"):
            self.as_role(role)
            for channel in ("survey", "link", "rating"):
                forged = {"channel": channel}
                context = {"default_channel": channel}
                for call in (("create", [new | forged]), ("web_save", [], new | forged, {})):
                    self.assertEqual(self.error(MODEL, *call), ACCESS_ERROR, (role, call))
                self.assertEqual(self.error(MODEL, "create", [new], context=context), ACCESS_ERROR)
                told = self.call(MODEL, "load", ["partner_id/.id", "channel"], [["1", channel]])
                self.assertTrue(told["messages"])

    def test_no_role_rewrites_what_was_sent(self):
        better, ids = {"score": 100}, self.sent.answer_ids.ids
        command = {"answer_ids": [Command.update(ids[0], better)]}
        for role in ("own", "manager", "admin"):
            self.as_role(role)
            for model, *call in (
                (MODEL, "write", self.sent.ids, {"comment": "Great"}),
                (MODEL, "write", self.sent.ids, {"state": "withdrawn"}),
                (MODEL, "write", self.sent.ids, command),
                (MODEL, "unlink", self.sent.ids),
                ("crm.loyalty.answer", "write", ids, better),
                ("crm.loyalty.answer", "unlink", ids),
            ):
                self.assertEqual(self.error(model, *call), ACCESS_ERROR, (role, call))
        self.env.invalidate_all()
        self.assertEqual((self.sent.state, self.sent.answer_ids.score), ("counted", 20))

    def test_a_salesperson_enters_nothing_for_a_colleagues_customer(self):
        self.as_role("own")
        self.assertEqual(
            self.error(MODEL, "create", [{"partner_id": self.theirs.id}]), ACCESS_ERROR
        )
        [mine] = self.call(MODEL, "create", [{"partner_id": self.mine.id}])
        moved = {"partner_id": self.theirs.id}
        self.assertEqual(self.error(MODEL, "write", [mine], moved), ACCESS_ERROR)

    def test_a_manager_alone_withdraws_what_was_sent(self):
        self.as_role("own")
        self.assertEqual(self.error(MODEL, "action_withdraw", self.sent.ids), ACCESS_ERROR)
        self.as_role("manager")
        self.call(MODEL, "action_withdraw", self.sent.ids)
        self.env.invalidate_all()
        self.assertEqual(self.sent.state, "withdrawn")
