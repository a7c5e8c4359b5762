"""``python -m tools.store load FILE`` and ``python -m tools.store generate``: see docs/load.md."""

import argparse
import sys
import time
from datetime import date
from pathlib import Path

from tools.store.formats import FORMATS
from tools.store.rows import BadInput


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0, or 1 with one sentence on stderr where the input is not usable."""
    options = _parser().parse_args(arguments)
    start = time.monotonic()

    def say(step: str) -> None:
        print(f"{time.monotonic() - start:5.1f} s  {step}", flush=True)

    try:
        options.run(options, say)
    except BadInput as error:
        print(f"Nothing was written. {error}", file=sys.stderr)
        return 1
    say("Done.")
    return 0


def _load(options: argparse.Namespace, say) -> None:
    from tools.store.database import transaction
    from tools.store.load import load

    with transaction(options.database, options.config) as env:
        load(
            env,
            options.file,
            name=options.format,
            shift=options.shift,
            basis=options.basis,
            say=say,
        )


def _generate(options: argparse.Namespace, say) -> None:
    from tools.store.database import transaction
    from tools.store.demo.generate import generate

    with transaction(options.database, options.config) as env:
        generate(env, options.seed, today=date.today(), say=say)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.store", description=__doc__)
    commands = parser.add_subparsers(required=True)
    load = commands.add_parser("load", help="write an order file into a database without orders")
    load.add_argument("file", type=Path)
    load.add_argument(
        "--format", choices=sorted(FORMATS), help="instead of telling it from the header"
    )
    load.add_argument(
        "--shift", action="store_true", help="move all dates: the last order is yesterday"
    )
    load.add_argument(
        "--basis",
        choices=["ordered"],
        default="ordered",
        help="what the company's figures count: confirmed orders (a file has no invoices)",
    )
    load.set_defaults(run=_load)
    generate = commands.add_parser("generate", help="write a demonstration company")
    generate.add_argument("--seed", type=int, default=1, help="another seed, another company")
    generate.set_defaults(run=_generate)
    for command in (load, generate):
        command.add_argument("--database", required=True)
        command.add_argument("--config", required=True, help="Odoo's configuration file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
