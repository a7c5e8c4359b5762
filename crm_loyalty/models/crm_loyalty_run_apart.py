import logging
from functools import partial

from odoo import models
from odoo.tools import SQL

_logger = logging.getLogger(__name__)


class CrmLoyaltyRun(models.Model):
    """What the conductor does with a chunk that fails: find whose fault it is, and park it."""

    _inherit = "crm.loyalty.run"

    def _step_apart(self, error):
        """Compute the next chunk where it fails as one."""
        high = self._next_position(self.position)
        if not self._apart(self._customers_up_to(high), error):
            return False
        self.position = high
        return True

    def _settle_apart(self, marks, error):
        """Compute the customers of marks where they fail as one."""
        marks = marks.exists()
        if not self._apart(marks._customers(), error):
            return False
        self._call_for_everyone(marks)
        marks._drop()
        return True

    def _apart(self, ids, error):
        """Halve a failing chunk until each customer that fails stands alone, and park that one.

        :return: False if others were at work all the time; what is computed or parked stays
        """
        if len(ids) == 1:
            return self._guarded(partial(self._park, ids[0], error), lambda _error: False)
        middle = len(ids) // 2
        return all(
            self._guarded(partial(self._compute_customers, half), partial(self._apart, half))
            for half in (ids[:middle], ids[middle:])
        )

    def _park(self, partner_id, error):
        reason = _sentence(error)
        _logger.warning("Pass %s parks customer %s: %s", self.id, partner_id, reason)
        self.env["crm.loyalty.parked"]._park(self, partner_id, reason)
        self.parked += 1

    def _customers_up_to(self, high):
        query = SQL(
            "SELECT DISTINCT commercial_partner_id FROM res_partner"
            " WHERE commercial_partner_id > %s AND commercial_partner_id <= %s ORDER BY 1",
            self.position,
            high,
        )
        return [partner_id for [partner_id] in self.env.execute_query(query)]


def _sentence(error):
    """The first line of what the database said."""
    return str(error).strip().split("\n")[0]
