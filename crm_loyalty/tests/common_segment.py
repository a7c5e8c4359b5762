from odoo.tests import new_test_user

from .common import LoyaltyCase


class SegmentCase(LoyaltyCase):
    """Segments as a manager makes them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(cls.env, "segments", groups="crm_loyalty.group_loyalty_manager")
        cls.segments = cls.env["crm.loyalty.segment"].with_user(cls.manager)
        cls.members = cls.env["crm.loyalty.member"]

    @classmethod
    def segment(cls, name, domain, **values):
        return cls.segments.create({"name": name, "domain": str(domain)} | values)

    def rows(self, segment, *partners):
        """The memberships of customers as (customer, from, to), oldest first."""
        found = self.members.search([("segment_id", "=", segment.id)], order="date_from, id")
        return [
            (row.partner_id, row.date_from, row.date_to)
            for row in found
            if not partners or row.partner_id in partners
        ]
