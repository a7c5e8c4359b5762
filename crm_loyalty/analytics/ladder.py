"""Which model a company's data can carry: the one asked for, else a simpler one, and why.

Purchases: BG/NBD or MBG/NBD, else the baseline, else unknown. Spend: Gamma-Gamma, else the mean
value of a purchase, else unknown. Odd data never raise and never give a number in silence: what
was left out and what was not believed is said in the result.
"""

from __future__ import annotations

from math import inf, isfinite
from typing import TYPE_CHECKING, Any

from .baseline import Baseline, MeanSpend
from .choice import PURCHASE_MODELS, Choice, Taken
from .gammagamma import GammaGamma, Spent
from .optional import available, np
from .reasons import Reason
from .rfmdata import Summary, distinct

if TYPE_CHECKING:
    from .fitted import Fit

# With 100 simulated customers like CDNOW's the purchases expected of the base are off by 22 %
# (root of the mean square), with 300 by 11 %, with 1,000 by 7 %; with 50 by 31 %.
LEAST_CUSTOMERS = 100
LEAST_REPEAT_BUYERS = 30
MOST_DAYS = 10**6  # of an age: whoever has been a customer since before Rome is a mistake
LEAST_DISTINCT = 10  # different histories: twice the parameters, and some


def choose(customers: Summary, wanted: str = "mbgnbd", retention: float = 1.0) -> Choice:
    """Fit the models that the customers can carry.

    :param customers: of arrays; of plain lists where NumPy is not installed
    :param wanted: the model of purchases to try first: ``mbgnbd``, ``bgnbd``, or
        ``baseline``, which goes with the mean value of a purchase
    :param retention: share of customers kept over one unit of time, for the baseline
    :raise KeyError: there is no such model

    >>> choice = choose(Summary([0, 1], [0, 70], [140, 140], [0.0, 30.0]))
    >>> choice.names, [str(reason) for reason in choice.purchases.why]
    (('baseline', 'mean_spend'), ['2 customers are too few: the model needs 100.'])
    """
    model = PURCHASE_MODELS[wanted]
    kept, left_out = _possible_ones(customers)
    # NumPy's whole numbers are none of Python's: JSON does not know them.
    buyers = int(_total([n > 0 for n in kept.x] if isinstance(kept.x, list) else kept.x > 0))
    missing = _missing(len(kept.x), buyers)
    purchases = _baseline(kept, retention, missing if model is not Baseline else ())
    if model is not Baseline and not missing:
        purchases = _fitted_purchases(model, kept, purchases)
    if left_out:
        warning = Reason("invalid_customers", {"customers": left_out})
        purchases = purchases._replace(warnings=(warning, *purchases.warnings))
    spend = _spend(kept, missing, plain=model is Baseline)
    return Choice(purchases, spend, len(kept.x), buyers, kept.unit)


def possible(x, recency, age, spend):
    """Tell whether such a customer can be; for numbers and for arrays.

    >>> possible(2, 70, 140, 30.0), possible(0, 0, 0, 0.0)
    (True, True)
    >>> possible(1, 0, 140, 30.0), possible(1, 150, 140, 30.0), possible(1, 70, 140, float("nan"))
    (False, False, False)
    """
    whole = (x % 1 == 0) & (recency % 1 == 0) & (age % 1 == 0)
    in_order = (x >= 0) & (x <= recency) & (recency <= age) & (age < MOST_DAYS)
    return whole & in_order & ((x == 0) == (recency == 0)) & (abs(spend) < inf)


def _possible_ones(customers: Summary) -> tuple[Summary, int]:
    """The customers who can be, and how many cannot; plain lists stay lists without NumPy."""
    if not available():
        rows = [row for row in zip(*customers[:-1], strict=True) if possible(*row)]
        columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], [], []]
        return Summary(*columns, customers.unit), len(customers.x) - len(rows)
    columns = [np.asarray(column, dtype=float) for column in customers[:-1]]
    with np.errstate(invalid="ignore"):
        fine = possible(*columns)
    counts = [column[fine].astype(np.int64) for column in columns[:3]]
    return Summary(*counts, columns[3][fine], customers.unit), int(len(fine) - fine.sum())


def _missing(customers: int, buyers: int) -> tuple[Reason, ...]:
    """What a model with parameters lacks; only what comes first."""
    least, least_buyers = LEAST_CUSTOMERS, LEAST_REPEAT_BUYERS
    checks = (
        ("no_customers", not customers, {}),
        ("no_packages", not available(), {}),
        ("few_customers", customers < least, {"customers": customers, "least": least}),
        ("no_repeat_buyers", not buyers, {}),
        (
            "few_repeat_buyers",
            buyers < least_buyers,
            {"repeat_buyers": buyers, "least": least_buyers},
        ),
    )
    return tuple(Reason(code, figures) for code, lacks, figures in checks if lacks)[:1]


def _baseline(customers: Summary, retention: float, why: tuple[Reason, ...]) -> Taken:
    size, time = len(customers.x), _total(customers.age) / customers.unit
    if not time:
        return Taken(None, why or (Reason("no_time" if size else "no_customers"),))
    return Taken(Baseline.fit(size, _total(customers.x), time, retention), why)


def _total(column: Any) -> Any:
    """Sum of an array, or of a list where NumPy is not installed."""
    return sum(column) if isinstance(column, list) else column.sum()


def _fitted_purchases(model: Any, customers: Summary, simpler: Taken) -> Taken:
    rows = distinct(customers)
    if len(rows.x) < LEAST_DISTINCT:
        return simpler._replace(why=(_identical(len(rows.x)),))
    return _checked(model.fit(rows), simpler)


def _spend(customers: Summary, missing: tuple[Reason, ...], plain: bool) -> Taken:
    """Gamma-Gamma on the repeat buyers who spent anything, else the mean of all repeat buyers."""
    purchases = _total(customers.x)
    if not purchases:
        return Taken(None, missing or (Reason("no_repeat_buyers"),))
    simpler = Taken(MeanSpend.fit(purchases, _total(customers.spend)), missing)
    if missing or plain:
        return simpler._replace(why=() if plain else missing)
    buyers = customers.only(customers.x > 0)
    paying = buyers.only(buyers.spend > 0)
    mean = paying.mean_value
    if len(mean) < LEAST_REPEAT_BUYERS:
        return simpler._replace(why=(_too_few_paying(len(mean)),))
    if (values := len(np.unique(mean))) < LEAST_DISTINCT:
        return simpler._replace(why=(_identical(values),))
    rows = Spent(paying.x.astype(float), mean, np.ones(len(mean)))
    taken = _checked(GammaGamma.fit(rows), simpler)
    left_out = len(buyers.x) - len(mean)
    if left_out:
        warning = Reason("no_positive_spend", {"customers": left_out})
        return taken._replace(warnings=(warning, *taken.warnings))
    return taken


def _too_few_paying(customers: int) -> Reason:
    return Reason("few_paying", {"customers": customers, "least": LEAST_REPEAT_BUYERS})


def _identical(distinct_histories: int) -> Reason:
    return Reason("identical_customers", {"distinct": distinct_histories, "least": LEAST_DISTINCT})


def _checked(fit: Fit, simpler: Taken) -> Taken:
    """Take what was fitted if it can be believed, else what is simpler, and say why."""
    parameters = fit.model.parameters
    if not (fit.converged and isfinite(fit.log_likelihood)):
        return simpler._replace(why=(Reason("no_convergence", {"message": fit.message}),))
    if parameters.get("q", inf) <= 1:
        return simpler._replace(why=(Reason("unbounded_mean", {"q": parameters["q"]}),))
    warnings = [
        Reason("at_limit", {"parameter": name, "value": parameters[name]}) for name in fit.at_limit
    ]
    if fit.covariance is None:
        warnings.append(Reason("no_covariance"))
    return Taken(fit.model, (), tuple(warnings), fit.log_likelihood, fit.covariance)
