from .common import day


class RandomCustomers:
    """Contacts come, move, merge and go; a part of ``RandomEdits``."""

    def edit_new_customer(self):
        customer = self.case.customer("Company", ref="edits")
        self.case.customer("Contact", ref="edits", is_company=False, parent_id=customer.id)

    def edit_contact_moves(self):
        contact = self.pick("res.partner", ("is_company", "=", False), ("parent_id", "!=", False))
        contact.parent_id = self.pick("res.partner", ("is_company", "=", True))

    def edit_contact_leaves(self):
        self.pick("res.partner", ("parent_id", "!=", False)).parent_id = False

    def edit_company_or_person(self):
        partner = self.pick("res.partner", ("child_ids", "=", False))
        partner.is_company = not partner.is_company

    def edit_archive(self):
        partner = self.pick("res.partner")
        partner.active = not partner.active

    def edit_address(self):
        countries = [False, self.env.ref("base.us").id, self.env.ref("base.fr").id]
        self.pick("res.partner").write(
            {"country_id": self.dice.choice(countries), "state_id": False}
        )

    def edit_salesperson(self):
        self.pick("res.partner").user_id = self.dice.choice([self.env.user, self.env["res.users"]])

    def edit_partnership(self):
        self.pick("res.partner").partnership_date = self.dice.choice([False, day(5), day(-5)])

    def edit_opt_out(self):
        partner = self.pick("res.partner")
        partner.loyalty_opt_out = not partner.loyalty_opt_out

    def edit_referral(self):
        """Somebody is said to have referred somebody; a circle is refused."""
        referrer = self.pick("res.partner") if self.dice.random() < 0.8 else False
        since = self.dice.choice([False, False, day(self.ago())])
        self.pick("res.partner").write(
            {"referred_by_id": referrer and referrer.id, "referral_date": since}
        )

    edit_another_referral = edit_referral

    def edit_merge(self):
        into, gone = (self.pick("res.partner", ("parent_id", "=", False)) for _n in "ab")
        if into and gone and into != gone:
            wizard = self.env["base.partner.merge.automatic.wizard"].create({})
            wizard._merge([into.id, gone.id], into)
            self.edit_new_customer()

    def edit_delete_customer(self):
        partner = self.case.customer("Brief", ref="brief")
        self.lead(partner)
        self.env.flush_all()
        self.case.changes()
        partner.unlink()
