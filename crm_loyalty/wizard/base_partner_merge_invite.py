from odoo import api, models
from odoo.tools import SQL


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        """Let one link by questionnaire stand: the merged customer is asked once.

        The newest does, and the others are revoked; what they brought is kept.
        """
        query = SQL(
            """
            UPDATE crm_loyalty_invite i SET state = 'revoked'
             WHERE i.partner_id = ANY(%(partners)s)
               AND i.state IN ('queued', 'sending', 'unsure', 'open')
               AND EXISTS (SELECT FROM crm_loyalty_invite newer
                            WHERE newer.partner_id = ANY(%(partners)s)
                              AND newer.state IN ('queued', 'sending', 'unsure', 'open')
                              AND newer.company_id = i.company_id
                              AND newer.questionnaire_id = i.questionnaire_id
                              AND newer.id > i.id)
            RETURNING i.id
            """,
            partners=[*src_partners.ids, dst_partner.id],
        )
        self.env.flush_all()
        self.env.execute_query(query)
        self.env["crm.loyalty.invite"].invalidate_model(["state"], flush=False)
        return super()._update_foreign_keys(src_partners, dst_partner)
