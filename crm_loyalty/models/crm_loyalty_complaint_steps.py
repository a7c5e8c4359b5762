from odoo import SUPERUSER_ID, api, fields, models

# What a message says that goes to the customer, not to colleagues.
TALK = "mail.mt_comment"


class CrmLoyaltyComplaint(models.Model):
    """What people do with a complaint: take it from a mail, answer, solve, reopen it."""

    _inherit = "crm.loyalty.complaint"

    def action_answer(self):
        """The customer has got an answer now."""
        self.filtered(lambda complaint: not complaint.answered_at).answered_at = self._now()
        self._calm()

    def action_solve(self):
        """It is solved now; who solves it has also answered."""
        self.action_answer()
        self.filtered(lambda complaint: not complaint.solved_at).solved_at = self._now()
        self._calm()

    def action_reopen(self):
        """It was not solved after all: it is to be solved anew, in the time of the level of now."""
        solved = self.filtered("solved_at")
        solved.write({"solved_at": False, "satisfaction": False, "reopened_at": self._now()})

    @api.model
    def _now(self):
        return fields.Datetime.now()

    @api.onchange("order_id")
    def _onchange_order_id(self):
        """An order says who complains, and about what, if it is one product."""
        if not self.order_id:
            return
        self.partner_id = self.partner_id or self.order_id.partner_id
        self.company_id = self.order_id.company_id
        products = self.order_id.order_line.product_id
        if not self.product_id and len(products) == 1:
            self.product_id = products

    @api.model
    @api.private
    def message_new(self, msg_dict, custom_values=None):
        """Make a complaint of a mail: its sender is the customer, if we know him.

        A colleague who forwards a mail is not the customer; somebody has to say who is.
        """
        company = self.env["res.company"].browse((custom_values or {}).get("company_id"))
        author = self.env["res.partner"].browse(msg_dict.get("author_id"))
        is_ours = author.company_id in (company, author.company_id.browse())
        is_staff = any(user._is_internal() for user in author.user_ids)
        values = {
            "name": msg_dict.get("subject") or self.env._("No Subject"),
            "channel": "mail",
            "description": msg_dict.get("body"),
            "partner_id": author.id if is_ours and not is_staff else False,
            "user_id": False,
        }
        # Whoever sent it, the mail came in by itself: nobody's right to note complaints is asked.
        gateway = super(CrmLoyaltyComplaint, self.with_user(SUPERUSER_ID))
        complaint = gateway.message_new(msg_dict, values | (custom_values or {}))
        complaint.user_id = complaint._seen_to_by()
        return complaint.with_env(self.env)

    def _message_post_after_hook(self, message, msg_values):
        """Writing to the customer is an answer."""
        is_talk = message.message_type == "comment" and message.subtype_id == self.env.ref(TALK)
        is_staff = any(user._is_internal() for user in message.author_id.user_ids)
        if is_talk and is_staff and self.partner_id in message.partner_ids:
            self.action_answer()
        return super()._message_post_after_hook(message, msg_values)
