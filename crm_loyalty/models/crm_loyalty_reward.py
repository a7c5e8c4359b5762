from odoo import fields, models

from ..fields import KnownMonetary, ProfileLink


class CrmLoyaltyReward(models.Model):
    """What somebody is owed for a customer whom he referred, and who bought.

    The engine makes one for each customer, company and link of the chain, once. Not the contact is
    unique but its number at the time: a merge moves contacts, and no row clashes or is lost.
    """

    _name = "crm.loyalty.reward"
    _inherit = ["crm.loyalty.about", "mail.thread", "mail.activity.mixin"]
    _description = "Referral Reward"
    _order = "state, day desc, id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(string="Referrer", readonly=True)
    referred_id = fields.Many2one(
        "res.partner",
        "Referred Customer",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="Who bought. Empty: what was known of that customer is erased.",
    )
    referred_number = fields.Integer(readonly=True, help="The customer's number at that time.")
    level = fields.Integer(
        "Link", readonly=True, help="1: referred the customer; 2: referred that one; and so on."
    )
    company_id = fields.Many2one(readonly=True, default=None)
    currency_id = fields.Many2one(related="company_id.currency_id")
    day = fields.Date(
        "First Purchase", readonly=True, help="When the referred customer first bought."
    )
    amount = KnownMonetary("Reward", tracking=True)
    text = fields.Char("In Words")
    state = fields.Selection(
        [
            ("due", "Due"),
            ("given", "Given"),
            ("refused", "Refused"),
            ("void", "Void"),
        ],
        required=True,
        readonly=True,
        index=True,
        default="due",
        tracking=True,
        help="Void: the purchase was cancelled, or the referral taken back, before it was given.",
    )
    given_on = fields.Date(readonly=True)
    user_id = fields.Many2one(
        "res.users", "Responsible", index="btree_not_null", ondelete="set null", tracking=True
    )
    referred_profile_id = ProfileLink(
        "crm.loyalty.profile",
        "Relationship of the Referred",
        partner="referred_id",
        company="company_id",
        help="Who may see both relationships may see the reward.",
    )

    _once = models.UniqueIndex("(company_id, referred_number, level)")

    def _erase_persons(self, contacts):
        """Forget who was referred; what is owed to somebody else stays owed."""
        self.filtered(lambda reward: reward.partner_id in contacts).unlink()
        for reward in self.exists():
            reward.referred_id = False

    def action_give(self):
        """Note that the reward was given today."""
        self.filtered(lambda reward: reward.state == "due").write(
            {"state": "given", "given_on": fields.Date.context_today(self)}
        )
        self.activity_feedback(["mail.mail_activity_data_todo"])

    def action_refuse(self):
        """Note that nothing is given."""
        self.filtered(lambda reward: reward.state == "due").state = "refused"
        self.activity_unlink(["mail.mail_activity_data_todo"])

    def action_reopen(self):
        """Have what was refused due again."""
        self.filtered(lambda reward: reward.state == "refused").state = "due"

    def _plan(self):
        """Plan the giving with whoever is responsible: new rewards, in one go."""
        todo = self.env.ref("mail.mail_activity_data_todo", raise_if_not_found=False)
        planned = self.filtered("user_id")
        if not todo or not planned:
            return
        model = self.env["ir.model"]._get_id(self._name)
        # No mail to each: a list of many rewards is no reason for as many mails.
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(
            [
                {
                    "activity_type_id": todo.id,
                    "summary": reward._for_reader().env._("Reward for a referral"),
                    "res_model_id": model,
                    "res_id": reward.id,
                    "user_id": reward.user_id.id,
                }
                for reward in planned
            ]
        )

    def _for_reader(self):
        """The reward in the language of whoever is responsible."""
        return self.with_context(lang=self.user_id.lang or self.env.lang)
