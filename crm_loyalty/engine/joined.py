"""What a search finds together with what it links to: one query, not one for each model."""


def joined_rows(model, query, names, **links):
    """Give columns of the rows that a search finds, and of the records that they link to.

    Who may read a row is told the name of what it links to, as Odoo does it.

    :param query: the search
    :param names: fields of the rows
    :param links: {name: (many2one of the rows, field of its model)}
    :return: list of dicts, in the order of the search
    """
    columns = {name: model._field_to_sql(query.table, name, query) for name in names}
    for name, (link, linked_name) in links.items():
        linked, alias = model._fields[link].join(model, query.table, query)
        columns[name] = linked._field_to_sql(alias, linked_name, query)
    found = model.env.execute_query(query.select(*columns.values()))
    return [dict(zip(columns, row, strict=True)) for row in found]
