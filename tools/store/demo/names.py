"""Names and places of the demonstration company's customers: invented, English and Chinese."""

from random import Random
from typing import NamedTuple


class Place(NamedTuple):
    """A town with its country (ISO) and the currency its customers order in."""

    country: str
    city: str
    zip: str
    street: str
    currency: str
    weight: int  # how many customers come from there, against the others


PLACES = (
    Place("US", "Portland", "97205", "Alder Street", "USD", 20),
    Place("US", "Denver", "80202", "Market Street", "USD", 16),
    Place("US", "Boston", "02108", "Beacon Street", "USD", 14),
    Place("GB", "Bristol", "BS1 4ST", "Harbour Road", "GBP", 9),
    Place("GB", "Leeds", "LS1 5DE", "Park Row", "GBP", 6),
    Place("DE", "Hamburg", "20095", "Lange Reihe", "EUR", 8),
    Place("FR", "Lyon", "69002", "Rue Mercière", "EUR", 6),
    Place("CN", "上海", "200031", "武康路", "CNY", 15),
    Place("CN", "杭州", "310002", "河坊街", "CNY", 10),
    Place("CN", "成都", "610041", "人民南路", "CNY", 8),
)
_COMPANY = (
    "Maple Harbour Riverside Northgate Clover Willow Bluebird Orchard Lantern Copper Fairview "
    "Granite Juniper Kestrel Meadow Sycamore"
).split()
_TRADE = "Books|Interiors|Hotel|Bakery|Gifts|Garden Centre|Tea Room|Design Studio|Market|Toys"
_COMPANY_ZH = "云栖 明月 清风 远山 松间 听雨 春晓 南山 晴川 竹里 归云 白鹭".split()
_TRADE_ZH = "书店 茶业有限公司 家居有限公司 酒店 礼品行 花园 设计工作室 百货".split()
_FIRST = (
    "Alice Ben Clara David Emma Frank Grace Henry Iris Jack Kate Liam Mia Noah Olivia Paul".split()
)
_LAST = (
    "Adams Brooks Carter Dalton Ellis Foster Grant Hughes Irving Jensen Keller Lowe Morgan".split()
)
_FAMILY_ZH = "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙".split()
_GIVEN_ZH = "伟 芳 娜 敏 静 丽 强 磊 洋 婷 晓明 思远 雨桐 子涵 梓萱 一诺".split()
FUNCTIONS = ("Buyer", "Managing Director", "Accountant", "Store Manager")


def person(random: Random, country: str) -> str:
    """A person's name, Chinese for a Chinese address."""
    if country == "CN":
        return random.choice(_FAMILY_ZH) + random.choice(_GIVEN_ZH)
    return f"{random.choice(_FIRST)} {random.choice(_LAST)}"


def company(random: Random, place: Place) -> str:
    """A company's name, Chinese for a Chinese address."""
    if place.country == "CN":
        return place.city + random.choice(_COMPANY_ZH) + random.choice(_TRADE_ZH)
    return f"{random.choice(_COMPANY)} {random.choice(_TRADE.split('|'))}"
