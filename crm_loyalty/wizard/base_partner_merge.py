from odoo import api, models
from odoo.tools import SQL


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        """Clear the way for a merge: the engine's rows of the sources go, everything else moves.

        The profile has one row per customer and company, so its rows would clash, and Odoo would
        meet the clash by deleting. The engine computes the merged customer anew.
        """
        profiles = self.env["crm.loyalty.profile"].with_context(active_test=False)
        # Whoever may merge contacts may let the engine's rows follow, whatever he may see of them.
        gone = profiles.sudo().search([("partner_id", "in", src_partners.ids)])
        gone.activity_ids.write(
            {"res_model_id": self.env["ir.model"]._get_id("res.partner"), "res_id": dst_partner.id}
        )
        self.env.flush_all()
        for table in ("crm_loyalty_profile", "crm_loyalty_parked"):
            self.env.execute_query(
                SQL(
                    "DELETE FROM %s WHERE partner_id = ANY(%s) RETURNING id",
                    SQL.identifier(table),
                    src_partners.ids,
                )
            )
        self.env["crm.loyalty.dirty"].sudo()._mark([*src_partners.ids, dst_partner.id])
        return super()._update_foreign_keys(src_partners, dst_partner)
