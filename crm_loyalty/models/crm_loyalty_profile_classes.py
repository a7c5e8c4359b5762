from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

POINTS = 600  # customers in the plot: those of highest value


class CrmLoyaltyProfile(models.Model):
    """What the pages of value matrix, customer pyramid and quadrants of loyalty show."""

    _inherit = "crm.loyalty.profile"

    @api.model
    @api.readonly
    def class_shares(self, reading):
        """Tell how many customers are in each class of a reading, and what they are worth.

        Counted are the customers that the user may see, of the current company, who have a class.

        :param reading: "matrix", "pyramid" or "attitude"
        :return: dict: ``classes``, list of dicts in the order of display: id, name, color,
            description, level (name and color of the one that it suggests, or None), customers,
            revenue (12 months), clv (None if unknown) and growth;
            ``field``, the name of the field; ``currency_id``; ``day``, that of the last full pass
        :raise UserError: there is no such reading
        """
        name = self._readings().get(reading)
        if not name:
            raise UserError(self.env._("There is no reading “%s”.", reading))
        counted = self._classified(name)
        sums = ["__count", "revenue_12m:sum", "clv:sum", "growth_potential:sum"]
        found = {stage: row for stage, *row in self._read_group(counted, [name], sums)}
        stages = self._expand(reading, self.env["crm.loyalty.stage"].union(*found))
        classes = [
            {
                "id": stage.id,
                "name": stage.name,
                "color": stage.color,
                "description": stage.description or "",
                "level": self._named(stage.level_id),
                **dict(
                    zip(
                        ("customers", "revenue", "clv", "growth"),
                        found.get(stage, (0, 0, 0, 0)),
                        strict=True,
                    )
                ),
            }
            for stage in stages.sorted(lambda stage: (stage.sequence, stage.id))
        ]
        return {
            "classes": classes,
            "field": name,
            "currency_id": self.env.company.currency_id.id,
            "day": self.env["crm.loyalty.run"].progress_now()["day"],
        }

    @api.model
    @api.readonly
    def matrix_points(self):
        """Give the customers of highest current value as points of the value matrix.

        :return: list of dicts: id, name, x (growth potential) and y (value; both percentiles),
            revenue, color
        """
        return self._points("matrix_id", "potential_percentile", "value_percentile")

    @api.model
    @api.readonly
    def attitude_points(self):
        """Give the customers of highest current value by their attitude and their behaviour.

        :return: list of dicts: id, name, x (behaviour) and y (attitude), revenue, color
        """
        return self._points("attitude_id", "loyalty_behavioural", "loyalty_attitude")

    def _points(self, reading, x, y):
        top = self.search(
            self._classified(reading), order="ranked_value desc nulls last, id", limit=POINTS
        )
        return [
            {
                "id": profile.id,
                "name": profile.display_name,
                "x": profile[x],
                "y": profile[y],
                "revenue": profile.revenue_12m,
                "color": profile[reading].color,
            }
            for profile in top
            if profile[x] is not False and profile[y] is not False
        ]

    def _classified(self, name):
        return Domain(name, "!=", False) & Domain("company_id", "=", self.env.company.id)
