"""Kill a run at random moments, carry it on, compare with an undisturbed one (A5, A6, A8).

Each run makes two full passes, of days a month apart so that customers move, and then computes what
changed for one customer in twenty.
"""

import random
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from scene import arguments, main, verdict

NAME = "proof_kill"
KILLS = 20
CHUNK = 2_000
WORKER = [sys.executable, str(Path(__file__).with_name("worker.py")), NAME, str(CHUNK)]

# What a row says, without when and by which pass it was written.
NOT_COMPARED = {"id", "run_id", "create_uid", "create_date", "write_uid", "write_date"}


def proof() -> int:
    """Compare, and print how long it took to be at work again."""
    options = arguments(__doc__, size=30_000)
    from benchmarks.database import database, environment
    from benchmarks.world import build

    with database(NAME, options.template) as registry, environment(registry) as env:
        build(env, options.size)
        expected, needed, seconds = undisturbed(env)
        print(f"undisturbed: {needed} chunks in {seconds:.1f} s, {expected['moves']} moves")
        killed = [one_kill(env, seconds, number) for number in range(KILLS)]
        same = [state == expected for state, _chunks, _wait in killed]
        again = [chunks - needed for _state, chunks, _wait in killed]
        waits = [wait for _state, _chunks, wait in killed]
        together = three_at_once(env)
        print(f"chunks computed again: {again}")
        print(
            f"seconds from the restart to work: median {sorted(waits)[len(waits) // 2]:.1f},"
            f" at most {max(waits):.1f}"
        )
        return verdict(
            {
                f"{sum(same)} of {KILLS} killed runs end as the undisturbed one": all(same),
                "no row of history is there twice": not any(s["doubles"] for s, _c, _w in killed),
                "at most one chunk is computed again": max(again) <= 1,
                "at work again within 75 s": max(waits) <= 75,
                "three processes at once end as one": together == expected,
            }
        )


def undisturbed(env):
    """What a run ends in, how many chunks it needs, and how long it takes."""
    reset(env)
    process = start()
    lines = process.communicate()[0].split("\n")
    said = [line.split() for line in lines if line]
    times = {word: float(at) for word, at in said}
    return state(env), sum(word == "chunk" for word, _at in said), times["end"] - times["begin"]


def one_kill(env, seconds, number):
    """Kill a run at a random moment and carry it on.

    :return: its end, how many chunks were begun in all, and the seconds from restart to work
    """
    reset(env)
    process = start()
    read_until(process, "begin")
    time.sleep(random.Random(number).uniform(0.02, 0.98) * seconds)
    process.send_signal(signal.SIGKILL)
    begun = process.communicate()[0].count("chunk")
    restarted = time.time()
    second = start()
    chunks = [line.split() for line in second.communicate()[0].split("\n") if "chunk" in line]
    at_work = float(chunks[0][1]) if chunks else time.time()
    return state(env), begun + len(chunks), at_work - restarted


def three_at_once(env):
    """What three processes at the same work end in."""
    reset(env)
    processes = [start() for _process in range(3)]
    for process in processes:
        process.communicate()
    return state(env)


def start():
    """A process that works; its output can be read."""
    return subprocess.Popen(WORKER, stdout=subprocess.PIPE, text=True)


def read_until(process, word):
    """Wait until a process says a word."""
    while word not in process.stdout.readline():
        pass


def reset(env):
    """As before the first pass, with two passes queued and a twentieth of the customers marked."""
    from odoo.tools import SQL

    env.cr.rollback()
    env.cr.execute(
        SQL(
            "TRUNCATE crm_loyalty_profile, crm_loyalty_history, crm_loyalty_run,"
            " crm_loyalty_parked,"
            " crm_loyalty_dirty"
        )
    )
    env.invalidate_all(flush=False)
    for ago in (60, 30):
        env["crm.loyalty.run"]._queue("full", date.today() - timedelta(days=ago))
    env["crm.loyalty.run"].search([], order="id", limit=1).is_baseline = True
    env.flush_all()
    env.cr.execute(
        SQL(
            "INSERT INTO crm_loyalty_dirty (partner_id) SELECT id FROM res_partner"
            " WHERE commercial_partner_id = id AND id %% 20 = 0"
        )
    )
    env.cr.commit()


def state(env):
    """Checksums of what the engine wrote, and what must be empty."""
    from odoo.tools import SQL

    env.cr.rollback()
    env.invalidate_all(flush=False)

    def checksum(model):
        names = sorted(
            name
            for name, field in env[model]._fields.items()
            if field.store and field.column_type and name not in NOT_COMPARED
        )
        row = SQL("ROW(%s)::text", SQL(", ").join(SQL.identifier(name) for name in names))
        table = SQL.identifier(env[model]._table)
        query = SQL("SELECT count(*), md5(string_agg(%s, '' ORDER BY %s)) FROM %s", row, row, table)
        return env.execute_query(query)[0]

    [[moves, different]] = env.execute_query(
        SQL(
            "SELECT count(*),"
            " count(DISTINCT (partner_id, company_id, day, reading, from_id, to_id))"
            " FROM crm_loyalty_history"
        )
    )
    return {
        "profiles": checksum("crm.loyalty.profile"),
        "history": checksum("crm.loyalty.history"),
        "moves": moves,
        "doubles": moves - different,
        "waiting": env["crm.loyalty.dirty"]._waiting(),
        "parked": env["crm.loyalty.parked"].search_count([]),
        "unfinished": len(env["crm.loyalty.run"]._unfinished("full")),
    }


if __name__ == "__main__":
    main(proof)
