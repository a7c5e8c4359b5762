from datetime import timedelta

from odoo.sql_db import Savepoint

from . import access_matrix
from .common import TODAY
from .security import ACCESS_ERROR, ROLES, SecurityCase

OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}
REFUSALS = {ACCESS_ERROR, "odoo.exceptions.MissingError", "odoo.http.SessionExpiredException"}

ASKING = ("questionnaire", "questionnaire.line", "invite", "attempt", "ask")


class TestSecurityAccess(SecurityCase):
    """Every role on every model, and on every field that not all may see, over HTTP."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.profiles.search([]).status_id = cls.stage("status_lost")
        cls.run_ = cls.full_pass()  # finds another stage, so that there is a history
        for customer in (cls.mine, cls.theirs):
            customer.company_id = cls.company
            cls.env["crm.loyalty.pin"].create(cls._values("crm.loyalty.pin", customer))
        written = ("stage", "segment", "member", "market.role", "parked", "dirty", "workbook")
        loyalty = ("scorecard", "scorecard.line", "mark")
        told = (
            "idea",
            "wallet",
            "complaint",
            "response",
            "answer",
            "aspect",
            "note",
            "note.line",
            *ASKING,
        )
        others = ("workbook.selection", "fit", "cohort", "growth", "balance", "reward", "erasure")
        for name in (*written, *loyalty, *told, *others, "benefit"):
            model = f"crm.loyalty.{name}"
            for customer in (cls.mine, cls.theirs):
                cls.env[model].create(cls._values(model, customer))

    @classmethod
    def _values(cls, model, customer):
        """Values for a new record of a model, in the first company, about a customer."""
        company, partner = {"company_id": cls.company.id}, {"partner_id": customer.id}
        run, day = {"run_id": cls.run_.id}, str(TODAY)
        values = {
            "profile": company | partner,
            "history": company | partner | {"day": day, "reading": "level"},
            "balance": company
            | partner
            | {"user_id": customer.user_id.id, "revenue_12m": 5, "day": day},
            "idea": company | partner | {"name": "x"},
            "wallet": company | partner | {"amount": 5},
            "complaint": company | partner | {"name": "x"},
            "complaint.cause": {"name": "x"},
            "complaint.rate": company | {"month": day},
            "response": company | partner,
            "answer": {"score": 5}
            | {"aspect_id": cls.env.ref("crm_loyalty.aspect_nomination").id}
            | {"response_id": cls._response(customer).id},
            "aspect": {"name": "x", "kind": "nomination"},
            **cls._asking_values(customer),
            "note": company | partner,
            "note.line": {"aspect_id": cls.env.ref("crm_loyalty.aspect_nps").id}
            | {"note_id": cls.env["crm.loyalty.note"].search([], limit=1).id},
            "pin": company
            | partner
            | {"reason": "x", "date_from": day, "date_to": day}
            | {"stage_id": cls.stage("level_basic").id},
            "stage": company | {"name": customer.name, "reading": "level", "by_hand": True},
            "benefit": company | {"stage_id": cls.stage("tier_gold").id, "name": customer.name},
            "fit": company
            | {"day": day, "wanted": "baseline", "purchase_model": "none"}
            | {"spend_model": "none", "choice": {"customers": 0}},
            "reward": company
            | partner
            | {"referred_id": customer.id, "referred_number": customer.id, "amount": 5},
            "erasure": company | {"kind": "request", "contact_number": customer.id},
            "segment": {"name": customer.name} | company,
            "member": company
            | partner
            | {"segment_id": cls.env["crm.loyalty.segment"].search([], limit=1, order="id").id}
            | {"date_from": day},
            "segment.crossing": company | partner,
            "market.role": {"name": f"Role {cls.env['crm.loyalty.market.role'].search_count([])}"},
            # One in force is the most that a company may have.
            "scorecard": company | {"active": False, "name": customer.name},
            "scorecard.line": {"scorecard_id": cls._last_card(), "measure": "trend", "weight": 2},
            "mark": company | {"active": False, "code": "broad", "name": customer.name},
            "run": {"kind": "full"},
            "parked": partner | run | {"reason": "x"},
            "dirty": partner,
            "workbook": company | {"name": customer.name, "day": day},
            "workbook.selection": {"domain": []},
            "cohort": company | {"cohort": day, "month": day, "age": customer.id},
            "growth": company | {"month": str(TODAY + timedelta(customer.id))},
        }
        return values[model.removeprefix("crm.loyalty.")]

    @classmethod
    def _last_card(cls):
        cards = cls.env["crm.loyalty.scorecard"].with_context(active_test=False)
        return cards.search([], limit=1, order="id desc").id

    @classmethod
    def _asking_values(cls, customer):
        """Values for the records of asking by a link."""
        named = {"company_id": cls.company.id, "name": customer.name, "title": "x"}
        questionnaire = cls.env.ref("crm_loyalty.questionnaire_purchase")
        nps = cls.env.ref("crm_loyalty.aspect_nps")
        asked = {"questionnaire_id": questionnaire.id}
        company, partner = {"company_id": cls.company.id}, {"partner_id": customer.id}
        return {
            "questionnaire": named,
            "questionnaire.line": asked
            | {"question": "x", "aspect_id": nps.id, "scale": "10", "sequence": 5},
            "invite": company | partner | asked,
            "attempt": {"key": customer.name, "moment": str(TODAY), "place": customer.id},
            "ask": company | asked,
        }

    @classmethod
    def _response(cls, customer):
        mine = [("partner_id", "=", customer.id)]
        return cls.env["crm.loyalty.response"].search(mine, limit=1, order="id")

    def test_every_model_has_a_line(self):
        ours = {
            name
            for name, model in self.registry.items()
            if model._original_module == "crm_loyalty" and not model._abstract
        }
        self.assertEqual(set(access_matrix.records()), ours)

    def test_every_role_on_every_model(self):
        self.env.cr.flush()
        for role in ("public", *ROLES):
            self.as_role(role)
            for model, expected in access_matrix.records().items():
                for column, customer in self._columns(role):
                    record = self._record(model, customer)
                    found = {letter for letter in OPERATIONS if self._may(letter, record, customer)}
                    self.assertEqual(found, expected[column], (model, column))

    def _columns(self, role):
        """The columns of the table that a role fills, each with the customer that it is about."""
        if role == "own":
            return [("mine", self.mine), ("theirs", self.theirs)]
        return [(role, self.theirs)]

    def _record(self, model, customer):
        records = self.env[model].with_context(active_test=False).search([], order="id")
        if "partner_id" in records._fields:
            return records.filtered(
                lambda record: getattr(record.partner_id, "id", record.partner_id) == customer.id
            )[:1]
        return records[:1] if customer == self.mine else records[-1:]

    def _may(self, letter, record, customer):
        """Whether an operation succeeds; what it did is undone."""
        values = self._values(record._name, customer)
        args = {
            "r": [record.ids, record._rec_name and [record._rec_name] or ["id"]],
            "w": [record.ids, dict([*values.items()][-1:])],
            "c": [[values]],
            "d": [record.ids],
        }[letter]
        savepoint = Savepoint(self.env.cr)
        try:
            error = self.error(record._name, OPERATIONS[letter], *args)
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)
        self.assertIn(error, {*REFUSALS, None}, (record, letter))
        return error is None

    def test_every_field_of_ours_on_models_of_others_has_a_line_and_a_group(self):
        found = {
            name: {f.name: f.groups for f in model._fields.values() if ours(f) and not f.inherited}
            for name, model in self.registry.items()
            if not name.startswith("crm.loyalty.") and not model._abstract | model._transient
        }
        found = {name: fields for name, fields in found.items() if fields}
        tabled = access_matrix.FIELDS
        self.assertEqual(found, {name: access_matrix.groups(tabled, name) for name in tabled})

    def test_fields_that_reach_users_through_their_contact_have_the_groups_of_the_contact(self):
        for name, group in access_matrix.groups(access_matrix.FIELDS, "res.partner").items():
            self.assertEqual(self.env["res.users"]._fields[name].groups, group, name)

    def test_every_field_that_not_all_may_see_has_a_line(self):
        for name in access_matrix.records():
            found = {n: f.groups for n, f in self.env[name]._fields.items() if f.groups and ours(f)}
            self.assertEqual(found, access_matrix.groups(access_matrix.NARROWER, name), name)

    def test_every_role_on_every_such_field(self):
        lead = self.env["crm.lead"].create({"name": "Lead", "user_id": self.user["own"].id})
        samples = {
            "res.partner": self.mine,
            "crm.loyalty.profile": self.profile(self.mine),
            "sale.order": self.env["sale.order"].search([("partner_id", "=", self.mine.id)]),
            "crm.lead": lead,
            "res.company": self.company,
            "crm.loyalty.fit": self._record("crm.loyalty.fit", self.mine),
            "crm.loyalty.invite": self._record("crm.loyalty.invite", self.mine),
            "crm.loyalty.run": self.run_,
            "crm.loyalty.scorecard": self._record("crm.loyalty.scorecard", self.mine),
            "crm.loyalty.segment": self._record("crm.loyalty.segment", self.mine),
            "crm.loyalty.stage": self.stage("level_basic"),
            "crm.loyalty.workbook": self._record("crm.loyalty.workbook", self.mine),
        }
        tables = access_matrix.FIELDS | access_matrix.NARROWER
        self.assertEqual(set(samples), set(tables))
        for role in ("public", "portal", "employee", "own", "manager", "admin"):
            self.as_role(role)
            user = self.user.get(role, self.env.ref("base.public_user"))
            for model, record in samples.items():
                for name, group in access_matrix.groups(tables, model).items():
                    readable = record.with_user(user).has_access("read")
                    expected = readable and user.has_group(group) and role != "public"
                    error = self.error(model, "read", record.ids, [name])
                    self.assertEqual(error is None, expected, (role, model, name, error))
                    self.assertIn(error, {*REFUSALS, None})


def ours(field):
    return "crm_loyalty" in field._modules
