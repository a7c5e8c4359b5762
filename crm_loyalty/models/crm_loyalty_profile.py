from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from ..fields import LooseLink

# The parameters of a field that make it a measure.
DECIDED_BY = ("facts", "formula", "scored", "marked")


class CrmLoyaltyProfile(models.Model):
    """The relationship of one customer (commercial partner) with one company.

    Written by the engine alone; a customer without any fact in a company has no row there.

    A *measure* is declared where its field is declared, by parameters of the field:

    * ``facts="query", sql="aggregate"``: an aggregate over a query of ``crm.loyalty.source``,
      NULL where the customer has no such fact, or ``absent`` (SQL) where given;
    * ``formula="expression"``: from other measures (by name), ``setting.…``, ``partner.…`` and
      ``prior.…``, the row as it is stored; with ``judged=True`` also from stages, and then no rule
      of a stage can ask for it.

    A *reading* (``reading="status"``) is a stage decided by the rules of that reading, or by a
    pin; the field with ``suggests="status"`` keeps what the rules alone would say.
    """

    _name = "crm.loyalty.profile"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Customer Relationship"
    _order = "revenue_12m desc nulls last, id"
    _rec_name = "partner_id"
    _mail_post_access = "read"  # who sees a relationship may plan activities on it

    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    currency_id = fields.Many2one(related="company_id.currency_id")
    run_id = LooseLink(
        "crm.loyalty.run",
        "Last Changed By",
        readonly=True,
        help="The pass that last changed something here.",
    )

    status_id = fields.Many2one(
        "crm.loyalty.stage",
        readonly=True,
        reading="status",
        index=True,
        ondelete="restrict",
        help="Where the customer stands towards the company, from non-customer to lost.",
    )
    formation_id = fields.Many2one(
        "crm.loyalty.stage",
        "Formation Ladder",
        readonly=True,
        reading="formation",
        index="btree_not_null",
        ondelete="restrict",
        help="How far the customer has climbed, from suspect to partner.",
    )
    lifecycle_id = fields.Many2one(
        "crm.loyalty.stage",
        readonly=True,
        reading="lifecycle",
        index="btree_not_null",
        ondelete="restrict",
        help="The age of the relationship: exploration, formation, stability, decline, lost.",
    )
    life_curve_id = fields.Many2one(
        "crm.loyalty.stage",
        readonly=True,
        reading="life_curve",
        index="btree_not_null",
        ondelete="restrict",
        help="How the relationship of a lost customer ended.",
    )
    customer_lifecycle_id = fields.Many2one(
        "crm.loyalty.stage",
        readonly=True,
        reading="customer_lifecycle",
        index="btree_not_null",
        ondelete="restrict",
        help="Potential, new, old, or an old customer that is new to a line of business.",
    )
    level_id = fields.Many2one(
        "crm.loyalty.stage",
        "Relationship Level",
        readonly=True,
        reading="level",
        index="btree_not_null",
        ondelete="restrict",
        help="The service this customer is promised. Pinned, or else as the rules suggest.",
    )
    rfm_segment_id = fields.Many2one(
        "crm.loyalty.stage",
        "RFM Segment",
        readonly=True,
        reading="rfm_segment",
        index="btree_not_null",
        ondelete="restrict",
        help="What recency, frequency and amount of the purchases say together, in a word.",
    )
    suggested_level_id = fields.Many2one(
        "crm.loyalty.stage",
        readonly=True,
        suggests="level",
        index="btree_not_null",
        ondelete="restrict",
        help="The level that the rules suggest, whatever is pinned.",
    )

    # A constraint, not an index, would let a merge of contacts delete rows silently.
    _one_per_customer_and_company = models.UniqueIndex("(partner_id, company_id)")

    # The order of the list as it opens; the column's own index serves a click on its header.
    _in_order = models.Index("(revenue_12m DESC NULLS LAST, id)")

    def init(self):
        """Leave room in every page: each night each row changes, and stays on its page.

        As long as no index has a column that changes every night, no index changes then.
        """
        self.env.execute_query(SQL("ALTER TABLE crm_loyalty_profile SET (fillfactor = 50)"))

    @api.model
    def _valid_field_parameter(self, field, name):
        ours = ("facts", "sql", "absent", "formula", "judged", "reading", "suggests")
        return name in ours or super()._valid_field_parameter(field, name)

    def _today(self):
        """The day from which the engine looks at the customer now."""
        # Where a company is, is no secret.
        return self.company_id.sudo()._loyalty_today()

    @api.model
    def _measures(self, judged=None):
        """Give the fields that the engine computes, in the order of declaration: {name: field}.

        :param judged: whether to give only those that need a stage, or only those that need none
        """
        return {
            name: field
            for name, field in self._fields.items()
            if field.store
            and any(getattr(field, kind, None) for kind in DECIDED_BY)
            and judged in (None, getattr(field, "judged", False))
        }

    @api.model
    def _readings(self, kind="reading"):
        """Give the fields that the rules decide: {reading: field name}.

        :param kind: "reading" for the stages that count, "suggests" for what the rules alone say
        """
        return {
            getattr(field, kind): name
            for name, field in self._fields.items()
            if getattr(field, kind, None)
        }

    @api.model
    def _judged(self):
        """The names of the fields that rules decide."""
        return {*self._readings().values(), *self._readings("suggests").values()}

    @api.model
    def _readable_sql(self, alias, query):
        """Give the condition under which the current user may read the rows of an alias.

        The record rules of the user hold even where ``self`` is superuser, because fields related
        through a join are always computed as superuser.

        :return: SQL, "FALSE" for a user without any right on profiles
        """
        if self.env.uid == SUPERUSER_ID:
            return SQL("TRUE")
        user_model = self.sudo(False)
        if not user_model.has_access("read"):
            return SQL("FALSE")
        domain = user_model.env["ir.rule"]._compute_domain(self._name, "read")
        # As the ORM does it: the conditions of a rule are not subject to the user's rights.
        ruled = user_model.sudo()
        return domain.optimize_full(ruled)._to_sql(ruled, alias, query)
