from dateutil.relativedelta import relativedelta

from odoo import api, models

from ..fields import is_share

YEAR = 12
SPARK = 25  # months of a small curve: two years and the month from which they begin
# Figures of each column, and whether more of it is better.
COLUMNS = {
    "more": {
        "new_count": True,
        "acquisition_rate": True,
        "won_back_count": True,
        "active_count": True,
        "revenue": True,
    },
    "longer": {"retention": True, "gone_count": False, "repeat_rate": True},
    "deeper": {
        "cross_rate": True,
        "category_mean": True,
        "revenue_per_customer": True,
        "upgrade_rate": True,
    },
}


class CrmLoyaltyGrowth(models.Model):
    """The board: the last month that is over, against the same month a year before."""

    _inherit = "crm.loyalty.growth"

    @api.model
    @api.readonly
    def board(self):
        """Give what the board of the current company shows.

        :return: dict: ``month`` (the last that is over, False if there is none), ``currency_id``,
            ``columns``: {more, longer, deeper: list of figures} and ``lapsed``: how many bought
            last fiscal year but not this, with the ``action`` that lists them.
            A figure has a name, label, help, kind (count, share, number, money), ``value`` and
            ``before`` (a year before; False where it is not known), ``year`` and ``year_before``
            for what adds up over twelve months, ``series``, ``rises`` (whether more is better)
            and the ``action`` that leads to the customers behind it.
        """
        months = self.search([("company_id", "=", self.env.company.id)]).sorted("month")
        last = months[-1:]
        return {
            "month": last.month and str(last.month),
            "currency_id": self.env.company.currency_id.id,
            "columns": {
                column: [
                    last._figure(name, rises, months) for name, rises in figures.items() if last
                ]
                for column, figures in COLUMNS.items()
            },
            "lapsed": self._lapsed(),
        }

    def _figure(self, name, rises, months):
        """One figure of the board; ``months`` are all of the company, the oldest first."""
        field = self._fields[name]
        figure = {
            "name": name,
            "label": field._description_string(self.env),
            "help": field._description_help(self.env),
            "kind": _kind(field),
            "rises": rises,
            "value": self[name],
            "before": self.before_id[name] if self.before_id else False,
            "series": [month[name] for month in months[-SPARK:]],
            "action": self._customers_behind(name),
        }
        if field.aggregator == "sum" and not getattr(field, "standing", False):
            figure["year"] = _total(months[-YEAR:].mapped(name))
            figure["year_before"] = (
                _total(months[-2 * YEAR : -YEAR].mapped(name)) if len(months) >= 2 * YEAR else False
            )
        return figure

    def _customers_behind(self, name):
        """An action on the customers behind a figure, or on its months where no list is kept.

        Customers are listed as they are today, and the names of the lists say what they hold.
        """
        first = self.month
        after = first + relativedelta(months=1)
        since, base = after - relativedelta(years=1), after - relativedelta(years=2)
        active = [("last_purchase_date", ">=", str(since))]
        left = [("last_purchase_date", ">=", str(base)), ("last_purchase_date", "<", str(since))]
        new, acquired = (
            [("first_purchase_date", ">=", str(start)), ("first_purchase_date", "<", str(after))]
            for start in (first, since)
        )
        again = [
            ("first_purchase_date", "<", str(first)),
            ("last_purchase_date", ">=", str(first)),
        ]
        across = [*active, ("category_count", ">", 1)]
        gone = (self.env._("Bought the year before, not since"), left)
        behind = {
            "new_count": (self.env._("New Customers"), new),
            "acquisition_rate": (self.env._("First Bought in 12 Months"), acquired),
            "active_count": (self.env._("Active Customers"), active),
            "retention": gone,
            "gone_count": gone,
            "repeat_rate": (self.env._("Bought Again"), again),
            "cross_rate": (self.env._("Two Categories or More"), across),
            "category_mean": (self.env._("One Category"), [*active, ("category_count", "=", 1)]),
            "revenue_per_customer": (self.env._("Active Customers"), active),
        }
        return self._list_of(*behind[name]) if name in behind else self._list_of_months()

    @api.model
    def _list_of(self, title, domain):
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "crm.loyalty.profile",
            "views": [[False, kind] for kind in ("list", "kanban", "pivot", "graph", "form")],
            "domain": [("company_id", "=", self.env.company.id), *domain],
            "context": {"active_test": False},
        }

    @api.model
    def _list_of_months(self):
        return self.env["ir.actions.act_window"]._for_xml_id(
            "crm_loyalty.action_crm_loyalty_growth_months"
        )

    @api.model
    def _lapsed(self):
        """Who bought last fiscal year but not this: how many, and the list.

        By the days of purchase: what is returned or credited this year was not bought in it.
        """
        domain = [
            ("last_purchase_date", ">=", self._seen_from("last_fy_start")),
            ("last_purchase_date", "<", self._seen_from("fy_start")),
        ]
        action = self._list_of(self.env._("Bought Last Fiscal Year but Not This"), domain)
        profiles = self.env["crm.loyalty.profile"].with_context(active_test=False)
        return {"count": profiles.search_count(action["domain"]), "action": action}

    @api.model
    def _seen_from(self, name):
        """A date that the last full pass took as given for the company; False without one."""
        # When a fiscal year began is no secret to who may read what was sold in it.
        settings = self.env["crm.loyalty.run"].sudo()._last_full().settings or ()
        given = {row["company_id"]: row for row in settings}
        return given.get(self.env.company.id, {}).get(name, False)


def _kind(field):
    if field.type == "monetary":
        return "money"
    return "share" if is_share(field) else "number" if field.type == "float" else "count"


def _total(values):
    """The sum of what is known; False where nothing is."""
    known = [value for value in values if value is not False]
    return sum(known) if known else False
