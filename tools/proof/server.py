"""An Odoo server of our own, and the people who work at it."""

import http.client
import json
import random
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from statistics import quantiles

from scene import ROOT


@contextmanager
def served(name: str, cron: bool = False):
    """Serve a database on a loopback port; give the port and the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["-d", name, "--db-filter", f"^{name}$", "--http-port", str(port), "--log-level=error"]
    words += ["--max-cron-threads", "1" if cron else "0"]
    process = subprocess.Popen([sys.executable, "-m", "odoo", *words], cwd=ROOT)
    try:
        wait_until_served(port)
        yield port, process
    finally:
        process.kill()
        process.wait()


def wait_until_served(port: int) -> None:
    """Wait until the server answers with its database loaded."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/web/login")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The server does not answer.")


class User:
    """One person at the web client: a session, and calls one after another."""

    def __init__(self, port: int, database: str, login: str, password: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookie = ""
        params = {"db": database, "login": login, "password": password}
        self.post("/web/session/authenticate", params)

    def call(self, model: str, method: str, *args, **kwargs):
        """Call a method as the web client does."""
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.post(f"/web/dataset/call_kw/{model}/{method}", params)

    def post(self, route: str, params: dict):
        """Send a request; an error of the server is raised."""
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params})
        headers = {"Content-Type": "application/json", "Cookie": self.cookie}
        self.connection.request("POST", route, body, headers)
        response = self.connection.getresponse()
        answer = json.loads(response.read())
        if cookie := response.getheader("Set-Cookie"):
            self.cookie = cookie.split(";")[0]
        if "error" in answer:
            raise RuntimeError(answer["error"]["data"]["message"])
        return answer["result"]


class Crowd:
    """People who write random contacts and orders, so many a second between them."""

    def __init__(
        self, users: list[User], partners: list[int], orders: list[int], rate: float
    ) -> None:
        self.users, self.partners, self.orders, self.rate = users, partners, orders, rate
        self.seconds: list[float] = []
        self.errors: list[str] = []

    @contextmanager
    def at_work(self):
        """Let them work until the block ends."""
        stop = threading.Event()
        people = [threading.Thread(target=self._work, args=(user, stop)) for user in self.users]
        for person in people:
            person.start()
        try:
            yield self
        finally:
            stop.set()
            for person in people:
                person.join()

    def _work(self, user: User, stop: threading.Event) -> None:
        chance = random.Random(id(user))
        while not stop.is_set():
            begin = time.perf_counter()
            try:
                self._write(user, chance)
            except RuntimeError as error:
                self.errors.append(str(error))
            self.seconds.append(time.perf_counter() - begin)
            rest = len(self.users) / self.rate * chance.uniform(0.5, 1.5)
            stop.wait(max(0.0, rest - self.seconds[-1]))

    def _write(self, user: User, chance: random.Random) -> None:
        """Half the writes concern what the engine reads, half do not."""
        partner, order = chance.choice(self.partners), chance.choice(self.orders)
        model, record, values = chance.choice(
            [
                ("res.partner", partner, {"comment": f"Called {chance.random()}"}),
                ("res.partner", partner, {"user_id": chance.choice([False, 2])}),
                ("sale.order", order, {"client_order_ref": f"Ref {chance.random()}"}),
                ("sale.order", order, {"validity_date": f"2030-01-{chance.randint(1, 28):02}"}),
            ]
        )
        user.call(model, "write", [record], values)

    def told(self) -> str:
        """How the writes went, in a line."""
        milliseconds = sorted(1000 * second for second in self.seconds)
        return (
            f"{len(milliseconds)} writes, median {milliseconds[len(milliseconds) // 2]:.0f} ms,"
            f" p99 {self.p99():.0f} ms, at most {milliseconds[-1]:.0f} ms,"
            f" {len(self.errors)} errors"
        )

    def p99(self) -> float:
        """The milliseconds within which 99 of 100 writes were done."""
        return 1000 * quantiles(self.seconds, n=100)[98]
