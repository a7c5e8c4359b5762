from odoo import fields, models


class CrmLoyaltyParked(models.Model):
    """A customer that could not be computed, and why. It is tried again, ever less often."""

    _name = "crm.loyalty.parked"
    _description = "Parked Customer"
    _order = "id desc"
    _rec_name = "partner_id"

    # No foreign key from a parked row may stop the deletion of its partner.
    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, readonly=True, index=True, ondelete="cascade"
    )
    run_id = fields.Many2one(
        "crm.loyalty.run", "Pass", required=True, readonly=True, index=True, ondelete="cascade"
    )
    reason = fields.Char(required=True, readonly=True)
    tries = fields.Integer(default=1, readonly=True)
    retry_at = fields.Datetime("Next Try", readonly=True, help="Empty after the last try.")

    # Tries after which a customer waits for a person or for the next full pass.
    _MAX_TRIES = 5

    _unique_partner = models.UniqueIndex("(partner_id)")

    def _park(self, run, partner_id, reason):
        """Note that a customer could not be computed; each time it waits twice as long.

        :param reason: what went wrong, in a sentence or as the database says it
        """
        parked = self.search([("partner_id", "=", partner_id)])
        tries = parked.tries + 1 if parked else 1
        wait = fields.Datetime.add(fields.Datetime.now(), hours=2**tries)
        values = {
            "run_id": run.id,
            "reason": reason,
            "tries": tries,
            "retry_at": wait if tries < self._MAX_TRIES else False,
        }
        if parked:
            parked.write(values)
        else:
            self.create(values | {"partner_id": partner_id})

    def action_retry(self):
        """Have the parked customers computed again with the next changes."""
        self.check_access("read")
        # Marks belong to the engine; who sees a parked customer may ask for another try.
        self.env["crm.loyalty.dirty"].sudo()._mark(self.partner_id.ids)
