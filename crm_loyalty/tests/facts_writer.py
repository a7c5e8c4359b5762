"""Writes the reference's facts into Odoo, many customers at a time."""

from itertools import cycle

from odoo.fields import Command
from odoo.tools import SQL

from .facts_writer_opinion import write_answers
from .facts_writer_sales import SalesWriter


class FactsWriter(SalesWriter):
    """Writes customers with their facts through the ORM, and gives the facts their numbers.

    :param env: an environment that may do everything
    :param companies: {Company: record}
    :param pricelists: {(Company, digits): record of a price list in a currency of so many digits}
    :param credited: a posted invoice of no order, for credit notes that take back an invoice
    """

    def __init__(self, env, companies, pricelists, credited):
        self.env = env
        self.companies = companies
        self.pricelists = pricelists
        self.credited = credited
        self.order_lines = {}  # id of a Line → record of the order line

    def record(self, customers):
        """Record all facts of customers, each at one of the customer's three contacts.

        :return: records of their commercial partners, in the same order
        """
        partners = self._partners(customers)
        told = ("ideas", "wallets", "answers", "complaints")
        for kind in ("orders", "invoices", "leads", "pins", *told):
            placed = [
                (fact, place)
                for customer, partner in zip(customers, partners, strict=True)
                for fact, place in zip(
                    getattr(customer, kind), cycle([partner, *partner.child_ids])
                )
            ]
            if placed:
                getattr(self, f"_{kind}")(placed)
        self._referrals(customers, partners)
        gone = [p.id for c, p in zip(customers, partners, strict=True) if not c.active]
        partners.browse(gone).active = False
        self.env.flush_all()
        return partners

    def _partners(self, customers):
        return self.env["res.partner"].create(
            [
                {
                    "name": f"Customer {index}",
                    "is_company": bool(index % 3),
                    "user_id": customer.seller,
                    "country_id": customer.country,
                    "state_id": customer.state,
                    "partnership_date": customer.partner_since,
                    "child_ids": [Command.create({"name": name}) for name in ("Ann", "Bob")],
                }
                for index, customer in enumerate(customers)
            ]
        )

    def _referrals(self, customers, partners):
        """Have each customer referred by its referrer or one of that one's contacts."""
        place = {
            id(customer): partner for customer, partner in zip(customers, partners, strict=True)
        }
        for number, referrer in enumerate(customers):
            family = place[id(referrer)] | place[id(referrer)].child_ids
            for customer in referrer.referred:
                place[id(customer)].write(
                    {
                        "referred_by_id": family[number % len(family)].id,
                        "referral_date": customer.referral_day,
                    }
                )

    def _leads(self, placed):
        won = self.env["crm.stage"].search([("is_won", "=", True)], limit=1)
        outcomes = {
            "open": {"probability": 10},
            "won": {"stage_id": won.id, "probability": 100},
            "lost": {"active": False, "probability": 0},
            "archived": {"active": False, "probability": 10},
        }
        leads = self.env["crm.lead"].create([self._lead(*pair) for pair in placed])
        for (lead, _place), record in zip(placed, leads, strict=True):
            record.write(outcomes[lead.outcome])
        dates = [
            (record.id, lead.created) for (lead, _p), record in zip(placed, leads, strict=True)
        ]
        self._update("crm_lead", "create_date = v.moment", dates, "moment")

    def _lead(self, lead, place):
        return {
            "name": "Lead",
            "type": "opportunity",
            "partner_id": place.id,
            "company_id": self.companies[lead.company].id,
            "user_id": lead.seller,
            "team_id": False,
            "expected_revenue": lead.revenue,
            "has_money": lead.money,
            "has_authority": lead.authority,
            "has_need": lead.need,
        }

    def _pins(self, placed):
        pins = self.env["crm.loyalty.pin"].create([self._pin(*pair) for pair in placed])
        for (pin, _place), record in zip(placed, pins, strict=True):
            pin.number = record.id

    def _pin(self, pin, place):
        return {
            "partner_id": place.commercial_partner_id.id,
            "company_id": self.companies[pin.company].id,
            "stage_id": self.env.ref(f"crm_loyalty.stage_{pin.stage}").id,
            "reason": "Known in person",
            "date_from": pin.first,
            "date_to": pin.last,
            "mode": pin.mode,
            "active": pin.active,
        }

    def _ideas(self, placed):
        self.env["crm.loyalty.idea"].create([self._idea(*pair) for pair in placed])

    def _idea(self, idea, place):
        return {
            "name": "Idea",
            "partner_id": place.id,
            "company_id": self.companies[idea.company].id,
            "date": idea.day,
            "worth": False if idea.worth is None else float(idea.worth),
            "active": idea.active,
        }

    def _wallets(self, placed):
        self.env["crm.loyalty.wallet"].create(
            [
                {
                    "partner_id": place.id,
                    "company_id": self.companies[wallet.company].id,
                    "date": wallet.day,
                    "amount": float(wallet.amount),
                    "active": wallet.active,
                }
                for wallet, place in placed
            ]
        )

    def _answers(self, placed):
        write_answers(self.env, self.companies, placed)

    def _complaints(self, placed):
        found = self.env["crm.loyalty.complaint"].create([self._complaint(*p) for p in placed])
        # When it is due follows from working hours; here it is the history's own.
        dues = [
            (record.id, complaint.answer_due, complaint.solve_due)
            for (complaint, _place), record in zip(placed, found, strict=True)
        ]
        told = "answer_due = v.answer_due, solve_due = v.solve_due"
        self._update("crm_loyalty_complaint", told, dues, "answer_due, solve_due")

    def _complaint(self, complaint, place):
        return {
            "name": "Complaint",
            "partner_id": place.id,
            "company_id": self.companies[complaint.company].id,
            "opened_at": complaint.opened,
            "answered_at": complaint.answered,
            "solved_at": complaint.solved,
            "satisfaction": complaint.satisfaction or False,
            "active": complaint.active,
        }

    def _update(self, table, assignments, rows, columns):
        """Write columns of rows by SQL: (id, value, …)."""
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                "UPDATE %s t SET %s FROM (VALUES %s) v (id, %s) WHERE t.id = v.id RETURNING t.id",
                SQL.identifier(table),
                SQL(assignments),
                SQL(", ").join(SQL("%s", row) for row in rows),
                SQL(columns),
            )
        )
        self.env.invalidate_all(flush=False)
