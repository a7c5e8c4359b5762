from ..engine.settings import company_settings
from ..engine.totals import rewrite_totals
from .common import TODAY, day
from .common_complaints import ComplaintCase, at


class TestComplaintMeasures(ComplaintCase):
    """What complaints say of a relationship: how many, how they ended, and whether it went on."""

    def measured(self, *names, partner=None):
        self.changes()
        profile = self.profile(partner or self.buyer)
        found = tuple(profile[name] for name in names)
        self.assertFalse(self.drift())
        return found if len(names) > 1 else found[0]

    def test_contacts_complain_for_their_company(self):
        self.complaint(self.contact, 3)
        self.complaint(self.buyer, 400)
        self.complaint(self.buyer, 20, solved_at=at(19))
        counts = ("complaint_count", "complaint_count_12m", "complaint_open_count")
        self.assertEqual(self.measured(*counts), (3, 2, 2))

    def test_without_complaints_they_are_none_and_the_rest_is_unknown(self):
        names = ("complaint_count", "complaint_satisfaction", "complaint_tolerated")
        self.assertEqual(self.measured(*names), (0, False, False))
        self.assertEqual(self.profile(self.buyer).complaint_rate, 0)

    def test_rate_is_per_hundred_purchases(self):
        self.orders(self.buyer, 30, 20, 10)
        self.complaint()
        self.assertEqual(self.measured("complaint_rate"), 25)

    def test_without_purchases_the_rate_is_unknown(self):
        prospect = self.customer("Prospect", user_id=self.seller.id)
        self.order(prospect, 5, state="draft")
        self.changes()
        self.complaint(prospect)
        found = self.measured("complaint_count", "complaint_rate", partner=prospect)
        self.assertEqual(found, (1, False))

    def test_a_complaint_alone_makes_nobody_a_customer(self):
        neighbour = self.customer("Neighbour", user_id=self.seller.id)
        self.complaint(neighbour)
        self.changes()
        self.assertFalse(self.profile(neighbour))

    def test_overdue_is_what_was_due_on_a_day_before(self):
        due = self.complaint(self.contact, 3)
        due.write({"answered_at": at(3, 13), "solve_due": at(0, 0)})
        self.assertEqual(self.measured("complaint_overdue_count"), 0, "today is not over")
        due.solve_due = at(1, 23)
        self.assertEqual(self.measured("complaint_overdue_count"), 1)
        due.write({"solve_due": at(-3), "answered_at": False, "answer_due": at(1)})
        self.assertEqual(self.measured("complaint_overdue_count"), 1)
        due.action_solve()
        due.solved_at = at(0)
        self.assertEqual(self.measured("complaint_overdue_count"), 0)

    def test_looked_at_from_an_earlier_day_it_was_still_open(self):
        self.complaint(ago=50, solved_at=at(10), satisfaction=5)
        self.full_pass(day(20))
        profile = self.profile(self.buyer)
        self.assertEqual((profile.complaint_open_count, profile.complaint_overdue_count), (1, 1))
        self.assertIs(profile.complaint_satisfaction, False)

    def test_satisfaction_is_on_a_hundred_and_the_latest_weighs_most(self):
        """A half-life of a year: 4 of 5 today is 75 and weighs 1, 1 of 5 a year ago is 0, 1/2."""
        self.company.loyalty_half_life = 365
        self.complaint(ago=9, solved_at=at(0), satisfaction=4)
        self.complaint(ago=370, solved_at=at(365), satisfaction=1)
        self.complaint(ago=9, solved_at=at(1))
        self.assertEqual(self.measured("complaint_satisfaction"), 50)

    def test_who_bought_again_has_tolerated_it(self):
        self.complaint(ago=30)
        self.order(self.buyer, 10)
        self.assertEqual(self.measured("complaint_tolerated"), "yes")

    def test_who_has_not_for_its_usual_interval_has_not(self):
        self.orders(self.buyer, 50, 60)  # every ten days, the last one 40 days ago
        self.complaint(ago=10)
        self.assertEqual(self.measured("complaint_tolerated"), "no")

    def test_before_that_nobody_knows(self):
        self.orders(self.buyer, 50, 60)
        self.complaint(ago=9)
        self.assertIs(self.measured("complaint_tolerated"), False)

    def test_who_bought_once_has_no_usual_interval(self):
        self.complaint(ago=39)
        self.assertIs(self.measured("complaint_tolerated"), False)

    def test_a_purchase_on_the_day_of_the_complaint_is_not_again(self):
        self.orders(self.buyer, 50, 60)
        self.complaint(ago=40)
        self.assertEqual(self.measured("complaint_tolerated"), "no")

    def test_archived_ones_do_not_count(self):
        complaint = self.complaint()
        self.assertEqual(self.measured("complaint_count"), 1)
        complaint.active = False
        self.assertEqual(self.measured("complaint_count"), 0)

    def test_days_are_the_companys(self):
        """Noon of 30 June 2025 in London was midnight of 1 July on the far side of the earth."""
        self.company.loyalty_tz = "Pacific/Auckland"
        self.complaint(ago=365)
        self.assertEqual(self.measured("complaint_count_12m"), 1)

    def test_by_month_it_is_complaints_by_purchases_of_the_month(self):
        self.orders(self.buyer, 35, 45, 50, amount=10)  # with the one of 40 days ago: four in May
        self.complaint(ago=40)
        self.complaint(ago=0)
        rewrite_totals(self.env, [company_settings(self.company, TODAY)])
        rates = self.env["crm.loyalty.complaint.rate"].with_user(self.manager)
        rows = rates.search([("company_id", "=", self.company.id)])
        found = {str(row.month): (row.complaints, row.purchases, row.rate) for row in rows}
        self.assertEqual(found, {"2026-06-01": (1, 0, False), "2026-05-01": (1, 4, 25)})
        [group] = rates._read_group(
            [("company_id", "=", self.company.id)], [], ["rate:avg", "complaints:sum"]
        )
        self.assertEqual(group, (50, 2))
