from odoo import fields, models

from .res_partner import SALES


class ResPartner(models.Model):
    """Who objects to being profiled is left out of every step, and what is known is hidden."""

    _inherit = "res.partner"

    # Phrased as a refusal, and without a default: a merge keeps it, and an install writes nobody.
    loyalty_opt_out = fields.Boolean(
        "No Profiling",
        groups=SALES,
        help="This contact objects to being profiled. A customer has no relationship then, and"
        " what is known is neither used nor shown; of a customer's contact only what that person"
        " said is left out.",
    )

    _loyalty_opted_out = models.Index("(id) WHERE loyalty_opt_out")
