import itertools
import random

from odoo.tools import SQL

from .common import TODAY, LoyaltyCase, day
from .reference_scores import quantiles
from .written import write_orders

POPULATIONS = 200
SIZES = [0, 1, 2, 3, 5, 19, 20, 21, 40]
SCORES = ("recency_score", "frequency_score", "monetary_score")
FIXED = ((30, 90, 180, 365), (1, 2, 4, 9), (100, 500, 2000, 10000))


class TestScores(LoyaltyCase):
    """RFM scores are functions of the values: equal customers score equally, better never lower."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pool = cls.env["res.partner"].create([{"name": f"{n}"} for n in range(max(SIZES))])

    def population(self, dice):
        """Random buyers as lists of (days ago, amount), often alike."""
        size = dice.choice(SIZES)
        days = dice.choice([[10], [1, 400], range(0, 900)])
        amounts = dice.choice([[50], [1, 20000], range(1, 9999)])
        most = dice.choice([1, 2, 12])
        return [
            [(dice.choice(days), dice.choice(amounts)) for _n in range(dice.randint(1, most))]
            for _buyer in range(size)
        ]

    def buy(self, population):
        """Write the purchases of a population, in the order given, straight into the table."""
        rows = [
            (buyer.id, day(back), amount, 1)
            for buyer, bought in zip(self.pool, population, strict=False)
            for back, amount in bought
        ]
        write_orders(self, self.company, rows)

    def scored(self, population):
        """Let the engine score a population.

        :return: list of ((days, count, amount), scores) in the order of the population
        """
        savepoint = self.env.cr.savepoint()
        try:
            self.buy(population)
            self.full_pass()
            profiles = self.profiles.search([("company_id", "=", self.company.id)])
            found = {profile.partner_id: profile for profile in profiles}
            self.assertEqual(len(found), len(population))
            return [
                (values(bought), tuple(found[buyer][name] for name in SCORES))
                for buyer, bought in zip(self.pool, population, strict=False)
            ]
        finally:
            savepoint.close(rollback=True)

    def test_random_populations_score_as_their_values_say(self):
        for seed in range(POPULATIONS):
            with self.subTest(seed=seed):
                result = self.scored(self.population(random.Random(seed)))
                self.assert_functions(result)
                self.assertEqual(
                    [scores for _v, scores in result], expected([v for v, _s in result])
                )

    def assert_functions(self, result):
        for (one, its), (other, theirs) in itertools.combinations(result, 2):
            for better in (0, 1, 2):
                difference = (one[better] - other[better]) * (-1 if better == 0 else 1)
                if difference == 0:
                    self.assertEqual(its[better], theirs[better])
                elif difference > 0:
                    self.assertGreaterEqual(its[better], theirs[better])
                else:
                    self.assertLessEqual(its[better], theirs[better])

    def test_the_order_of_rows_does_not_matter(self):
        for seed in range(20):
            population = self.population(random.Random(seed))
            shuffled = random.Random(seed).sample(population, len(population))
            with self.subTest(seed=seed):
                self.assertEqual(sorted(self.scored(population)), sorted(self.scored(shuffled)))

    def test_a_company_of_equal_customers_gives_them_all_the_same_scores(self):
        for size in (1, 2, 19, 20, 40):
            with self.subTest(size=size):
                scores = {scores for _values, scores in self.scored([[(10, 700)]] * size)}
                self.assertEqual(scores, {(5, 1, 3)} if size < 20 else {(5, 1, 1)})

    def test_a_company_whose_every_amount_is_unknown_scores_the_rest(self):
        self.buy([[(10 * number, 100)] for number in range(1, 26)])
        self.env.execute_query(SQL("UPDATE sale_order SET currency_rate = 0 RETURNING id"))
        self.full_pass()
        first = self.profile(self.pool[0])
        self.assertEqual((first.recency_score, first.frequency_score), (5, 1))
        self.assertIs(first.monetary_score, False)
        self.assertIs(first.rfm, False)

    def test_a_second_pass_changes_no_score(self):
        self.buy(self.population(random.Random(4)) or [[(10, 5)]])
        self.full_pass()
        again = self.full_pass()
        self.assertTrue(again.seen)
        self.assertEqual((again.created, again.updated, again.moved), (0, 0, 0))

    def test_the_limits_stay_where_the_last_full_pass_put_them(self):
        self.buy([[(10, 100 * number)] for number in range(1, 21)])
        self.full_pass()
        middle = self.profile(self.pool[10])
        self.assertEqual((middle.monetary_score, middle.base_size), (3, 20))
        newcomer = self.customer()
        self.order(newcomer, 5, 50_000)
        self.changes()
        self.assertEqual(self.profile(newcomer).monetary_score, 5)
        self.assertEqual(self.profile(newcomer).base_size, 20)
        self.full_pass(TODAY)
        self.assertEqual(middle.base_size, 21)


def values(bought):
    """Days since the last purchase, number of purchases, amount."""
    return min(back for back, _a in bought), len(bought), sum(amount for _b, amount in bought)


def expected(population):
    """The scores of a population, from its values: quintiles from 20 customers on."""
    limits = FIXED
    if len(population) >= 20:
        limits = [quantiles(column, 5) for column in zip(*population, strict=True)]
    recency, frequency, monetary = limits
    return [
        (
            5 - sum(days > limit for limit in recency),
            1 + sum(count > limit for limit in frequency),
            1 + sum(amount > limit for limit in monetary),
        )
        for days, count, amount in population
    ]
