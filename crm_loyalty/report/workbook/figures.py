"""The tables of the summary: grouped queries, as the user who asks."""

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.fields import Domain

from ...engine.explain import comma
from .charts import Table
from .columns import Column
from .describe import currency_of

MONTHS = 24
SUMS = ("revenue_12m", "revenue")


def heading(profiles, domain):
    """Give what the summary begins with.

    :return: list of (Column, value)
    """
    env = profiles.env
    found = _grouped(profiles, domain).get(False, {})
    everyone = env._("All customers that %s may see", env.user.name)
    selection = everyone if domain.is_true() else env._("Chosen customers")
    lines = [
        (Column("company", env._("Company")), comma(env).join(env.companies.mapped("name"))),
        (Column("day", env._("Computed As Of"), "date"), _last_day(env)),
        (Column("made", env._("Made On"), "datetime"), _now(env)),
        (Column("what", env._("Selection")), selection),
        (Column("count", env._("Customers"), "integer"), found.get("count", 0)),
    ]
    currencies = _currencies(env)
    for name, currency in _amounts(env):
        column = _amount_column(profiles, name, currency, len(currencies))
        lines.append((column, found.get((name, currency), 0.0)))
    return lines


def _last_day(env):
    """The day of the last full pass, None before the first is done."""
    done = [("kind", "=", "full"), ("state", "=", "done")]
    return env["crm.loyalty.run"].search(done, order="id desc", limit=1).day or None


def _now(env):
    """This moment where the user is, without its zone."""
    moment = fields.Datetime.context_timestamp(env.user, fields.Datetime.now())
    return moment.replace(tzinfo=None)


def tables(profiles, moves, domain):
    """Give the tables of the summary.

    :param moves: the domain of the movements
    :return: list of Table
    """
    stages = [("lifecycle_id", "pie"), ("status_id", "column"), ("level_id", "column")]
    return [
        *(_by(profiles, domain, name, chart) for name, chart in stages),
        _by(profiles, domain, "user_id", "bar"),
        _by_month(profiles.env, moves),
    ]


def _currencies(env):
    return list(dict.fromkeys(currency_of(company) for company in env.companies))


def _amounts(env):
    """The sums of the summary: one per measure and currency, since currencies do not add up."""
    return [(name, currency) for name in SUMS for currency in _currencies(env)]


def _grouped(profiles, domain, name=None):
    """Count and sum, by the records of one field, or all together under False.

    :return: {record or False: {"count": …, (field, Currency): …}}
    """
    found = {}
    groupby = [name, "company_id"] if name else ["company_id"]
    sums = [f"{field}:sum" for field in SUMS]
    for group in profiles._read_group(domain, groupby, ["__count", *sums]):
        [*key, company, count], amounts = group[: -len(SUMS)], group[-len(SUMS) :]
        values = found.setdefault(key[0] if key else False, {"count": 0})
        values["count"] += count
        for field, amount in zip(SUMS, amounts, strict=True):
            place = (field, currency_of(company))
            values[place] = values.get(place, 0.0) + (amount or 0.0)
    return found


def _by(profiles, domain, name, chart):
    """The customers by the records of one field, with their share and revenue."""
    env, field = profiles.env, profiles._fields[name]
    found = _grouped(profiles, domain, name)
    whole = sum(values["count"] for values in found.values())
    title, amounts, several = field._description_string(env), _amounts(env), len(_currencies(env))
    columns = [
        Column(name, title),
        Column("count", env._("Customers"), "integer"),
        Column("share", env._("Share"), "share"),
        *(_amount_column(profiles, *amount, several) for amount in amounts),
    ]
    rows = [
        [
            _name(profiles, field, record),
            found[record]["count"],
            found[record]["count"] / whole,
            *(found[record].get(amount, 0.0) for amount in amounts),
        ]
        for record in _in_order(found)
    ]
    colors = [_color(record) for record in _in_order(found)]
    return Table(env._("Customers by %s", title), columns, rows, chart, [1], colors)


def _amount_column(profiles, name, currency, several):
    label = profiles._fields[name]._description_string(profiles.env)
    label = f"{label} ({currency.name})" if several > 1 else label
    return Column(name, label, "money", currency=currency)


def _in_order(found):
    """Stages in their own order, others by how many customers they have; nothing comes last."""

    def place(record):
        first = record.sequence if _is_stage(record) else -found[record]["count"]
        return (not record, first, record.id)

    return sorted(found, key=place)


def _is_stage(record):
    return record._name == "crm.loyalty.stage"


def _name(profiles, field, record):
    """A related record's name, as the user's screens show it even if its record is not his."""
    if not record:
        return profiles.env._("None")
    return field.convert_to_read(record, profiles)[1]


def _color(record):
    if not record:
        return 0
    return record.color if _is_stage(record) else None


def _by_month(env, moves):
    """How often customers came to each stage of the lifecycle, month by month."""
    history = env["crm.loyalty.history"]
    found = history._read_group(
        moves & Domain("reading", "=", "lifecycle"), ["day:month", "to_id"], ["__count"]
    )
    counts = {(month, stage): count for month, stage, count in found}
    stages = sorted({stage for _month, stage in counts}, key=lambda s: (not s, s.sequence, s.id))
    field = history._fields["to_id"]
    columns = [
        Column("month", env._("Month")),
        *(Column(str(s.id), _name(history, field, s), "integer") for s in stages),
    ]
    rows = [
        [f"{month:%Y-%m}", *(counts.get((month, stage), 0) for stage in stages)]
        for month in _months({month for month, _stage in counts})[-MONTHS:]
    ]
    return Table(
        env._("Arrivals in Each Stage of the Lifecycle by Month"),
        columns,
        rows,
        "line",
        list(range(1, len(columns))),
        [_color(stage) for stage in stages],
    )


def _months(found):
    """Every month from the first to the last, also those in which nothing moved."""
    month, months = min(found, default=None), []
    while month and month <= max(found):
        months.append(month)
        month += relativedelta(months=1)
    return months
