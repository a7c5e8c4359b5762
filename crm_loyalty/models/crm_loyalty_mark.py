from odoo import api, fields, models
from odoo.fields import Domain


class CrmLoyaltyMark(models.Model):
    """What makes one of the five marks of a loyal customer: when it is known, and when it is yes.

    A company's own definition of a mark wins over the common one.
    """

    _name = "crm.loyalty.mark"
    _inherit = "crm.loyalty.rule"
    _description = "Mark of a Loyal Customer"
    _order = "sequence, company_id, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Selection(
        [
            ("regular", "Buys Regularly"),
            ("broad", "Buys Several Things"),
            ("recommends", "Recommends"),
            ("resists", "Resists Competitors"),
            ("tolerates", "Tolerates a Failure"),
        ],
        "Mark",
        required=True,
    )
    sequence = fields.Integer(default=10)
    description = fields.Text("Meaning", translate=True, help="What it means, for who reads it.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", ondelete="cascade", help="Empty: for every company."
    )
    domain = fields.Char("Yes If", help="Of those of whom it is known, who has the mark.")
    known_domain = fields.Char(
        "Known If",
        default="[]",
        required=True,
        help="Of whom it can be told at all; of all others it is unknown.",
    )

    _one_definition = models.UniqueIndex(
        "(code, COALESCE(company_id, 0)) WHERE active",
        "This mark is defined for this company. Change that definition, or archive it first.",
    )

    @api.constrains("domain", "known_domain", "company_id")
    def _check_domain(self):
        for mark in self:
            mark._try_rule()
            mark._try_rule("known_domain")

    def _askable(self):
        return super()._askable() - {*self.env["crm.loyalty.profile"]._marks().values()}

    @api.depends("known_domain")
    def _compute_is_broken(self):
        computed = super()._compute_is_broken()
        for mark in self:
            mark.is_broken |= mark._is_broken("known_domain")
        return computed

    @api.model
    def _rules(self, companies):
        """Give the active definitions.

        :param companies: the companies that they are for
        :return: list of dicts of JSON values: id, name, code, company_id, domain, known_domain
        """
        marks = self.search(Domain("company_id", "in", [False, *companies.ids]))
        return [mark._rule() | mark._told() for mark in marks._usable()]

    def _rule(self, name="domain"):
        self.ensure_one()
        return {
            "id": self._origin.id or 0,
            "company_id": self.company_id.id or None,
            "domain": self._parsed_domain(name),
        }

    def _told(self):
        return {
            "name": self.name,
            "code": self.code,
            "known_domain": self._parsed_domain("known_domain"),
        }
