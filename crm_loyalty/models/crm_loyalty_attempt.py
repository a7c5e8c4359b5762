import ipaddress
from datetime import timedelta

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL
from odoo.tools.misc import hmac

# (number, seconds) of posts that are accepted.
BY_ADDRESS = (20, 60)
BY_LINK = (5, 24 * 3600)
KEPT = timedelta(days=2)


class CrmLoyaltyAttempt(models.Model):
    """Who posted to the public page of late: so many places for each, taken and given free again.

    A place is taken by one post for a while. Who finds none free is refused, and writes nothing.
    Two workers cannot take the same place: the unique key is between them.
    """

    _name = "crm.loyalty.attempt"
    _description = "Post to the Public Page"
    _log_access = False
    _rec_name = "place"

    key = fields.Char(required=True, help="A keyed hash of the address or link: neither is kept.")
    place = fields.Integer(required=True)
    moment = fields.Datetime("Taken", required=True, index=True)

    _place_unique = models.Constraint("UNIQUE(key, place)", "This place is taken.")

    @api.model
    def _admit_address(self, address):
        """Whether a post from an address is accepted now."""
        return self._admit("address", home_of(address), *BY_ADDRESS)

    @api.model
    def _admit_link(self, token_hash):
        """Whether another submission by a link is accepted today."""
        return self._admit("link", token_hash, *BY_LINK)

    def _admit(self, scope, name, number, seconds):
        """Take one of the places; one statement. False: none is free, or others push in.

        :param scope: what ``name`` is: "address" or "link"
        :param number: how many places there are
        :param seconds: how long a place is taken
        """
        now = fields.Datetime.now()  # cut to a second: so a place is taken up to one longer
        query = SQL(
            """
            INSERT INTO crm_loyalty_attempt AS taken (key, place, moment)
            SELECT %(key)s, place, %(now)s
              FROM generate_series(1, %(number)s) place
             WHERE NOT EXISTS (SELECT FROM crm_loyalty_attempt old
                                WHERE old.key = %(key)s AND old.place = place.place
                                  AND old.moment >= %(free)s)
             ORDER BY random() LIMIT 1
            ON CONFLICT (key, place) DO UPDATE SET moment = EXCLUDED.moment
            RETURNING taken.id
            """,
            key=hmac(self.env, f"crm_loyalty-{scope}", name),
            number=number,
            now=now,
            free=now - timedelta(seconds=seconds),
        )
        try:
            with self.env.cr.savepoint():
                return bool(self.env.execute_query(query))
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            return False  # another post took the place at this very moment

    @api.autovacuum
    def _gc_old(self):
        """Forget places that have long been free."""
        old = fields.Datetime.now() - KEPT
        self.env.execute_query(
            SQL("DELETE FROM crm_loyalty_attempt WHERE moment < %s RETURNING id", old)
        )


def home_of(address):
    """What counts as one sender: an IPv4 address, or the network that an IPv6 address is in."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return str(address)
    if found.version == 6 and not found.ipv4_mapped:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(getattr(found, "ipv4_mapped", None) or found)
