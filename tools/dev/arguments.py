"""The command line and the one screen that explains it."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter

HELP = """\
Odoo 19 with crm_loyalty, from a bare machine. Nothing is installed on the system: everything lies
in .dev (or in $CRM_LOYALTY_CACHE), and every command fetches what it lacks.

  ./dev run [--port N] [--db NAME]  a demonstration store on 127.0.0.1; data stays until ./dev clean
  ./dev test [PYTEST ARGUMENTS]     all tests, on a database that is dropped afterwards
      --db NAME                       keep and update this database instead: the fast way to iterate
      --keep-db                       do not drop the database
  ./dev lint                        all linters
  ./dev load FILE [--db NAME]       a new shop from a file of orders
      --format cdnow|retail|csv       what the file looks like
      --shift                         move all dates, so that the last order is of yesterday
  ./dev bench [SIZE ...]            the benchmarks
  ./dev proof NAME [SIZE]           install, uninstall, users, kill, resume, survey, links, flood
  ./dev proof NAME FILE             retail, value, cohorts: the same figures by pandas
  ./dev screenshots                 the screenshots of the documentation
  ./dev shell [DB]                  Odoo's Python shell on the demonstration store or a database
  ./dev psql [DB]                   the same in SQL
  ./dev clean [--all]               stop PostgreSQL, remove the databases; --all removes everything

Odoo comes from Debian's package, or from the checkout named in --odoo PATH or $ODOO_SRC. Chromium
is the system's if there is one, else Debian's. Logs are in .dev/log.
"""

PROOFS = ("install", "uninstall", "users", "kill", "resume", "survey", "links", "flood")
COMPARISONS = ("retail", "value", "cohorts")


def parser() -> ArgumentParser:
    """All commands; what a command does not know goes on to the program behind it."""
    common = ArgumentParser(add_help=False, allow_abbrev=False)
    common.add_argument("--odoo", metavar="PATH")
    top = ArgumentParser(
        prog="./dev",
        usage="./dev COMMAND [OPTIONS]",
        description=HELP,
        formatter_class=RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    made = {
        name: commands.add_parser(name, parents=[common], allow_abbrev=False)
        for name in (
            "run",
            "test",
            "lint",
            "load",
            "bench",
            "proof",
            "screenshots",
            "shell",
            "psql",
            "clean",
        )
    }
    made["run"].add_argument("--port", type=int, default=8069)
    for name in ("run", "test", "load"):
        made[name].add_argument("--db", metavar="NAME")
    made["proof"].add_argument("name", choices=PROOFS + COMPARISONS)
    made["test"].add_argument("--keep-db", action="store_true")
    made["load"].add_argument("file")
    made["load"].add_argument("--shift", action="store_true")
    made["load"].add_argument("--format", metavar="NAME")
    for name in ("shell", "psql"):
        made[name].add_argument("db", nargs="?")
    made["clean"].add_argument("--all", action="store_true")
    return top
