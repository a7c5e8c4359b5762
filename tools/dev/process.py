"""Running programs: a clean environment, output in a log, failures as sentences."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from tools.dev.places import CHROMIUM, LOGS, ROOT
from tools.dev.trouble import DISK_FULL, Trouble, known_cause

# They would redirect Odoo to another cluster or another Python behind our back.
FOREIGN = ("PG", "ODOO_", "OPENERP_", "PYTHON", "VIRTUAL_ENV")
TIDY_LIMIT = 15  # seconds

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


def show(command: Command, env: Mapping[str, str] | None = None) -> int:
    """Run in the foreground with the terminal and return the exit code."""
    words = [str(word) for word in command]
    with subprocess.Popen(words, env=env or environment(), cwd=ROOT) as program:
        try:
            return program.wait()
        except KeyboardInterrupt:
            # The terminal told the program as well: let it close its browsers.
            try:
                program.wait(TIDY_LIMIT)
            except subprocess.TimeoutExpired:
                program.kill()
            raise


def become(command: Command, env: Mapping[str, str]) -> NoReturn:
    """Make way for a program that one talks to: Ctrl-C is its own business."""
    words = [str(word) for word in command]
    os.chdir(ROOT)
    os.execve(words[0], words, env)
