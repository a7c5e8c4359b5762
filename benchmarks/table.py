"""The measurements of all sizes as one table, with what each figure should not exceed."""

# (what it is, the measurement, by what it is divided, how it is written, the aim at a million)
ROWS = (
    ("floor: one plain GROUP BY, s", "floor", None, "{0.wall:.2f}", ""),
    ("full pass, every relationship changes, ÷ floor", "full", "floor", "ratio", "≤ 3"),
    ("refresh of 1 % of customers ÷ full pass", "changes", "full", "share", "≤ 3 %"),
    ("full pass, nothing changed, ÷ floor", "unchanged", "floor", "ratio", ""),
    ("first pass of all, into an empty table, ÷ floor", "first", "floor", "ratio", ""),
    ("full pass with responses and complaints ÷ without", "voiced", "full", "ratio", "≤ 1.2"),
    ("the longest chunk of it, s", "chunk", None, "ratio", "≤ 2"),
    ("of each full pass: the RFM limits ÷ floor", "limits", "floor", "ratio", ""),
    ("weekly: fitting and testing the models, s", "fit", None, "{0.wall:.1f}", ""),
    ("peak memory of the process above its start, MB", "memory", None, "{0:.0f}", "≤ 300"),
    ("customers as the list opens, s", "list", None, "{0.wall:.2f}", "≤ 1"),
    ("customers by revenue of 12 months, s", "list_revenue", None, "{0.wall:.2f}", "≤ 1"),
    ("customers by recency ratio, s", "list_ratio", None, "{0.wall:.2f}", "≤ 1"),
    ("contacts of one stage, s", "contacts", None, "{0.wall:.2f}", "≤ 1"),
    ("confirming a quotation, queries", "confirm_queries", None, "{0[0]:.0f} ({0[1]:.0f})", "+ 1"),
    ("confirming a quotation, ms", "confirm_ms", None, "pair", ""),
    ("creating a quotation of two lines, ms", "create_ms", None, "pair", ""),
    ("inserting 10,000 orders by SQL, ms", "insert_ms", None, "pair", ""),
    ("loading the data, s", "load", None, "{0.wall:.0f}", ""),
)
SHAPES = {
    "ratio": "{0.wall:.2f} ({0.processor:.2f})",
    "share": "{0.wall:.1%} ({0.processor:.1%})",
    "pair": "{0[0]:.1f} ({0[1]:.1f})",
}
NOTES = """\
In brackets: of passes the same in processor time, which other work on the machine hardly disturbs;
of what people do, the same without the addon's triggers, indexes and snapshot."""


def markdown(sizes):
    """Write the table and how to read it.

    :param sizes: {customers: measurements}
    """
    head = ["customers", *(f"{size:,}" for size in sizes), "aim at 1,000,000"]
    lines = [head, ["---", *("---:" for _size in sizes), "---:"]]
    lines += [
        [label, *(_written(found, key, base, shape) for found in sizes.values()), aim]
        for label, key, base, shape, aim in ROWS
    ]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    return f"{table}\n\n{NOTES}"


def _written(found, key, base, shape):
    value = found[key].over(found[base]) if base else found[key]
    return SHAPES.get(shape, shape).format(value)
