"""What people do to a database all day, chosen at random: every fact of the engine changes."""

from odoo.exceptions import UserError

from .common import TODAY, day
from .random_edits_opinion import RandomOpinions
from .random_edits_sales import RandomSales


class RandomEdits(RandomSales, RandomOpinions):
    """Edits one small base through the ORM.

    :param case: an ``InvoicingCase``; ``dice`` is a ``random.Random`` that decides everything
    """

    def __init__(self, case, dice):
        self.case = case
        self.env = case.env
        self.dice = dice
        self.done = []

    def some(self, count):
        """Make so many edits, and remember their names."""
        names = [name for name in dir(self) if name.startswith("edit_")]
        # What concerns everyone is rare, as in life: it would hide what concerns one customer.
        weights = [2 if name.startswith("edit_all_") else 8 for name in names]
        for name in self.dice.choices(names, weights, k=count):
            try:
                with self.env.cr.savepoint():
                    getattr(self, name)()
                self.done.append(name)
            except UserError:
                continue  # Odoo refuses: what it cannot undo, or what is closed
        self.env.flush_all()

    def pick(self, model, *domain):
        """A random record of this base, or none."""
        mine = {
            "res.partner": [("ref", "=", "edits")],
            "product.product": [("name", "like", "Edited")],
        }
        found = (
            self.env[model]
            .with_context(active_test=False)
            .search([*mine.get(model, []), *domain], order="id")
        )
        return found.browse(self.dice.choice(found.ids)) if found else found

    def ago(self):
        return self.dice.choice([0, 1, 20, 90, 181, 365, 366, 500, 800, -3])

    def price(self):
        return self.dice.choice([0, 1, 49.99, 100, 12345, -20])

    # --- customers ------------------------------------------------------------------------------

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

    # --- opportunities and pins -----------------------------------------------------------------

    def lead(self, partner):
        lead = self.env["crm.lead"].create(
            {
                "name": "Lead",
                "type": "opportunity",
                "partner_id": partner.id,
                "user_id": self.dice.choice([False, self.env.uid]),
                "company_id": self.dice.choice([False, self.case.company.id]),
                "expected_revenue": self.dice.randint(0, 999),
            }
        )
        self.case.created(lead, self.ago())

    def edit_new_lead(self):
        self.lead(self.pick("res.partner"))

    def edit_lead(self):
        won = self.env["crm.stage"].search([("is_won", "=", True)], limit=1)
        self.pick("crm.lead").write(
            self.dice.choice(
                [
                    {"stage_id": won.id, "probability": 100},
                    {"active": False, "probability": 0},
                    {"active": True, "probability": 10},
                    {"has_money": True, "has_authority": True, "has_need": True},
                    {"expected_revenue": 7},
                    {"partner_id": self.pick("res.partner").id},
                    {"user_id": False},
                ]
            )
        )

    def edit_delete_lead(self):
        self.pick("crm.lead").unlink()

    def edit_new_pin(self):
        stages = ("status_lost", "formation_advocate", "level_basic", "level_partnership")
        stage = self.case.stage(self.dice.choice([*stages, "tier_silver", "tier_gold"]))
        modes = ["exact", "floor", "ceiling"] if stage.reading in ("level", "tier") else ["exact"]
        self.env["crm.loyalty.pin"].create(
            {
                "partner_id": self.pick("res.partner").commercial_partner_id.id,
                "stage_id": stage.id,
                "mode": self.dice.choice(modes),
                "reason": "Said so",
                "date_from": day(self.dice.choice([5, 0])),
                "date_to": day(self.dice.choice([0, -5])),
            }
        )

    def edit_pin(self):
        pin = self.pick("crm.loyalty.pin")
        changes = [{"active": not pin.active}, {"date_to": TODAY}, {"date_from": pin.date_to}]
        if pin.reading in ("level", "tier"):
            changes.append({"mode": self.dice.choice(["exact", "floor", "ceiling"])})
        pin.write(self.dice.choice(changes))

    def edit_delete_pin(self):
        self.pick("crm.loyalty.pin").unlink()

    def edit_idea(self):
        """A new one, or another is changed: whose it is, what it is worth."""
        values = {
            "name": "Idea",
            "partner_id": self.pick("res.partner").id,
            "date": day(self.ago()),
            "worth": self.dice.choice([False, 0, 250]),
        }
        idea = self.pick("crm.loyalty.idea")
        return idea.write(values) if idea and self.dice.random() < 0.5 else idea.create(values)

    def edit_complaint(self):
        """A new one, or another is changed: whose it is, how it stands, how it ended."""
        opened = f"{day(self.ago())} {self.dice.choice(['03', '21'])}:00:00"
        values = {
            "name": "Complaint",
            "partner_id": self.pick("res.partner").id,
            "opened_at": opened,
            "answered_at": self.dice.choice([False, opened]),
            "solved_at": opened,
            "satisfaction": self.dice.choice([False, 1, 5]),
            "active": self.dice.random() < 0.8,
        }
        if self.dice.random() < 0.5:
            values |= {"solved_at": False, "satisfaction": False}
        complaint = self.pick("crm.loyalty.complaint")
        if complaint and self.dice.random() < 0.5:
            return complaint.write(values)
        return complaint.create(values)

    # --- what concerns everyone -----------------------------------------------------------------

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
