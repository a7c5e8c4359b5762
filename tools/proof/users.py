"""Full passes while people write contacts and orders: neither may notice the other (A1, A2)."""

import subprocess
import sys
import time
from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path

from scene import arguments, main, verdict

NAME = "proof_users"
RATE = 12  # writes a second
PEOPLE = 4
QUIET_SECONDS = 60
PASSES = 10
PASSES_OF_MANY = 3  # where one takes minutes
CHUNK = 20_000
WORKER = [sys.executable, str(Path(__file__).with_name("worker.py")), NAME, str(CHUNK), "full"]


def proof() -> int:
    """Measure people without and with passes, and see that every pass ends."""
    options = arguments(__doc__, size=100_000)
    from benchmarks.bare import TABLES
    from benchmarks.database import database, environment, vacuum
    from benchmarks.world import build

    days = range(1, 1 + (PASSES_OF_MANY if options.size > 500_000 else PASSES))
    with database(NAME, options.template) as registry, environment(registry) as env:
        build(env, options.size)
        vacuum(env, *TABLES)
        first, _chunks, _nobody = run_passes(env, [0])
        vacuum(env, "crm_loyalty_profile")
        quiet, (passes, chunks, busy) = measure(env, days)
        again, seconds = same_again(env)
        print(f"without passes: {quiet.told()}")
        print(f"during passes:  {busy.told()}")
        print("passes: " + ", ".join(f"{took:.0f} s" for took, _seen in first + passes))
        print(f"the same pass again: {again} rows written in {seconds:.1f} s")
        return verdict(
            {
                f"{len(passes)} passes end, each over every customer": {s for _t, s in passes}
                == {options.size},
                "no chunk is computed twice": chunks % len(passes) == 0,
                "what people changed meanwhile is computed": left(env) == 0,
                "people meet no error": not busy.errors,
                "p99 of people within 250 ms": busy.p99() <= 250,
                "no write over 1 s": max(busy.seconds) <= 1,
                "the same pass again writes nothing": not again,
                "and takes 30 s at most": seconds <= 30,
            }
        )


def measure(env, days):
    """People for a while, and then beside passes of one day after another."""
    from server import Crowd, User, served

    users = env["res.users"].search([("login", "like", "salesperson")], limit=PEOPLE)
    for user in users:
        user.password = user.login
    logins = users.mapped("login")
    env.cr.commit()
    partners, orders = sample(env, "res_partner"), sample(env, "sale_order")
    with served(NAME) as (port, _process):
        people = [User(port, NAME, login, login) for login in logins]
        for user in people:  # warms the caches of the server
            user.call("res.partner", "write", [partners[0]], {"comment": "x"})
            user.call("sale.order", "write", [orders[0]], {"client_order_ref": "x"})
        with Crowd(people, partners, orders, RATE).at_work() as quiet:
            time.sleep(QUIET_SECONDS)
        return quiet, run_passes(env, days, Crowd(people, partners, orders, RATE).at_work)


def sample(env, table):
    """Some random rows, spread over a table."""
    from odoo.tools import SQL

    query = SQL(
        "SELECT id FROM %s WHERE id > 100 ORDER BY random() LIMIT 5000", SQL.identifier(table)
    )
    return [row_id for [row_id] in env.execute_query(query)]


def run_passes(env, days, beside=nullcontext):
    """Passes in a process of their own, seen from so many days ahead: every row changes.

    :param beside: a context of what goes on while they run
    :return: per pass its seconds and the customers it saw; the chunks; what ``beside`` gives
    """
    env.cr.rollback()
    env.invalidate_all(flush=False)
    worker = subprocess.Popen(WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    worker.stdout.readline()  # its registry is loaded
    runs = env["crm.loyalty.run"]
    for ahead in days:
        runs += runs._queue("full", date.today() + timedelta(days=ahead))
    env.cr.commit()
    with beside() as given:
        chunks = worker.communicate("go\n")[0].count("chunk")
    env.cr.rollback()
    env.invalidate_all(flush=False)
    if any(run.state != "done" for run in runs):
        raise RuntimeError("A pass did not end.")
    passes = [((run.finished_at - run.started_at).total_seconds(), run.seen) for run in runs]
    return passes, chunks, given


def left(env):
    """Marks that are still there after what changed is computed."""
    env["crm.loyalty.run"]._cron_changes()
    env.cr.commit()
    return env["crm.loyalty.dirty"]._waiting()


def same_again(env):
    """A pass of one day, twice: the rows that the second wrote, and its seconds."""
    runs, day = env["crm.loyalty.run"], date.today() + timedelta(days=400)
    runs._queue("full", day)
    runs._conduct(("full",))
    run = runs._queue("full", day)
    begin = time.monotonic()
    runs._conduct(("full",))
    return run.created + run.updated + run.removed + run.moved, time.monotonic() - begin


if __name__ == "__main__":
    main(proof)
