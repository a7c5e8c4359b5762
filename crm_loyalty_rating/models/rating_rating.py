from odoo import api, models
from odoo.fields import Command

STARS = (1, 5)  # from worst to best; less means that no star was given


class RatingRating(models.Model):
    """A rating is what a customer says: it is kept as a response, and follows its changes."""

    _inherit = "rating.rating"

    # No constraint in the proper sense: it is called however a rating is given or changed, by link,
    # portal, chat or code, and nothing of Odoo's is overridden for it.
    @api.constrains("consumed", "rating", "feedback", "partner_id")
    def _keep_as_response(self):
        self._to_responses()

    def _to_responses(self):
        """Make or change the response of each rating that a customer has given.

        A rating that was reset keeps its response: what a customer said is not unsaid by staff.
        """
        # A customer who rates has no rights on responses, and needs none.
        responses = self.env["crm.loyalty.response"].sudo()
        known = {r.rating_id.id: r for r in responses.search([("rating_id", "in", self.ids)])}
        for rating in self.sudo():
            if not rating._is_told():
                continue
            response = known.get(rating.id)
            values = rating._response_values(response or responses)
            if response:
                response.write(values)
            elif values:
                responses.create(values | {"rating_id": rating.id, "channel": "rating"})

    def _is_told(self):
        """Whether a customer gave it: our own people are none."""
        self.ensure_one()
        return self.consumed and self.partner_id and self.partner_id.partner_share

    def _response_values(self, response):
        """The values of the response of a rating; none if the company takes no ratings.

        :param response: the response that there is already, or an empty one
        """
        company = response.company_id or self._loyalty_company()
        answers = response.answer_ids
        aspect = answers.aspect_id[:1] or company.loyalty_rating_aspect_id
        if not aspect:
            return {}
        worst, best = STARS
        answer = {
            "aspect_id": aspect.id,
            "score": 100 * (self.rating - worst) / (best - worst),
            "told": self.env._("%(stars)s of %(best)s", stars=f"{self.rating:g}", best=best),
        }
        if self.rating < worst:
            commands = [Command.clear()]
        elif answers:
            commands = [Command.update(answers[0].id, answer)]
        else:
            commands = [Command.create(answer)]
        return {
            "partner_id": self.partner_id.id,
            "company_id": company.id,
            "date": self.rated_on or self.write_date,
            "comment": self.feedback,
            "answer_ids": commands,
        }

    def _loyalty_company(self):
        """The company of what was rated; else of the customer, else the current one."""
        rated = self.env[self.res_model].browse(self.res_id).exists() if self.res_model else None
        company = rated.company_id if rated and "company_id" in rated._fields else None
        return company or self.partner_id.company_id or self.env.company
