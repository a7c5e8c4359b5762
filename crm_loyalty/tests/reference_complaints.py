"""What complaints say of a customer, one complaint at a time."""

from decimal import Decimal
from itertools import pairwise
from statistics import median

from .reference_documents import documents, local_day, years_before
from .reference_facts import rounded
from .reference_opinion import HALF_LIFE


def complaints(customer, company, today):
    """The measures of a customer's complaints in a company, as they stand at the end of a day."""
    came = [
        c
        for c in customer.complaints
        if c.company == company and c.active and local_day(c.opened, company.tz) <= today
    ]
    days = [local_day(c.opened, company.tz) for c in came]
    running = [c for c in came if not _by(c.solved, company, today)]
    bought = {d.day for d in documents(customer, company, today) if d.sign > 0}
    purchases = sum(d.sign > 0 for d in documents(customer, company, today))
    rate = rounded(Decimal(100 * len(came)) / purchases, 2) if purchases else None
    return {
        "complaint_count": len(came),
        "complaint_count_12m": sum(day > years_before(today, 1) for day in days),
        "complaint_open_count": len(running),
        "complaint_overdue_count": sum(_late(c, company, today) for c in running),
        "complaint_last_date": max(days, default=None),
        "complaint_rate": rate,
        "complaint_satisfaction": _satisfaction(came, company, today),
        "complaint_tolerated": _tolerated(max(days, default=None), sorted(bought), today),
    }


def _by(moment, company, today):
    return moment is not None and local_day(moment, company.tz) <= today


def _late(complaint, company, today):
    """Something was due on a day before, and has not been done."""
    waits = not _by(complaint.answered, company, today)
    due = [complaint.solve_due, *([complaint.answer_due] if waits else [])]
    return any(local_day(moment, company.tz) < today for moment in due)


def _satisfaction(came, company, today):
    """The mean on 0–100; one of a half-life ago weighs half as much as one of today."""
    told = [
        (Decimal(25 * (c.satisfaction - 1)), (today - local_day(c.solved, company.tz)).days)
        for c in came
        if c.satisfaction is not None and _by(c.solved, company, today)
    ]
    weights = [Decimal("0.5") ** (Decimal(age) / HALF_LIFE) for _score, age in told]
    if not told:
        return None
    total = sum(score * weight for (score, _age), weight in zip(told, weights, strict=True))
    return rounded(total / sum(weights), 2)


def _tolerated(last, bought, today):
    if last is None:
        return None
    if bought and bought[-1] > last:
        return "yes"
    gaps = [(later - earlier).days for earlier, later in pairwise(bought)]
    return "no" if gaps and (today - last).days >= median(gaps) else None
