import json

from odoo.fields import Command

from .common import day
from .security import SecurityCase

SECRET = 4321  # what the colleague's customers bought, and nobody else did
FACES = (
    "relationship_status_id",
    "relationship_formation_id",
    "relationship_lifecycle_id",
    "relationship_level_id",
    "relationship_rfm",
    "relationship_rfm_segment_id",
    "relationship_segment_ids",
)


class ColleaguesCase(SecurityCase):
    """Two customers of a colleague, with figures and pins; "own" is at the web client.

    ``self.theirs`` names the colleague as its salesperson; ``self.sold`` names nobody.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        colleague = cls.user["colleague"]
        cls.user["own"].group_ids = [Command.link(cls.env.ref("base.group_allow_export").id)]
        # Nobody is named on the contact, but a colleague sold to it.
        cls.sold = cls.customer("Sold")
        cls.order(cls.sold, 20, float(SECRET), user_id=colleague.id)
        cls.hidden = cls.theirs | cls.sold
        cls.full_pass()
        for customer in cls.hidden:
            cls.env["crm.loyalty.pin"].with_user(colleague).create(
                {
                    "partner_id": customer.id,
                    "stage_id": cls.stage("level_partnership").id,
                    "reason": f"Worth {SECRET}",
                    "date_from": day(1),
                    "date_to": day(-900),
                }
            )
        cls.full_pass()
        cls.nobody = cls.customer("Nobody")  # bought nothing: unknown to everyone

    def setUp(self):
        super().setUp()
        self.as_role("own")

    def assertTellsNothing(self, told):
        """What was answered names neither what a colleague sold nor a relationship of theirs."""
        hidden = self.profiles.search([("partner_id", "in", self.hidden.ids)])
        self.assertEqual(len(hidden), 2)
        self.assertNotIn(str(SECRET), json.dumps(told))
        names = {"/".join(path) for path, value in leaves(told) if value in hidden.mapped("id")}
        self.assertFalse({name for name in names if "profile" in name}, told)


def leaves(value, path=()):
    """Every value in a JSON answer, with the names on the way to it."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, (*path, str(name)))
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item, path)
    else:
        yield path, value
