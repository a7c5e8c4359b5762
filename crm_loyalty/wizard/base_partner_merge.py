from odoo import api, models
from odoo.tools import SQL

from ..engine.handover import handover_queries
from ..engine.measured import with_chain
from ..engine.tiering import kept_tiers


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        """Clear the way for a merge: the engine's rows of the sources go, everything else moves.

        The profile has one row per customer and company, so its rows would clash, and Odoo would
        meet the clash by deleting. The engine computes the merged customer anew. What was planned
        and written on those rows goes to their contacts, which Odoo merges next.
        """
        self._keep_objection(src_partners, dst_partner)
        self._untie_referrals(src_partners | dst_partner)
        self.env.flush_all()
        self.env.execute_query(kept_tiers(src_partners | dst_partner, dst_partner))
        removed, parked = (
            SQL(
                "DELETE FROM %s WHERE partner_id = ANY(%s) RETURNING id, partner_id",
                SQL.identifier(table),
                src_partners.ids,
            )
            for table in ("crm_loyalty_profile", "crm_loyalty_parked")
        )
        chain = [("removed", removed), ("parked", parked), *handover_queries(self.env)]
        self.env.execute_query(SQL("%s SELECT count(*) FROM removed", with_chain(chain)))
        # Marks are the engine's; whoever may merge contacts has what he merged computed anew.
        self.env["crm.loyalty.dirty"].sudo()._mark([*src_partners.ids, dst_partner.id])
        return super()._update_foreign_keys(src_partners, dst_partner)

    def _keep_objection(self, src_partners, dst_partner):
        """Let an objection to profiling win: Odoo merges only the fields that its user sees."""
        # Whoever may merge contacts may not lose what one of them asked for.
        merged = (dst_partner | src_partners).sudo()
        if any(merged.mapped("loyalty_opt_out")):
            merged[0].loyalty_opt_out = True

    def _untie_referrals(self, partners):
        """Cut the referrals among contacts that become one: nobody refers himself, nor a circle."""
        # Whoever may merge contacts need not know of referrals.
        merged = partners.sudo()
        ours = set(merged.commercial_partner_id.ids)
        for partner in merged.filtered("referred_by_id"):
            if ours & partner.referred_by_id._referrers():
                partner.write({"referred_by_id": False, "referral_date": False})
