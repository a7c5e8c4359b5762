"""Records → rows: a batch at a time, so that memory does not grow with their number.

The columns are read by the ORM's own SQL, with the user's record rules and field rights, but past
its cache, which would take twenty times as long.
"""

from functools import lru_cache

from odoo import fields
from odoo.fields import Domain
from odoo.tools import split_every

from ...engine.explain import comma, shown
from .describe import currency_of, describe

BATCH = 2_000


def rows_of(records, columns):
    """Give the rows of records, in the order of their model.

    :param records: records with a company, as the user who asks
    :param columns: the columns of the row, all of them stored fields
    :return: iterator of (Currency, values), None where a value is unknown
    """
    model = records.browse().with_context(active_test=False)
    currencies = {company.id: currency_of(company) for company in model.env.companies}
    names = ["company_id", *(column.name for column in columns)]
    figure_texts = _figure_texts(model.env)
    for ids in split_every(BATCH, records._ids):
        companies, *raw = zip(*_select(model, ids, names), strict=True)
        told = [_told(model, column, values) for column, values in zip(columns, raw, strict=True)]
        for place, column in enumerate(columns):
            if model._fields[column.name].type == "json":
                told[place] = list(map(figure_texts, raw[place], companies))
        yield from zip(map(currencies.get, companies), zip(*told, strict=True), strict=True)
        model.env.invalidate_all()


def _select(model, ids, names):
    """Read stored fields of records that the user may read, in the order of the model."""
    query = model._search(Domain("id", "in", ids), order=model._order)
    columns = [model._field_to_sql(query.table, name, query) for name in names]
    return model.env.execute_query(query.select(*columns))


def _told(model, column, values):
    """The values of one column as the sheet tells them."""
    if model._fields[column.name].type == "many2one":
        names = _names(model, column.name, set(values) - {None})
        return [names.get(value) for value in values]
    if column.choices:
        return [column.choices.get(value, value) for value in values]
    if column.kind == "datetime":
        return [value and _local(model, value) for value in values]
    if column.kind == "boolean":
        return [bool(value) for value in values]
    return values


def _names(model, name, ids):
    """The names of related records as the user's screens show them: {id: name}.

    Whoever may read a record may read the names of those it points to, as in Odoo's lists.
    """
    field = model._fields[name]
    return dict(
        field.convert_to_read(record, model) for record in model.env[field.comodel_name].browse(ids)
    )


def _local(model, value):
    return fields.Datetime.context_timestamp(model, value).replace(tzinfo=None)


def _figure_texts(env):
    """Give a function that writes the figures of a movement in a company as text."""
    profiles = env["crm.loyalty.profile"]
    labels = {column.name: column.label for column in describe(profiles, profiles._measures())}
    separator = comma(env)

    @lru_cache(50_000)
    def text(name, value, company):
        return f"{labels[name]} {shown(profiles.new({'company_id': company}), name, value)}"

    def texts(figures, company):
        known = [(name, value) for name, value in (figures or {}).items() if name in labels]
        return separator.join(text(name, value, company) for name, value in known) or None

    return texts
