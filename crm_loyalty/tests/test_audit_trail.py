from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .common_erasure import ErasureCase


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
