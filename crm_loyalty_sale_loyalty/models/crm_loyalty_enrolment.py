from odoo import api, fields, models
from odoo.tools import SQL


class CrmLoyaltyEnrolment(models.Model):
    """Which card was last made for a contact and a programme: whoever makes one writes here.

    So two transactions that make the same customer's card at once meet in one row, and the second
    tries again and finds the card of the first. Plain numbers: a merge of contacts moves cards,
    and no row of ours clashes.
    """

    _name = "crm.loyalty.enrolment"
    _description = "Enrolment in a Loyalty Programme"
    _log_access = False
    _rec_name = "card_number"

    program_number = fields.Integer(required=True, readonly=True)
    partner_number = fields.Integer(required=True, readonly=True)
    card_number = fields.Integer(required=True, readonly=True)

    _one = models.UniqueIndex("(program_number, partner_number)")

    @api.model
    def _note(self, card):
        """Note a card that is made.

        :raise psycopg2.errors.SerializationFailure: another transaction has just made one
        """
        query = SQL(
            """
            INSERT INTO crm_loyalty_enrolment AS e (program_number, partner_number, card_number)
            VALUES (%s, %s, %s)
            ON CONFLICT (program_number, partner_number)
            DO UPDATE SET card_number = EXCLUDED.card_number
            RETURNING id
            """,
            card.program_id.id,
            card.partner_id.id,
            card.id,
        )
        self.env.execute_query(query)
