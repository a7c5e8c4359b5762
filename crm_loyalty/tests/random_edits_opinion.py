"""Random edits of what customers say; see ``random_edits``."""

from odoo.fields import Command

from .common import day


class RandomOpinions:
    def edit_response(self):
        """A new one, or another is changed: whose it is, when it was, whether it counts."""
        values = {
            "partner_id": self.pick("res.partner").id,
            "date": f"{day(self.ago())} 12:00:00",
            "state": self.dice.choice(["counted", "counted", "withdrawn"]),
        }
        response = self.pick("crm.loyalty.response")
        if response and self.dice.random() < 0.5:
            return response.write(values)
        lines = [Command.create(self._answer()) for _answer in range(self.dice.randint(0, 3))]
        return response.create(values | {"answer_ids": lines})

    def edit_answer(self):
        answer = self.pick("crm.loyalty.answer")
        return answer.unlink() if self.dice.random() < 0.2 else answer.write(self._answer())

    def edit_all_aspect(self):
        """An aspect goes or comes back; a new one is in nobody's answers."""
        aspect = self.pick("crm.loyalty.aspect", ("kind", "!=", "kano"))
        aspect.active = not aspect.active

    def edit_all_half_life(self):
        company = self.dice.choice(self.case.companies)
        company.loyalty_half_life = self.dice.choice([1, 90, 365])
        company.loyalty_gap_weight = self.dice.choice([0, 0.5, 2])

    def _answer(self):
        return {
            "aspect_id": self.pick("crm.loyalty.aspect", ("kind", "!=", "kano")).id,
            "side": "experience",
            "score": self.dice.choice([False, 0, 60, 90, 100]),
        }
