from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..analytics.nps import net_promoter_score
from ..engine.levers import levers_query, totals_query
from ..fields import is_share

NPS = ("nps_count", "nps_promoters", "nps_detractors")


class CrmLoyaltyProfile(models.Model):
    """The lever report: which component pulls the satisfaction of a group of customers down."""

    _inherit = "crm.loyalty.profile"

    @api.model
    @api.readonly
    def lever_groups(self):
        """Tell by which groups levers can be looked at.

        :return: dict: ``groups``, list of dicts: by ("segment" or a reading), label, and groups as
            [id, name] pairs; ``own``: whether the user sees own customers alone; ``currency_id``
        """
        here = Domain("company_id", "in", [self.env.company.id, False])
        segments = self.env["crm.loyalty.segment"].search(here)
        stages = self.env["crm.loyalty.stage"].search(here)
        readings = self._readings()
        found = [("segment", self.env._("Segment"), segments)]
        for reading, staged in stages.grouped("reading").items():
            if field := self._fields.get(readings.get(reading)):
                found.append((reading, field._description_string(self.env), staged))
        sees_all = self.env.user.has_group("sales_team.group_sale_salesman_all_leads")
        return {
            "groups": [
                {"by": by, "label": label, "groups": [[g.id, g.name] for g in groups]}
                for by, label, groups in found
                if groups
            ],
            "own": not sees_all,
            "currency_id": self.env.company.currency_id.id,
        }

    @api.model
    @api.readonly
    def levers(self, by=False, group_id=False):
        """Tell what pulls the satisfaction of a group of customers down, beside the others.

        Counted are the customers that the user may see, of the current company.

        :param by: "segment", a reading such as "lifecycle", or False for all customers
        :param group_id: the segment or the stage
        :return: dict: ``satisfaction`` and ``delivered``, each a dict of here, others (mean index,
            None if unknown), customers, others_customers, and ``rows``, one per component with
            name, kind, here, others, difference, gap, customers, others_customers, cost (points of
            100 that it costs the group) and pull (that, less what it costs the others; the cost
            where there are none), of most pull first; ``nps`` and ``others_nps`` (None if nobody
            was asked): score, low, high, count; ``indicators``; ``customers``; ``domain`` of the
            group's customers
        :raise UserError: there is no such group
        """
        company = Domain("company_id", "=", self.env.company.id)
        chosen = self._lever_domain(by, group_id)
        base = self._lever_base(company, chosen)
        totals = {row["chosen"]: row for row in self.env.execute_query_dict(totals_query(base))}
        weight = self.env.company.loyalty_gap_weight or 0
        rows = self.env.execute_query_dict(levers_query(base, weight))
        here, others = (self._lever_figures(company & part) for part in (chosen, ~chosen))
        return {
            **{
                figure: _compared(figure, totals) | {"rows": self._lever_rows(figure, rows, totals)}
                for figure in ("satisfaction", "delivered")
            },
            "nps": _nps(here),
            "others_nps": _nps(others),
            "indicators": self._lever_indicators(here, others),
            "customers": here["__count"],
            "domain": list(company & chosen),
        }

    def _lever_domain(self, by, group_id):
        if not by:
            return Domain.TRUE
        name = "segment_ids" if by == "segment" else self._readings().get(by)
        if not name or not group_id or not isinstance(group_id, int):
            raise UserError(self.env._("There is no such group of customers."))
        return Domain(name, "in", [group_id])

    def _lever_base(self, company, chosen):
        """SQL of the customers that said something, each with whether it is of the group."""
        # An archived customer is not part of the base, whatever the client's context says.
        model = self.with_context(active_test=True)
        said = company & Domain("answer_count", ">", 0)
        query = model._search(said)
        names = ("id", "opinions", "satisfaction_index", "delivered_value")
        columns = [SQL.identifier(model._table, name) for name in names]
        inside = model._search(said & chosen).subselect()
        return query.select(
            SQL("%s IN %s AS chosen", columns[0], inside),
            *(
                SQL("%s AS %s", column, SQL.identifier(name))
                for name, column in zip(names, columns, strict=True)
            ),
        )

    def _lever_rows(self, figure, rows, totals):
        """The components of one figure, of most pull first; what the group was not asked, last."""
        sides = {True: {}, False: {}}
        for row in rows:
            if row["figure"] == figure:
                sides[row["chosen"]][row["aspect_id"]] = row
        known = f"{figure}_customers"
        counts = {side: totals.get(side, {}).get(known) or 0 for side in (True, False)}
        # Whoever may read a relationship may read what it was asked about.
        aspects = self.env["crm.loyalty.aspect"].sudo().browse({*sides[True], *sides[False]})
        found = []
        for aspect in aspects.sorted():
            here, others = (sides[side].get(aspect.id) for side in (True, False))
            cost, theirs = (
                (row["points"] or 0) / counts[side] if row and counts[side] else 0
                for side, row in ((True, here), (False, others))
            )
            found.append(
                {
                    "id": aspect.id,
                    "name": aspect.name,
                    "kind": aspect.kind,
                    "here": here and here["score"],
                    "others": others and others["score"],
                    "difference": here and others and here["score"] - others["score"],
                    "gap": here and here["gap"],
                    "customers": here["customers"] if here else 0,
                    "others_customers": others["customers"] if others else 0,
                    "cost": cost if here and here["points"] is not None else None,
                    "pull": cost - theirs if counts[True] else None,
                }
            )
        return sorted(found, key=lambda row: (row["pull"] is None, -(row["pull"] or 0)))

    def _lever_figures(self, domain):
        """Sums and means over a group of customers: {aggregate: value}."""
        aggregates = ["__count", *(f"{name}:sum" for name in NPS)]
        for name, _origin in self._lever_measures():
            aggregates += [f"{name}:avg", f"{name}:count"]
        model = self.with_context(active_test=True)
        [row] = model._read_group(domain, [], aggregates)
        return dict(zip(aggregates, row, strict=True))

    @api.model
    def _lever_measures(self):
        """The indicators beside the components: (measure, from answers or behaviour)."""
        return [
            ("reputation_score", "answers"),
            ("nomination_score", "answers"),
            ("came_back", "behaviour"),
            ("complaint_rate", "behaviour"),
            ("average_order_value", "behaviour"),
            ("price_score", "answers"),
            ("discount_share", "behaviour"),
            ("nps_score", "answers"),
        ]

    def _lever_indicators(self, here, others):
        return [
            {
                "label": self._fields[name]._description_string(self.env),
                "help": self._fields[name]._description_help(self.env) or "",
                "origin": origin,
                "unit": _unit(self._fields[name]),
                **{
                    side: {
                        "value": figures[f"{name}:avg"] if figures[f"{name}:count"] else None,
                        "customers": figures[f"{name}:count"],
                    }
                    for side, figures in (("here", here), ("others", others))
                },
            }
            for name, origin in self._lever_measures()
        ]


def _unit(field):
    return "money" if field.type == "monetary" else "share" if is_share(field) else "score"


def _compared(figure, totals):
    here, others = totals.get(True, {}), totals.get(False, {})
    return {
        "here": here.get(figure),
        "others": others.get(figure),
        "customers": here.get(f"{figure}_customers", 0),
        "others_customers": others.get(f"{figure}_customers", 0),
    }


def _nps(figures):
    count, promoters, detractors = (figures[f"{name}:sum"] or 0 for name in NPS)
    found = net_promoter_score(promoters, count - promoters - detractors, detractors)
    return found and found._asdict() | {"count": count}
