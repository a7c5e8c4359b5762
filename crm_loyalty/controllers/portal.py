from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal


class LoyaltyPortal(CustomerPortal):
    """A customer's own tier, in the portal: see ``crm.loyalty.profile._membership``."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if not counters:  # the page itself, not what it counts afterwards
            values["loyalty_membership"] = request.env["crm.loyalty.profile"]._membership()
        return values

    @http.route("/my/loyalty", type="http", auth="user", methods=["GET"], website=True)
    def my_loyalty(self):
        """Show the tier of the user's own customer; nobody can ask for another."""
        membership = request.env["crm.loyalty.profile"]._membership()
        if not membership:
            raise NotFound()
        values = {"page_name": "loyalty", "membership": membership}
        return request.render(
            "crm_loyalty.portal_my_loyalty", self._prepare_portal_layout_values() | values
        )
