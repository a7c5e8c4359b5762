from odoo.fields import Command
from odoo.tests import new_test_user
from odoo.tools import SQL

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
        cls.env["crm.loyalty.wallet"].create(about | {"amount": 9, "evidence": text})
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

    def erase(self, partner=None):
        """Have the manager erase what is known of the person, or of another contact."""
        self.env.flush_all()
        (partner or self.person).with_user(self.manager).action_erase_relationship()
        self.env.invalidate_all()

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
