from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..engine.explain import explain_reading, shown
from ..engine.measured import fact_queries, with_chain
from ..engine.settings import fact_settings, setting_query


class CrmLoyaltyProfile(models.Model):
    """What the customer's page tells beyond the figures: why, since when, and the curve of it."""

    _inherit = "crm.loyalty.profile"

    explanation = fields.Json("Why Here", compute="_compute_explanation")
    life_curve = fields.Json("Purchases Over Time", compute="_compute_life_curve")
    history_ids = fields.Many2many("crm.loyalty.history", compute="_compute_told")
    pin_ids = fields.Many2many("crm.loyalty.pin", string="Pinned Stages", compute="_compute_told")
    pins = fields.Json("Pinned Stage", compute="_compute_pins")

    @api.depends("partner_id", "company_id")
    def _compute_told(self):
        for profile in self:
            mine = profile._mine()
            # They are searched with the user's rights, which Odoo would look up row by row again.
            known = profile.sudo()
            known.history_ids = self.env["crm.loyalty.history"].search_fetch(mine, limit=80)
            known.pin_ids = (
                self.env["crm.loyalty.pin"].with_context(active_test=False).search_fetch(mine)
            )

    def _compute_pins(self):
        """As JSON: a list of records would be asked for its rights row by row."""
        model = self.env["crm.loyalty.pin"]
        names = ("reading", "mode", "stage_id", "reason", "date_from", "date_to", "user_id")
        labels = [model._fields[name]._description_string(self.env) for name in names]
        told = [dict(model._fields[name]._description_selection(self.env)) for name in names[:2]]
        self._read_contacts()
        for profile in self:
            rows = [pin._told(*told) for pin in profile.pin_ids]
            profile.pins = {"labels": labels, "rows": rows} if rows else None

    def _mine(self):
        """The domain of what is kept about the same customer and company."""
        self.ensure_one()
        return Domain("partner_id", "=", self.partner_id.id) & Domain(
            "company_id", "=", self.company_id.id
        )

    @api.depends(lambda self: [*self._judged(), *self._measures()])
    def _compute_explanation(self):
        self._read_contacts()
        for profile in self:
            profile._explain_by(profile._deciding_stages())

    def _explain_by(self, stages):
        """Tell what follows from the stages; who tells more of them adds it here.

        :param stages: those that hold for the company, in the order of decision
        """
        self.explanation = {
            "readings": [
                self._explain(reading, name, stages.filtered_domain([("reading", "=", reading)]))
                for reading, name in self._readings().items()
            ]
        }

    def _read_contacts(self):
        """Read the people and contacts that the page names here and there in two queries."""
        people = self.user_id | self.history_ids.user_id | self.pin_ids.user_id
        # What of them a user sees is decided where it is shown.
        known, people = self.sudo(), people.sudo()
        (known.partner_id | known.company_id.partner_id | people.partner_id).mapped("name")

    def _deciding_stages(self):
        """The stages that hold for this customer's company, in the order of decision."""
        ours = Domain("company_id", "in", [False, self.company_id.id])
        return (
            self.env["crm.loyalty.stage"]
            .search_fetch(ours, order="decision_sequence, sequence, id")
            ._usable()
        )

    def _explain(self, reading, name, stages):
        """Tell why this customer is in its stage of one reading, and what would move it.

        :param stages: those of the reading, in the order of decision
        """
        told = explain_reading(self, reading, stages)
        stage = self[name]
        return told | {
            "reading": reading,
            "label": self._fields[name]._description_string(self.env),
            "stage": stage.name or None,
            "color": stage.color,
            "meaning": stage.description or "",
            "since": self._since(reading, stage),
            "pin": self._pin_told(reading, told["rule_stage"]),
        }

    def _since(self, reading, stage):
        arrivals = self.history_ids.filtered(lambda m: m.reading == reading and m.to_id == stage)
        return str(arrivals[0].day) if arrivals else None

    def _pin_told(self, reading, rule_stage):
        today = self._today()
        valid = self.pin_ids.filtered(
            lambda pin: (
                pin.active and pin.reading == reading and pin.date_from <= today <= pin.date_to
            )
        )
        if not valid:
            return None
        pin = valid.sorted("id")[-1]
        return {
            "stage": pin.stage_id.name,
            "mode": pin.mode,
            "reason": pin.reason,
            "by": pin.user_id.name,
            "until": str(pin.date_to),
            "rule_stage": rule_stage,
        }

    def _compute_life_curve(self):
        for profile in self:
            profile.life_curve = {
                "points": profile._origin._documents() if profile._origin else [],
                "interval": profile.interval_median or None,
                "last": str(profile.last_purchase_date or "") or None,
                "expected": str(profile.expected_next_date or "") or None,
                "as_of": str(profile._today()),
                "currency_id": profile.currency_id.id,
            }

    def _documents(self):
        """The purchases and returns of the customer by day, as the engine sees them.

        :return: list of dicts: day, amount (None if unknown), sign
        :raise AccessError: the user may not see the relationship
        """
        self.ensure_one()
        self.check_access("read")  # what follows is SQL, which asks nobody
        scope = SQL("commercial_partner_id = %s", self.partner_id.id)
        # The page shows what the profile sums up; who may read the profile may read its sums.
        settings = [fact_settings(self.company_id.sudo())]
        facts = fact_queries(self.env, scope, setting_query(settings))
        self.env.flush_all()
        return self.env.execute_query_dict(
            SQL(
                "%s SELECT day::text AS day, sum(amount)::float AS amount, sign::integer AS sign"
                " FROM document WHERE sign <> 0 GROUP BY day, sign ORDER BY 1",
                with_chain(facts),
            )
        )

    @api.model
    def _figure_texts(self, figures, company):
        """Write the figures that made a rule fire: ["Purchases 3", …].

        :param figures: {measure: JSON value}
        """
        some = self.new({"company_id": company.id})
        known = {name: value for name, value in figures.items() if name in self._fields}
        return [
            f"{self._fields[name]._description_string(self.env)} {shown(some, name, value)}"
            for name, value in known.items()
        ]
