from .common_opinion import OpinionCase


class TestSatisfactionPage(OpinionCase):
    """The customer's page tells each figure with its source, its observations and their age."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.full_pass()

    def page(self):
        profile = self.told()
        self.env.flush_all()
        return profile.satisfaction_told

    def indicators(self):
        return {row["label"]: row for row in self.page()["indicators"]}

    def test_there_are_seven_indicators_and_each_says_where_it_comes_from(self):
        origins = [row["origin"] for row in self.page()["indicators"]]
        self.assertEqual(origins, ["answers"] * 2 + ["behaviour"] * 4 + ["answers"])

    def test_what_is_unknown_says_what_would_make_it_known(self):
        page = self.page()
        self.assertIs(page["index"]["value"], None)
        self.assertIn("It needs the score of one dimension", page["index"]["text"])
        for label in ("Reputation", "Asks for us by name", "Recommendation"):
            row = self.indicators()[label]
            self.assertEqual((row["value"], row["seen"]), (None, None))
            self.assertIn("sk", row["text"], "ask it")
        self.assertIs(page["delivered"]["value"], None)
        self.assertEqual(len(page["delivered"]["parts"]), 8)

    def test_an_indicator_tells_from_how_many_answers_and_how_old(self):
        self.say(self.buyer, 40, nomination=80)
        self.say(self.contact, 10, nomination=80)
        row = self.indicators()["Asks for us by name"]
        self.assertEqual((row["value"], row["seen"]), ("80.0", "2 answers, last 06/20/2026"))

    def test_price_sensitivity_is_asked_or_else_seen(self):
        self.assertEqual(self.indicators()["Price sensitivity"]["origin"], "behaviour")
        self.say(self.buyer, price=30)
        row = self.indicators()["Price sensitivity"]
        self.assertEqual((row["origin"], row["value"]), ("answers", "30.0"))

    def test_the_index_tells_what_it_is_made_of(self):
        self.say(self.buyer, satisfaction_price=70, expected={"satisfaction_price": 90})
        index = self.page()["index"]
        self.assertEqual((index["value"], index["gap"]), ("60.0", "−20.0"))
        self.assertIn("Experience 70.0, and 50.0 % of the gap of −20.0", index["text"])
        row = next(r for r in self.page()["dimensions"] if r["label"] == "Value for Money")
        self.assertEqual((row["gap"], row["seen"]), (-20, "2 answers, last 06/30/2026"))

    def test_the_latest_comments_are_there_and_withdrawn_ones_are_not(self):
        said = [self.say(self.contact, ago, nps=50) for ago in range(7)]
        for number, response in enumerate(said):
            response.comment = f"Comment {number}"
        said[0].state = "withdrawn"
        told = self.page()["comments"]
        self.assertEqual([row["text"] for row in told], [f"Comment {n}" for n in range(1, 6)])
        self.assertEqual(told[0]["who"], "Contact")

    def test_it_takes_two_queries_whatever_was_said(self):
        for ago in range(30):
            self.say(self.contact, ago, nps=50, satisfaction_price=ago).comment = "Said"
        profile = self.told().with_context(tz="UTC", lang="en_US")  # as the client
        self.assertTrue(profile.satisfaction_told)  # rules and translations are kept from now on
        self.env.invalidate_all()
        shown = [n for n, f in profile._measures().items() if profile._has_field_access(f, "read")]
        profile.read(shown)  # as the form does anyway
        profile.company_id.sudo().currency_id.mapped("name")
        with self.assertQueryCount(2):
            self.assertTrue(profile.satisfaction_told["comments"])

    def test_the_button_opens_what_the_customer_and_its_contacts_said(self):
        said = self.say(self.contact, nps=50)
        action = self.told().action_open_responses()
        found = self.env["crm.loyalty.response"].with_user(self.seller).search(action["domain"])
        self.assertEqual(found, said)
