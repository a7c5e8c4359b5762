from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user
from odoo.tools import SQL

from ..models import crm_loyalty_erasure
from .common import TODAY, LoyaltyCase, day

SECRETS = ("Zacharias", "zach@example.com", "hates the lids", "left-handed", "his sister")


class ErasureCase(LoyaltyCase):
    """Two customers about whom much is known, one of them with a contact."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.customer("Other")
        cls.person = cls.customer("Zacharias", email="zach@example.com")
        cls.contact = cls.customer("Zacharias's sister", is_company=False, parent_id=cls.person.id)
        cls.manager = new_test_user(
            cls.env,
            "eraser",
            "crm_loyalty.group_loyalty_manager,base.group_partner_manager",
        )
        cls.env["crm.loyalty.segment"].create({"name": "All", "domain": "[]"})
        for partner in (cls.person, cls.other):
            cls.orders(partner, 400, 300, 10)
            cls._tell(partner)
        cls._tell(cls.contact)
        cls.person.write({"partnership_date": day(3), "referred_by_id": cls.other.id})
        cls.full_pass(day(250))
        cls.full_pass()
        cls.env["crm.loyalty.balance"].with_user(cls.manager).action_take()

    @classmethod
    def _tell(cls, partner):
        about = {"partner_id": partner.id}
        told = partner != cls.other
        text = " ".join(SECRETS) if told else "nothing of note"
        cls.env["crm.loyalty.idea"].create(
            about | {"name": text, "description": text, "date": TODAY}
        )
        answer = {"aspect_id": cls.env.ref("crm_loyalty.aspect_nps").id, "score": 90, "told": text}
        cls.env["crm.loyalty.response"].create(
            about
            | {"comment": text, "date": f"{day(3)} 12:00:00"}
            | {"answer_ids": [Command.create(answer)]}
        )
        cls.env["crm.loyalty.pin"].create(
            about
            | {"stage_id": cls.stage("level_basic").id, "reason": text}
            | {"date_from": day(5), "date_to": day(-5)}
        )

    def tables(self):
        return sorted(
            model._table
            for name, model in self.env.items()
            if name.startswith("crm.loyalty.") and model._auto and not model._transient
        )

    def found(self, text):
        """The tables of ours in which a text is found, whatever the column."""
        self.env.flush_all()
        query = SQL(" UNION ALL ").join(
            SQL("SELECT %s FROM %s t WHERE t::text ILIKE %s", name, SQL.identifier(name), pattern)
            for name in self.tables()
            for pattern in [f"%{text}%"]
        )
        return {name for [name] in self.env.execute_query(query)}

    def anywhere(self, text):
        """The tables of the whole database in which a text is found, as a dump would have it.

        Left out is the contact itself: who keeps it has reasons of his own, such as an invoice.
        """
        self.env.flush_all()
        tables = self.env.execute_query(
            SQL("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'")
        )
        query = SQL(" UNION ALL ").join(
            SQL("SELECT %s FROM %s t WHERE t::text ILIKE %s", name, SQL.identifier(name), pattern)
            for [name] in tables
            for pattern in [f"%{text}%"]
        )
        return {name for [name] in self.env.execute_query(query)} - {"res_partner"}

    def pointing(self, partners):
        """Our columns that point at contacts, in our tables and in those of others."""
        links = [
            (model, field.name)
            for name, model in self.env.items()
            if model._auto and not model._transient
            for field in model._fields.values()
            if field.store and field.type == "many2one" and field.comodel_name == "res.partner"
            if name.startswith("crm.loyalty.") or "crm_loyalty" in field._modules
        ]
        self.env.flush_all()
        return {
            (model._name, name)
            for model, name in links
            if model.sudo()
            .with_context(active_test=False)
            .search_count([(name, "in", partners.ids)])
        }


class TestErasure(ErasureCase):
    """A contact asks to be forgotten: nothing of ours is found of it any more."""

    def test_nothing_is_found_by_name_mail_or_text(self):
        family = self.person | self.contact
        self.note_where_people_write()
        for text in SECRETS:
            self.assertTrue(self.found(text), text)
            self.assertIn("mail_message", self.anywhere(text))
        self.assertGreater(len(self.pointing(family)), 7)
        began = fields.Datetime.now()
        self.person.with_user(self.manager).action_erase_relationship()
        self.assertLess(fields.Datetime.now() - began, timedelta(minutes=1))
        self.changes()
        self.full_pass()
        for text in SECRETS:
            self.assertFalse(self.anywhere(text), text)
        self.assertFalse(self.pointing(family))
        self.assertFalse(self.person.partnership_date)
        self.assertFalse(self.drift())

    def note_where_people_write(self):
        """A complaint that was talked about, and a note on the relationship."""
        said = " ".join(SECRETS)
        about = {"name": said, "partner_id": self.person.id, "description": f"<p>{said}</p>"}
        complaint = self.env["crm.loyalty.complaint"].create(about | {"solution": said})
        complaint.message_post(body=said, subject=said)
        profile = self.profile(self.person)
        profile.message_post(body=said)
        profile.activity_schedule("mail.mail_activity_data_todo", summary=said, note=said)

    def test_others_keep_what_is_theirs_and_documents_stay(self):
        orders = self.env["sale.order"].search([("partner_id", "=", self.person.id)])
        before = self.pointing(self.other) - {("res.partner", "referred_by_id")}
        self.person.with_user(self.manager).action_erase_relationship()
        self.assertEqual(self.pointing(self.other), before)
        self.assertEqual(len(orders.exists()), 3)
        self.assertEqual(self.person.name, "Zacharias")

    def test_what_orders_kept_and_who_names_the_contact_is_emptied(self):
        order = self.order(self.person, 0, state="draft")
        order.action_confirm()
        self.assertTrue(order.confirmed_formation_id)
        self.other.referred_by_id = False
        self.person.referred_by_id = False
        self.other.referred_by_id = self.person
        self.person.with_user(self.manager).action_erase_relationship()
        self.assertFalse(order.confirmed_formation_id)
        self.assertFalse(self.other.referred_by_id)

    def test_who_was_erased_is_not_profiled_again(self):
        self.person.with_user(self.manager).action_erase_relationship()
        self.assertTrue(self.person.loyalty_opt_out)
        self.order(self.person, 0)
        self.changes()
        self.assertFalse(self.profile(self.person))

    def test_of_a_contact_only_its_own_words_go(self):
        self.contact.with_user(self.manager).action_erase_relationship()
        self.changes()
        self.assertFalse(self.pointing(self.contact))
        self.assertTrue(self.contact.loyalty_opt_out)
        self.assertFalse(self.person.loyalty_opt_out)
        self.assertEqual(self.profile(self.person).idea_count, 1)

    def test_it_is_noted_without_the_content(self):
        self.person.with_user(self.manager).action_erase_relationship()
        entry = self.env["crm.loyalty.erasure"].with_user(self.manager).search([])
        self.assertEqual(
            (entry.kind, entry.contact_number, entry.create_uid),
            ("request", self.person.id, self.manager),
        )
        self.assertEqual(entry.counts["crm.loyalty.idea"], 2)
        self.assertIn("Customer's Idea: 2", entry.told)
        self.assertEqual(entry.rows, sum(entry.counts.values()))

    def test_rows_of_a_company_that_the_manager_is_not_in_stay_hidden(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        self.env["crm.loyalty.idea"].create(
            {"name": "Theirs", "partner_id": self.person.id, "company_id": company.id}
        )
        self.person.with_user(self.manager).action_erase_relationship()
        self.assertEqual(
            self.env["crm.loyalty.idea"].search([("partner_id", "=", self.person.id)]).company_id,
            company,
        )

    def test_nobody_else_may(self):
        seller = new_test_user(
            self.env,
            "seller",
            "sales_team.group_sale_salesman_all_leads,base.group_partner_manager",
        )
        with self.assertRaises(AccessError):
            self.person.with_user(seller).action_erase_relationship()


class TestRetention(ErasureCase):
    """What is older than a company keeps it goes at night."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        today = fields.Date.today()
        cls.limit = today - relativedelta(months=12)
        cls.old, cls.young = (
            cls.env["crm.loyalty.response"].create(
                {
                    "partner_id": cls.other.id,
                    "date": f"{cls.limit + timedelta(days=ago)} 12:00:00",
                    "comment": "Remarkable",
                    "answer_ids": [
                        Command.create({"aspect_id": cls.env.ref("crm_loyalty.aspect_nps").id})
                    ],
                }
            )
            for ago in (-1, 1)
        )
        cls.moves = cls.env["crm.loyalty.history"].search([])
        cls.moves.day = cls.limit - timedelta(days=1)
        cls.erasures = cls.env["crm.loyalty.erasure"]

    def test_everything_is_kept_until_somebody_sets_a_limit(self):
        self.assertEqual(self.erasures._gc_old(), (0, False))
        self.assertTrue(self.old.exists() and self.moves.exists())

    def test_what_is_older_goes_with_its_answers_and_the_younger_stays(self):
        answers = self.old.answer_ids
        self.company.loyalty_keep_told_months = 12
        self.erasures._gc_old()
        self.assertFalse(self.old.exists() or answers.exists())
        self.assertTrue(self.young.exists() and self.moves.exists())

    def test_movements_memberships_and_pins_that_ended_go_too(self):
        member = self.env["crm.loyalty.member"].search([], limit=1)
        member.date_to = self.limit - timedelta(days=1)
        pin = self.env["crm.loyalty.pin"].search([], limit=1)
        pin.write({"date_from": "2020-01-01", "date_to": "2020-02-01"})
        self.company.loyalty_keep_history_months = 12
        self.erasures._gc_old()
        self.assertFalse(self.moves.exists() or member.exists() or pin.exists())
        self.assertTrue(self.env["crm.loyalty.member"].search([]))
        self.assertTrue(self.old.exists())

    def test_a_company_without_a_limit_keeps_its_own(self):
        other = self.env["res.company"].create(
            {"name": "Other", "loyalty_keep_told_months": 12, "loyalty_keep_history_months": 12}
        )
        self.assertTrue(other)
        self.erasures._gc_old()
        self.assertTrue(self.old.exists() and self.moves.exists())

    def test_it_is_noted_without_the_content(self):
        self.company.loyalty_keep_told_months = 12
        self.assertEqual(self.erasures._gc_old(), (1, False))
        entry = self.erasures.search([])
        self.assertEqual(entry.counts, {"crm.loyalty.response": 1})
        self.assertEqual((entry.kind, entry.company_id), ("retention", self.company))
        self.assertNotIn("crm_loyalty_erasure", self.found("Remarkable"))

    def test_much_goes_in_parts(self):
        self.patch(crm_loyalty_erasure, "BATCH", 1)
        self.old.copy({"date": self.old.date})
        self.company.loyalty_keep_told_months = 12
        done = [self.erasures._gc_old() for _night in range(3)]
        self.assertEqual(done, [(1, True), (1, True), (0, False)])


class TestAuditTrail(ErasureCase):
    """Nobody changes or deletes what was written down, whatever rights an administrator gives."""

    def test_the_history_refuses_everybody_but_the_superuser(self):
        admin = new_test_user(
            self.env, "system", "base.group_system,crm_loyalty.group_loyalty_admin"
        )
        for model in ("crm.loyalty.history", "crm.loyalty.member"):
            self.env["ir.model.access"].create(
                {
                    "name": "All of it",
                    "model_id": self.env["ir.model"]._get_id(model),
                    "group_id": self.env.ref("base.group_system").id,
                    **dict.fromkeys(("perm_write", "perm_create", "perm_unlink"), True),
                }
            )
            rows = self.env[model].search([])
            self.assertTrue(rows)
            for user in (admin, self.manager):
                theirs = rows.with_user(user)
                with self.assertRaises(AccessError):
                    theirs[0].write({"partner_id": self.other.id})
                with self.assertRaises(AccessError):
                    theirs[0].unlink()
                with self.assertRaises(AccessError):
                    theirs.create([{"partner_id": self.other.id, "company_id": self.company.id}])
            self.assertEqual(self.env[model].search([]), rows)

    def test_a_merge_moves_the_history_and_loses_none(self):
        count = self.env["crm.loyalty.history"].search_count([])
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        self.contact.parent_id = False
        wizard._merge([self.person.id, self.other.id], self.other)
        self.assertEqual(self.env["crm.loyalty.history"].search_count([]), count)
