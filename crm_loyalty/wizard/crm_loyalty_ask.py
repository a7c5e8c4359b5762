from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..models.crm_loyalty_invite import REFUSALS
from ..notices import notice

MANAGER = "crm_loyalty.group_loyalty_manager"
NAMED = 50  # customers that the dialog names for each reason; it counts them all


class CrmLoyaltyAsk(models.TransientModel):
    """Asking customers for an answer: who is asked, and who is not and why, before it happens."""

    _name = "crm.loyalty.ask"
    _description = "Ask for an Answer"

    questionnaire_id = fields.Many2one(
        "crm.loyalty.questionnaire",
        required=True,
        domain="[('company_id', 'in', [company_id, False])]",
        default=lambda self: self.env["crm.loyalty.questionnaire"].search(
            [("company_id", "in", [self._chosen_company().id, False])], limit=1
        ),
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self._chosen_company()
    )
    partner_ids = fields.Many2many(
        "res.partner",
        string="Customers",
        default=lambda self: self._chosen_customers(),
        context={"active_test": False},
    )
    order_id = fields.Many2one(
        "sale.order", "About Order", default=lambda self: self._chosen("sale.order")[:1]
    )
    ask_count = fields.Integer("To Ask", compute="_compute_plan")
    skip_count = fields.Integer("Not Asked", compute="_compute_plan")
    is_too_many = fields.Boolean(compute="_compute_plan", help="Only managers ask several at once.")
    skipped = fields.Html("Who Is Not Asked, and Why", compute="_compute_plan")
    link = fields.Char(store=False, help="It is shown this once, and kept nowhere.")

    @api.model
    def _chosen(self, model):
        """What the dialog was opened on, if it is of a model."""
        ids = self.env.context.get("active_ids") or []
        matches = self.env.context.get("active_model") == model
        return self.env[model].with_context(active_test=False).browse(ids if matches else [])

    @api.model
    def _chosen_profiles(self):
        """The relationships that the dialog was opened on, or on the segments of."""
        profiles = self._chosen("crm.loyalty.profile")
        segments = self._chosen("crm.loyalty.segment")
        own = [("segment_ids", "in", segments.ids), ("company_id", "=", self.env.company.id)]
        return profiles.search(own) if segments else profiles

    @api.model
    def _chosen_customers(self):
        ordered = self._chosen("sale.order")[:1].partner_id
        return self._chosen("res.partner") | ordered | self._chosen_profiles().partner_id

    @api.model
    def _chosen_company(self):
        company = (self._chosen_profiles() or self._chosen("sale.order")).company_id
        return company if len(company) == 1 else self.env.company

    @api.depends("questionnaire_id", "partner_ids", "company_id")
    def _compute_plan(self):
        for ask in self:
            asked, refused = ask._plan()
            ask.ask_count, ask.skip_count = len(asked), len(refused)
            ask.is_too_many = ask._too_many(asked)
            ask.skipped = ask._words(refused)

    def _plan(self):
        # Who is blacklisted, or was asked by a colleague, is known to the engine alone.
        invites = self.env["crm.loyalty.invite"].sudo()
        customers = self.partner_ids._origin
        asked, refused = invites._plan(customers, self.questionnaire_id, self.company_id)
        return asked, refused

    def _too_many(self, customers):
        return len(customers) > 1 and not self.env.user.has_group(MANAGER)

    def _words(self, refused):
        """Who is not asked, by reason."""
        reasons = dict(
            self.env["crm.loyalty.invite"]._fields["problem"]._description_selection(self.env)
        )
        rows = []
        for reason, _label in REFUSALS:
            names = [partner.display_name for partner, why in refused.items() if why == reason]
            if names:
                more = len(names) - NAMED
                told = ", ".join(names[:NAMED]) + (
                    self.env._(" and %s more", more) if more > 0 else ""
                )
                row = Markup("<tr><th class='text-nowrap'>%s</th><td>%s</td><td>%s</td></tr>")
                rows.append(row % (reasons[reason], len(names), told))
        return (
            Markup("<table class='table table-sm w-auto'>%s</table>") % Markup().join(rows)
            if rows
            else False
        )

    def action_send(self):
        """Queue the mails that ask the customers.

        :return: an action that tells how many
        :raise AccessError: a customer is not the user's, or they are many and he is no manager
        :raise UserError: nobody may be asked
        """
        invites = self._create_invites("queued")
        # The job belongs to Odoo's administrators; here it is only woken up.
        self.env.ref("crm_loyalty.ir_cron_ask").sudo()._trigger()
        message = self.env._("Customers who are asked within minutes: %s", len(invites))
        return notice(message, "success", after={"type": "ir.actions.act_window_close"})

    def action_link(self):
        """Make a link for one customer without sending it, and show it once.

        :return: the action that shows it
        :raise AccessError: the customer is not the user's
        :raise UserError: there is no such customer, or more than one
        """
        if len(self.partner_ids) != 1:
            raise UserError(self.env._("A link is for one customer."))
        invite = self._create_invites("open")
        return self._show_link(invite._new_link())

    def _create_invites(self, state):
        """Make the invites of those who may be asked, as the engine; what the user may is asked.

        :return: the invites, as superuser
        """
        self.ensure_one()
        if not self.questionnaire_id._asked_lines():
            raise UserError(
                self.env._(
                    "“%s” asks nothing: give it a question, or unarchive what its questions"
                    " measure.",
                    self.questionnaire_id.name,
                )
            )
        asked = self._plan()[0]
        if state == "open":
            asked = self.partner_ids  # who is handed a link is not written to
        if not asked:
            raise UserError(self.env._("None of these customers can be asked now."))
        if self._too_many(asked):
            raise AccessError(self.env._("Only loyalty managers ask several customers at once."))
        for chosen in (self.partner_ids, self.questionnaire_id, self.order_id):
            chosen.check_access("read")
        values = {
            "company_id": self.company_id.id,
            "questionnaire_id": self.questionnaire_id.id,
            "order_id": self.order_id.id,
            "user_id": self.env.uid,
            "state": state,
        }
        # Nobody writes invites but the engine: what a client may send, a client may forge.
        invites = (
            self.env["crm.loyalty.invite"]
            .sudo()
            .create([values | {"partner_id": partner.id} for partner in asked])
        )
        invites.sudo(False).check_access("read")
        return invites

    @api.model
    def _show_link(self, link):
        """The dialog that shows a link: a record that nobody saves."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Link for the Customer"),
            "res_model": self._name,
            "views": [[self.env.ref("crm_loyalty.crm_loyalty_ask_view_link").id, "form"]],
            "target": "new",
            "context": {"default_link": link, "default_partner_ids": []},
        }
