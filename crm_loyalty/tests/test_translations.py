from odoo.tests import TransactionCase, tagged

from ..engine.explain import comma
from .translations import TranslationsCase


class TestTranslations(TranslationsCase):
    def test_everything_that_a_user_sees_is_translated_into_chinese(self):
        self.assert_translated("zh_CN")

    def test_the_template_holds_every_term(self):
        self.assert_template()


@tagged("post_install", "-at_install")
class TestChinese(TransactionCase):
    """What a Chinese user is told, where words are put together."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.env["ir.module.module"].search([("name", "=", "crm_loyalty")])._update_translations(
            ["zh_CN"]
        )
        cls.chinese = cls.env(context={"lang": "zh_CN"})

    def test_stages_have_the_names_of_the_field(self):
        stages = self.chinese.ref("crm_loyalty.stage_lifecycle_formation")
        self.assertEqual(stages.name, "形成期")
        self.assertEqual(
            stages.with_context(loyalty_with_reading=True).display_name, "关系生命周期：形成期"
        )

    def test_lists_are_written_as_in_chinese(self):
        self.assertEqual(comma(self.chinese).join(["甲", "乙"]), "甲、乙")
