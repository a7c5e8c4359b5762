from odoo import fields, models

from .res_company import STAFF


class ResCompany(models.Model):
    """Whether a workbook is stored every month, with whose rights, and for how long."""

    _inherit = "res.company"

    loyalty_workbook_monthly = fields.Boolean(
        "Store a Workbook Every Month",
        groups=STAFF,
        help="An Excel workbook of all customers of the company.",
    )
    loyalty_workbook_user_id = fields.Many2one(
        "res.users",
        "With the Rights Of",
        groups=STAFF,
        help="The stored workbook holds what this user may see, in the user's language.",
    )
    loyalty_workbook_keep_months = fields.Integer(
        "Keep Workbooks for Months", default=12, groups=STAFF, help="0 keeps them for ever."
    )
