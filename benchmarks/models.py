"""Fitting and predicting for a million simulated customers, beside the PyPI package lifetimes.

It needs NumPy and SciPy only; neither Odoo nor a database. lifetimes is not among the project's
requirements: the comparison wants an environment of its own, and without it that column is empty::

    python3 -m venv ENV && ENV/bin/pip install lifetimes numpy scipy
    ENV/bin/python benchmarks/models.py [SIZE]

A run prints a table: seconds of both (median of three, of two where they take long), their ratio,
and the megabytes that each used at most above the data.
"""

import importlib.util
import os
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

# One thread for both: on a server with other work, threads that wait for each other cost more than
# they bring, and the small sums here are slower by them even on an idle one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

ROOT = Path(__file__).resolve().parents[1]
# The arithmetic is a package without Odoo, and so are the simulated customers of its tests.
sys.path += [str(ROOT), str(ROOT / "crm_loyalty"), str(ROOT / "crm_loyalty" / "tests")]


def main():
    """Measure, print, and write the table to ``results``."""
    # Only now are the arithmetic and the simulated customers to be found.
    from benchmarks.models_work import measured, our_work, work_of_lifetimes, world

    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    customers = world(size)
    ours, found = measured(our_work(customers))
    theirs, their_found = {}, ""
    if importlib.util.find_spec("lifetimes"):
        theirs, their_found = measured(work_of_lifetimes(customers))
    text = "\n".join([*heading(customers, found, their_found), "", *table(ours, theirs)])
    print(text)
    results = ROOT / "benchmarks" / "results"
    results.mkdir(exist_ok=True)
    (results / f"models-{date.today()}.md").write_text(text + "\n")


def heading(customers, found, their_found):
    """What was measured."""
    buyers = int((customers.x > 0).sum())
    lines = [
        f"# Models of repeat buying, {date.today()}",
        "",
        f"- {len(customers.x):,} simulated customers, {buyers:,} of them repeat buyers,"
        f" up to {customers.x.max()} repeat purchases, up to {customers.age.max()} days",
        f"- {os.cpu_count()} cores, Python {sys.version.split()[0]}, NumPy {version('numpy')}",
        f"- found {found}",
    ]
    return [*lines, f"- lifetimes found {their_found}"] if their_found else lines


def table(ours, theirs):
    """The lines of the table."""
    rows = [
        "| | s | lifetimes, s | times as fast | MB | lifetimes, MB |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for label, (seconds, megabytes) in ours.items():
        their = theirs.get(label)
        cells = (f"{their[0]:.2f}", f"{their[0] / seconds:.1f}") if their else ("", "")
        memory = f"{their[1]:.0f}" if their else ""
        rows.append(
            f"| {label} | {seconds:.3f} | {' | '.join(cells)} | {megabytes:.0f} | {memory} |"
        )
    return rows


if __name__ == "__main__":
    main()
