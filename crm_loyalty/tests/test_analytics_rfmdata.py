from hypothesis import given, settings
from hypothesis import strategies as st

from ..analytics import cohorts, plain, rfmdata
from ..analytics.optional import np
from .analytics_case import AnalyticsCase

events = st.lists(
    st.tuples(st.integers(1, 5), st.integers(0, 40), st.integers(1, 1000).map(float)), max_size=40
)
histories = st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(9, 12))


def days_of(events, customer, after, until):
    """{day: amount} of one customer, in plain Python."""
    days = {}
    for who, day, amount in events:
        if who == customer and after < day <= until:
            days[day] = days.get(day, 0) + amount
    return dict(sorted(days.items()))


class TestSummaries(AnalyticsCase):
    @settings(deadline=None)
    @given(events, st.integers(0, 40), st.integers(1, 10))
    def test_a_summary_is_what_one_counts_by_hand(self, events, until, unit):
        who, found = rfmdata.summarise(*_columns(events), until, unit)
        customers = {customer: days_of(events, customer, -1, until) for customer in range(1, 6)}
        bought = {customer: days for customer, days in customers.items() if days}
        self.assertEqual(who.tolist(), sorted(bought))
        for place, customer in enumerate(who.tolist()):
            days = list(bought[customer])
            repeat = [bought[customer][day] for day in days[1:]]
            self.assertEqual(found.x[place], len(repeat))
            self.assertEqual(found.t_x[place], (days[-1] - days[0]) / unit)
            self.assertEqual(found.T[place], (until - days[0]) / unit)
            self.assertEqual(found.spend[place], sum(repeat))
            if repeat:
                self.assertAlmostEqual(found.mean_value[place], sum(repeat) / len(repeat))

    @settings(deadline=None)
    @given(events, st.integers(0, 40), st.integers(1, 10))
    def test_without_numpy_the_summary_is_the_same(self, events, until, unit):
        _who, arrays = rfmdata.summarise(*_columns(events), until, unit)
        lists = plain.summarise(*_columns(events), until, unit)
        self.assertEqual(lists, rfmdata.Summary(*(c.tolist() for c in arrays[:4]), unit))

    @settings(deadline=None)
    @given(events, st.integers(0, 20), st.integers(1, 20), st.integers(1, 10))
    def test_a_hold_out_is_what_one_counts_by_hand(self, events, since, length, period):
        until = since + length
        who, _summary = rfmdata.summarise(*_columns(events), since)
        found = rfmdata.hold_out(*_columns(events), who, since, until, period, 1)
        later = [days_of(events, customer, since, until) for customer in who.tolist()]
        self.assertEqual(found.purchases.tolist(), [len(days) for days in later])
        self.assertEqual(found.value.tolist(), [sum(days.values()) for days in later])
        ends = [*range(period, length, period), length]
        self.assertEqual(found.ends.tolist(), ends)
        starts = [0, *ends[:-1]]
        for start, end, purchases in zip(starts, ends, found.by_period, strict=True):
            inside = [day for days in later for day in days if start < day - since <= end]
            self.assertEqual(purchases, len(inside))

    @settings(deadline=None)
    @given(st.lists(histories, min_size=1))
    def test_distinct_histories_count_every_customer(self, histories):
        x, recency, age = np.array(histories).T
        rows = rfmdata.distinct(rfmdata.Summary(x, recency, age, np.zeros(len(x)), 1))
        found = zip(*(column.tolist() for column in rows[:3]), strict=True)
        counted = dict(zip(found, rows.weight, strict=True))
        self.assertEqual(counted, {h: histories.count(h) for h in histories})


class TestCohorts(AnalyticsCase):
    @settings(deadline=None)
    @given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 6)), max_size=30))
    def test_cohorts_are_what_one_counts_by_hand(self, purchases):
        last = 5
        table = cohorts.active_customers(purchases, last)
        kept = cohorts.retention(purchases, last)
        seen = {(who, period) for who, period in purchases if period <= last}
        firsts = {who: min(p for w, p in seen if w == who) for who, _period in seen}
        for cohort in set(firsts.values()):
            members = [who for who, first in firsts.items() if first == cohort]
            for age in range(last - cohort + 1):
                active = {who for who in members if (who, cohort + age) in seen}
                self.assertEqual(table[cohort][age], len(active))
                if cohort + age < last:
                    again = {who for who in active if (who, cohort + age + 1) in seen}
                    self.assertEqual(kept[cohort][age], (len(active), len(again)))


def _columns(events):
    return [list(column) for column in zip(*events, strict=True)] or [[], [], []]
