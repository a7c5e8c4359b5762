"""Somebody with a browser: answers a survey that he was sent; then looks at Odoo as staff do."""

import json
import time
from contextlib import contextmanager
from pathlib import Path

from scene import ROOT

from tools.browser import Browser, Session, browsing

BUTTON = ".o_survey_form button[type=submit]:not(.disabled)"
# What the form shows: the page's button and its questions. It is another one after each click.
STATE = f"""(() => {{
    const done = document.querySelector(".o_survey_finished");
    const button = document.querySelector("{BUTTON}");
    const questions = [...document.querySelectorAll(".o_survey_form .js_question-wrapper")];
    return done ? "done" : button && button.value + " " + questions.map((q) => q.id).join(" ");
}})()"""

# The survey asks once more before it is sent.
CONFIRM = "document.querySelector('.modal-footer .btn-primary')?.click()"


class Respondent:
    """A browser that is nobody's: it has no session of Odoo until it looks at the screens."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    @classmethod
    @contextmanager
    def browsing(cls):
        """A Chromium of its own, closed at the end."""
        with browsing() as browser:
            yield cls(browser)

    def answer(self, link: str, answers: dict[int, str], comment: str) -> None:
        """Go through a survey page by page, click what is answered, and send it."""
        self.browser.send("Page.navigate", url=link)
        state = self._changed("")
        while state != "done":
            for question, value in answers.items():
                self.browser.run(
                    f"""document.querySelector('input[name="{question}"][value="{value}"]')?.click()"""
                )
            self.browser.run(
                "(() => { const area = document.querySelector('.o_survey_form textarea');"
                f" if (area) {{ area.value = {json.dumps(comment)}; }} }})()"
            )
            state = self._send(state)

    def _send(self, before: str) -> str:
        """Click the page's button, again if it was not yet alive, until there is another page."""
        for _time in range(5):
            self.browser.run(f"document.querySelector('{BUTTON}')?.click()")
            state = self._changed(before, 6)
            if state != before:
                return state
        raise RuntimeError(f"The survey stays at “{before}”: {self.browser.errors}")

    def _changed(self, before: str, seconds: float = 30) -> str:
        """Wait for another page of the survey, and let it settle; give what is there in the end."""
        deadline = time.monotonic() + seconds
        state = before
        while time.monotonic() < deadline and state in (before, None):
            self.browser.run(CONFIRM)
            time.sleep(0.2)
            state = self.browser.run(STATE)
        time.sleep(0.5)  # the page fades in
        return self.browser.run(STATE) or before

    def look(self, url: str, database: str, customer: int, folder: Path) -> bool:
        """Take pictures as the administrator; whether no screen had an error."""
        session = Session(url, database, "admin", "admin")
        self.browser.send("Network.setCookie", name="session_id", value=session.cookie, url=url)
        fine = True
        for name, (path, click, height) in SCREENS.items():
            self.browser.errors.clear()
            target = folder / f"survey_{name}.png"
            self.browser.take(url + path.format(customer=customer), target, height, click)
            print(f"{target.relative_to(ROOT)}", *self.browser.errors)
            fine = fine and not self.browser.broken()
        return fine


SCREENS = {
    "customers": ("/odoo/relationships", (), 900),
    "board": ("/odoo/relationships?view_type=kanban", (), 900),
    "customer": ("/odoo/relationships/{customer}", ("a[name=satisfaction]",), 2400),
    "responses": ("/odoo/customer-responses", (), 900),
    "levers": ("/odoo/satisfaction-levers", (), 1500),
    "invitation": ("/odoo/relationships/{customer}", ("button[name=action_ask_by_survey]",), 1100),
}
