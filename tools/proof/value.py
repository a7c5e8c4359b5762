"""Value on Online Retail by the addon, and by a few lines of pandas: matrix, pyramid, equity.

./dev proof value FILE

FILE is the published table as CSV (docs/load.md says which columns); nothing is moved in time. The
file has no categories, so that there is nothing to sell across, and no opportunities.
"""

from decimal import ROUND_HALF_UP, Decimal

from retail import TODAY, by_pandas, known, same
from scene import arguments, main, verdict

NAME = "proof_value"
MARGIN, RETENTION, DISCOUNT, YEARS, UPKEEP = 0.35, 0.6, 0.1, 3, 12
CENT = Decimal("0.01")
SETTINGS = {
    "loyalty_margin_rate": MARGIN,
    "loyalty_retention": RETENTION,
    "loyalty_discount_rate": DISCOUNT,
    "loyalty_horizon": 12 * YEARS,
    "loyalty_upkeep_amount": UPKEEP,
    "loyalty_clv_by": "retention",
}
FIGURES = ("purchase_count", "revenue_12m", "clv", "value_percentile", "matrix_id", "pyramid_id")


def proof() -> int:
    """Load the file, make two full passes (the first ranks nobody), and compare."""
    options = arguments(__doc__, file=True)
    from benchmarks.database import database, environment
    from tools.store.load import load

    with database(NAME, options.template) as registry, environment(registry) as env:
        load(env, options.file)
        env.company.write(SETTINGS)
        env.cr.commit()
        ours = two_passes(env)
    theirs = valued(by_pandas(options.file))
    claims = {f"{name} of every customer": same(ours[name], theirs[name]) for name in FIGURES[2:4]}
    for reading in ("matrix_id", "pyramid_id"):
        here, there = (classes(table, reading) for table in (ours, theirs))
        print(there.to_string(), "\n")
        claims[f"heads and revenue of each class of {reading}"] = here.equals(there)
    equity = [round(table.clv.sum(), 2) for table in (ours, theirs)]
    claims[f"equity {equity[0]:,} = {equity[1]:,}"] = abs(equity[0] - equity[1]) < 0.01 * len(ours)
    return verdict(claims)


def two_passes(env):
    """The figures of every customer as of the day after the last order, by reference."""
    import pandas

    runs = env["crm.loyalty.run"]
    runs.search([]).unlink()  # those of today: every customer of 2011 would be lost
    for _time in range(2):
        runs.create({"kind": "full", "asked_day": TODAY})
        runs._conduct(("full",))
    profiles = env["crm.loyalty.profile"].search([])
    figures = {name: [known(plain(profile[name])) for profile in profiles] for name in FIGURES}
    return pandas.DataFrame(figures, index=[profile.partner_id.ref for profile in profiles])


def plain(value):
    """A figure, or the name of a stage."""
    return value.name if hasattr(value, "_name") else value


def valued(table):
    """The same from figures that pandas has computed."""
    years = range(1, YEARS + 1)
    kept = sum((RETENTION / (1 + DISCOUNT)) ** year for year in years)
    paid = sum((1 / (1 + DISCOUNT)) ** year for year in years)
    table["clv"] = table.revenue_12m.map(earned) * kept - UPKEEP * paid
    buyers = table[table.purchase_count > 0]
    # The smallest value that so many in a hundred do not exceed.
    ranked = buyers.revenue_12m.sort_values().to_numpy()
    limits = [ranked[-(-k * len(ranked) // 100) - 1] for k in range(1, 100)]
    table["value_percentile"] = buyers.revenue_12m.map(lambda v: sum(limit < v for limit in limits))
    rank = table.value_percentile
    table["matrix_id"] = rank.map(
        lambda r: "High Value, Low Potential" if r >= 75 else "Low Value, Low Potential",
        na_action="ignore",
    )
    table["pyramid_id"] = rank.map(
        lambda r: "VIP" if r >= 99 else "Core" if r >= 80 else "General", na_action="ignore"
    )
    return table


def earned(revenue):
    """What is earned, to the cent: half a cent is rounded up, as in an invoice."""
    return float((Decimal(str(revenue)) * Decimal(str(MARGIN))).quantize(CENT, ROUND_HALF_UP))


def classes(table, reading):
    """Heads, and revenue to the cent, of each class."""
    found = table.groupby(reading).revenue_12m.agg(["count", "sum"])
    return found.round(2).sort_index()


if __name__ == "__main__":
    main(proof)
