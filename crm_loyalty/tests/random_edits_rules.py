class RandomRules:
    """What concerns everyone: categories, companies, rules, tiers; a part of ``RandomEdits``."""

    def edit_all_category(self):
        self.pick("product.product").categ_id = self.pick("product.category")

    def edit_all_basis(self):
        company = self.dice.choice(self.case.companies)
        company.loyalty_basis = self.dice.choice(["ordered", "invoiced"])

    def edit_all_time_zone(self):
        company = self.dice.choice(self.case.companies)
        if self.dice.random() < 0.5:
            company.loyalty_tz = self.dice.choice([False, "UTC", "Asia/Tokyo"])
        else:
            company.partner_id.tz = self.dice.choice([False, "America/New_York"])

    def edit_all_address_of_the_company(self):
        company = self.dice.choice(self.case.companies)
        company.country_id = self.dice.choice([self.env.ref("base.us"), self.env.ref("base.fr")])

    def edit_all_fiscal_year(self):
        company = self.dice.choice(self.case.companies)
        company.fiscalyear_last_month = self.dice.choice(["3", "12"])

    def edit_all_rule(self):
        rule = self.case.stage(self.dice.choice(["status_lost", "level_basic"]))
        rule.decision_sequence = self.dice.choice([10, 60])

    def edit_all_tier(self):
        tier = self.case.stage(self.dice.choice(["tier_gold", "tier_silver", "tier_bronze"]))
        changes = {
            "sequence": [5, 15, 25, 35],
            "kept_months": [0, 12],
            "grace_days": [0, 30],
            "keep_domain": [False, "[('purchase_count', '>=', 2)]"],
            "active": [False, True, True],
        }
        name = self.dice.choice([*changes])
        tier[name] = self.dice.choice(changes[name])

    def edit_all_company_of_a_salesperson(self):
        self.case.lead_owner.company_id = self.dice.choice(self.case.companies)
