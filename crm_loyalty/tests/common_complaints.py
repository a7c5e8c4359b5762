from odoo.tests import new_test_user

from .common import LoyaltyCase, day

SELLER = "sales_team.group_sale_salesman"
MANAGER = "crm_loyalty.group_loyalty_manager"


class ComplaintCase(LoyaltyCase):
    """A salesperson with a customer that bought; a company that works Monday to Friday, 8 to 17."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        calendar = cls.env["resource.calendar"].create({"name": "Office", "tz": "UTC"})
        cls.company.resource_calendar_id = calendar
        cls.seller = new_test_user(cls.env, "seller", SELLER)
        cls.colleague = new_test_user(cls.env, "colleague", SELLER)
        cls.manager = new_test_user(cls.env, "boss", MANAGER)
        cls.buyer = cls.customer("Buyer", user_id=cls.seller.id)
        cls.contact = cls.customer("Contact", is_company=False, parent_id=cls.buyer.id)
        cls.bought = cls.order(cls.buyer, 40, user_id=cls.seller.id)
        cls.full_pass()
        cls.complaints = cls.env["crm.loyalty.complaint"].with_user(cls.seller)

    @classmethod
    def complaint(cls, partner=None, ago=3, **values):
        """A complaint that the salesperson notes, of the day so many days ago, at noon UTC."""
        told = {"name": "It leaks", "partner_id": (partner or cls.buyer).id}
        return cls.complaints.create(told | {"opened_at": at(ago)} | values)


def at(ago, hour=12):
    """Noon, or another hour, so many days ago."""
    return f"{day(ago)} {hour:02}:00:00"
