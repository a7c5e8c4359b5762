"""The workbook from end to end: what it holds, for whom, and how large it may be."""

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Domain

from .charts import write_summary
from .columns import MAX_ROWS
from .definitions import definition_columns, definition_rows
from .describe import describe
from .figures import heading, tables
from .rows import rows_of
from .writer import Book

MOVEMENT = ("partner_id", "reading", "from_id", "to_id", "day", "pinned", "figures", "user_id")


def may_export(env):
    """Whether the user may take relationships out of Odoo."""
    allowed = env.user.has_group("base.group_allow_export")
    return allowed and env["crm.loyalty.profile"].has_access("read")


def file_name(env):
    """Give the name of a workbook made today."""
    today = fields.Date.context_today(env.user)
    return env._("Customers") + f" {today}.xlsx"


def write_workbook(env, domain, file):
    """Write the workbook of the customers in a domain, in the language and rights of the user.

    :param env: of the user whose workbook it is; its companies are those that count
    :param domain: ``Domain`` on ``crm.loyalty.profile``
    :param file: a binary file open for writing
    :raise UserError: it would not fit into Excel
    """
    check_size(env, domain)
    profiles, history = env["crm.loyalty.profile"], env["crm.loyalty.history"]
    moves = movements(env, domain)
    sheets = {
        env._("Customers"): (profiles.search(domain), _customer_columns(profiles)),
        env._("Movements"): (history.search(moves), _movement_columns(history)),
    }
    title = env._("Customer Relationships")
    with Book(file, title) as book:
        write_summary(
            book,
            env._("Summary"),
            title,
            heading(profiles, domain),
            tables(profiles, moves, domain),
        )
        for label, (records, columns) in sheets.items():
            book.table_sheet(label, columns, rows_of(records, columns))
        definitions = definition_rows(profiles, sheets)
        book.table_sheet(env._("Definitions"), definition_columns(env), definitions)


def check_size(env, domain):
    """Check that the customers and their movements fit into a sheet each.

    :raise UserError: they do not
    """
    counts = {
        env._("Customers"): env["crm.loyalty.profile"].search_count(domain),
        env._("Movements"): env["crm.loyalty.history"].search_count(movements(env, domain)),
    }
    for sheet, count in counts.items():
        if count > MAX_ROWS:
            raise UserError(
                env._(
                    "The sheet “%(sheet)s” would have %(count)s rows; Excel holds %(most)s. Filter"
                    " the list of customers, and make the workbook of those.",
                    sheet=sheet,
                    count=f"{count:,}",
                    most=f"{MAX_ROWS:,}",
                )
            )


def movements(env, domain):
    """Give the domain of the movements of those customers that the user may read now."""
    profiles = env["crm.loyalty.profile"]
    parts = []
    for company in env.companies:
        here = Domain("company_id", "=", company.id)
        partners = profiles._search(here & domain).subselect("partner_id")
        parts.append(here & Domain("partner_id", "in", partners))
    return Domain.OR(parts)


def _customer_columns(profiles):
    names = [
        "partner_id",
        *_company(profiles.env),
        *profiles._readings().values(),
        *profiles._readings("suggests").values(),
        *(name for name, field in profiles._measures().items() if field.type != "json"),
    ]
    return describe(profiles, names)


def _movement_columns(history):
    customer, *others = MOVEMENT
    return describe(history, [customer, *_company(history.env), *others])


def _company(env):
    return ["company_id"] if len(env.companies) > 1 else []
