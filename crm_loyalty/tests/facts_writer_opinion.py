"""Writes the reference's answers into Odoo; see ``facts_writer``."""

from odoo.fields import Command

from .reference_opinion import ARCHIVED


def write_answers(env, companies, placed):
    """Record answers, each in a response of its own.

    :param placed: list of (Answer, the contact who gave it)
    """
    _aspect(env, ARCHIVED).active = False
    for answer, _place in placed:
        answer.aspect_id = _aspect(env, answer.aspect).id
    responses = env["crm.loyalty.response"].create(
        [
            {
                "partner_id": place.id,
                "company_id": companies[answer.company].id,
                "date": answer.moment,
                "state": answer.state,
                "answer_ids": [
                    Command.create(
                        {
                            "aspect_id": answer.aspect_id,
                            "side": answer.side,
                            "score": False if answer.score is None else float(answer.score),
                        }
                    )
                ],
            }
            for answer, place in placed
        ]
    )
    for (answer, _place), response in zip(placed, responses, strict=True):
        answer.number = response.answer_ids.id


def _aspect(env, name):
    return env.ref(f"crm_loyalty.aspect_{name}")
