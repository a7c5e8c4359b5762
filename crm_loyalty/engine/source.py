"""Sources of facts: small named queries over what Odoo already records.

The engine's statement is one ``WITH`` chain, in this order::

    scope     contact_id, partner_id,           the contacts of the chunk and their customer; not
              opted_out                         those of a customer who objects to profiling
    setting   company_id, as_of, …              one row per company: dates, basis, RFM limits
    …         the queries of ``_sources()``     facts, dated on or before ``setting.as_of``

What a contact said is left out by a source where that contact alone is ``opted_out``.
A query may use ``scope``, ``setting`` and every query declared before it.
"""

from typing import NamedTuple

from odoo import api, models

from . import triggers
from .scoring import DIMENSIONS


class Watch(NamedTuple):
    """Which changes of a table make customers stale.

    ``table`` may be watched more than once, by several addons. ``partner`` is the column that names
    the contact; None if a change concerns everyone, and then ``only`` may narrow down, in SQL on
    ``NEW``, which changes do. ``columns`` are those whose change counts. ``arrivals`` tells whether
    new and deleted rows count too.
    """

    table: str
    partner: str | None
    columns: list[str]
    arrivals: bool = True
    only: str = "TRUE"


class CrmLoyaltySource(models.AbstractModel):
    """The named queries that facts come from; another addon adds one with ``super()``."""

    _name = "crm.loyalty.source"
    _description = "Sources of relationship facts"

    @api.model
    def _sources(self):
        """Give the queries of facts.

        :return: {name: SQL}; a query that measures are declared on has the columns ``partner_id``
            (the commercial partner), ``company_id`` and whatever its measures read
        """
        return {}

    @api.model
    def _asides(self):
        """Name the queries whose facts make no relationship where there is no other fact."""
        return {"forecast"}

    @api.model
    def _watched(self):
        """Tell which changes make a customer's measures stale.

        :return: {name: Watch}
        """
        # Rules are not facts, but a changed rule makes everybody's scores and stages stale.
        segment = ["domain", "company_id", "active"]
        rule = [*segment, "reading", "decision_sequence", "by_hand", "upkeep_amount"]
        rule += ["sequence", "keep_domain", "kept_months", "grace_days"]
        card = ["company_id", "active", *(f"{name}_weight" for name in DIMENSIONS)]
        line = ["dimension", "measure", "worst", "best", "weight", "zero_unknown"]
        return {
            "crm_loyalty_mark": Watch("crm_loyalty_mark", None, [*segment, "known_domain", "code"]),
            "crm_loyalty_scorecard": Watch("crm_loyalty_scorecard", None, card),
            "crm_loyalty_scorecard_line": Watch("crm_loyalty_scorecard_line", None, line),
            "crm_loyalty_stage": Watch("crm_loyalty_stage", None, rule),
            "crm_loyalty_segment": Watch("crm_loyalty_segment", None, segment),
        }

    def init(self):
        """Watch the tables of facts; called again when an addon that extends this is installed."""
        self.pool.post_init(triggers.install, self.env)
