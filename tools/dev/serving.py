"""`./dev run` and what else needs a running Odoo."""

import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tools.dev import odoo, shops, store
from tools.dev.places import LOGS
from tools.dev.postgres import psql
from tools.dev.prepare import prepare
from tools.dev.process import tail
from tools.dev.steps import say
from tools.dev.trouble import Trouble

START_LIMIT = 120  # seconds


def serve(arguments: Namespace, rest: Sequence[str]) -> int:
    """Serve the demonstration store, or a named database, until Ctrl-C."""
    began = time.monotonic()
    check_port(arguments.port)
    prepare()
    database = arguments.db or shops.DEMO
    shops.provide(database)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)
    try:
        with served(database, arguments.port) as server:
            introduce(database, arguments.port, time.monotonic() - began)
            return server.wait()
    except KeyboardInterrupt:
        say("\nOdoo is stopped; the data is kept, and ./dev run brings it back.")
        return 0


@contextmanager
def served(database: str, port: int) -> Iterator[subprocess.Popen]:
    """A running Odoo whose scheduler starts at once with what is due, as the first pass is."""
    words = ["-d", database, "--db-filter", f"^{database}$", "--http-port", str(port)]
    server = subprocess.Popen(
        odoo.command(*words, "--max-cron-threads", "1", "--logfile", log_of(database)),
        env=odoo.odoo_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # Ctrl-C reaches only us; we tell Odoo once, for twice means at once.
        start_new_session=True,
    )
    try:
        wait_until_ready(server, port, log_of(database))
        psql(f"NOTIFY cron_trigger, '{database}'")
        yield server
    finally:
        stop(server)


def log_of(database: str) -> Path:
    """Where the server of a database writes."""
    return LOGS / f"run-{database}.log"


def check_port(port: int) -> None:
    """Complain about a taken port before anything else is done."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise Trouble(
                f"Port {port} is in use: stop what runs there, "
                f"or take another with ./dev run --port {port + 1}."
            )


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_ready(server: subprocess.Popen, port: int, log: Path) -> None:
    """Wait for the first page."""
    page = f"http://127.0.0.1:{port}/web/login"
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(page, timeout=START_LIMIT).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    said = tail(log.read_text(errors="replace")) if log.exists() else ""
    raise Trouble(f"{said}\n\nOdoo did not start; its log is {log}.")


def introduce(database: str, port: int, seconds: float) -> None:
    """Say where to go and as whom."""
    say(f"\n  http://127.0.0.1:{port}   log in as admin with the password admin")
    if database == shops.DEMO and (people := store.people(database)):
        say(f"  or as {people} with the password {store.PASSWORD}")
    say(f"  database {database}, ready after {seconds:.0f} s, log {log_of(database)}")
    say("  Ctrl-C stops; ./dev run starts again with the same data.\n")


def stop(server: subprocess.Popen) -> None:
    """Let Odoo finish what it is doing, but not for ever."""
    if server.poll() is None:
        server.terminate()
        try:
            server.wait(20)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            server.kill()
            server.wait()
