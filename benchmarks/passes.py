"""The passes of the engine, run by its own conductor: one commit a chunk."""

from datetime import timedelta
from itertools import count

from odoo import fields
from odoo.tools import SQL

from benchmarks.clock import middle, peak_of_memory, spent, start_of_memory
from benchmarks.database import vacuum
from benchmarks.voices import let_speak

# What the company assumes, so that every figure of value is computed.
VALUED = {"loyalty_margin_rate": 0.35, "loyalty_upkeep_amount": 60}


def measure_passes(env, customers):
    """Measure the models, the first pass, one without changes, changes, the next nights, limits.

    At last the customers speak, and the nights after that are measured once more, the last of them
    chunk by chunk.

    :return: dict of ``Spent``, and ``memory``: the peak in megabytes above the start
    """
    env.company.write(VALUED)
    before = start_of_memory()
    # Every pass but the first ones predicts, by a model that is fitted once a week.
    found = {"fit": spent(env, lambda: _fit(env))}
    found |= {"first": middle(env, lambda: _full_pass(env, first=True), lambda: _forget(env))}
    _rest(env)
    # Two passes settle: one ranks by limits that the first pass could not have, and the other by
    # what hangs on that rank.
    for _time in range(2):
        _full_pass(env)
        _rest(env)
    found["unchanged"] = middle(env, lambda: _full_pass(env))
    some = customers // 100
    found["changes"] = middle(env, lambda: _process_changes(env), lambda: _change(env, some))
    nights = count(1)
    found["full"] = middle(env, lambda: _full_pass(env, next(nights)), lambda: _rest(env))
    found["memory"] = max(0, peak_of_memory() - before)
    found["limits"] = middle(env, lambda: _start(env))
    let_speak(env)
    _full_pass(env, next(nights))
    _rest(env)
    found["voiced"] = middle(env, lambda: _full_pass(env, next(nights)), lambda: _rest(env))
    _rest(env)
    found["chunk"] = _longest_chunk(env, next(nights))
    return found


def _fit(env):
    """What the weekly action does for a company: three models, each tested on the last year."""
    env["crm.loyalty.fit"]._fit(env.company)
    env.cr.commit()


def _forget(env):
    """As right after the installation: no profile, no history, no pass, no mark."""
    env.cr.execute(
        SQL(
            "TRUNCATE crm_loyalty_profile, crm_loyalty_history, crm_loyalty_run,"
            " crm_loyalty_parked, crm_loyalty_dirty, crm_loyalty_balance, crm_loyalty_member"
        )
    )
    env.invalidate_all(flush=False)
    env.cr.commit()


def _rest(env):
    """What autovacuum does between one night and the next."""
    vacuum(env, "crm_loyalty_profile")


def _full_pass(env, ahead=0, first=False):
    """One pass over every customer, seen from so many days ahead of today."""
    day = fields.Date.today() + timedelta(days=ahead) if ahead else None
    run = env["crm.loyalty.run"].create({"kind": "full", "asked_day": day, "is_baseline": first})
    run._conduct(("full",))
    env.cr.commit()
    _check(run)


def _longest_chunk(env, ahead):
    """One more night; gives what its longest chunk spent, of those that compute customers."""
    day = fields.Date.today() + timedelta(days=ahead)
    run = env["crm.loyalty.run"].create({"kind": "full", "asked_day": day})
    chunks = []
    while run.state != "done":
        position = run.position
        step = spent(env, lambda: _commit_step(env, run))
        if run.position > position:
            chunks.append(step)
    _check(run)
    return max(chunks)


def _commit_step(env, run):
    run._step()
    env.flush_all()
    env.cr.commit()


def _change(env, customers):
    """Change an order of each of some customers; the triggers mark them."""
    env.cr.execute(
        SQL(
            """
            UPDATE sale_order SET amount_untaxed = amount_untaxed + 1
             WHERE id IN (SELECT min(o.id)
                            FROM (SELECT partner_id FROM crm_loyalty_profile
                                   ORDER BY random() LIMIT %s) picked
                            JOIN sale_order o USING (partner_id) GROUP BY picked.partner_id)
            """,
            customers,
        )
    )
    env.cr.commit()


def _process_changes(env):
    """What the scheduled action does every few minutes."""
    runs = env["crm.loyalty.run"]
    runs._cron_changes()
    env.cr.commit()
    _check(runs.search([("kind", "=", "changes")], limit=1))


def _check(run):
    if run.state != "done" or run.parked or not run.seen:
        raise RuntimeError(
            f"The pass {run.kind} is {run.state}: {run.seen} customers seen, {run.parked} parked."
        )


def _start(env):
    """What comes before the first chunk: rules, dates, the limits of the RFM classes."""
    env["crm.loyalty.run"].create({"kind": "full"})._start()
    env.cr.rollback()
    env.invalidate_all(flush=False)
