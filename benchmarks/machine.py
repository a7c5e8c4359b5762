"""What the figures were measured on."""

import os
import platform
from pathlib import Path

from odoo import release
from odoo.tools import SQL

_SETTINGS = ("shared_buffers", "work_mem", "maintenance_work_mem", "max_wal_size")


def description(env):
    """Lines of text: processor, memory, programs, PostgreSQL's settings."""
    settings = env.execute_query(
        SQL("SELECT name, current_setting(name) FROM unnest(%s) AS name", list(_SETTINGS))
    )
    shown = ", ".join(f"{name} {value}" for name, value in settings)
    [[server]] = env.execute_query(SQL("SHOW server_version"))
    return [
        f"{os.cpu_count()} cores ({_processor()}), {_memory():.0f} GB of memory,"
        f" {platform.system()}",
        f"PostgreSQL {server}: {shown}; all else by default",
        f"Odoo {release.version}, Python {platform.python_version()}",
    ]


def _processor():
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _memory():
    [line] = [row for row in Path("/proc/meminfo").read_text().splitlines() if "MemTotal" in row]
    return int(line.split()[1]) / 1024**2
