from itertools import takewhile

from odoo import api, models
from odoo.tools import SQL

from .measured import with_chain
from .source import Watch

LAST = "document"  # the query of purchases; those after it are not needed


class CrmLoyaltySource(models.AbstractModel):
    """Referrals: whom a customer or one of its contacts sent to us, and what those bought.

    The facts of one customer are other customers' purchases. So whoever is computed has its
    referrer computed too (``stale.py``).
    """

    _inherit = "crm.loyalty.source"

    @api.model
    def _sources(self):
        known = super()._sources()
        facts = takewhile(lambda source: source[0] != LAST, known.items())
        brought = self._brought([*facts, (LAST, known[LAST])])
        return known | {
            "protege": self._protege(),
            "brought": brought,
            "referral": self._referral(),
        }

    @api.model
    def _asides(self):
        # Who sends us customers need not buy: a neighbour, an architect, a colleague.
        return super()._asides() | {"referral"}

    @api.model
    def _watched(self):
        said = ["referred_by_id", "referral_date"]
        return super()._watched() | {
            # The one who referred, and who is said to have referred now.
            "referrer": Watch(
                "res_partner",
                "referred_by_id",
                [*said, "commercial_partner_id", "company_id", "loyalty_opt_out"],
            ),
            "referred": Watch("res_partner", "commercial_partner_id", said, arrivals=False),
        }

    @api.model
    def _protege(self):
        """Customers whom the chunk referred; not those who object to profiling, nor itself."""
        return SQL(
            """
            SELECT scope.partner_id, referred.id AS referred_id, referred.company_id,
                   referred.referral_date AS since
              FROM scope
              JOIN res_partner referred ON referred.referred_by_id = scope.contact_id
             WHERE referred.commercial_partner_id = referred.id
               AND referred.id <> scope.partner_id AND referred.loyalty_opt_out IS NOT TRUE
            """
        )

    @api.model
    def _brought(self, facts):
        """What they bought: the same facts as ever, of their contacts instead of the chunk's.

        :param facts: list of (name, SQL) up to the query of purchases
        """
        contacts = SQL(
            """
            SELECT contact.id AS contact_id, contact.commercial_partner_id AS partner_id,
                   contact.loyalty_opt_out IS TRUE AS opted_out
              FROM protege
              JOIN res_partner contact ON contact.commercial_partner_id = protege.referred_id
            """
        )
        return SQL(
            """
            %s
            SELECT partner_id AS referred_id, company_id,
                   min(day) FILTER (WHERE sign > 0) AS first_day,
                   count(*) FILTER (WHERE day > setting.year_ago) AS recent,
                   sum(amount) FILTER (WHERE day > setting.year_ago) AS revenue
              FROM document
              JOIN setting USING (company_id)
             GROUP BY partner_id, company_id
            """,
            with_chain([("scope", contacts), *facts]),
        )

    @api.model
    def _referral(self):
        """One row per referred customer: whether it was brought in, and its last 12 months.

        Who had bought before it was referred was a customer already.
        """
        return SQL(
            """
            SELECT protege.partner_id, setting.company_id, protege.referred_id,
                   brought.first_day >= COALESCE(protege.since, brought.first_day) AS bought,
                   brought.recent, brought.revenue
              FROM protege
              JOIN setting ON COALESCE(protege.company_id, setting.company_id) = setting.company_id
              LEFT JOIN brought ON brought.referred_id = protege.referred_id
                               AND brought.company_id = setting.company_id
             WHERE COALESCE(protege.since <= setting.as_of, TRUE)
            """
        )
