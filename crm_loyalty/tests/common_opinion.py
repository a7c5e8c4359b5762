from odoo.fields import Command
from odoo.tests import new_test_user

from .common import LoyaltyCase, day

ASPECT = "crm_loyalty.aspect_"


class OpinionCase(LoyaltyCase):
    """A salesperson's customer that bought, with a contact; and what they say."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = new_test_user(cls.env, "seller", "sales_team.group_sale_salesman")
        cls.buyer = cls.customer("Buyer", user_id=cls.seller.id)
        cls.contact = cls.customer("Contact", is_company=False, parent_id=cls.buyer.id)
        cls.order(cls.buyer, 10)

    @classmethod
    def aspect(cls, name):
        return cls.env.ref(ASPECT + name)

    @classmethod
    def say(cls, partner, ago=0, expected=None, channel="survey", **scores):
        """A response so many days ago, at noon UTC.

        :param expected: {aspect: score} of what was expected
        :param scores: by name of aspect: what was found, 0 to 100
        """
        sides = {"experience": scores, "expectation": expected or {}}
        return cls.env["crm.loyalty.response"].create(
            {
                "partner_id": partner.id,
                "date": f"{day(ago)} 12:00:00",
                "channel": channel,
                "answer_ids": [
                    Command.create({"aspect_id": cls.aspect(name).id, "side": side, "score": score})
                    for side, given in sides.items()
                    for name, score in given.items()
                ],
            }
        )

    def told(self, partner=None):
        """The profile of a customer as its salesperson sees it, after the changes."""
        self.changes()
        return self.profile(partner or self.buyer).with_user(self.seller)
