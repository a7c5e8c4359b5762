from odoo import api, models
from odoo.tools import SQL

from .source import Watch

# What people set for a company and a pass takes as given. Another model counts with its next fit.
GIVEN = (
    "loyalty_basis",
    "loyalty_tz",
    "loyalty_rfm_classes",
    "loyalty_rfm_method",
    "loyalty_recency_limits",
    "loyalty_frequency_limits",
    "loyalty_monetary_limits",
    "loyalty_clv_by",
    "loyalty_value_by",
    "loyalty_steady",
    "loyalty_horizon",
    "loyalty_discount_rate",
    "loyalty_retention",
    "loyalty_margin_rate",
    "loyalty_upkeep",
    "loyalty_upkeep_amount",
    "loyalty_hour_cost",
    "loyalty_activity_minutes",
    "loyalty_half_life",
    "loyalty_gap_weight",
)


class CrmLoyaltySource(models.AbstractModel):
    """The customer itself: who looks after it, where it is, what it signed."""

    _inherit = "crm.loyalty.source"

    @api.model
    def _sources(self):
        return super()._sources() | {"pin": self._pin(), "prior": self._prior()}

    @api.model
    def _pin(self):
        """The pins that are valid on the day."""
        return SQL(
            """
            SELECT scope.partner_id, pin.company_id, pin.id, stage.reading, pin.stage_id, pin.mode,
                   stage.sequence AS place
              FROM scope
              JOIN crm_loyalty_pin pin ON pin.partner_id = scope.contact_id
              JOIN crm_loyalty_stage stage ON stage.id = pin.stage_id
              JOIN setting ON setting.company_id = pin.company_id
             WHERE pin.active AND pin.date_from <= setting.as_of AND pin.date_to >= setting.as_of
            """
        )

    @api.model
    def _prior(self):
        """The row as it is stored, for what changes only when it changes much."""
        return SQL(
            """
            SELECT stored.*
              FROM scope
             CROSS JOIN LATERAL (
                   SELECT partner_id, company_id, value_percentile, value_above,
                          potential_percentile, suggested_tier_id, tier_since, tier_kept_until,
                          tier_below_since
                     FROM crm_loyalty_profile WHERE partner_id = scope.contact_id OFFSET 0
              ) stored
             WHERE scope.contact_id = scope.partner_id
            """
        )

    @api.model
    def _watched(self):
        return super()._watched() | {
            "res_partner": Watch(
                "res_partner",
                "commercial_partner_id",
                ["commercial_partner_id", "active", "user_id", "country_id", "state_id"]
                + ["partnership_date", "loyalty_opt_out"],
                arrivals=False,
            ),
            "crm_loyalty_pin": Watch(
                "crm_loyalty_pin",
                "partner_id",
                ["partner_id", "company_id", "stage_id", "mode", "date_from", "date_to", "active"],
            ),
            "res_company": Watch(
                "res_company",
                None,
                ["partner_id", "currency_id", "fiscalyear_last_day", "fiscalyear_last_month"]
                + ["active", *GIVEN],
                arrivals=False,
            ),
            # Who changes the team is compared with others, where a company compares within teams.
            "res_users_team": Watch(
                "res_users",
                None,
                ["sale_team_id"],
                arrivals=False,
                only="EXISTS (SELECT FROM res_company WHERE loyalty_rfm_method = 'team')",
            ),
            # A company's own contact says where the company is and what time it is there.
            "res_company_contact": Watch(
                "res_partner",
                None,
                ["country_id", "state_id", "tz"],
                arrivals=False,
                only="EXISTS (SELECT FROM res_company WHERE partner_id = NEW.id)",
            ),
        }
