from odoo.addons.crm_loyalty_survey.hooks import uninstall_hook

from .common import SurveyCase

READY = ("purchase", "yearly", "loyalty", "value", "kano")


class TestReady(SurveyCase):
    """The surveys that come with the addon can be sent as they are."""

    def mappings(self, name):
        survey = self.env.ref(f"crm_loyalty_survey.survey_{name}")
        return [m for question in survey.question_ids for m in question._loyalty_mappings()]

    def test_they_are_answered_by_invitation_and_measure_something(self):
        for name in READY:
            survey = self.env.ref(f"crm_loyalty_survey.survey_{name}")
            survey.check_validity()
            self.assertEqual((survey.access_mode, survey.loyalty_mapped), ("token", True))

    def test_every_dimension_is_asked_about_twice_on_one_scale(self):
        found = [m for m in self.mappings("purchase") if m.loyalty_kind == "satisfaction"]
        by_side = {
            side: {
                (m.loyalty_aspect_id, m.scale_min, m.scale_max)
                for m in found
                if m.loyalty_side == side
            }
            for side in ("expectation", "experience")
        }
        dimensions = self.env["crm.loyalty.aspect"].search([("kind", "=", "satisfaction")])
        self.assertEqual(by_side["expectation"], by_side["experience"])
        self.assertEqual(by_side["experience"], {(aspect, 1, 5) for aspect in dimensions})

    def test_what_each_survey_measures(self):
        kinds = {name: {m.loyalty_kind for m in self.mappings(name)} for name in READY}
        indicators = {"satisfaction", "reputation", "nomination", "repurchase", "price"}
        self.assertEqual(
            kinds,
            {
                "purchase": {"satisfaction", "nps"},
                "yearly": indicators,
                "loyalty": {"cognitive", "affective", "conative"},
                "value": {"benefit", "cost"},
                "kano": {"kano"},
            },
        )
        self.assertEqual(len(self.mappings("value")), 8)

    def test_every_feature_is_asked_about_if_it_is_there_and_if_it_is_missing(self):
        pairs = {(m.loyalty_aspect_id, m.loyalty_side) for m in self.mappings("kano")}
        features = self.env["crm.loyalty.aspect"].search([("kind", "=", "kano")])
        sides = ("functional", "dysfunctional")
        self.assertEqual(pairs, {(feature, side) for feature in features for side in sides})
        choices = self.env.ref("crm_loyalty_survey.survey_kano_there").suggested_answer_ids
        self.assertEqual(choices.mapped("loyalty_choice"), ["1", "2", "3", "4", "5"])

    def test_a_survey_that_was_sent_stays_when_the_addon_goes(self):
        names = ("survey_value", "survey_value_time", "survey_kano")
        records = [self.env.ref(f"crm_loyalty_survey.{name}") for name in names]
        records[2].user_input_ids.unlink()
        records[0]._create_answer(partner=self.ann, check_attempts=False)
        uninstall_hook(self.env)
        gone = [record.get_external_id()[record.id] == "" for record in records]
        self.assertEqual(gone, [True, True, False])

    def test_more_is_more_of_what_delivered_value_costs(self):
        self.assertFalse([m for m in self.mappings("value") if m.loyalty_reverse])
