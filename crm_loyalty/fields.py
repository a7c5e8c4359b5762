"""Field types of our own.

Odoo reads an empty number as 0. In a profile an empty number means *unknown*, and unknown must
not be shown, filtered or compared as zero: hence the three ``Known…`` types. And a contact's
relationship is reached through a join, not a column: hence ``ProfileLink``. What is written in a
million rows a night must cost little: hence ``LooseLink``.
"""

from odoo import fields
from odoo.fields import Domain
from odoo.tools import SQL


class _Known:
    """A number that may be unknown: NULL in the database, False in Python, empty on the screen."""

    falsy_value = None  # no number compares as equal to "unknown"

    def convert_to_column(self, value, record, values=None, validate=True):
        return (
            None if _unknown(value) else super().convert_to_column(value, record, values, validate)
        )

    def convert_to_column_insert(self, value, record, values=None, validate=True):
        if _unknown(value):
            return None
        return super().convert_to_column_insert(value, record, values, validate)

    def convert_to_cache(self, value, record, validate=True):
        return None if _unknown(value) else super().convert_to_cache(value, record, validate)

    def convert_to_record(self, value, record):
        return False if value is None else value

    def convert_to_export(self, value, record):
        return "" if _unknown(value) else value


def is_share(field):
    """Whether a measure is a share, by its four decimals: 0.1 is 10 %."""
    return field.type == "float" and bool(field._digits) and field._digits[1] == 4


def _unknown(value):
    return value is None or value is False


class KnownInteger(_Known, fields.Integer):
    """A whole number, or unknown."""


class KnownFloat(_Known, fields.Float):
    """A number, or unknown."""


class KnownMonetary(_Known, fields.Monetary):
    """An amount of money, or unknown."""


class LooseLink(fields.Many2one):
    """A link without a foreign key: for a column that the engine writes in every row every night.

    Who deletes what it points to sees to it that nothing does.
    """

    def update_db_foreign_key(self, model, column):
        return


class ProfileLink(fields.Many2one):
    """The relationship (``crm.loyalty.profile``) of a record's customer with one company.

    No column exists for it: it is a join, yet fields related through it can be searched, sorted
    and grouped. Related fields are computed as superuser, so the join itself carries the record
    rules of the user who asks: what he may not read is not joined.

    :param partner: the record's field for its partner; None if the record is the partner
    :param company: the record's field for its company; None for the user's current company
    """

    partner = None
    company = None
    search = True  # by ``determine_domain`` below

    def __init__(self, *args, **kwargs):
        super().__init__(*args, compute=self.link, **kwargs)

    def get_depends(self, model):
        if self.related:  # a user's, through its contact
            return super().get_depends(model)
        owner = [self.partner] if self.partner else []
        company = [self.company] if self.company else []
        context = [] if self.company else ["company"]
        customer = ".".join([*owner, "commercial_partner_id"])
        return [customer, *company], [*context, "uid", "allowed_company_ids"]

    def join(self, model, alias, query):
        owner = alias
        if self.partner:
            _model, owner = model._fields[self.partner].join(model, alias, query)
        profile = model.env[self.comodel_name]
        joined = query.make_alias(alias, self.name)
        company = SQL.identifier(alias, self.company) if self.company else model.env.company.id
        condition = SQL(
            "%s = %s AND %s = %s AND %s",
            SQL.identifier(joined, "partner_id"),
            SQL.identifier(owner, "commercial_partner_id"),
            SQL.identifier(joined, "company_id"),
            company,
            profile._readable_sql(joined, query),
        )
        query.add_join("LEFT JOIN", joined, profile._table, condition)
        return profile, joined

    def to_sql(self, model, alias):
        raise ValueError(f"{self} has no column; it is reached by a join")

    def determine_domain(self, records, operator, value):
        """Search through the join; "= False" finds who has no profile that the user may read.

        What a profile leads to is searched with the rights of the user, but for "any!", which no
        domain from outside may contain: fields related through the join are found by it.
        """
        if operator in ("any", "any!"):
            inner, empty = Domain(value), False
        elif operator == "in":
            inner, empty = Domain("id", "in", [v for v in value if v]), not all(value)
        else:
            return NotImplemented

        def to_sql(model, alias, query):
            profile, joined = self.join(model, alias, query)
            if operator == "any!":
                # As the operator says; what is joined is the user's own all the same.
                profile = profile.sudo()
            found = inner.optimize_full(profile)._to_sql(profile, joined, query)
            key = SQL.identifier(joined, "id")
            condition = SQL("(%s IS NOT NULL AND %s)", key, found)
            return SQL("(%s OR %s IS NULL)", condition, key) if empty else condition

        return Domain.custom(to_sql=to_sql)

    def link(self, records):
        """Assign to records the profiles that the user may read: one search for all of them."""
        partners = records[self.partner] if self.partner else records
        companies = records[self.company] if self.company else records.env.company
        profiles = records.env[self.comodel_name]._of(partners.commercial_partner_id, companies)
        found = {(profile.partner_id.id, profile.company_id.id): profile for profile in profiles}
        for record in records:
            partner = record[self.partner] if self.partner else record
            company = record[self.company] if self.company else record.env.company
            record[self.name] = found.get((partner.commercial_partner_id.id, company.id))
