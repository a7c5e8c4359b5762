from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date
from odoo.tools.misc import formatLang

COMMENTS = 5
# What the page reads of a profile besides ``opinions``.
READ = (
    "satisfaction_index experience_score expectation_score satisfaction_gap delivered_value"
    " delivered_coverage nps_score nps_count nps_promoters nps_detractors answer_count answer_date"
)


class CrmLoyaltyProfile(models.Model):
    """The page of satisfaction in words: each figure with its number of answers and their age."""

    _inherit = "crm.loyalty.profile"

    satisfaction_told = fields.Json("How Satisfied", compute="_compute_satisfaction_told")

    @api.depends("opinions", *READ.split())
    def _compute_satisfaction_told(self):
        for profile in self:
            aspects = profile._aspects()
            profile.satisfaction_told = {
                "index": profile._told_index(),
                "dimensions": [
                    profile._told_dimension(aspect)
                    for aspect in aspects
                    if aspect.kind == "satisfaction"
                ],
                "indicators": profile._told_indicators(aspects),
                "delivered": profile._told_delivered(aspects),
                "comments": profile._comments(),
            }

    def _aspects(self):
        """What customers of the company are asked about."""
        here = Domain("company_id", "in", [self.company_id.id, False])
        return self.env["crm.loyalty.aspect"].search_fetch(here, ["name", "kind", "sequence"])

    def _opinion_on(self, aspect, side="experience"):
        """What was said of one side of an aspect: (score, number of answers, day), or Nones."""
        found = (self.opinions or {}).get(str(aspect.id), {}).get(side)
        return found or (None, 0, None)

    def _observed(self, aspects, *kinds):
        """How many answers a figure of some kinds rests on, and the day of the last one."""
        said = [self._opinion_on(aspect) for aspect in aspects if aspect.kind in kinds]
        days = [day for _score, _count, day in said if day]
        return sum(count for _score, count, _day in said), max(days, default=None)

    def _told_index(self):
        if self.satisfaction_index is False:
            text = self.env._(
                "It needs the score of one dimension at least: send a survey, or note what the"
                " customer says on the phone."
            )
        elif self.satisfaction_gap is False:
            text = self.env._("Experience alone: nobody asked what the customer expected.")
        else:
            # How much the gap weighs is no secret to who may read what came of it.
            weight = self.company_id.sudo().loyalty_gap_weight or 0
            text = self.env._(
                "Experience %(experience)s, and %(weight)s of the gap of %(gap)s to what was"
                " expected.",
                experience=self._score_text(self.experience_score),
                weight=self._percent(weight),
                gap=self._signed(self.satisfaction_gap),
            )
        return {
            "value": self._score_text(self.satisfaction_index),
            "percent": self._percent_of(self.satisfaction_index),
            "gap": self._signed(self.satisfaction_gap),
            "answers": self.answer_count,
            "last": self._day_text(self.answer_date),
            "text": text,
        }

    def _told_dimension(self, aspect):
        found, count, day = self._opinion_on(aspect)
        expected, asked, asked_on = self._opinion_on(aspect, "expectation")
        known = found is not None and expected is not None
        return {
            "label": aspect.name,
            "experience": found,
            "expectation": expected,
            "found": self._score_text(found),
            "expected": self._score_text(expected),
            "gap": round(found - expected, 2) if known else None,
            "gap_text": self._signed(found - expected) if known else None,
            "seen": self._seen(count + asked, max(filter(None, [day, asked_on]), default=None)),
        }

    def _told_delivered(self, aspects):
        parts = [aspect for aspect in aspects if aspect.kind in ("benefit", "cost")]
        parts = [(aspect, *self._opinion_on(aspect)) for aspect in parts]
        known = sum(score is not None for _aspect, score, _count, _day in parts)
        if self.delivered_value is False:
            text = self.env._("It needs the score of one benefit and of one cost at least.")
        else:
            text = self.env._(
                "Mean benefit less mean cost, −100 to 100; %(known)s of %(all)s components are"
                " known.",
                known=known,
                all=len(parts),
            )
        return {
            "value": None if self.delivered_value is False else self._signed(self.delivered_value),
            "text": text,
            "parts": [
                {
                    "label": aspect.name,
                    "kind": aspect.kind,
                    "score": score,
                    "value": self._score_text(score),
                    "seen": self._seen(count, day),
                }
                for aspect, score, count, day in parts
            ],
        }

    def _comments(self):
        """What the customer and its contacts said in words, the latest first: one query."""
        responses = self.env["crm.loyalty.response"]
        mine = Domain("partner_id.commercial_partner_id", "=", self.partner_id.id)
        here = Domain("company_id", "=", self.company_id.id)
        worded = Domain("comment", "!=", False) & Domain("state", "=", "counted")
        query = responses._search(mine & here & worded, order="date desc, id desc", limit=COMMENTS)
        names = ("date", "contact_name", "channel", "comment")
        columns = [responses._field_to_sql(responses._table, name, query) for name in names]
        channels = dict(responses._fields["channel"]._description_selection(self.env))
        return [
            {
                "day": format_date(self.env, fields.Datetime.context_timestamp(self, moment)),
                "who": who,
                "channel": channels[channel],
                "text": comment,
            }
            for moment, who, channel, comment in self.env.execute_query(query.select(*columns))
        ]

    def _seen(self, count, day):
        """From how many answers, and how old the last one is; None without any."""
        if not count:
            return None
        if count == 1:
            return self.env._("1 answer, %s", self._day_text(day))
        return self.env._("%(count)s answers, last %(day)s", count=count, day=self._day_text(day))

    def _day_text(self, day):
        return format_date(self.env, day) if day else None

    def _score_text(self, score):
        return None if score is None or score is False else formatLang(self.env, score, digits=1)

    def _percent_of(self, score):
        return None if score is False else round(score)

    def _signed(self, number):
        if number is None or number is False:
            return None
        text = formatLang(self.env, abs(number), digits=1)
        return f"+{text}" if number > 0 else f"−{text}" if number < 0 else text
