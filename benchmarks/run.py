"""The benchmark: what the engine costs against one plain GROUP BY over the same facts.

Makes a database for each size, measures, prints one table, and writes it to ``results``.
"""

import argparse
import os
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from odoo.tools import config

SIZES = (10_000, 100_000, 1_000_000)
RESULTS = Path(__file__).resolve().parent / "results"


def main():
    """Measure each size; write the table when all are done."""
    arguments = _arguments()
    config.parse_config(
        ["-c", arguments.config, "--no-http", "--log-level=warn"], setup_logging=True
    )
    # Only a configured Odoo lets its addons be imported.
    from benchmarks.measure import measure
    from benchmarks.table import markdown

    sizes, machine = {}, []
    for size in arguments.sizes or SIZES:
        print(f"{size:,} customers", flush=True)
        sizes[size], machine = measure(size, arguments.template, arguments.keep)
    text = "\n".join(
        [f"# {date.today()}", "", *(f"- {line}" for line in machine), "", markdown(sizes)]
    )
    print(f"\n{text}")
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{date.today()}.md").write_text(text + "\n")


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, metavar="SIZE", help="numbers of customers")
    parser.add_argument("--config", default=os.environ.get("ODOO_RC"), help="Odoo's settings")
    parser.add_argument(
        "--template",
        default=os.environ.get("CRM_LOYALTY_TEMPLATE"),
        help="a database with all that the addon depends on",
    )
    parser.add_argument("--keep", action="store_true", help="do not drop the databases")
    found = parser.parse_args()
    if not (found.config and found.template):
        parser.error("--config and --template are needed (./dev bench knows them)")
    return found


if __name__ == "__main__":
    main()
