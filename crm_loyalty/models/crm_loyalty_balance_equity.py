from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..engine.equity import PARTS, customers_query, groups_query, parts_query

GROUPS = ("lifecycle_id", "pyramid_id", "segment_ids", "user_id", "team_id", "country_id")
COLORED = GROUPS[:3]  # stages and segments, which have an order of their own
LISTED = 1000  # customers of a part that a list is opened with


class CrmLoyaltyBalance(models.Model):
    """Customer equity: what the base is worth, and what became of it between two dates.

    Counted are the customers that the user may see, of the current company. A date is the day of a
    balance, or False for the relationships as they are now. The parts of a change are defined in
    ``engine.equity``.
    """

    _inherit = "crm.loyalty.balance"

    @api.model
    @api.readonly
    def equity_dates(self):
        """Tell which dates can be compared.

        :return: dict: ``days`` of the balances, newest first; ``then``, the one to begin with: a
            year before the newest, or the oldest (False if there is none); ``now``: the newest of
            several, else False; ``next``, from which day on the next one is taken; ``company_id``;
            ``currency_id``; ``own``: whether the user sees own customers alone; ``may_take``:
            whether the user may take a balance
        """
        self.check_access("read")
        days = self._days(self.env.company)
        year_ago = days and days[0] - relativedelta(years=1)
        earlier = [day for day in days if day <= year_ago] or days[-1:] if days else []
        # Where a company is, is no secret.
        today = self.env.company.sudo()._loyalty_today()
        next_month = today.replace(day=1) + relativedelta(months=1)
        taken = bool(days) and days[0] >= today.replace(day=1)
        user = self.env.user
        return {
            "days": [str(day) for day in days],
            "then": bool(earlier) and str(earlier[0]),
            "now": len(days) > 1 and str(days[0]),
            "next": str(next_month if taken else today),
            "company_id": self.env.company.id,
            "currency_id": self.env.company.currency_id.id,
            "own": not user.has_group("sales_team.group_sale_salesman_all_leads"),
            "may_take": user.has_group("crm_loyalty.group_loyalty_manager"),
        }

    @api.model
    @api.readonly
    def equity_change(self, then=False, now=False):
        """Tell what became of the customer equity between two dates.

        :param then: the first date, as text, or False for now
        :param now: the second
        :return: dict: ``then`` and ``now``, each a dict of ``equity`` (None if unknown),
            ``customers`` and ``unknown``, the number of them whose lifetime value is unknown;
            ``parts``, a list of dicts: ``name`` (acquired, won_back, grown, shrunk, lost, valued,
            same), ``change`` and ``customers``; ``kept``, a dict of ``equity`` and ``customers``
        :raise ValueError: a date is none
        """
        query = parts_query(self._at(then), self._at(now))
        rows = {row["part"]: row for row in self.env.execute_query_dict(query)}
        total = rows[None]
        none = {"change": 0, "customers": 0}
        return {
            **{
                side: {
                    "equity": total[side],
                    "customers": total[f"customers_{side}"],
                    "unknown": total[f"unknown_{side}"],
                }
                for side in ("then", "now")
            },
            "parts": [
                {"name": part} | {name: rows.get(part, none)[name] for name in none}
                for part in PARTS
            ],
            "kept": {"equity": total["kept"], "customers": total["customers_kept"]},
        }

    @api.model
    @api.readonly
    def equity_groups(self, by="lifecycle_id", then=False, now=False):
        """Tell the customer equity at two dates by group, in the order of display.

        :param by: lifecycle_id, pyramid_id, segment_ids, user_id, team_id or country_id
        :return: list of dicts: id (False for none), name (False for none), color (of a stage or
            segment), then, now (None if unknown), customers_then, customers_now. Who is in several
            segments is counted in each.
        :raise KeyError: customers cannot be grouped like this
        """
        if by not in GROUPS:
            raise KeyError(by)
        rows = self.env.execute_query_dict(groups_query(self._at(then, by), self._at(now, by)))
        ids = [row["group_id"] for row in rows if row["group_id"]]
        # As records of a field of the user's own rows: their names are shown wherever the rows are.
        groups = self.env[self._fields[by].comodel_name].sudo().browse(ids).exists()
        order = {group.id: place for place, group in enumerate(groups.sorted())}
        staged = by in COLORED
        found = [
            {
                "id": row["group_id"] or False,
                "name": groups.browse(row["group_id"]).display_name if row["group_id"] else False,
                "color": bool(staged and row["group_id"]) and groups.browse(row["group_id"]).color,
                "then": row["then"],
                "now": row["now"],
                "customers_then": row["customers_then"],
                "customers_now": row["customers_now"],
            }
            for row in rows
            if not row["group_id"] or row["group_id"] in order
        ]
        if staged:
            return sorted(found, key=lambda row: order.get(row["id"], len(order)))
        return sorted(found, key=lambda row: (not row["id"], -(row["now"] or 0)))

    @api.model
    @api.readonly
    def equity_customers(self, part="same", then=False, now=False):
        """Give the customers of a part of a change: those whose value changed most, up to 1,000.

        :return: list of ids of contacts
        """
        query = customers_query(self._at(then), self._at(now), part, LISTED)
        return [partner_id for [partner_id] in self.env.execute_query(query)]

    def _at(self, day, by="lifecycle_id"):
        """SQL of the customers at a date that the user may read.

        :param day: the day of a balance as text, or False for now
        :return: SQL with the columns partner_id, clv, is_lost and group_id
        """
        # An archived customer is not part of the base, whatever the client's context says.
        model = self if day else self.env["crm.loyalty.profile"].with_context(active_test=True)
        bought = Domain("is_customer", "=", True) if day else Domain("purchase_count", ">", 0)
        if day:
            bought &= Domain("day", "=", fields.Date.to_date(day))
        query = model._search(bought & Domain("company_id", "=", self.env.company.id))
        names = ("partner_id", "clv", "lifecycle_id")
        partner, clv, lifecycle = (model._field_to_sql(model._table, n, query) for n in names)
        if by == "segment_ids":
            group = self._segment_at(query, fields.Date.to_date(day))
        else:
            group = model._field_to_sql(model._table, by, query)
        lost = self.env.ref("crm_loyalty.stage_lifecycle_lost", raise_if_not_found=False)
        return query.select(
            SQL("%s AS partner_id", partner),
            SQL("%s AS clv", clv),
            SQL("COALESCE(%s = %s, FALSE) AS is_lost", lifecycle, lost.id if lost else 0),
            SQL("%s AS group_id", group),
        )
