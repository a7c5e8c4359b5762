from odoo.addons.crm_loyalty.tests.translations import TranslationsCase


class TestTranslations(TranslationsCase):
    addon = "crm_loyalty_sale_loyalty"

    def test_everything_that_a_user_sees_is_translated_into_chinese(self):
        self.assert_translated("zh_CN")

    def test_the_template_holds_every_term(self):
        self.assert_template()
