"""What people do to a database all day, chosen at random: every fact of the engine changes."""

from odoo.exceptions import UserError

from .common import TODAY, day
from .random_edits_customers import RandomCustomers
from .random_edits_opinion import RandomOpinions
from .random_edits_rules import RandomRules
from .random_edits_sales import RandomSales


class RandomEdits(RandomCustomers, RandomSales, RandomOpinions, RandomRules):
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

    def edit_wallet(self):
        """A new estimate, or another is changed: whose it is, how much, whether it counts."""
        values = {
            "partner_id": self.pick("res.partner").id,
            "date": day(self.ago()),
            "amount": self.dice.choice([100, 250]),
            "active": self.dice.random() < 0.8,
        }
        wallet = self.pick("crm.loyalty.wallet")
        return (
            wallet.write(values) if wallet and self.dice.random() < 0.5 else wallet.create(values)
        )

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
