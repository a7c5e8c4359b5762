from odoo import fields, models
from odoo.fields import Domain

from ..engine.joined import joined_rows


class CrmLoyaltyProfile(models.Model):
    """The activities planned with the customer: the next one, and how many there are."""

    _inherit = "crm.loyalty.profile"

    next_activity = fields.Json("Activity", compute="_compute_next_activity")

    def _compute_next_activity(self):
        """In one query: a list of records would be asked for its rights row by row."""
        self._origin.check_access("read")
        # Who may read a record may read its activities, as Odoo has it.
        activities = self.env["mail.activity"].sudo()
        for profile in self:
            mine = Domain("res_model", "=", self._name) & Domain("res_id", "=", profile._origin.id)
            query = activities._search(mine, order=activities._order)
            rows = joined_rows(
                activities,
                query,
                ("id", "summary", "date_deadline", "user_id"),
                type=("activity_type_id", "name"),
                icon=("activity_type_id", "icon"),
                by=("user_id", "name"),
                tz=("user_id", "tz"),
            )
            profile.next_activity = self._told_activities(rows)

    def _told_activities(self, rows):
        """The first of some activities, with the ids of all of them; None without any."""
        if not rows:
            return None
        first = rows[0]
        state = self.env["mail.activity"]._compute_state_from_date
        return {
            "ids": [row["id"] for row in rows],
            "state": state(first["date_deadline"], first["tz"]),
            "summary": first["summary"] or "",
            "type": first["type"] or "",
            "icon": first["icon"] or "",
            "deadline": str(first["date_deadline"]),
            "user": first["user_id"] and {"id": first["user_id"], "name": first["by"]},
        }
