"""What the demonstration company heard: responses, ideas, referrals and objections."""

from datetime import date, datetime, time, timedelta
from random import Random

from odoo.api import Environment
from odoo.fields import Command

from tools.store.demo.grievances import referrals
from tools.store.demo.moods import IDEAS, KANO
from tools.store.demo.people import House
from tools.store.demo.staff import ABROAD, HOME
from tools.store.demo.story import Customer
from tools.store.demo.voices import Voice

OBJECTING = 2
# What a referrer gets, by company.
_WORTH = 25
_VOUCHER = {HOME: "A voucher with a thank-you card", ABROAD: "代金券和感谢卡"}


def write_responses(env: Environment, house: House, voices: list[Voice], partners: dict) -> int:
    """Write the responses with their answers; returns the number of answers."""
    aspects = _features(env)
    made = env["crm.loyalty.response"].create(
        [
            {
                "partner_id": partners[_key(voice)].id,
                "company_id": house.companies[voice.customer.company].id,
                "date": datetime.combine(voice.day, time(7)) + timedelta(minutes=place * 7 % 600),
                "channel": voice.channel,
                "comment": voice.comment or False,
                "answer_ids": [_answer(env, aspects, answer) for answer in voice.answers],
            }
            for place, voice in enumerate(voices)
        ]
    )
    return len(made.answer_ids)


def write_referrals(
    env: Environment, random: Random, customers: list[Customer], content: dict, partners: dict
) -> int:
    """Say who was referred by whom, and what a referrer gets; returns the number."""
    for company in env["res.company"].search([]):  # each in its own currency
        words = _VOUCHER.get(company.name, _VOUCHER[HOME])
        company.write({"loyalty_referral_amount": _WORTH, "loyalty_referral_text": words})
    found = referrals(random, customers, content)
    for customer, referrer in found:
        partners[customer.ref].write(
            {"referred_by_id": partners[referrer.ref].id, "referral_date": customer.since}
        )
    return len(found)


def write_ideas(env: Environment, random: Random, today: date, voices: list, partners: dict) -> int:
    """Note ideas of customers who answered in words; returns the number."""
    by_language: dict[bool, list[Voice]] = {True: [], False: []}
    for voice in voices:
        if voice.comment and voice.customer.company == env.company.name:
            by_language[voice.comment.isascii()].append(voice)
    found = [
        (random.choice(by_language[name.isascii()]), name, score, worth)
        for name, score, worth in IDEAS
        if by_language[name.isascii()]
    ]
    ideas = env["crm.loyalty.idea"].create(
        [
            {
                "name": name,
                "partner_id": partners[_key(voice)].id,
                "company_id": env.company.id,
                "date": today - timedelta(days=random.randint(5, 300)),
                "score": score,
                "worth": worth,
            }
            for voice, name, score, worth in found
        ]
    )
    return len(ideas)


def object_to_profiling(customers: list[Customer], partners: dict) -> list[str]:
    """Some customers object to being profiled; returns their names."""
    for customer in objecting(customers):
        partners[customer.ref].loyalty_opt_out = True
    return [customer.name for customer in objecting(customers)]


def objecting(customers: list[Customer]) -> list[Customer]:
    """Who objects: some of those who bought again."""
    regular = [customer for customer in customers if customer.kind.name == "repeat"]
    return regular[:OBJECTING]


def _key(voice: Voice) -> str:
    return f"{voice.customer.ref}/{voice.contact}" if voice.contact else voice.customer.ref


def _features(env: Environment) -> dict:
    """The aspects of the Kano study: those of the ready survey, where it is installed."""
    found = {}
    for place, (name, (title, _shares)) in enumerate(KANO.items(), 1):
        ready = env.ref(f"crm_loyalty_survey.aspect_kano_{name}", raise_if_not_found=False)
        values = {"name": title, "kind": "kano", "sequence": place * 10}
        found[name] = ready or env["crm.loyalty.aspect"].create(values)
    return found


def _answer(env: Environment, features: dict, answer) -> tuple:
    """The command that makes one answer."""
    if answer.aspect in features:
        told = {"aspect_id": features[answer.aspect].id, "choice": str(answer.told)}
    else:
        aspect = env.ref(f"crm_loyalty.aspect_{answer.aspect}")
        told = {"aspect_id": aspect.id, "score": answer.score, "told": str(answer.told)}
    return Command.create(told | {"side": answer.side})
