"""Run one command; say failures in a sentence."""

import os
import sys

from tools.dev import linting, scripts, serving, shops, testing
from tools.dev.arguments import HELP, parser
from tools.dev.trouble import Trouble, explain

COMMANDS = {
    "run": serving.serve,
    "test": testing.test,
    "lint": linting.lint,
    "load": shops.load,
    "bench": scripts.bench,
    "proof": scripts.proof,
    "screenshots": scripts.screenshots,
    "shell": scripts.shell,
    "psql": scripts.psql,
    "clean": scripts.clean,
}
WITH_REST = ("test", "bench", "proof", "screenshots", "psql")


def main(words: list[str]) -> int:
    """Run the command that the words name."""
    if not words:
        print(HELP)
        return 0
    top = parser()
    arguments, rest = top.parse_known_args(words)
    if rest and arguments.command not in WITH_REST:
        top.error(f"unknown: {' '.join(rest)}")
    if arguments.odoo:
        os.environ["ODOO_SRC"] = arguments.odoo
    try:
        return COMMANDS[arguments.command](arguments, rest)
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
    except OSError as error:
        print(f"\n{explain(error)}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nInterrupted; the same command goes on from here.", file=sys.stderr)
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
