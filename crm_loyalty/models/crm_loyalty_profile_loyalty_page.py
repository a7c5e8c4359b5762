import re

from odoo import fields, models
from odoo.tools.misc import formatLang

from ..engine.explain import conditions, shown
from ..engine.scoring import DIMENSIONS
from ..engine.scoring_told import lift_text, told_lines
from .crm_loyalty_profile_gaps import REASONS

ASKED = {"answer", "opinion", "recommender"}  # facts that come when the customer is asked


class CrmLoyaltyProfile(models.Model):
    """The page "Loyalty": what was measured, how it scored, what it weighed, what would lift it."""

    _inherit = "crm.loyalty.profile"

    loyalty_told = fields.Json("How Loyal, and Why", compute="_compute_loyalty_told")

    def _compute_loyalty_told(self):
        for profile in self:
            stored = profile._origin
            stored.check_access("read")  # what follows is SQL, which asks nobody
            # What the pass took as given that computed these figures: their explanation.
            run = stored.run_id.sudo()
            mine = [c for c in run.scorecards or () if stored.company_id.id in c["company_ids"]]
            profile.loyalty_told = {
                "index": stored._rounded(stored.loyalty_index),
                "coverage": stored._known_share("loyalty_coverage"),
                "quadrant": stored._told_quadrant(),
                "dimensions": stored._told_dimensions(mine[0]) if mine else [],
                "marks": stored._told_marks(run.marks or ()),
            }

    def _rounded(self, value):
        return None if value is False else {"value": value, "text": formatLang(self.env, value, 1)}

    def _known_share(self, name):
        return None if self[name] is False else shown(self, name, self[name])

    def _told_quadrant(self):
        stage = self.attitude_id
        if not stage:
            return None
        return {"name": stage.name, "color": stage.color, "meaning": stage.description or ""}

    def _told_dimensions(self, card):
        """The dimensions of a scorecard that have lines or weigh something, each with its lines."""
        lines = told_lines(self, card)
        dimension = self.env["crm.loyalty.scorecard.line"]._fields["dimension"]
        labels = dict(dimension._description_selection(self.env))
        whole = sum(card["weights"].values())
        return [
            {
                "label": labels[name],
                "help": self._fields[f"loyalty_{name}"]._description_help(self.env),
                "score": self._rounded(self[f"loyalty_{name}"]),
                "share": self._percent(card["weights"][name] / whole),
                "contribution": sum(line["contribution"] for line in mine),
                "lines": [self._told_line(line) for line in mine],
            }
            for name in DIMENSIONS
            if (mine := [line for line in lines if line["dimension"] == name])
            or card["weights"][name]
        ]

    def _told_line(self, line):
        name = line["measure"]
        told = {
            "label": self._fields[name]._description_string(self.env),
            "value": shown(self, name, self[name]),
            "points": line["points"],
            "share": self._percent(line["share"]),
            "contribution": line["contribution"],
            "scale": self.env._(
                "%(worst)s gives no points, %(best)s gives 100",
                worst=self._end(line, "worst"),
                best=self._end(line, "best"),
            ),
        }
        if line["points"] is None:
            return told | {"unknown": self._told_unknown(line)}
        return told | {"lift": lift_text(self, line)}

    def _end(self, line, end):
        """The value at an end of the scale of a line, as a person reads it."""
        field, value = self._fields[line["measure"]], line[end]
        return shown(self, field.name, int(value) if field.type == "integer" else value)

    def _told_unknown(self, line):
        """Say why a measure is unknown, or how to make it known."""
        name = line["measure"]
        if line["zero_unknown"] and self[name] is not False:
            return self.env._("None at present: that says nothing.")
        reason = next((why for why, names in REASONS if name in names), None)
        if reason:
            return self._reason_texts()[reason]
        facts = self._facts_of(name)
        if "complaint" in facts:
            return self.env._("No complaint yet whose solution the customer judged.")
        if facts & ASKED:
            return self.env._("Never asked: send a survey, or enter what the customer says.")
        if not self.purchase_count:
            return self.env._("Nothing was bought yet.")
        return self.env._("Nothing is recorded that would tell.")

    def _facts_of(self, name):
        """The queries of facts that a measure comes from, through formulas."""
        field = self._fields[name]
        if getattr(field, "facts", None):
            return {field.facts}
        words = set(re.findall(r"[a-z_0-9]+", field.formula or "")) - {name}
        return set().union(*(self._facts_of(word) for word in words & set(self._measures())))

    def _told_marks(self, rules):
        """The five marks, each with its evidence: the conditions that decide it, or are missing."""
        own_first = sorted(rules, key=lambda rule: not rule["company_id"])
        here = [r for r in own_first if r["company_id"] in (None, self.company_id.id)]
        mine = [r for r in here if self._has_all_of(r["known_domain"] + r["domain"])]
        return [
            self._told_mark(name, next((rule for rule in mine if rule["code"] == code), None))
            for code, name in self._marks().items()
        ]

    def _has_all_of(self, domain):
        """Whether all measures of a rule are there still; an app that goes takes its own along."""
        leaves = (leaf for leaf in domain if isinstance(leaf, (list, tuple)))
        return all(str(leaf[0]).split(".")[0] in {*self._fields, "1"} for leaf in leaves)

    def _told_mark(self, name, rule):
        state = self[name] or "unknown"
        part = "known_domain" if state == "unknown" else "domain"
        return {
            "label": self._fields[name]._description_string(self.env),
            "help": self._fields[name]._description_help(self.env),
            "state": state,
            "conditions": conditions(self, rule[part]) if rule else [],
        }
