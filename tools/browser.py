"""A user of Odoo over HTTP, and a headless Chromium driven over its debugging socket."""

import base64
import http.cookiejar
import itertools
import json
import subprocess
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import websocket

from tools.dev.chromium import of_the_system

WIDTH = 1400
SETTLED = """(() => {
    // A view of the web client, a page of the portal, or one that needs no login.
    const shown = ".o_action_manager > *, .o_home_menu, .o_error_dialog, #wrapwrap, body > main";
    const busy = ".o_loading_indicator, .o_blockUI, .o_field_widget.o_loading";
    return document.readyState === "complete"
        && Boolean(document.querySelector(shown))
        && !document.querySelector(busy);
})()"""


class Session:
    """A logged-in user of Odoo, over HTTP."""

    def __init__(self, url, database, login, password):
        self.url, self.jar = url, http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        credentials = {"db": database, "login": login, "password": password}
        info = self.post("/web/session/authenticate", credentials)
        self.uid, self.context = info["uid"], {}
        if info["is_internal_user"]:  # not a customer, who has the portal alone
            self.context = {"allowed_company_ids": [info["user_companies"]["current_company"]]}
            self.call("res.users", "switch_tour_enabled", False)  # no bubbles that point at buttons
        self.cookie = next(cookie.value for cookie in self.jar if cookie.name == "session_id")

    def post(self, path, params):
        body = json.dumps({"jsonrpc": "2.0", "params": params}).encode()
        request = urllib.request.Request(
            self.url + path, body, {"Content-Type": "application/json"}
        )
        with self.opener.open(request) as response:
            answer = json.load(response)
        if "error" in answer:
            raise SystemExit(f"{path}: {answer['error']['data']['message']}")
        return answer["result"]

    def call(self, model, method, *args, **kwargs):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.post(f"/web/dataset/call_kw/{model}/{method}", params)

    def speak(self, lang):
        """Switch the user's language; the one that it had is given back."""
        before = self.call("res.users", "read", [self.uid], ["lang"])[0]["lang"]
        self.call("res.users", "write", [self.uid], {"lang": lang})
        return before

    def first(self, model, domain, order):
        """The id of the first record that the user finds in the main company; None if none."""
        wanted = {"order": order, "limit": 1, "context": self.context}
        found = self.call(model, "search", domain, **wanted)
        return found[0] if found else None


@contextmanager
def browsing(program=None):
    """A browser of its own, closed at the end.

    :param program: the Chromium; None: the one on the PATH
    """
    program = program or of_the_system()
    if not program:
        raise SystemExit("There is no Chromium on the PATH.")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(program, folder)
        try:
            yield browser
        finally:
            browser.close()


class Browser:
    """A headless Chromium with one page, driven over its debugging socket."""

    def __init__(self, program, folder):
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        options += ["--remote-debugging-port=0", "--remote-allow-origins=*", "--hide-scrollbars"]
        self.process = subprocess.Popen(
            [program, *options, f"--user-data-dir={folder}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        port = _wait(lambda: _first_line(Path(folder) / "DevToolsActivePort"), 30)
        pages = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list"))
        page = next(page for page in pages if page["type"] == "page")
        self.socket = websocket.create_connection(page["webSocketDebuggerUrl"], timeout=60)
        self.numbers, self.errors = itertools.count(1), []
        self.send("Runtime.enable")
        self.send("Network.enable")
        self.send("Network.setBypassServiceWorker", bypass=True)

    def send(self, method, **params):
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("method") == "Runtime.exceptionThrown":
                details = message["params"]["exceptionDetails"]
                self.errors.append(details.get("exception", {}).get("description", details["text"]))
            if message.get("id") == number:
                return message.get("result", {})

    def run(self, script):
        return self.send("Runtime.evaluate", expression=script)["result"].get("value")

    def settle(self, seconds=30):
        """Wait until the page has had nothing to do for a while."""
        quiet = 0
        deadline = time.monotonic() + seconds
        while quiet < 4 and time.monotonic() < deadline:
            quiet = quiet + 1 if self.run(SETTLED) else 0
            time.sleep(0.15)

    def take(self, url, target, height, clicks, width=WIDTH):
        """Open a page, click (CSS selectors), and write its picture."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.send("Emulation.setDeviceMetricsOverride", **size)
        self.send("Page.navigate", url=url)
        self.settle()
        for selector in clicks:
            self.run(f"document.querySelector({json.dumps(selector)})?.click()")
            self.settle()
        picture = self.send("Page.captureScreenshot", format="png")["data"]
        target.write_bytes(base64.b64decode(picture))
        # Nothing that was clicked may be saved when the page is left.
        self.run("document.querySelector('.o_form_button_cancel')?.click()")
        self.settle()

    def broken(self):
        """Whether a script failed since ``errors`` was emptied, or the page tells of an error."""
        return bool(self.errors or self.run("!!document.querySelector('.o_error_dialog')"))

    def close(self):
        self.socket.close()
        self.process.terminate()
        self.process.wait(10)


def _first_line(path):
    return path.exists() and path.read_text().partition("\n")[0]


def _wait(ready, seconds):
    deadline = time.monotonic() + seconds
    while not (value := ready()):
        if time.monotonic() > deadline:
            raise SystemExit("Chromium did not start.")
        time.sleep(0.1)
    return value
