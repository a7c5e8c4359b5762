from odoo import api, fields, models
from odoo.tools import SQL


class CrmLoyaltyGrant(models.Model):
    """That a customer was given a benefit's card and points: once, whatever becomes of the tier.

    Not the contact is unique but its number at the time: a merge moves contacts, and no row clashes
    or is lost.
    """

    _name = "crm.loyalty.grant"
    _description = "Points Given by a Tier"
    _order = "id desc"
    _rec_name = "partner_id"

    benefit_id = fields.Many2one(
        "crm.loyalty.benefit", readonly=True, index="btree_not_null", ondelete="set null"
    )
    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, readonly=True, index=True, ondelete="cascade"
    )
    partner_number = fields.Integer(
        readonly=True, required=True, help="The customer's number at that time."
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    card_id = fields.Many2one(
        "loyalty.card", readonly=True, index="btree_not_null", ondelete="set null"
    )
    points = fields.Float(readonly=True)

    _once = models.UniqueIndex("(benefit_id, partner_number)")

    @api.model
    def _owed(self, partner_id=None):
        """Who holds a tier with a programme and was not given its benefit yet.

        Not who is archived or objects to profiling, nor by a programme that is over.

        :param partner_id: one customer only
        :return: list of (customer id, benefit id, company id)
        """
        self.env.flush_all()
        query = SQL(
            """
            SELECT DISTINCT ON (profile.partner_id, benefit.id)
                   profile.partner_id, benefit.id, profile.company_id
              FROM crm_loyalty_benefit benefit
              JOIN crm_loyalty_profile profile ON profile.tier_id = benefit.stage_id
              JOIN loyalty_program program ON program.id = benefit.program_id
              JOIN res_partner customer ON customer.id = profile.partner_id
             WHERE benefit.kind = 'program' AND benefit.active AND program.active
               AND COALESCE(benefit.company_id, profile.company_id) = profile.company_id
               AND COALESCE(program.company_id, profile.company_id) = profile.company_id
               AND COALESCE(program.date_from <= %(today)s, TRUE)
               AND COALESCE(program.date_to >= %(today)s, TRUE)
               AND customer.active AND customer.loyalty_opt_out IS NOT TRUE
               AND %(one)s
               AND NOT EXISTS (SELECT FROM crm_loyalty_grant given
                                WHERE given.benefit_id = benefit.id
                                  AND given.partner_id = profile.partner_id)
             ORDER BY profile.partner_id, benefit.id, profile.company_id
            """,
            today=fields.Date.today(),
            one=SQL("profile.partner_id = %s", partner_id) if partner_id else SQL("TRUE"),
        )
        return self.env.execute_query(query)

    @api.model
    def _settle(self, partner_id):
        """Give one customer what is owed: run it again in a fresh transaction if it met another."""
        for _partner_id, benefit_id, company_id in self._owed(partner_id):
            benefit = self.env["crm.loyalty.benefit"].browse(benefit_id)
            customer = self.env["res.partner"].browse(partner_id)
            self._give(benefit, customer, self.env["res.company"].browse(company_id))

    def _give(self, benefit, customer, company):
        """Enrol a customer and give the points of a benefit, with the line that says so."""
        grant = self.create(
            {
                "benefit_id": benefit.id,
                "partner_id": customer.id,
                "partner_number": customer.id,
                "company_id": company.id,
                "points": benefit.points,
            }
        )
        self.env.flush_all()  # who gives the same meets us here, before there is a card
        grant.card_id = card = self._card(benefit.program_id, customer.with_company(company))
        if benefit.points:
            tier = benefit.stage_id.name
            card._add_points(benefit.points, self.env._("Tier “%s” reached", tier))

    @api.model
    def _card(self, program, customer):
        """The customer's card of a programme, made if there is none.

        The programme's mails are not for who may not be written to: a template asks nobody.
        """
        quiet = bool(self.env["crm.loyalty.invite"]._refusals(customer))
        cards = self.env["loyalty.card"].with_context(loyalty_no_mail=quiet)
        ours = [("program_id", "=", program.id), ("partner_id", "=", customer.id)]
        return cards.search(ours, order="id", limit=1) or cards.create(
            {"program_id": program.id, "partner_id": customer.id, "points": 0}
        )
