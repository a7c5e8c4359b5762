"""The cohorts of Online Retail by the addon, and by pandas: no cell and no month differs.

./dev proof cohorts FILE

FILE is the published table as CSV (docs/load.md says which columns). It is loaded with its dates
moved, so that the last order is of yesterday: months and cohorts are written by a pass of today.
"""

from decimal import ROUND_HALF_UP, Decimal

from scene import arguments, main, verdict

NAME = "proof_cohorts"
CENT = Decimal("0.01")
HALF_CENT = 0.005
RATE = Decimal("0.0001")


def proof() -> int:
    """Load the file, make a full pass, and compare."""
    import pandas as pd

    options = arguments(__doc__, file=True)
    from benchmarks.database import database, environment
    from tools.store.load import load

    orders = read(options.file)
    with database(NAME, options.template) as registry, environment(registry) as env:
        load(env, options.file, shift=True)
        env.cr.commit()
        env["crm.loyalty.run"]._cron_full()
        last = env["sale.order"].search([], order="date_order desc", limit=1).date_order
        orders["day"] += pd.Timestamp(last.date()) - orders["day"].max()
        table = cohorts(orders)
        show(table)
        cells, months = env["crm.loyalty.cohort"].search([]), env["crm.loyalty.growth"].search([])
        return verdict(
            {
                f"{len(cells)} cells of cohorts": cells and not compare_cohorts(cells, table),
                f"{len(months)} months": months and not compare_months(months, orders),
            }
        )


def read(file):
    """The orders of the file: customer, day, net amount; Odoo rounds each line to cents."""
    import pandas as pd

    lines = pd.read_csv(file, dtype={"InvoiceNo": str, "CustomerID": str, "UnitPrice": str})
    lines = lines[lines["CustomerID"].notna() & (lines["Quantity"] != 0)]
    price = lines["UnitPrice"].map(Decimal)
    lines = lines[price >= 0].assign(
        amount=[
            (quantity * unit).quantize(CENT, ROUND_HALF_UP)
            for quantity, unit in zip(lines["Quantity"], price, strict=True)
        ],
        day=pd.to_datetime(lines["InvoiceDate"]).dt.normalize(),
    )
    orders = lines.groupby(["InvoiceNo", "CustomerID"], as_index=False).agg(
        day=("day", "min"), amount=("amount", "sum")
    )
    orders["amount"] = orders["amount"].astype(float)  # summed exactly until here
    return orders.rename(columns={"CustomerID": "customer"})


def cohorts(orders):
    """{(month of the first purchase, age): customers, buyers, purchases, revenue, cumulated}."""
    import pandas as pd

    orders = orders.assign(month=orders["day"].dt.to_period("M"))
    bought = orders[orders["amount"] > 0]
    first = bought.groupby("customer")["month"].min().rename("cohort")
    joined = orders.join(first, on="customer").dropna(subset=["cohort"])
    joined["age"] = [
        max(0, (month - cohort).n)
        for month, cohort in zip(joined["month"], joined["cohort"], strict=True)
    ]
    bought = joined[joined["amount"] > 0]
    cells = ["cohort", "age"]
    table = pd.DataFrame(
        {
            "buyers": bought.groupby(cells)["customer"].nunique(),
            "purchases": bought.groupby(cells).size(),
            "revenue": joined.groupby(cells)["amount"].sum(),
        }
    ).fillna(0)
    table["cumulated"] = table.groupby(level="cohort")["revenue"].cumsum()
    table["customers"] = table.index.get_level_values("cohort").map(first.value_counts())
    return table


def compare_cohorts(rows, table):
    """Compare every cell; a cell that pandas has not is one in which nothing happened."""
    import pandas as pd

    wrong = []
    kept = {}
    for row in rows.sorted(lambda row: (row.cohort, row.age)):
        key = (pd.Period(row.cohort, "M"), row.age)
        if key in table.index:
            kept[key[0]] = table.loc[key]
            expected = dict(kept[key[0]])
        else:
            before = kept[key[0]]
            expected = dict(before) | {"buyers": 0, "purchases": 0, "revenue": 0}
        differing = {n: (row[n], v) for n, v in expected.items() if abs(row[n] - v) > HALF_CENT}
        wrong += [(key, differing)] if differing else []
    missing = set(table.index) - {(pd.Period(row.cohort, "M"), row.age) for row in rows}
    print(f"{len(rows)} cells of cohorts, {len(table)} with purchases: {len(wrong)} differ,")
    print(f"{len(missing)} are missing in the database.", *wrong[:5], sep="\n")
    return wrong + sorted(missing)


def compare_months(rows, orders):
    """Compare who is new, acquired, active, kept and upgraded with what pandas finds by month."""
    import pandas as pd

    bought = orders[orders["amount"] > 0].assign(month=orders["day"].dt.to_period("M"))
    first = bought.groupby("customer")["month"].min()
    wrong = []
    for row in rows:
        end = pd.Period(row.month, "M")
        now, then = (
            bought[bought["month"].between(until - 11, until)].groupby("customer")["amount"].mean()
            for until in (end, end - 12)
        )
        both = now.index.intersection(then.index)
        came = int(first.between(end - 11, end).sum())
        expected = {
            "new_count": int((first == end).sum()),
            "buyer_count": bought[bought["month"] == end]["customer"].nunique(),
            "active_count": len(now),
            "base_count": len(then),
            "acquired_count": came,
            "acquisition_rate": rate(came, len(then)),
            "kept_count": len(both),
            "upgraded_count": int((now[both] >= 1.2 * then[both]).sum()),
        }
        differing = {name: (row[name], v) for name, v in expected.items() if row[name] != v}
        wrong += [(row.month, differing)] if differing else []
    print(f"{len(rows)} months that are over: {len(wrong)} differ.", *wrong, sep="\n")
    return wrong


def rate(part, whole):
    """A share to four digits as the database rounds it; False of nobody."""
    return bool(whole) and float((Decimal(part) / whole).quantize(RATE, ROUND_HALF_UP))


def show(table):
    """The share of each cohort that bought, by age, as pandas has it."""
    share = (table["buyers"] / table["customers"]).unstack("age")
    print((100 * share).round(1).to_string(na_rep=""))


if __name__ == "__main__":
    main(proof)
