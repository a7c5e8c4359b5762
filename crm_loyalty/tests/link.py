from unittest.mock import patch
from urllib.parse import urlsplit

from lxml import html

from odoo.tests import HttpCase
from odoo.tools import SQL

from ..controllers import answer
from .common import LoyaltyCase

UNKNOWN = "/loyalty/answer/" + "x" * 32


class LinkCase(LoyaltyCase, HttpCase):
    """A customer who holds a link, and a browser that knows nobody.

    Nobody waits in a test: what counts as faster than reading is said where it matters.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(answer, "READING", 0))
        cls.questionnaire = cls.env.ref("crm_loyalty.questionnaire_purchase")
        cls.overall, cls.nps = cls.questionnaire.line_ids
        cls.buyer = cls.customer("Buyer", email="buyer@example.com", lang="en_US")
        cls.invites = cls.env["crm.loyalty.invite"]
        cls.responses = cls.env["crm.loyalty.response"]

    def setUp(self):
        super().setUp()
        # The places are taken by address, and every test posts from the same.
        self.env["crm.loyalty.attempt"].search([]).unlink()

    def invite(self, partner=None, **values):
        """An open invite, and the path of its link."""
        invite = self.invites.create(
            {
                "partner_id": (partner or self.buyer).id,
                "company_id": self.company.id,
                "questionnaire_id": self.questionnaire.id,
            }
            | values
        )
        return invite, urlsplit(invite._new_link()).path

    def get(self, path):
        self.env.flush_all()
        return self.url_open(path)

    def post(self, path, data):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.url_open(path, data=data, method="POST")

    def form(self, path):
        """What a browser would send from the page of the questions, nothing chosen."""
        return fields_of(self.get(path))

    def submit(self, path, overall="5", nps="9", comment="", **more):
        """The first step, as a person does it."""
        chosen = {f"q{self.overall.id}": overall, f"q{self.nps.id}": nps}
        return self.post(path, self.form(path) | chosen | {f"c{self.nps.id}": comment} | more)

    def confirm(self, path, page):
        """The second step: the button that confirms."""
        [button] = html.fromstring(page.text).xpath("//button[@name='confirm']")
        return self.post(path, fields_of(page) | {"confirm": button.get("value")})

    def answer(self, path, **chosen):
        """Both steps."""
        return self.confirm(path, self.submit(path, **chosen))

    def kept(self, invite):
        """The states of what came by a link, oldest first."""
        self.env.invalidate_all()
        return self.responses.search([("invite_id", "=", invite.id)], order="id").mapped("state")

    def rows_written(self):
        """How many rows this transaction, which the pages are served in, has written."""
        self.env.flush_all()
        query = "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_all_tables"
        return self.env.execute_query(SQL(query))[0][0]


def fields_of(page):
    """The fields of a page's form with the values that they have: no button is pressed."""
    [form] = html.fromstring(page.text).forms
    return {name: value for name, value in form.form_values()}
