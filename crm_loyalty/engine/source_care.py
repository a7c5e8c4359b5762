from odoo import api, models
from odoo.tools import SQL


class CrmLoyaltySource(models.AbstractModel):
    """Time spent on a customer in the last 12 months: meetings, and activities that were done.

    Not watched: an hour is no reason to compute a customer anew, the next full pass counts it.
    """

    _inherit = "crm.loyalty.source"

    @api.model
    def _sources(self):
        return super()._sources() | {"care": self._care()}

    @api.model
    def _asides(self):
        # A colleague who meets a customer is none.
        return super()._asides() | {"care"}

    @api.model
    def _care(self):
        """What was done, for companies whose cost of keeping is counted by time.

        A meeting with several contacts of a customer is one meeting.
        """
        return SQL(
            """
            SELECT DISTINCT scope.partner_id, setting.company_id, spent.hours, spent.event_id,
                   spent.message_id
              FROM setting
              JOIN scope ON setting.upkeep = 'time'
             CROSS JOIN LATERAL (
                   SELECT event.duration AS hours, event.start AS moment, event.user_id,
                          event.id AS event_id, NULL AS message_id
                     FROM calendar_event_res_partner_rel rel
                     JOIN calendar_event event ON event.id = rel.calendar_event_id AND event.active
                    WHERE rel.res_partner_id = scope.contact_id
                    UNION ALL
                   SELECT setting.activity_minutes / 60.0, message.date, NULL, NULL, message.id
                     FROM mail_message message
                    WHERE message.mail_activity_type_id IS NOT NULL
                      AND (message.model, message.res_id) IN (
                          SELECT 'res.partner', scope.contact_id
                           UNION ALL
                          SELECT 'sale.order', id FROM sale_order
                           WHERE partner_id = scope.contact_id
                             AND company_id = setting.company_id
                           UNION ALL
                          SELECT 'crm.lead', id FROM crm_lead WHERE partner_id = scope.contact_id
                           UNION ALL
                          SELECT 'crm.loyalty.profile', id FROM crm_loyalty_profile
                           WHERE partner_id = scope.contact_id
                             AND company_id = setting.company_id)
                   OFFSET 0
              ) spent
              LEFT JOIN res_users host ON host.id = spent.user_id
             WHERE spent.moment < setting.until
               AND (spent.moment AT TIME ZONE 'UTC' AT TIME ZONE setting.tz)::date
                   > setting.year_ago
               AND COALESCE(host.company_id, setting.company_id) = setting.company_id
            """
        )
