"""A process that does what the scheduler does, until nothing is left; it says each chunk it starts.

Run as ``worker.py DATABASE CHUNK [full]``: with ``full`` it waits for a line of input before it
begins, and leaves the changes. It prints ``begin``, ``chunk`` and ``end``, each with the time.
"""

import sys
import time
from unittest.mock import patch

from scene import ROOT

from odoo.modules.registry import Registry
from odoo.tools import config


def say(word: str) -> None:
    """Tell the parent process."""
    print(word, time.time(), flush=True)


def work(name: str, chunk: int, changes: bool) -> None:
    """Carry on every pass that waits, and then what changed."""
    sys.path.insert(0, str(ROOT))
    registry = Registry(name)
    from odoo.addons.crm_loyalty.models import crm_loyalty_run

    from benchmarks.database import environment

    refresh = crm_loyalty_run.refresh

    def told(*args):
        say("chunk")
        return refresh(*args)

    with (
        patch.object(crm_loyalty_run, "CHUNK", chunk),
        patch.object(crm_loyalty_run, "refresh", told),
        environment(registry) as env,
    ):
        runs = env["crm.loyalty.run"]
        say("begin")
        if not changes:
            sys.stdin.readline()
        while runs._unfinished("full") or changes and env["crm.loyalty.dirty"]._waiting():
            runs._conduct(("full",))
            env.cr.commit()
            if changes:
                runs._cron_changes()
                env.cr.commit()
        say("end")


if __name__ == "__main__":
    config.parse_config(["--no-http", "--log-level=error"], setup_logging=True)
    work(sys.argv[1], int(sys.argv[2]), changes="full" not in sys.argv)
