from odoo.tests import Form, freeze_time

from .common import TODAY, LoyaltyCase


class TestExplain(LoyaltyCase):
    def test_a_customer_is_told_why_it_is_here_and_what_would_move_it(self):
        customer = self.customer()
        self.orders(customer, 40, 30, 10)
        self.full_pass()
        told = {r["reading"]: r for r in self.profile(customer).explanation["readings"]}
        status = told["status"]
        self.assertEqual((status["stage"], status["rule_stage"]), ("Current", "Current"))
        self.assertEqual(status["conditions"], [{"text": "Purchases > 0", "now": "3", "met": True}])
        lost = status["moves"][0]
        self.assertEqual(lost["stage"], "Lost")
        self.assertEqual([c["met"] for c in lost["conditions"]], [True, False])

    def test_the_life_curve_holds_every_purchase_day(self):
        customer = self.customer()
        self.order(customer, 40, 100)
        self.order(customer, 40, 50)
        self.order(customer, 10, -30)
        self.full_pass()
        points = [(p["amount"], p["sign"]) for p in self.profile(customer).life_curve["points"]]
        self.assertEqual(points, [(150, 1), (-30, -1)])

    def test_its_days_are_those_of_the_company_wherever_the_user_is(self):
        customer = self.customer()
        self.env["crm.loyalty.pin"].create(
            {
                "partner_id": customer.id,
                "stage_id": self.stage("level_basic").id,
                "reason": "Agreed",
                "date_from": TODAY,
                "date_to": TODAY,
            }
        )
        self.full_pass()
        for hour, tz in (("01", "America/New_York"), ("23", "Pacific/Kiritimati")):
            with freeze_time(f"{TODAY} {hour}:00:00"):
                page = self.profile(customer).with_context(tz=tz)
                page.invalidate_recordset()
                level = next(r for r in page.explanation["readings"] if r["reading"] == "level")
                self.assertTrue(level["pin"], tz)
                self.assertEqual(page.life_curve["as_of"], str(TODAY))

    def test_an_edited_rule_shows_who_would_move_before_it_is_saved(self):
        customers = [self.customer(name) for name in "AB"]
        for customer, orders in zip(customers, (1, 3), strict=True):
            self.orders(customer, *range(10, 10 + orders))
        self.full_pass()
        form = Form(self.stage("status_lost"))
        form.domain = "[('purchase_count', '=', 1)]"
        self.assertEqual(form.preview["stay"], 1)
        self.assertEqual(
            [(m["from"], m["to"], m["count"]) for m in form.preview["moves"]],
            [("Current", "Lost", 1)],
        )
        form.domain = "[('no_such_thing', '=', 1)]"
        self.assertIn("Lost", form.preview["error"])
