from odoo import api, fields, models


def mark(string, code, help):
    """One of the five marks: yes, no, or unknown (NULL), as its definition says."""
    return fields.Selection(
        [("yes", "Yes"), ("no", "No")], string, readonly=True, marked=code, help=help
    )


class CrmLoyaltyProfile(models.Model):
    """The five marks of a loyal customer; what makes them is defined in ``crm.loyalty.mark``."""

    _inherit = "crm.loyalty.profile"

    mark_regular = mark("Buys Regularly", "regular", "Comes back in a rhythm of its own.")
    mark_broad = mark("Buys Several Things", "broad", "Buys several products or services.")
    mark_recommends = mark("Recommends", "recommends", "Speaks for us to others.")
    mark_resists = mark("Resists Competitors", "resists", "Stays when others are cheaper.")
    mark_tolerates = mark("Tolerates a Failure", "tolerates", "Stays after a failure of ours.")

    @api.model
    def _valid_field_parameter(self, field, name):
        return name == "marked" or super()._valid_field_parameter(field, name)

    @api.model
    def _marks(self):
        """Give the fields that definitions of marks decide: {code: field name}."""
        return {
            field.marked: name
            for name, field in self._fields.items()
            if getattr(field, "marked", None)
        }
