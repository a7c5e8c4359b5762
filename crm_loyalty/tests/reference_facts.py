"""Facts about customers in plain Python: what the reference implementation is given.

Nothing here knows of Odoo. Amounts are Decimal, moments are naive UTC, days are dates; stages and
places are any values that compare as equal when they are the same.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class Company:
    """How one company counts."""

    name: str
    basis: str = "ordered"
    tz: str = "UTC"
    digits: int = 2
    year_end: tuple = (12, 31)  # month and day on which its fiscal year ends
    country: object = field(default=None, repr=False)
    state: object = field(default=None, repr=False)
    rfm_method: str = "quantile"
    teams: dict = field(default_factory=dict, repr=False, hash=False)  # team by salesperson
    recency_limits: tuple = field(default=(30, 90, 180, 365), repr=False)
    frequency_limits: tuple = field(default=(1, 2, 4, 9), repr=False)
    monetary_limits: tuple = field(default=(100, 500, 2000, 10000), repr=False)


@dataclass
class Line:
    """One line of an order or invoice; ``kind`` is "product", "note" or "deposit"."""

    quantity: Decimal = Decimal(1)
    price: Decimal = Decimal(100)
    discount: Decimal = Decimal(0)
    product: object = None
    category: object = None
    kind: str = "product"
    order_line: object = (
        None  # the Line of an order that an invoice bills, a credit note takes back
    )

    def net(self, digits):
        """Net amount in the currency of the document."""
        return rounded(self.quantity * self.price * (100 - self.discount) / 100, digits)


@dataclass
class Order:
    """A quotation or order; ``rate`` is units of its currency for one of the company's."""

    company: Company
    moment: datetime
    lines: list = field(default_factory=lambda: [Line()])
    state: str = "sale"
    rate: Decimal = Decimal(1)
    digits: int = 2  # of the order's own currency
    seller: object = None
    valid_until: date | None = None
    number: int = 0  # in the order of recording
    invoiced: bool = False  # Odoo sees nothing left to invoice

    @property
    def net(self):
        return sum((line.net(self.digits) for line in self.lines), Decimal(0))


@dataclass
class Invoice:
    """A customer invoice or credit note, in the company's currency."""

    company: Company
    day: date
    lines: list = field(default_factory=lambda: [Line()])
    is_credit: bool = False
    posted: bool = True
    takes_back_an_invoice: bool = False
    seller: object = None
    number: int = 0

    @property
    def net(self):
        """Positive for an invoice, negative for a credit note."""
        return (-1 if self.is_credit else 1) * sum(
            (line.net(self.company.digits) for line in self.lines), Decimal(0)
        )


@dataclass
class Lead:
    """An opportunity; ``outcome`` is "open", "won", "lost" or "archived"."""

    company: Company
    created: datetime
    outcome: str = "open"
    revenue: Decimal = Decimal(0)
    money: bool = False
    authority: bool = False
    need: bool = False
    seller: object = None


@dataclass
class Pin:
    """A person's decision that a customer is in a stage from one day to another."""

    company: Company
    stage: str  # reading and name, such as "status_lost"
    first: date
    last: date
    reading: str = ""
    mode: str = "exact"  # or "floor", "ceiling"
    active: bool = True
    number: int = 0


@dataclass
class Idea:
    """What a customer taught us; a worth of None is not known."""

    company: Company
    day: date
    worth: Decimal | None = None
    active: bool = True


@dataclass
class Wallet:
    """What somebody estimated that a customer spends a year."""

    company: Company
    day: date
    amount: Decimal
    active: bool = True


@dataclass
class Complaint:
    """A complaint; a moment of None has not come, a satisfaction of None is not known."""

    company: Company
    opened: datetime
    answered: datetime | None = None
    solved: datetime | None = None
    answer_due: datetime | None = None
    solve_due: datetime | None = None
    satisfaction: int | None = None
    active: bool = True


@dataclass
class Customer:
    """All that is known of one customer, in all companies, from all its contacts."""

    name: str = "Customer"
    orders: list = field(default_factory=list)
    invoices: list = field(default_factory=list)
    leads: list = field(default_factory=list)
    pins: list = field(default_factory=list)
    ideas: list = field(default_factory=list)
    wallets: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    complaints: list = field(default_factory=list)
    active: bool = True
    seller: object = None
    country: object = None
    state: object = None
    partner_since: date | None = None
    referred: list = field(default_factory=list, repr=False)  # customers that it sent to us
    referral_day: date | None = None  # since when somebody is said to have referred it


def rounded(amount, digits):
    """Round to so many digits after the point; a half goes away from zero."""
    return amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def known_sum(amounts):
    return sum((amount for amount in amounts if amount is not None), Decimal(0))
