"""`./dev lint`: ruff, pylint-odoo, OCA's checks of data files, and Odoo's own test_lint."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from tools.dev import addons, databases, odoo, python_env
from tools.dev.odoo_source import source
from tools.dev.places import LINT_VENV, ROOT
from tools.dev.prepare import prepare
from tools.dev.process import environment, show
from tools.dev.steps import alone, say

BIN = LINT_VENV / "bin"
BRIEFLY = ("--no-cache", "--quiet", "--output-format=concise")
# A model may be spread over files by subject: one file would be too long to read.
MERGING = "consider-merging-classes-inherited"
# The checkers' tests of themselves, which say nothing about us.
SELF_TESTS = "test_checkers.py"


def lint(arguments: Namespace, rest: Sequence[str]) -> int:
    """Run every linter, even after a failure, and sum up."""
    prepare(tests=True)
    with alone():
        python_env.provide_lint()
    checks: dict[str, Callable[[], bool]] = {
        "ruff check": lambda: passes(BIN / "ruff", "check", *BRIEFLY),
        "ruff format": lambda: passes(BIN / "ruff", "format", "--check", *BRIEFLY),
        "pylint-odoo": lambda: passes(BIN / "pylint", f"--disable={MERGING}", *addons.names()),
        "OCA module checks": lambda: passes(BIN / "oca-checks-odoo-module", *addons.names()),
        "OCA translation checks": check_translations,
        "Odoo's test_lint": check_with_odoo,
    }
    failed = []
    for title, check in checks.items():
        say(f"== {title}")
        if not check():
            failed.append(title)
    say(f"Lint failed: {', '.join(failed)}." if failed else f"Lint passed: {', '.join(checks)}.")
    return 1 if failed else 0


def passes(*words: str | Path) -> bool:
    """Run a linter in the checkout; it says itself what it finds."""
    return show(words, env=with_linters(environment())) == 0


def with_linters(env: dict[str, str]) -> dict[str, str]:
    """An environment in which linters are found, and write nothing into the home folder."""
    return env | {"PATH": f"{BIN}:{env['PATH']}", "PYLINTHOME": str(LINT_VENV / "cache")}


def check_translations() -> bool:
    """Check all translations at once; no files, no findings."""
    files = [path for folder in addons.folders() for path in sorted(folder.glob("i18n/*.po*"))]
    return not files or passes(BIN / "oca-checks-po", *files)


def check_with_odoo() -> bool:
    """Install the addons beside Odoo's test_lint, expect no warning, and run its tests."""
    database = databases.of_this_run("lint")
    try:
        databases.clone(database)
        warnings = odoo.warnings(odoo.install(database, [*addons.names(), "test_lint"]))
        for line in warnings:
            say(line)
        return run_test_lint(database) and not warnings
    finally:
        databases.drop(database)


def run_test_lint(database: str) -> bool:
    """Run test_lint's tests, with pylint at hand and eyes for our addons only."""
    folders = (source().python_path / "odoo" / "addons", *source().addons)
    tests = next(found for folder in folders if (found := folder / "test_lint" / "tests").exists())
    env = odoo.odoo_environment(LINT_PACKAGES=python_env.packages(LINT_VENV), LINT_ADDONS=ROOT)
    words = [
        "-q",
        "--tb=short",
        "-c",
        str(ROOT / "pyproject.toml"),
        "-p",
        "tools.dev.only_ours",
        f"--odoo-database={database}",
    ]
    command = [odoo.PYTHON, "-m", "pytest", *words, f"--ignore={tests / SELF_TESTS}", tests]
    return show(command, env=with_linters(env)) == 0
