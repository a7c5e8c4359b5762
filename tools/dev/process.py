"""Running programs: a clean environment, output in a log, failures as sentences."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.dev.places import CHROMIUM, LOGS, ROOT
from tools.dev.trouble import DISK_FULL, Trouble, known_cause

# They would redirect Odoo to another cluster or another Python behind our back.
FOREIGN = ("PG", "ODOO_", "OPENERP_", "PYTHON", "VIRTUAL_ENV")

Command = Sequence[str | Path]


def clean(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment without the variables that override our configuration."""
    return {name: value for name, value in environ.items() if not name.startswith(FOREIGN)}


def environment(**extra: str | Path) -> dict[str, str]:
    """What every program sees; our Chromium comes last, a person's own first."""
    known = clean(os.environ)
    known["PATH"] = os.pathsep.join([known.get("PATH", os.defpath), str(CHROMIUM)])
    return known | {name: str(value) for name, value in extra.items()}


def tail(text: str, lines: int = 25) -> str:
    """The last lines, where programs say what went wrong."""
    return "\n".join(text.rstrip().splitlines()[-lines:])


def run(command: Command, log: str, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> str:
    """Run quietly, keep the output in a log, and return it; trouble shows the end of it."""
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / f"{log}.log"
    words = [str(word) for word in command]
    with path.open("w") as file:
        code = subprocess.run(
            words,
            env=env or environment(),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            check=False,
        ).returncode
    output = path.read_text(errors="replace")
    if code:
        raise Trouble(f"{tail(output)}\n\n{reason(output, words[0], path)}".lstrip())
    return output


def reason(output: str, program: str, log: Path) -> str:
    """Why a program failed, as far as one can tell; a full disk may have swallowed its words."""
    if shutil.disk_usage(log.parent).free < 20_000_000:
        return DISK_FULL
    return known_cause(output) or f"`{Path(program).name}` failed; the whole story is in {log}."


def show(command: Command, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> int:
    """Run in the foreground with the terminal and return the exit code."""
    return subprocess.run(
        [str(word) for word in command], env=env or environment(), cwd=cwd, check=False
    ).returncode
