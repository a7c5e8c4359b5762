"""What is measured of the models of repeat buying: ours, and the same with lifetimes."""

import sys
import warnings

import numpy as np
import simulated
from analytics import clv, ladder, pace, rfmdata
from analytics.bgnbd import BGNBD
from analytics.gammagamma import GammaGamma, Spent
from analytics.mbgnbd import MBGNBD

from benchmarks.clock import middle, peak_of_memory, start_of_memory

PURCHASES = (0.243, 4.414, 0.793, 2.426)  # CDNOW's
SPEND = (6.25, 3.74, 15.44)
DAYS = 730
AHEAD = 52.0
DISCOUNT = 0.1
# The fastest way of lifetimes is not exact; ours is by the day here too.
BY_WEEKS = "fit BG/NBD (lifetimes: rounded to weeks, with weights)"


def world(size):
    """Customers of two years, in whole days."""
    rng = np.random.default_rng(7)
    age = rng.integers(1, DAYS + 1, size)
    bought = simulated.buyers(PURCHASES, age / 7, 0, 0, rng)
    (spend,) = simulated.spenders(SPEND, [bought.x], rng)
    recency = np.where(bought.x > 0, np.ceil(bought.t_x * 7), 0).astype(int)
    return rfmdata.Summary(np.minimum(bought.x, recency), recency, age, spend)


def measured(work):
    """Do each piece of work; the last one gives a text.

    :return: {what: (seconds, megabytes)}, and the text
    """
    found = {}
    *pieces, (_label, text) = work.items()
    for label, piece in pieces:
        before = start_of_memory()
        found[label] = middle(piece), peak_of_memory() - before
        print(f"  {label}: {found[label][0]:.2f} s", file=sys.stderr, flush=True)
    return found, text()


def our_work(customers):
    """What is measured of ours, by label."""
    buyers = customers.only(customers.x > 0)
    kept = {}

    def fit(model):
        kept[model.name] = model.fit(rfmdata.distinct(customers))

    def spend():
        rows = Spent(buyers.x.astype(float), buyers.mean_value, np.ones(len(buyers.x)))
        kept["spend"] = GammaGamma.fit(rows)

    def value():
        clv.lifetime_values(kept["choice"], customers, year)

    def expected():
        pairs = pace.Pairs.of(customers)
        found = pace.Pace.of(kept["bgnbd"].model, customers, pairs, np.array([AHEAD]))
        found.of_customers(np.ones(1))

    def choose():
        kept["choice"] = ladder.choose(customers, "bgnbd")

    year = pace.horizon(364, 28, DISCOUNT, 7)
    past = customers.x, customers.t_x, customers.T
    return {
        "fit BG/NBD": lambda: fit(BGNBD),
        BY_WEEKS: lambda: fit(BGNBD),
        "fit MBG/NBD": lambda: fit(MBGNBD),
        "fit Gamma-Gamma": spend,
        "P(alive) of all": lambda: kept["bgnbd"].model.alive(*past),
        "expected purchases of all": expected,
        "choose and fit purchases and spend": choose,
        "value of all by period": value,
        "interval of the total": lambda: clv.total(kept["choice"], customers, year),
        "": lambda: (
            f"{_text(kept['bgnbd'].model.parameters)};"
            f" log-likelihood {kept['bgnbd'].log_likelihood:,.2f}"
        ),
    }


def work_of_lifetimes(customers):
    """The same with lifetimes, as its documentation does it."""
    import pandas as pd
    from lifetimes import BetaGeoFitter, GammaGammaFitter, ModifiedBetaGeoFitter

    warnings.simplefilter("ignore")
    x, t_x, T = (pd.Series(column) for column in (customers.x, customers.t_x, customers.T))
    some = customers.x > 0
    mean = pd.Series(customers.mean_value[some])
    buys, rounded, modified, spends = (
        fitter()
        for fitter in (BetaGeoFitter, BetaGeoFitter, ModifiedBetaGeoFitter, GammaGammaFitter)
    )

    def by_weeks():
        frame = pd.DataFrame({"x": x, "t_x": t_x.round(), "T": T.round()})
        rows = frame.value_counts().reset_index(name="weight")
        rounded.fit(rows.x, rows.t_x, rows["T"], weights=rows.weight)

    def value():
        everybody = pd.Series(np.where(some, customers.mean_value, mean.mean()))
        monthly = (1 + DISCOUNT) ** (1 / 12) - 1
        spends.customer_lifetime_value(buys, x, t_x, T, everybody, 12, monthly, freq="W")

    past = x, t_x, T
    return {
        "fit BG/NBD": lambda: buys.fit(*past),
        BY_WEEKS: by_weeks,
        "fit MBG/NBD": lambda: modified.fit(*past),
        "fit Gamma-Gamma": lambda: spends.fit(x[some], pd.Series(mean.values, x[some].index)),
        "P(alive) of all": lambda: buys.conditional_probability_alive(*past),
        "expected purchases of all": lambda: buys.predict(AHEAD, *past),
        "value of all by period": value,
        "": lambda: _text(buys.params_),
    }


def _text(parameters):
    return ", ".join(f"{name} {value:.4f}" for name, value in parameters.items())
