from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.crm_loyalty.models.res_company import STAFF


class ResCompany(models.Model):
    """What the ratings of a company's customers are about."""

    _inherit = "res.company"

    loyalty_rating_aspect_id = fields.Many2one(
        "crm.loyalty.aspect",
        "Ratings Measure",
        default=lambda self: self._default_loyalty_rating_aspect_id(),
        index="btree_not_null",
        ondelete="set null",
        groups=STAFF,
        help="The dimension of satisfaction that a rating scores. Empty: ratings do not count.",
    )

    @api.model
    def _default_loyalty_rating_aspect_id(self):
        return self.env.ref("crm_loyalty.aspect_satisfaction_overall", raise_if_not_found=False)

    @api.constrains("loyalty_rating_aspect_id")
    def _check_loyalty_rating_aspect(self):
        for company in self:
            aspect = company.loyalty_rating_aspect_id
            if aspect and aspect.kind != "satisfaction":
                raise ValidationError(
                    self.env._("“%s” is no dimension of satisfaction.", aspect.name)
                )
            if aspect.company_id not in (company, self.browse()):
                raise ValidationError(self.env._("“%s” is asked by another company.", aspect.name))
