from itertools import islice

from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..engine.coverage import decided_scores
from ..engine.explain import comma

NOBODY = (None, None, None)
# Who has fewer classes than the rules that come with the addon tell apart may keep them all.
USUAL_CLASSES = 5


class CrmLoyaltyStage(models.Model):
    """RFM segments: rules over the scores alone, which leave nobody out who bought."""

    _inherit = "crm.loyalty.stage"

    def _askable(self):
        if self.reading != "rfm_segment":
            return super()._askable()
        names = ("recency", "frequency", "monetary")
        return {f"{name}_{kind}" for name in names for kind in ("score", "rank")}

    @api.constrains(
        "reading", "domain", "decision_sequence", "sequence", "by_hand", "active", "company_id"
    )
    def _check_rfm_segments(self):
        concerned = self.filtered(lambda stage: stage.reading == "rfm_segment")
        if concerned:
            companies = concerned.company_id
            if not all(stage.company_id for stage in concerned):
                # A rule for every company is also for those that its author may not see.
                companies = companies.sudo().search(Domain.TRUE)
            self._check_rfm_coverage(companies)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_needed(self):
        concerned = self.filtered(lambda stage: stage.reading == "rfm_segment" and stage.active)
        if concerned:
            # As for the constraint.
            companies = self.env["res.company"].sudo().search(Domain.TRUE)
            self._check_rfm_coverage(companies, without=concerned)

    @api.model
    def _check_rfm_coverage(self, companies, without=()):
        """Check that the rules of companies leave no combination out, and that all are of use.

        :param without: stages that are about to go
        :raise ValidationError: they do not, and what to do
        """
        seen = set()
        for company in companies:
            # All rules that hold for it, whoever asks: a rule unseen is no hole.
            stages = self.sudo().search(
                Domain("reading", "=", "rfm_segment")
                & Domain("by_hand", "=", False)
                & Domain("company_id", "in", [False, company.id])
                & Domain("id", "not in", [stage.id for stage in without]),
                order="decision_sequence, sequence, id",
            )
            case = (company.loyalty_rfm_classes, tuple(stages.ids))
            if stages and case not in seen:
                stages._usable()._check_scores(company)
                seen.add(case)

    def _check_scores(self, company):
        """Check these rules for the customers of one company."""
        rules = [stage._rule() for stage in self]
        classes = company.loyalty_rfm_classes
        decided = decided_scores(self.env, rules, company.id, classes)
        if decided.pop(NOBODY):
            raise ValidationError(
                self.env._(
                    "An RFM segment is for customers who bought: its rule must ask for a score or a"
                    " rank, such as Recency Rank ≥ 0 for all of them."
                )
            )
        holes = (scores for scores, stage_id in decided.items() if not stage_id)
        if named := [self._scores_text(scores) for scores in islice(holes, 3)]:
            raise ValidationError(
                self.env._(
                    "With %(classes)s RFM classes no segment takes in the customers of"
                    " %(company)s with the scores %(scores)s. Widen the rule of one, or let the"
                    " last one take in all the others: Recency Rank ≥ 0.",
                    classes=classes,
                    company=company.name,
                    scores=comma(self.env).join(named),
                )
            )
        reached = {*decided.values()}
        reached |= {*decided_scores(self.env, rules, company.id, USUAL_CLASSES).values()}
        if idle := self.filtered(lambda stage: stage.id not in reached):
            raise ValidationError(
                self.env._(
                    "No combination of scores reaches %(stages)s: the rules before take in all that"
                    " it asks for, or there are no such scores. Move it up in the order of"
                    " decision, change its rule, or archive it.",
                    stages=comma(self.env).join(f"“{stage.name}”" for stage in idle[:3]),
                )
            )

    def _scores_text(self, scores):
        return self.env._(
            "R%(recency)s F%(frequency)s M%(monetary)s",
            recency=scores[0],
            frequency=scores[1],
            monetary=scores[2],
        )
