"""The measurements of all sizes as one table, with what each figure should not exceed."""

# (key of the measurement, what it is, how it is written, the aim at a million)
ROWS = (
    ("load", "loading the data, s", "{:.0f}", ""),
    ("floor", "floor: one plain GROUP BY, s", "{:.2f}", ""),
    ("full_ratio", "first full pass ÷ floor", "{:.2f}", "≤ 2"),
    ("night_ratio", "full pass of the next night ÷ floor", "{:.2f}", "≤ 2"),
    ("changes_ratio", "refresh of 1 % of customers ÷ full pass", "{:.1%}", "≤ 3 %"),
    ("unchanged_ratio", "second full pass, nothing changed ÷ floor", "{:.2f}", "≤ 1"),
    ("limits_ratio", "of a full pass: the RFM limits ÷ floor", "{:.2f}", ""),
    ("memory", "peak memory of the process above its start, MB", "{:.0f}", "≤ 300"),
    ("list", "customers by revenue of 12 months, s", "{:.2f}", "≤ 1"),
    ("list_other", "customers by recency ratio, s", "{:.2f}", "≤ 1"),
    ("contacts", "contacts of one stage, s", "{:.2f}", "≤ 1"),
    (
        "confirm_queries",
        "confirming a quotation, queries (without the addon's)",
        "{:.0f} ({:.0f})",
        "+ 1",
    ),
    ("confirm_ms", "confirming a quotation, ms (without)", "{:.1f} ({:.1f})", ""),
    ("create_ms", "creating a quotation, ms (without triggers)", "{:.1f} ({:.1f})", ""),
    ("insert_ms", "inserting 10,000 orders by SQL, ms (without triggers)", "{:.0f} ({:.0f})", ""),
)


def with_ratios(found):
    """Add what is divided by the floor, or by the full pass, to the seconds of one size."""
    ratios = {
        f"{name}_ratio": found[name] / found["floor"] for name in ("full", "night", "unchanged")
    }
    ratios["limits_ratio"] = found["limits"] / found["floor"]
    return found | ratios | {"changes_ratio": found["changes"] / found["full"]}


def markdown(sizes):
    """Write the table.

    :param sizes: {customers: measurements with their ratios}
    """
    head = ["customers", *(f"{size:,}" for size in sizes), "aim at 1,000,000"]
    lines = [head, ["---", *("---:" for _size in sizes), "---:"]]
    lines += [
        [label, *(_written(shape, found[key]) for found in sizes.values()), aim]
        for key, label, shape, aim in ROWS
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _written(shape, value):
    return shape.format(*(value if isinstance(value, tuple) else (value,)))
