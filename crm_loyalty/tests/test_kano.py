from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user

from .common import LoyaltyCase, day

# A pair of answers for each class: if the feature is there, if it is missing.
PAIRS = {"A": "13", "O": "15", "M": "35", "I": "33", "R": "51", "Q": "11"}


class KanoCase(LoyaltyCase):
    """Two features, and a salesperson with a customer of his own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        aspects = cls.env["crm.loyalty.aspect"]
        aspects.search([("kind", "=", "kano")]).active = False
        cls.fast, cls.gift = aspects.create(
            [{"name": name, "kind": "kano"} for name in ("Next-day Delivery", "Gift Wrap")]
        )
        cls.seller = cls._seller("kano_own", "sales_team.group_sale_salesman")
        cls.boss = cls._seller("kano_all", "sales_team.group_sale_salesman_all_leads")

    @classmethod
    def _seller(cls, login, group):
        companies = {"company_id": cls.company.id, "company_ids": [Command.set(cls.company.ids)]}
        return new_test_user(cls.env, login, f"base.group_user,{group}", **companies)

    def answered(self, partner, feature, letter, ago=0, **values):
        """A response whose two answers about a feature have a class."""
        sides = zip(("functional", "dysfunctional"), PAIRS[letter], strict=True)
        answers = [
            Command.create({"aspect_id": feature.id, "side": side, "choice": choice})
            for side, choice in sides
        ]
        given = {"partner_id": partner.id, "date": day(ago), "answer_ids": answers}
        return self.env["crm.loyalty.response"].create(given | values)

    def study(self, user=None, group=None):
        """The features of the study by name."""
        aspects = self.env["crm.loyalty.aspect"].with_user(user or self.boss)
        study = aspects.with_company(self.company).kano_study(group)
        return {feature["name"]: feature for feature in study["features"]}

    def counts(self, feature, part="all", **options):
        """How many pairs of each class that occurs a feature has."""
        counts = self.study(**options)[feature.name][part]["counts"]
        return {letter: number for letter, number in counts.items() if number}


class TestKano(KanoCase):
    """What customers answered makes a feature what it is, for all of them or for some."""

    def test_answers_of_many_make_the_class_of_a_feature(self):
        for letter in "AAAOOMIR":
            self.answered(self.customer(), self.fast, letter)
        found = self.study()["Next-day Delivery"]["all"]
        self.assertEqual((found["pairs"], found["letter"], found["is_clear"]), (8, "A", False))
        # A 3, O 2, M 1, I 1: five of seven are pleased, three of seven displeased.
        self.assertAlmostEqual(found["better"], 5 / 7)
        self.assertAlmostEqual(found["worse"], -3 / 7)
        self.assertEqual(found["total_strength"], 6 / 8)

    def test_a_feature_that_nobody_was_asked_about_is_unknown(self):
        found = self.study()["Gift Wrap"]["all"]
        self.assertEqual((found["pairs"], found["letter"], found["better"]), (0, None, None))

    def test_of_each_contact_the_latest_answers_count(self):
        company = self.customer()
        contact = self.customer("Contact", is_company=False, parent_id=company.id)
        self.answered(company, self.fast, "M", ago=20)
        self.answered(company, self.fast, "A", ago=400)
        self.answered(contact, self.fast, "O", ago=30)
        self.assertEqual(self.counts(self.fast), {"M": 1, "O": 1})

    def test_what_does_not_count_is_not_counted(self):
        for state in ("later", "suspect", "withdrawn"):
            self.answered(self.customer(), self.fast, "A", state=state)
        self.assertEqual(self.counts(self.fast), {})

    def test_half_a_pair_is_no_pair(self):
        customer = self.customer()
        self.answered(customer, self.fast, "O", ago=90)
        half = self.answered(customer, self.fast, "A", ago=1)
        half.answer_ids.filtered(lambda answer: answer.side == "dysfunctional").unlink()
        self.assertEqual(self.counts(self.fast), {"O": 1})

    def test_contradictory_answers_are_reported_with_their_responses(self):
        response = self.answered(self.customer(), self.fast, "Q")
        self.answered(self.customer(), self.fast, "A")
        found = self.study()["Next-day Delivery"]["all"]
        self.assertEqual(found["questionable"], response.ids)

    def test_a_feature_that_is_archived_or_of_another_company_is_not_shown(self):
        self.gift.active = False
        self.fast.company_id = self.env["res.company"].create({"name": "Other"})
        self.assertEqual(self.study(), {})

    def test_a_stage_is_compared_with_everyone(self):
        buyer, visitor = self.customer(), self.customer()
        self.order(buyer, 10)
        self.order(visitor, 10, state="sent")
        self.full_pass()
        self.answered(buyer, self.fast, "M")
        self.answered(visitor, self.fast, "A")
        group = f"status_id,{self.stage('status_current').id}"
        self.assertEqual(self.counts(self.fast, "group", group=group), {"M": 1})
        self.assertEqual(self.counts(self.fast, "all", group=group), {"A": 1, "M": 1})

    def test_a_segment_is_compared_with_everyone(self):
        big, small = self.customer(), self.customer()
        self.order(big, 10, 900)
        self.order(small, 10, 100)
        segment = self.env["crm.loyalty.segment"].create(
            {"name": "Big", "domain": "[('revenue', '>', 500)]"}
        )
        self.full_pass()
        self.answered(big, self.fast, "O")
        self.answered(small, self.fast, "I")
        group = f"segment_ids,{segment.id}"
        self.assertEqual(self.counts(self.fast, "group", group=group), {"O": 1})

    def test_groups_to_choose_from_are_segments_and_stages(self):
        self.env["crm.loyalty.segment"].create({"name": "Big", "domain": "[]"})
        groups = self.env["crm.loyalty.aspect"].with_user(self.seller).kano_study()["groups"]
        values = {option["value"].split(",")[0] for group in groups for option in group["options"]}
        self.assertLessEqual({"segment_ids", "status_id", "lifecycle_id"}, values)

    def test_a_group_that_does_not_exist_is_refused(self):
        for group in ("partner_id,1", "segment_ids", "status_id,x", "status_id.name,1", 7):
            with self.assertRaises(UserError):
                self.study(group=group)

    def test_a_salesperson_sees_what_his_own_customers_said(self):
        mine, theirs = self.customer(user_id=self.seller.id), self.customer(user_id=self.boss.id)
        self.answered(mine, self.fast, "A")
        self.answered(theirs, self.fast, "Q")
        self.env.flush_all()
        found = self.study(self.seller)["Next-day Delivery"]["all"]
        self.assertEqual((found["pairs"], found["questionable"]), (1, []))
        self.assertEqual(self.study()["Next-day Delivery"]["all"]["pairs"], 2)

    def test_who_sells_nothing_sees_no_study(self):
        with self.assertRaises(AccessError):
            self.study(self._seller("kano_none", "base.group_user"))

    def test_a_study_costs_the_same_whatever_was_answered(self):
        def cost():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.study()
            return self.env.cr.sql_log_count - before

        self.answered(self.customer(), self.fast, "A")
        cost()  # fills the caches of the process
        few = cost()
        for letter in "AOMIRQ" * 5:
            self.answered(self.customer(), self.gift, letter)
        self.assertEqual(cost(), few)
