from odoo import api, fields, models


class CrmLoyaltyStage(models.Model):
    """How a stage is named where stages of several readings meet: “Lifecycle: Lost”."""

    _inherit = "crm.loyalty.stage"

    reading = fields.Selection(group_expand=True)  # lists show the readings in their own order

    @api.depends("name", "reading")
    @api.depends_context("loyalty_with_reading", "lang")
    def _compute_display_name(self):
        super()._compute_display_name()
        if not self.env.context.get("loyalty_with_reading"):
            return
        labels = dict(self._fields["reading"]._description_selection(self.env))
        for stage in self.filtered("reading"):
            stage.display_name = self.env._(
                "%(reading)s: %(stage)s", reading=labels[stage.reading], stage=stage.display_name
            )
