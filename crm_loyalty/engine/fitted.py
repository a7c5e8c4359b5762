"""Fitted models → values of ``crm.loyalty.fit``; what has no number is unknown, never zero."""

from datetime import date
from math import isfinite

from ..analytics.candidates import WANTED
from ..analytics.choice import Choice, Taken
from ..analytics.reasons import Reason
from ..analytics.rfmdata import WEEK


def fit_values(found, until, yearly):
    """Give the values of a company's fits.

    :param found: ``candidates.Candidates``
    :param until: the day as a number
    :param yearly: the retention rate that a person has set, None if it is measured
    :return: list of dicts, in the order of ``candidates.WANTED``
    """
    common = _retention_values(found.kept, yearly)
    return [
        common
        | _choice_values(one.choice)
        | {"wanted": one.wanted, "seconds": one.seconds}
        | (
            _test_values(one.test, found.since, until)
            if one.test
            else {"backtest": _untested(found.untested or Reason("no_time"))}
        )
        for one in found.candidates
    ]


def unread_values(yearly):
    """The same where the purchases could not even be read."""
    nothing = Taken(None, (Reason("unreadable"),))
    values = _choice_values(Choice(nothing, nothing, 0, 0, WEEK))
    values |= {"backtest": _untested(Reason("unreadable")), "retention_rate": yearly}
    return [values | {"wanted": wanted} for wanted in WANTED]


def _choice_values(choice):
    purchase_model, spend_model = choice.names
    return {
        "choice": choice.stored(),
        "purchase_model": purchase_model,
        "spend_model": spend_model,
        "customers": choice.customers,
        "repeat_buyers": choice.repeat_buyers,
        "log_likelihood": choice.purchases.log_likelihood,
    }


def _retention_values(kept, yearly):
    interval = kept.interval()
    return {
        "retention_rate": kept.rate if yearly is None else yearly,
        "retention_measured": kept.rate,
        "retention_low": interval and interval.low,
        "retention_high": interval and interval.high,
        "retention_base": kept.there,
    }


def _untested(reason):
    return {"untested": list(reason)}


def _test_values(test, since, until):
    model, baseline, _grade = test.purchases
    return {
        "grade": test.letter,
        "tested_from": date.fromordinal(since),
        "total_error": _known(model.total_error),
        "rmse": model.rmse,
        "baseline_rmse": baseline.rmse,
        "mae": model.mae,
        "baseline_mae": baseline.mae,
        "value_error": test.value and _known(test.value.model.total_error),
        "backtest": _backtest(test, since, until),
    }


def _backtest(test, since, until):
    """The test as JSON: how it went by month, by tenths, and what gave it its grade."""
    days = test.choice.unit
    return {
        "since": str(date.fromordinal(since)),
        "until": str(date.fromordinal(until)),
        "model": test.choice.names[0],
        "parameters": test.choice.stored()["purchases"]["parameters"],
        "periods": [
            period._asdict() | {"end": str(date.fromordinal(since + round(period.end * days)))}
            for period in test.periods
        ],
        "tenths": [tenth._asdict() for tenth in test.purchases.model.tenths],
        "purchases": _compared(test.purchases),
        "value": test.value and _compared(test.value),
    }


def _compared(compared):
    ours, theirs, grade = compared
    return {
        "letter": grade.letter,
        "reasons": [list(reason) for reason in grade.reasons],
        **{
            name: {
                "predicted": _known(scores.predicted),
                "actual": _known(scores.actual),
                "total_error": _known(scores.total_error),
                "rmse": _known(scores.rmse),
                "mae": _known(scores.mae),
            }
            for name, scores in (("model", ours), ("baseline", theirs))
        },
    }


def _known(figure):
    """A number that JSON and the database know; infinity is none."""
    return float(figure) if isfinite(figure) else None
