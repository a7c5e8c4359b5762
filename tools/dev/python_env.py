"""The virtual environments: Odoo's, with the tests' needs on top, and the linters' own."""

import sys
from pathlib import Path

from tools.dev.odoo_source import source
from tools.dev.places import LINT_VENV, REQUIREMENTS, VENV
from tools.dev.process import run
from tools.dev.steps import is_done, once, stamp_done


def packages(venv: Path) -> Path:
    """Where a virtual environment keeps its packages."""
    return venv / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"


def provide() -> None:
    """All that Odoo imports."""
    install(VENV, "odoo", "Python packages of Odoo, and PostgreSQL 18")


def provide_tests() -> None:
    """All that the tests import besides."""
    install(VENV, "test", "Python packages of the tests")


def provide_lint() -> None:
    """The linters."""
    install(LINT_VENV, "lint", "Linters")


def install(venv: Path, name: str, title: str) -> None:
    """Install a list of pinned wheels, into a new environment if need be."""
    requirements = REQUIREMENTS / f"requirements-{name}.txt"
    command = [venv / "bin" / "python", "-m", "pip", "install", "--disable-pip-version-check"]
    command += ["--no-deps", "--only-binary=:all:", "--no-compile", "-r", requirements]

    def work() -> None:
        create(venv)
        run(command, f"pip-{name}")

    key = [requirements.read_text(), sys.version, str(venv)]
    once(title, venv / f"installed-{name}", key, packages(venv), work)


def create(venv: Path) -> None:
    """Make an environment for this Python, unless it was made completely."""
    stamp, key, proof = venv / "complete", [sys.version, str(venv)], venv / "bin" / "python"
    if not is_done(stamp, key, proof):
        run([sys.executable, "-m", "venv", "--clear", venv], venv.name)
        stamp_done(stamp, key)


def link_odoo() -> None:
    """Let the environment import Odoo; after its own packages, whose versions must win."""
    link = packages(VENV) / "odoo-source.pth"
    line = f"{source().python_path}\n"
    if not link.exists() or link.read_text() != line:
        link.write_text(line)
