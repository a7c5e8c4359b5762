from odoo import fields, models
from odoo.fields import Domain

from ..fields import KnownMonetary


class CrmLoyaltyProfile(models.Model):
    """What the customer's knowledge is worth to us: its ideas, as staff have noted them."""

    _inherit = "crm.loyalty.profile"

    idea_count = fields.Integer(
        "Ideas",
        readonly=True,
        facts="idea",
        sql="count(*)",
        absent="0",
        help="Ideas and feedback of the customer and its contacts.",
    )
    idea_worth = KnownMonetary(
        "Worth of Ideas, 12 Months",
        readonly=True,
        facts="idea",
        sql="sum(worth) FILTER (WHERE day > setting.year_ago)",
        help="Sum of what the ideas of the last 12 months are worth, as far as it was estimated."
        " Unknown where nobody estimated any.",
    )

    def action_open_ideas(self):
        """Open the ideas of the customer and its contacts."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_loyalty.action_crm_loyalty_idea"
        )
        return action | {
            "domain": list(self._ideas()),
            "context": {
                "default_partner_id": self.partner_id.id,
                "default_company_id": self.company_id.id,
            },
        }

    def _ideas(self):
        customer = Domain("partner_id.commercial_partner_id", "=", self.partner_id.id)
        return customer & Domain("company_id", "=", self.company_id.id)

    def _told_knowledge(self):
        """What the worth of the customer's knowledge rests on: its ideas, the most useful first."""
        if not self.idea_count:
            return self.env._("Nobody has noted an idea or feedback of this customer yet.")
        useful_first = "score desc nulls last, date desc, id"
        best = self.env["crm.loyalty.idea"].search_fetch(
            self._ideas(), ["name", "score"], order=useful_first, limit=1
        )
        told = self.env._("Ideas and feedback noted: %s.", self.idea_count)
        if self.idea_worth is False:
            told = f"{told} {self.env._('Nobody estimated what those of 12 months are worth.')}"
        if not best.score:
            return told
        useful = self.env._(
            "The most useful one: “%(idea)s” (%(score)s of 5).", idea=best.name, score=best.score
        )
        return f"{told} {useful}"
