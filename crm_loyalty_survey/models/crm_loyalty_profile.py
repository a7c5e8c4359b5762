from odoo import models
from odoo.exceptions import UserError


class CrmLoyaltyProfile(models.Model):
    """Customers can be asked for their opinion by a survey."""

    _inherit = "crm.loyalty.profile"

    def action_ask_by_survey(self):
        """Open the invitation to a survey, for contacts of these customers.

        :raise UserError: there is no survey that measures something, or nobody who may be asked
        """
        if len(self.company_id) > 1:
            raise UserError(self.env._("Choose customers of one company."))
        survey = self._survey_to_ask()
        asked, left_out = self._contacts_to_ask()
        action = survey.action_send_survey()
        context = action["context"] | {
            "default_partner_ids": asked.ids,
            "default_existing_mode": "new",  # an answered link takes no second answer
            "default_loyalty_company_id": self.company_id.id,
            "default_loyalty_left_out": "\n".join(left_out),
            "loyalty_ask": True,
        }
        return action | {"name": self.env._("Ask by Survey"), "context": context}

    def _survey_to_ask(self):
        """The survey that is offered first: the one after a purchase, or any that counts."""
        surveys = self.env["survey.survey"].search([("loyalty_mapped", "=", True)])
        first = self.env.ref("crm_loyalty_survey.survey_purchase", raise_if_not_found=False)
        if not surveys:
            raise UserError(
                self.env._(
                    "No survey measures anything: say in the form of a question, on the page"
                    " “Customer Loyalty”, what its answers tell."
                )
            )
        return first if first in surveys else surveys[0]

    def _contacts_to_ask(self):
        """Find who can be asked: the people of each customer, or else the customer itself.

        :return: contacts, one for each email address; lines about who is left out, and why
        """
        people = self.env["res.partner"].search(
            [
                ("commercial_partner_id", "in", self.partner_id.ids),
                ("type", "in", ("contact", "other")),
                ("email_normalized", "!=", False),
            ]
        )
        refused = people._why_not_asked()
        found, left_out = people.browse(), []
        for customer in self.partner_id:
            ours = people.filtered(lambda person, of=customer: person.commercial_partner_id == of)
            ours = ours - customer or ours
            if not ours:
                left_out.append(self.env._("%s: no email address", customer.display_name))
            for person in ours:
                if person in refused:
                    name, why = person.display_name, refused[person]
                    left_out.append(self.env._("%(name)s: %(why)s", name=name, why=why))
                elif person.email_normalized not in found.mapped("email_normalized"):
                    found |= person
        if not found:
            nobody = self.env._("There is nobody who can be asked.")
            raise UserError("\n".join([nobody, *left_out]))
        return found, left_out
