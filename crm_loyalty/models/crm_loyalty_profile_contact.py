from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .res_partner import SALES


def every_stage(reading):
    """Have a board show every stage of a reading, also those where nobody is."""
    return lambda profiles, stages, domain: profiles._expand(reading, stages)


class CrmLoyaltyProfile(models.Model):
    """The contact behind a relationship, as its page shows it, and the ways from there."""

    _inherit = "crm.loyalty.profile"

    avatar_url = fields.Char("Picture", compute="_compute_avatar_url")
    email = fields.Char(related="partner_id.email")
    phone = fields.Char(related="partner_id.phone")
    city = fields.Char(related="partner_id.city")
    country_id = fields.Many2one(related="partner_id.country_id")
    team_id = fields.Many2one(related="user_id.sale_team_id", string="Sales Team")
    market_role_ids = fields.Many2many(related="partner_id.market_role_ids")
    market_roles = fields.Json("Market Role", compute="_compute_market_roles", groups=SALES)

    status_id = fields.Many2one(group_expand=every_stage("status"))
    formation_id = fields.Many2one(group_expand=every_stage("formation"))
    lifecycle_id = fields.Many2one(group_expand=every_stage("lifecycle"))
    level_id = fields.Many2one(group_expand=every_stage("level"))
    matrix_id = fields.Many2one(group_expand=every_stage("matrix"))
    pyramid_id = fields.Many2one(group_expand=every_stage("pyramid"))
    rfm_segment_id = fields.Many2one(group_expand=every_stage("rfm_segment"))

    @api.depends("partner_id")
    def _compute_avatar_url(self):
        """Where the browser finds the picture: to read it here would cost three queries more."""
        for profile in self:
            profile.avatar_url = f"/web/image/res.partner/{profile.partner_id.id}/avatar_128"

    @api.depends("partner_id")
    def _compute_market_roles(self):
        """The tags of the page in one query: links and names would be two."""
        played = self._fields["market_role_ids"].related_field
        for profile in self:
            ours = SQL(
                "(SELECT role_id FROM crm_loyalty_market_role_partner_rel WHERE partner_id = %s)",
                profile.partner_id.id,
                to_flush=played,
            )
            roles = self.env["crm.loyalty.market.role"].search_fetch([("id", "in", ours)])
            profile.market_roles = [
                {"id": role.id, "name": role.name, "color": role.color} for role in roles
            ] or None

    def _expand(self, reading, stages):
        """Add to the stages that customers are in the active ones of the reading.

        :param stages: the stages with customers, also archived ones
        """
        ours = Domain("company_id", "in", [False, *self.env.companies.ids])
        shown = Domain("reading", "=", reading) & ours
        return stages.search(shown | Domain("id", "in", stages.ids))

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Nobody follows a relationship: there is no talk on it, there are only activities.

        Odoo makes those whom an activity is given to followers of its record, and wants the right
        to write the record for it. Nobody but the engine has that right.
        """
        self.check_access("read")
        return True

    def action_open_contact(self):
        """Open the contact of the customer."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "views": [(False, "form")],
        }

    def action_open_orders(self):
        """Open the customer's quotations and orders with this company."""
        return self._of_customer("sale.act_res_partner_2_sale_order")

    def action_open_opportunities(self):
        """Open the customer's opportunities."""
        return self._of_customer("crm.crm_lead_opportunities")

    def _of_customer(self, xmlid):
        """A window action, restricted to the customer with all its contacts, and to the company."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        company = Domain("company_id", "in", [False, self.company_id.id])
        customer = Domain("partner_id", "child_of", self.partner_id.id)
        return action | {
            "domain": list(customer & company),
            "context": {
                "default_partner_id": self.partner_id.id,
                "default_company_id": self.company_id.id,
            },
        }
