from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, new_test_user
from odoo.tools import mute_logger

from .common_opinion import OpinionCase


class TestResponses(OpinionCase):
    """Staff note what customers say on the phone, and rewrite nothing that customers sent."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(cls.env, "manager", "crm_loyalty.group_loyalty_manager")
        cls.colleague = new_test_user(cls.env, "colleague", "sales_team.group_sale_salesman")
        cls.full_pass()
        cls.asks = cls.env["crm.loyalty.note"].with_user(cls.seller)
        cls.responses = cls.env["crm.loyalty.response"].with_user(cls.seller)

    def note(self, scale="10", user=None, **texts):
        """Note answers by the form; :param texts: by name of aspect: (expected, found) or found."""
        with Form(self.asks.with_user(user or self.seller)) as form:
            form.partner_id = self.buyer
            form.scale = scale
            for name, text in texts.items():
                with form.line_ids.new() as line:
                    line.aspect_id = self.aspect(name).with_user(user or self.seller)
                    if isinstance(text, tuple):
                        line.expectation, text = text
                    line.experience = text
        form.record.action_note()
        return self.responses.search([("partner_id", "=", self.buyer.id)], limit=1)

    def test_the_form_offers_the_dimensions_of_satisfaction_and_nps(self):
        offered = self.asks.create({"partner_id": self.buyer.id}).line_ids.aspect_id
        self.assertEqual(set(offered.mapped("kind")), {"satisfaction", "nps"})

    def test_a_score_is_taken_on_the_scale_that_was_asked(self):
        for scale, text, score in (
            ("10", "7", 70),
            ("5", "4", 75),
            ("7", "4", 50),
            ("100", "66,5", 66.5),
        ):
            response = self.note(scale, nomination=text)
            self.assertEqual(response.answer_ids.score, score)
            self.assertEqual(response.answer_ids.told, f"{text} of {scale}")
            response.sudo().unlink()

    def test_both_sides_are_noted_and_what_was_not_asked_is_left_out(self):
        response = self.note("5", satisfaction_price=("5", "3"))
        self.assertEqual(
            {answer.side: answer.score for answer in response.answer_ids},
            {"expectation": 100, "experience": 50},
        )
        self.assertEqual((response.channel, response.user_id), ("staff", self.seller))
        self.assertEqual(response.experience, 50)

    def test_a_score_off_the_scale_is_refused_and_says_which(self):
        for scale, text in (("5", "0"), ("5", "6"), ("10", "11"), ("10", "-1"), ("10", "x")):
            with self.assertRaisesRegex(ValidationError, f"“{text}” is not on the scale"):
                self.note(scale, nomination=text)
        for text in ("nan", "inf"):
            with self.assertRaises(ValidationError):
                self.note(nomination=text)

    def test_nps_is_asked_from_0_to_10(self):
        self.assertEqual(self.note(nps="9").recommends, 9)
        with self.assertRaisesRegex(ValidationError, "from 0 to 10"):
            self.note("5", nps="5")

    def test_an_empty_note_is_none(self):
        with self.assertRaisesRegex(ValidationError, "Nothing is noted"):
            self.note()

    def test_a_salesperson_notes_nothing_of_a_colleagues_customer(self):
        with self.assertRaises(AccessError):
            self.note(user=self.colleague, nps="9")

    def test_a_score_off_0_to_100_is_refused_whoever_sends_it(self):
        for score in (-1, 100.5):
            with self.assertRaises(ValidationError):
                self.say(self.buyer, nomination=score)

    def test_staff_choose_no_channel(self):
        values = {"partner_id": self.buyer.id}
        for make in (
            lambda: self.responses.create(values | {"channel": "survey"}),
            lambda: self.responses.with_context(default_channel="survey").create(values),
            lambda: self.responses.create(values).write({"channel": "link"}),
        ):
            with self.assertRaises(AccessError), mute_logger("odoo.models"):
                make()
        defaults = self.env["ir.default"].with_user(self.seller)
        defaults.set("crm.loyalty.response", "channel", "survey", user_id=True)
        self.assertEqual(self.responses.create(values).channel, "staff")

    def test_what_a_customer_sent_is_not_rewritten(self):
        sent = self.say(self.buyer, satisfaction_price=20)
        for user in (self.seller, self.manager):
            response = sent.with_user(user)
            line = {"aspect_id": self.aspect("nps").id, "score": 100}
            for change in (
                lambda response=response: response.write({"comment": "Great"}),
                lambda response=response: response.answer_ids.write({"score": 90}),
                lambda response=response: response.answer_ids.unlink(),
                lambda response=response: response.unlink(),
                lambda response=response, line=line: response.write(
                    {"answer_ids": [Command.create(line)]}
                ),
            ):
                with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
                    change()

    def test_no_answer_is_moved_into_what_a_customer_sent(self):
        sent = self.say(self.buyer, satisfaction_price=20)
        noted = self.note(nomination="9").answer_ids
        self.created(noted, 400)
        with self.assertRaisesRegex(AccessError, "stays in the response"):
            noted.response_id = sent.with_user(self.seller)

    def test_a_manager_withdraws_what_a_customer_sent_and_may_have_it_count_again(self):
        sent = self.say(self.buyer, satisfaction_price=20)
        with self.assertRaises(AccessError):
            sent.with_user(self.seller).action_withdraw()
        sent.with_user(self.manager).action_withdraw()
        self.assertEqual(self.told().answer_count, 0)
        sent.with_user(self.manager).action_count()
        self.assertEqual(self.told().answer_count, 1)

    def test_staff_mend_and_withdraw_what_staff_entered(self):
        noted = self.note(nomination="9")
        noted.answer_ids.score = 80
        noted.action_withdraw()
        self.assertEqual(noted.state, "withdrawn")

    def test_what_was_answered_as_one_thing_does_not_become_another(self):
        self.say(self.buyer, nomination=50)
        aspect = self.aspect("nomination").with_user(self.manager)
        with self.assertRaisesRegex(ValidationError, "archive it, and make a new one"):
            aspect.kind = "cost"
        aspect.active = False

    def test_what_a_questionnaire_asks_from_1_to_5_does_not_become_recommendation(self):
        line = self.env.ref("crm_loyalty.questionnaire_purchase").line_ids.filtered(
            lambda line: line.scale == "5"
        )[:1]
        with self.assertRaisesRegex(ValidationError, "on the scale 0 to 10"):
            line.aspect_id.with_user(self.manager).kind = "nps"

    def test_an_aspect_of_another_company_is_not_answered_here(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.aspect("nomination").company_id = other
        with self.assertRaisesRegex(ValidationError, "asked by another company"):
            self.say(self.buyer, nomination=50)
