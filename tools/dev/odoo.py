"""Odoo's configuration and its command line."""

from collections.abc import Sequence
from pathlib import Path

from tools.dev import postgres
from tools.dev.odoo_source import source
from tools.dev.places import CONFIG, DATA, ROOT, VENV
from tools.dev.process import environment, run

PYTHON = VENV / "bin" / "python"


def configure() -> None:
    """Write the configuration file; the addons inside Odoo's package need no path."""
    settings = {
        "db_host": postgres.socket_folder(),
        "db_user": postgres.USER,
        "data_dir": DATA,
        "addons_path": ",".join(str(path) for path in (ROOT, *source().addons)),
        "http_interface": "127.0.0.1",
        "list_db": False,
        "max_cron_threads": 0,
        # Nobody wants a debugger or a long first pass to be killed.
        "limit_time_real": 0,
        "limit_time_cpu": 0,
    }
    text = "[options]\n" + "".join(f"{name} = {value}\n" for name, value in settings.items())
    if not CONFIG.exists() or CONFIG.read_text() != text:
        CONFIG.write_text(text)


def odoo_environment(**extra: str | Path) -> dict[str, str]:
    """Programs that speak to Odoo or to its databases get everything in the usual variables."""
    known = environment(
        ODOO_RC=CONFIG, PGHOST=postgres.socket_folder(), PGUSER=postgres.USER, **extra
    )
    known["PATH"] = f"{postgres.BIN}:{VENV / 'bin'}:{known['PATH']}"
    return known


def command(*words: str | Path) -> list[str | Path]:
    """Odoo's command line."""
    return [PYTHON, "-m", "odoo", *words]


def install(database: str, names: Sequence[str], *words: str) -> str:
    """Install or update modules and nothing that was not asked for; return Odoo's log."""
    modules = ",".join(names)
    line = command("-d", database, "-i", modules, "-u", modules, "--skip-auto-install", *words)
    return run(
        [*line, "--stop-after-init", "--no-http"],
        f"odoo-install-{database}",
        env=odoo_environment(),
    )


def warnings(log: str) -> list[str]:
    """The lines of Odoo's log that a clean installation does not have."""
    return [line for line in log.splitlines() if " WARNING " in line or " ERROR " in line]
