"""Every customer of Online Retail by the addon, and by a few lines of pandas: no figure differs.

./dev proof retail FILE

FILE is the published table as CSV (docs/load.md says which columns); nothing is moved in time.
"""

from datetime import date
from pathlib import Path

from scene import arguments, main, verdict

NAME = "proof_retail"
TODAY = date(2011, 12, 10)  # the day after the last order
FIGURES = (
    "purchase_count",
    "return_count",
    "revenue",
    "revenue_12m",
    "first_purchase_date",
    "last_purchase_date",
    "recency_days",
    "average_order_value",
    "interval_median",
)


def proof() -> int:
    """Load the file, make one full pass, and compare."""
    options = arguments(__doc__, file=True)
    from benchmarks.database import database, environment
    from tools.store.load import load

    with database(NAME, options.template) as registry, environment(registry) as env:
        load(env, options.file)
        env.cr.commit()
        ours = one_pass(env)
    theirs = by_pandas(options.file)
    print(theirs[["purchase_count", "return_count", "revenue"]].sum().to_string())
    claims = {f"{len(theirs):,} customers, all of them": set(ours.index) == set(theirs.index)}
    claims |= {f"{name} of every customer": same(ours[name], theirs[name]) for name in FIGURES}
    return verdict(claims)


def one_pass(env):
    """The figures of every customer as of the day after the last order, by reference."""
    import pandas

    runs = env["crm.loyalty.run"]
    runs.search([]).unlink()  # those of today: every customer of 2011 would be lost
    runs._queue("full", TODAY)
    runs._conduct(("full",))
    profiles = env["crm.loyalty.profile"].search([])
    figures = {name: [known(profile[name]) for profile in profiles] for name in FIGURES}
    return pandas.DataFrame(figures, index=[profile.partner_id.ref for profile in profiles])


def known(value):
    """A figure, None if it is unknown."""
    return None if value is False else value


def by_pandas(path: Path):
    """The same figures from the file alone. An invoice is an order; a line is rounded to cents."""
    import pandas

    lines = pandas.read_csv(path, dtype={"InvoiceNo": str, "CustomerID": str})
    lines = lines[lines.CustomerID.notna() & (lines.UnitPrice >= 0)]
    lines["day"] = pandas.to_datetime(lines.InvoiceDate).dt.normalize()
    lines["cents"] = (lines.Quantity * lines.UnitPrice * 100).round()
    orders = lines.groupby(["CustomerID", "InvoiceNo"]).agg(
        day=("day", "min"), cents=("cents", "sum")
    )
    today = pandas.Timestamp(TODAY)
    bought, last_year = orders[orders.cents > 0], orders[orders.day > today.replace(year=2010)]
    days = bought.reset_index().drop_duplicates(["CustomerID", "day"]).sort_values("day")
    gaps = days.groupby("CustomerID").day.diff().dt.days.groupby(days.CustomerID)
    customer = "CustomerID"
    table = pandas.DataFrame({"revenue": orders.groupby(customer).cents.sum() / 100})
    table["revenue_12m"] = last_year.groupby(customer).cents.sum() / 100
    table["purchase_count"] = bought.groupby(customer).size()
    table["return_count"] = orders[orders.cents < 0].groupby(customer).size()
    table = table.fillna(0)
    table["average_order_value"] = bought.groupby(customer).cents.mean() / 100
    table["first_purchase_date"] = bought.groupby(customer).day.min()
    table["last_purchase_date"] = bought.groupby(customer).day.max()
    table["recency_days"] = (today - table.last_purchase_date).dt.days
    table["interval_median"] = gaps.median()
    return table


def same(ours, theirs) -> bool:
    """Whether two columns agree to half of the last digit that is kept, unknown with unknown."""
    import pandas

    if theirs.dtype.kind == "M":
        return pandas.to_datetime(ours).sort_index().equals(theirs.sort_index())
    ours = pandas.to_numeric(ours).reindex(theirs.index)
    apart = (ours - theirs).abs() > 0.0051
    return bool(ours.isna().equals(theirs.isna()) and not apart.any())


if __name__ == "__main__":
    main(proof)
