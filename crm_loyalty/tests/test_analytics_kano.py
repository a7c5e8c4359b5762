from ..analytics import kano
from .analytics_case import AnalyticsCase

# Kano, "Attractive quality and must-be quality" (1984), as Berger et al. print it (1993, page 6):
# the answer if the feature is there, from the answer if it is missing on the right.
EVALUATION = """
Q A A A O
R I I I M
R I I I M
R I I I M
R R R R Q
"""
# W. Peter, stp25kano for R, the example of its README: M, O, A, I, R, Q of 296 answers; the most
# frequent class, total and category strength in percent, better, worse, significant by Fong.
PRINTED = {
    "Service app": ((95, 123, 45, 33, 0, 0), "O", 89, 9, 0.568, -0.736, True),
    "Excellent service": ((101, 54, 54, 81, 3, 3), "M", 71, 7, 0.372, -0.534, True),
    "Hotline": ((15, 24, 121, 124, 6, 6), "I", 54, 1, 0.511, -0.137, False),
    "Loan machine": ((65, 87, 93, 51, 0, 0), "A", 83, 2, 0.608, -0.514, False),
    "Ready-to-use return": ((9, 18, 83, 177, 6, 3), "I", 37, 32, 0.352, -0.094, True),
}


class TestKanoStudy(AnalyticsCase):
    """A feature is what the table, the papers and another implementation say it is."""

    def test_a_pair_has_the_class_of_the_evaluation_table(self):
        rows = [line.split() for line in EVALUATION.strip().splitlines()]
        found = [[kano.letter(there, missing) for missing in range(1, 6)] for there in range(1, 6)]
        self.assertEqual(found, rows)

    def test_an_answer_that_is_not_on_the_scale_is_refused(self):
        for pair in ((0, 1), (1, 6)):
            with self.assertRaises(ValueError):
                kano.letter(*pair)

    def test_strength_coefficients_and_significance_are_those_that_are_printed(self):
        for name, (numbers, *printed) in PRINTED.items():
            with self.subTest(name):
                found = kano.feature(dict(zip("MOAIRQ", numbers, strict=True)))
                strengths = found.total_strength, found.category_strength
                self.assertEqual(
                    [
                        found.letter,
                        *(round(100 * strength) for strength in strengths),
                        round(found.better, 3),
                        round(found.worse, 3),
                        found.is_clear,
                    ],
                    printed,
                )

    def test_of_equals_what_is_missed_most_counts(self):
        for tied, first in (("AOMI", "M"), ("AOI", "O"), ("AI", "A"), ("IR", "I"), ("RQ", "R")):
            self.assertEqual(kano.feature(dict.fromkeys(tied, 2)).letter, first)

    def test_without_a_pair_nothing_is_known(self):
        self.assertEqual(set(kano.feature({})[2:]), {None})

    def test_those_who_contradict_themselves_say_nothing_of_better_and_worse(self):
        found = kano.feature({"R": 1, "Q": 3})
        self.assertEqual((found.letter, found.better, found.worse), ("Q", None, None))
