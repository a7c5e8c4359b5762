from odoo import models

from ..engine.explain import shown


class CrmLoyaltyProfile(models.Model):
    """The seven indicators in words: each from answers or from behaviour, never from nothing."""

    _inherit = "crm.loyalty.profile"

    def _told_indicators(self, aspects):
        """The seven indicators of satisfaction.

        :return: list of dicts: label, value (None if unknown), origin ("answers" or "behaviour"),
            seen (number and age of the observations), text
        """
        return [
            self._told_answered(aspects, "reputation", self.env._("Reputation"), " %"),
            self._told_answered(aspects, "nomination", self.env._("Asks for us by name")),
            self._told_came_back(),
            self._told_complaints(),
            self._told_spend(),
            self._told_price(aspects),
            self._told_recommends(aspects),
        ]

    def _indicator(self, label, value, origin, seen, text):
        return {"label": label, "value": value, "origin": origin, "seen": seen, "text": text}

    def _told_answered(self, aspects, kind, label, unit=""):
        score = self._score_text(self[f"{kind}_score"])
        texts = {
            "reputation": self.env._("Share of positive answers about our name."),
            "nomination": self.env._("0 to 100, as the customer says."),
        }
        missing = self.env._("Unknown: ask it in a survey, or note what the customer says.")
        seen = self._seen(*self._observed(aspects, kind))
        value = score and f"{score}{unit}"
        return self._indicator(label, value, "answers", seen, texts[kind] if score else missing)

    def _told_came_back(self):
        label = self.env._("Return rate")
        seen = self._purchases_seen()
        if not self.purchase_count:
            text = self.env._("Unknown until something is bought.")
            return self._indicator(label, None, "behaviour", seen, text)
        if self.came_back is False:
            text = self.env._("Not back yet, and within 12 months of the first purchase.")
            return self._indicator(label, None, "behaviour", seen, text)
        if self.came_back:
            days = (self.second_purchase_date - self.first_purchase_date).days
            text = self.env._("Bought again after %s days.", days)
        elif self.second_purchase_date:
            text = self.env._("Bought again, but not within 12 months.")
        else:
            text = self.env._("Did not buy again within 12 months.")
        return self._indicator(
            label, shown(self, "came_back", self.came_back), "behaviour", seen, text
        )

    def _told_complaints(self):
        """Complaints are another's measure, which may not be there."""
        label = self.env._("Complaint rate")
        rate = self["complaint_rate"] if "complaint_rate" in self._fields else False
        if rate is False:
            text = self.env._("Unknown until something is bought and complaints are recorded.")
            return self._indicator(label, None, "behaviour", None, text)
        return self._indicator(
            label,
            self._score_text(rate),
            "behaviour",
            self._purchases_seen(),
            self.env._("Complaints per 100 purchases."),
        )

    def _told_spend(self):
        known = self.average_order_value is not False
        text = self.env._("Mean net amount of a purchase.")
        missing = self.env._("Unknown until something is bought.")
        return self._indicator(
            self.env._("Spend per purchase"),
            self._known_text("average_order_value"),
            "behaviour",
            self._purchases_seen(),
            text if known else missing,
        )

    def _told_price(self, aspects):
        """From answers; else from how much was bought at a discount."""
        label = self.env._("Price sensitivity")
        if self.price_score is not False:
            return self._indicator(
                label,
                self._score_text(self.price_score),
                "answers",
                self._seen(*self._observed(aspects, "price")),
                self.env._("0 to 100: how easily it would leave for a lower price."),
            )
        known = self.discount_share is not False
        text = self.env._("Not asked; so much was bought at a discount.")
        missing = self.env._("Unknown until it is asked, or something is bought.")
        return self._indicator(
            label,
            self._known_text("discount_share"),
            "behaviour",
            self._purchases_seen(),
            text if known else missing,
        )

    def _told_recommends(self, aspects):
        label = self.env._("Recommendation")
        if not self.nps_count:
            text = self.env._("Unknown: ask from 0 to 10 whether it would recommend us.")
            return self._indicator(label, None, "answers", None, text)
        text = self.env._(
            "Contacts by their latest answer: promoters %(promoters)s, passive %(passive)s,"
            " detractors %(detractors)s.",
            promoters=self.nps_promoters,
            passive=self.nps_count - self.nps_promoters - self.nps_detractors,
            detractors=self.nps_detractors,
        )
        value = self.env._("%s of 10", self._score_text(self.nps_score))
        seen = self._seen(*self._observed(aspects, "nps"))
        return self._indicator(label, value, "answers", seen, text)

    def _purchases_seen(self):
        if not self.purchase_count:
            return None
        return self.env._(
            "purchases: %(count)s, last %(day)s",
            count=self.purchase_count,
            day=self._day_text(self.last_purchase_date),
        )
