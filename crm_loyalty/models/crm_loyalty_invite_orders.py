from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

CATCH_UP = timedelta(days=7)  # how late the question may come, if the job stood still
AT_ONCE = 500


class CrmLoyaltyInvite(models.Model):
    """Asking by itself: so many days after an order, and nobody too often."""

    _inherit = "crm.loyalty.invite"

    @api.model
    def _order_moment(self):
        """SQL of the moment from which the days are counted, of the order ``o``.

        It is the confirmation. An addon that knows of deliveries may say better.
        """
        return SQL("o.date_order")

    @api.model
    def _ask_after_orders(self, company):
        """Queue the customers of a company who are due, some at once.

        :return: how many they were; 0: nobody is due
        """
        due = self._orders_due(company)
        self.create(
            [
                {
                    "partner_id": partner_id,
                    "company_id": company.id,
                    "questionnaire_id": company.loyalty_ask_questionnaire_id.id,
                    "order_id": order_id,
                    "user_id": False,
                }
                for order_id, partner_id in due
            ]
        )
        return len(due)

    def _orders_due(self, company):
        """The newest order of each customer who is due: (order id, partner id).

        A questionnaire without a question that is still measured is sent to nobody.
        """
        if not company.loyalty_ask_questionnaire_id._asked_lines():
            return []
        now = fields.Datetime.now()
        last = now - timedelta(days=company.loyalty_ask_days)
        self.env.flush_all()
        query = SQL(
            """
            SELECT DISTINCT ON (p.commercial_partner_id) o.id, o.partner_id
              FROM sale_order o
              JOIN res_partner p ON p.id = o.partner_id
             WHERE o.company_id = %(company)s AND o.state = 'sale'
               AND %(moment)s > %(first)s AND %(moment)s <= %(last)s
               AND NOT EXISTS (
                   SELECT FROM crm_loyalty_invite i
                     JOIN res_partner asked ON asked.id = i.partner_id
                    WHERE asked.commercial_partner_id = p.commercial_partner_id
                      AND i.company_id = o.company_id
                      AND (i.order_id = o.id
                           OR i.state IN ('queued', 'sending', 'unsure', 'open')
                           OR (i.state != 'skipped' AND i.create_date > %(pause)s)))
             ORDER BY p.commercial_partner_id, %(moment)s DESC, o.id DESC
             LIMIT %(limit)s
            """,
            company=company.id,
            moment=self._order_moment(),
            first=last - CATCH_UP,
            last=last,
            pause=now - timedelta(days=company.loyalty_ask_pause),
            limit=AT_ONCE,
        )
        return self.env.execute_query(query)
