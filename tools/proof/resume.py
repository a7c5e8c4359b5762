"""Kill the server in the middle of a pass, start it again, and wait for its scheduler (A6)."""

import time

from scene import arguments, main, verdict

NAME = "proof_resume"
PATIENCE = 300  # seconds


def proof() -> int:
    """Time from the restart to the next chunk that is done."""
    options = arguments(__doc__, size=200_000)
    from server import served

    from benchmarks.bare import TABLES
    from benchmarks.database import database, environment, vacuum
    from benchmarks.world import build

    with database(NAME, options.template) as registry, environment(registry) as env:
        build(env, options.size)
        vacuum(env, *TABLES)
        env["crm.loyalty.run"]._queue("full")
        env.ref("crm_loyalty.ir_cron_full")._trigger()
        env.cr.commit()
        with served(NAME, cron=True) as (_port, server):
            wait(env, lambda: progress(env) > 0)
            server.kill()
            server.wait()
        killed = progress(env)
        begin = time.monotonic()
        with served(NAME, cron=True):
            up = time.monotonic() - begin
            wait(env, lambda: progress(env) > killed)
            resumed = time.monotonic() - begin
            wait(env, lambda: not env["crm.loyalty.run"]._unfinished("full"))
        print(f"server up again after {up:.1f} s, next chunk done after {resumed:.1f} s")
        runs = env["crm.loyalty.run"].search([("kind", "=", "full")])
        return verdict(
            {
                "the next chunk is done within 75 s": resumed <= 75,
                "the pass sees every customer, once": runs[0].seen == options.size,
            }
        )


def progress(env) -> float:
    """How far the pass is: it grows with every commit of the conductor."""
    env.cr.rollback()
    env.invalidate_all(flush=False)
    run = env["crm.loyalty.run"].search([("kind", "=", "full")], limit=1)
    return run.position + (run.state == "done")


def wait(env, reached) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE
    while not reached():
        if time.monotonic() > deadline:
            raise RuntimeError("It did not go on.")
        env.cr.rollback()
        env.invalidate_all(flush=False)
        time.sleep(0.1)


if __name__ == "__main__":
    main(proof)
