from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..analytics import kano

COLUMNS = ("response_id", "aspect_id", "partner_id", "date", "side", "choice")


class CrmLoyaltyAspect(models.Model):
    """The Kano study: what each feature is to those who were asked about it."""

    _inherit = "crm.loyalty.aspect"

    @api.model
    @api.readonly
    def kano_study(self, group=None):
        """Tell what each feature of the current company is to the customers whom the user may see.

        Of each contact the latest pair of answers about a feature counts.

        :param group: "segment_ids" or the field of a stage on the relationship, and an id, as in
            "segment_ids,7": those customers only; None for everyone
        :return: dict: ``features``, list of dicts: id, name, description, ``all`` and ``group``
            (None without a group), each a dict: counts (by class: A, O, M, I, R, Q), pairs, letter,
            category_strength, total_strength, is_clear, better, worse (None where unknown) and
            questionable, the ids of the responses that contradict themselves; ``groups``, what may
            be chosen: list of dicts: label, options (list of value and name); ``own``, whether the
            user sees his own customers alone
        :raise UserError: there is no such group
        """
        features = self.search([("kind", "=", "kano"), ("company_id", "in", self._for_company())])
        everyone = self._kano_results(features, Domain.TRUE)
        chosen = group and self._kano_results(features, self._kano_group(group))
        return {
            "features": [
                {
                    "id": feature.id,
                    "name": feature.name,
                    "description": feature.description or "",
                    "all": everyone[feature.id],
                    "group": chosen and chosen[feature.id],
                }
                for feature in features
            ],
            "groups": self._kano_groups(),
            "own": not self.env.user.has_group("sales_team.group_sale_salesman_all_leads"),
        }

    @api.model
    def _for_company(self):
        return [self.env.company.id, False]

    @api.model
    def _kano_results(self, features, customers):
        """Evaluate features: {id: dict}, see ``kano_study``; of answers of certain customers."""
        found = {feature.id: ([], []) for feature in features}
        for aspect, there, missing, number, responses in self._kano_pairs(features, customers):
            pairs, questionable = found[aspect]
            pairs.append((int(there), int(missing), number))
            if kano.letter(int(there), int(missing)) == "Q":
                questionable += responses
        return {
            aspect: kano.feature(kano.count(pairs))._asdict() | {"questionable": questionable}
            for aspect, (pairs, questionable) in found.items()
        }

    @api.model
    def _kano_pairs(self, features, customers):
        """Give the latest pair of each contact and feature, counted by what was answered.

        :return: list of (aspect id, answer if there, answer if missing, number, response ids)
        """
        counted = Domain("aspect_id", "in", features.ids) & Domain("state", "=", "counted")
        ours = Domain("company_id", "=", self.env.company.id)
        # Searched by the user: the rules of answers say whose he may see.
        model = self.env["crm.loyalty.answer"]
        answers = model._search(counted & ours & customers)
        columns = [model._field_to_sql(answers.table, name, answers) for name in COLUMNS]
        return self.env.execute_query(
            SQL(
                """
                SELECT aspect_id, there, missing, count(*), array_agg(response_id)
                  FROM (SELECT DISTINCT ON (partner_id, aspect_id) *
                          FROM (SELECT response_id, aspect_id, partner_id, date,
                                       max(choice) FILTER (WHERE side = 'functional') AS there,
                                       max(choice) FILTER (WHERE side = 'dysfunctional') AS missing
                                  FROM (%s) answer
                                 GROUP BY response_id, aspect_id, partner_id, date) told
                         WHERE there IS NOT NULL AND missing IS NOT NULL
                         ORDER BY partner_id, aspect_id, date DESC, response_id DESC) latest
                 GROUP BY aspect_id, there, missing
                """,
                answers.select(*columns),
            )
        )

    @api.model
    def _kano_group(self, group):
        """The domain over answers of one group of customers, given as ``kano_study`` takes it."""
        name, _comma, number = str(group).partition(",")
        if name not in {"segment_ids", *self._kano_readings()} or not number.isdecimal():
            raise UserError(self.env._("There is no group “%s” of customers.", group))
        return Domain(f"response_id.loyalty_profile_id.{name}", "in", [int(number)])

    @api.model
    def _kano_groups(self):
        """The groups of customers that a study can be narrowed to: segments, and stages."""
        ours = Domain("company_id", "in", self._for_company())
        segments = self.env["crm.loyalty.segment"].search(ours)
        stages = self.env["crm.loyalty.stage"].search(ours).grouped("reading")
        profile = self.env["crm.loyalty.profile"]
        found = [(self.env._("Segments"), "segment_ids", segments)]
        for name, reading in self._kano_readings().items():
            label = profile._fields[name]._description_string(self.env)
            found.append((label, name, stages.get(reading, ())))
        return [
            {
                "label": label,
                "options": [{"value": f"{name},{one.id}", "name": one.name} for one in records],
            }
            for label, name, records in found
            if records
        ]

    @api.model
    def _kano_readings(self):
        """The fields of stages on the relationship: {field: reading}."""
        readings = self.env["crm.loyalty.profile"]._readings()
        return {name: reading for reading, name in readings.items()}
