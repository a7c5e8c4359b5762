from odoo import fields, models

from .res_company import STAFF


class ResCompany(models.Model):
    """When somebody last wanted the company's prediction models fitted."""

    _inherit = "res.company"

    loyalty_fit_asked = fields.Datetime("Models Asked For", readonly=True, copy=False, groups=STAFF)
