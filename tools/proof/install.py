"""How long installing takes on a large base, and how much memory, beside an empty one (B1)."""

import subprocess
import sys
import time

from scene import ROOT, arguments, main, shell, verdict

NAME = "proof_install"
GO = 'env["ir.module.module"].search([("name", "=", "crm_loyalty")]).button_immediate_uninstall()'
WORDS = ["-i", "crm_loyalty", "--skip-auto-install", "--stop-after-init", "--no-http"]


def proof() -> int:
    """Install twice, and compare."""
    options = arguments(__doc__, size=100_000)
    from scene import database as clone

    from benchmarks.bare import TABLES
    from benchmarks.database import database, environment, vacuum
    from benchmarks.world import build

    with clone(NAME, options.template):
        empty = installed()
    with database(NAME, options.template) as registry:
        with environment(registry) as env:
            build(env, options.size)
            vacuum(env, *TABLES)
        shell(NAME, GO)
        large = installed()
    print(f"empty: {empty[0]:.1f} s, {empty[1]:.0f} MB at most")
    print(f"{options.size:,} customers: {large[0]:.1f} s, {large[1]:.0f} MB at most")
    return verdict(
        {
            "at most 60 s more than on an empty base": large[0] - empty[0] <= 60,
            "at most 400 MB": large[1] <= 400,
        }
    )


def installed():
    """Install; give the seconds and the peak of memory in megabytes."""
    begin = time.monotonic()
    command = [sys.executable, "-c", MEASURED, "-d", NAME, *WORDS]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return time.monotonic() - begin, int(done.stdout.split()[-1]) / 1024


# Odoo's command line in a child whose peak of memory the parent is told.
MEASURED = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-m", "odoo", *sys.argv[1:]], check=True, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""

if __name__ == "__main__":
    main(proof)
