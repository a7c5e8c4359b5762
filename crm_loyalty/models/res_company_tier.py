from odoo import fields, models

from .res_company import STAFF


class ResCompany(models.Model):
    """Whether a company tells its customers their tier."""

    _inherit = "res.company"

    loyalty_portal = fields.Boolean(
        "Customers See Their Tier",
        groups=STAFF,
        help="In the portal a customer sees its own tier with its benefits, until when it is"
        " guaranteed, and what is missing for the next one, by the measures of its rule.",
    )
