from functools import partial

from .race import AT_ONCE, POINTS, RaceCase


class TestRace(RaceCase):
    """Fifty at once, in transactions of their own: one card, and a ledger that adds up."""

    def test_fifty_enrolments_leave_one_card_and_give_once(self):
        met = self.at_once(*[self.enrol] * AT_ONCE)
        self.assertEqual(self.assertOneCard(POINTS), 1)
        self.assertGreater(met, 0, "they did not meet")

    def test_fifty_confirmations_leave_one_card_with_the_points_of_all(self):
        met = self.at_once(*[partial(self.confirm, number) for number in range(AT_ONCE)])
        self.assertEqual(self.assertOneCard(AT_ONCE * 10), AT_ONCE)
        self.assertGreater(met, 0, "they did not meet")

    def test_fifty_enrolments_among_fifty_confirmations(self):
        works = [partial(self.confirm, number) for number in range(AT_ONCE)]
        mixed = [work for pair in zip(works, [self.enrol] * AT_ONCE, strict=True) for work in pair]
        self.at_once(*mixed)
        self.assertEqual(self.assertOneCard(AT_ONCE * 10 + POINTS), AT_ONCE + 1)
