import logging

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engine.reach import READERS
from ..fields import is_share

NUMBERS = ("integer", "float", "monetary", "boolean")

_logger = logging.getLogger(__name__)


class CrmLoyaltyScorecardLine(models.Model):
    """One measure in one dimension: which value gives no points, which gives 100, what it weighs.

    The measure is kept by its name: a bridge that brought it may go, and its line stays, unusable.
    """

    _name = "crm.loyalty.scorecard.line"
    _description = "Line of a Loyalty Scorecard"
    _order = "scorecard_id, sequence, id"
    _rec_name = "measure"

    scorecard_id = fields.Many2one(
        "crm.loyalty.scorecard", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    dimension = fields.Selection(
        [
            ("cognitive", "Cognitive"),
            ("affective", "Affective"),
            ("conative", "Conative"),
            ("behavioural", "Behavioural"),
        ],
        required=True,
        default="behavioural",
    )
    measure = fields.Selection(
        "_list_measures", required=True, help="A figure of the customer: a number, or yes and no."
    )
    worst = fields.Float(
        "0 Points At",
        required=True,
        digits=(16, 4),
        default=0,
        help="This value and worse ones give no points. A share is told as a fraction: 0.1 is 10 %."
        " For yes and no, no is 0 and yes is 1.",
    )
    best = fields.Float(
        "100 Points At",
        required=True,
        digits=(16, 4),
        default=100,
        help="This value and better ones give 100 points. It may be the lower of the two: then less"
        " is better.",
    )
    weight = fields.Float(
        required=True, digits=(6, 2), default=1, help="How much it counts within its dimension."
    )
    zero_unknown = fields.Boolean(
        "0 Says Nothing",
        help="Zero counts as unknown: who has no open quotation may well intend to buy.",
    )
    is_broken = fields.Boolean(
        "Unusable", compute="_compute_is_broken", help="The measure is gone; the line is left out."
    )

    @api.model
    def _list_measures(self):
        """Numbers and booleans that everybody may read who reads the scores made of them."""
        profile = self.env["crm.loyalty.profile"]
        scores = profile._scores()
        found = [
            (name, field._description_string(self.env))
            for name, field in profile._measures(judged=False).items()
            if field.type in NUMBERS and name not in scores and field.groups in READERS
        ]
        return sorted(found, key=lambda choice: choice[1])

    @api.onchange("measure")
    def _onchange_measure(self):
        """A share, and a yes or no, are at most 1."""
        field = self.env["crm.loyalty.profile"]._fields.get(self.measure)
        if field and (field.type == "boolean" or is_share(field)):
            self.worst, self.best = 0, 1

    @api.depends("measure")
    def _compute_is_broken(self):
        known = dict(self._list_measures())
        for line in self:
            line.is_broken = bool(line.measure) and line.measure not in known

    @api.constrains("worst", "best", "weight")
    def _check_scale(self):
        for line in self:
            if line.worst == line.best:
                raise ValidationError(
                    self.env._(
                        "“%s”: the value that gives no points and the one that gives 100 are not"
                        " the same.",
                        line._label(),
                    )
                )
            if line.weight <= 0:
                raise ValidationError(
                    self.env._("“%s” weighs more than zero; else delete it.", line._label())
                )

    @api.constrains("measure")
    def _check_measure(self):
        for line in self:
            if line.is_broken:
                message = self.env._("“%s” is not a measure of a customer.", line.measure)
                raise ValidationError(message)

    def _label(self):
        self.ensure_one()
        return dict(self._list_measures()).get(self.measure, self.measure or "")

    def _usable(self):
        """Leave out the lines whose measure is gone: one of them must not stop a pass."""
        broken = self.filtered("is_broken")
        if broken:
            _logger.warning("Lines of scorecards left out: %s", broken.mapped("measure"))
        return self - broken

    def _snapshot(self):
        self.ensure_one()
        names = ("dimension", "measure", "worst", "best", "weight", "zero_unknown")
        return {name: self[name] for name in names}
