"""What customers and the demonstration company are to each other besides trade."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random

from odoo.api import Environment

from tools.store.demo.complaints import write_complaints
from tools.store.demo.grievances import Grievance, grievances
from tools.store.demo.heard import (
    object_to_profiling,
    write_ideas,
    write_referrals,
    write_responses,
)
from tools.store.demo.membership import write_benefits
from tools.store.demo.people import House
from tools.store.demo.story import Customer
from tools.store.demo.voices import moods, voices
from tools.store.demo.wallets import estimates, write_wallets

RECENT = 30  # days: complaints that came while the levels of the customers were known


def relate(
    env: Environment, house: House, seed: int, today: date, customers: list[Customer],
    partners: dict, say: Callable[[str], None],
) -> list[Grievance]:  # fmt: skip
    """Write what customers said and did; returns the latest complaints, to be written last.

    Without the addon in the database nothing happens.
    """
    if "crm.loyalty.response" not in env:
        return []
    random = Random(f"{seed} relations")  # the same trade, whatever is told about it
    content = moods(random, customers)
    said = voices(random, today, customers, content)
    answers = write_responses(env, house, said, partners)
    ideas = write_ideas(env, random, today, said, partners)
    say(f"Written: {len(said)} responses with {answers:,} answers, {ideas} ideas")
    told = grievances(random, today, customers, content)
    limit = datetime.combine(today - timedelta(days=RECENT), time())
    past = [one for one in told if one.opened < limit]
    write_complaints(env, house, past, partners)
    sent = write_referrals(env, random, customers, content, partners)
    benefits = write_benefits(env)
    say(f"Written: {len(told)} complaints, {sent} referrals, {benefits} benefits of tiers")
    # Of their own: the same relations, whoever's wallet is estimated.
    guessed = estimates(Random(f"{seed} wallets"), today, customers)
    say(f"Written: {write_wallets(env, house, guessed, partners)} wallet estimates")
    names = object_to_profiling(customers, partners)
    say(f"{' and '.join(names)} object to being profiled")
    return [one for one in told if one.opened >= limit]
