"""Who works for the demonstration company, and in which currencies it trades."""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

PASSWORD = "demo"
HOME, ABROAD = "Lantern & Leaf Trading", "灯叶贸易（上海）"


class Seller(NamedTuple):
    """A salesperson; ``group`` is the right on other people's documents."""

    login: str
    name: str
    group: str
    team: str
    companies: tuple[str, ...]


OWN, ALL, MANAGER = (
    "sales_team.group_sale_salesman",
    "sales_team.group_sale_salesman_all_leads",
    "sales_team.group_sale_manager",
)
SELLERS = (
    Seller("anna", "Anna Keller", OWN, "Shops", (HOME,)),
    Seller("bruno", "Bruno Martin", OWN, "Shops", (HOME,)),
    Seller("carol", "Carol Hughes", OWN, "Online", (HOME,)),
    Seller("chen", "陈静", OWN, "上海", (ABROAD,)),
    Seller("emil", "Emil Jensen", ALL, "Online", (HOME,)),
    Seller("fang", "方敏", MANAGER, "上海", (HOME, ABROAD)),
)
# Who leads each team; for the shops the manager, since their salespeople see only their own.
LEADERS = {"Shops": "fang", "Online": "emil", "上海": "fang"}
# Units of each currency for one US dollar, three years ago.
RATES = {"EUR": 0.93, "GBP": 0.80, "CNY": 7.10}


def rates(random: Random, today: date) -> dict[str, list[tuple[date, float]]]:
    """Currency -> its rate on the first of each of the last 38 months, wandering slowly."""
    first, months = today.replace(day=1), []
    for _month in range(38):
        months.append(first)
        first = (first - timedelta(days=1)).replace(day=1)
    found = {}
    for code, rate in RATES.items():
        found[code] = []
        for day in reversed(months):
            rate = round(rate * random.uniform(0.985, 1.015), 4)
            found[code].append((day, rate))
    return found
