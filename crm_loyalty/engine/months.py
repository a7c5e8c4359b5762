"""Months as numbers, counted from year 0, so that they can be added.

Their SQL is made of a developer's words, never of a user's.
"""

from odoo.tools import SQL


def month_number(day):
    """SQL of the month of a day.

    :param day: SQL expression, as text
    """
    number = f"(date_part('year', {day}) * 12 + date_part('month', {day}) - 1)::integer"
    return SQL(number)  # pylint: disable=sql-injection


def month_day(month):
    """SQL of the first day of a month.

    :param month: SQL expression, as text
    """
    day = f"make_date(({month}) / 12, ({month}) %% 12 + 1, 1)"
    return SQL(day)  # pylint: disable=sql-injection
