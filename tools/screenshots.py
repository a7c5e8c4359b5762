"""Pictures of every screen of the addon, taken by a headless Chromium from a running Odoo.

python -m tools.screenshots --url http://127.0.0.1:8069 --database DB --out DIR [--lang zh_CN]
"""

import argparse
import contextlib
import itertools
import sys
from pathlib import Path

from tools.browser import Session, browsing
from tools.screens import SCREENS, USERS

# What screens name in braces, the first record that the user finds: model, domain, order.
RECORDS = {
    "customer": (
        "crm.loyalty.profile",
        [("purchase_count", ">", 9), ("return_count", ">", 0), ("recency_ratio", "<", 3)],
        "revenue_12m desc",
    ),
    "asked": (
        "crm.loyalty.profile",
        [("answer_count", ">", 5), ("purchase_count", ">", 5), ("loyalty_coverage", "<", 0.9)],
        "revenue_12m desc",
    ),
    "scorecard": ("crm.loyalty.scorecard", [], "id"),
    "mark": ("crm.loyalty.mark", [], "sequence"),
    "heard": (
        "crm.loyalty.profile",
        [
            ("satisfaction_gap", "!=", False),
            ("delivered_value", "!=", False),
            ("nps_count", ">", 1),
            ("promise_count", ">", 2),
        ],
        "answer_count desc",
    ),
    "response": ("crm.loyalty.response", [("comment", "!=", False)], "date desc"),
    "referrer": (
        "crm.loyalty.profile",
        [("referral_bought_count", ">", 0)],
        "referral_bought_count desc",
    ),
    "complaint": ("crm.loyalty.complaint", [("is_overdue", "=", True)], "opened_at"),
    "reward": ("crm.loyalty.reward", [("state", "=", "due")], "id"),
    "referred": ("res.partner", [("referred_by_id", "!=", False)], "id"),
    "objecting": ("res.partner", [("loyalty_opt_out", "=", True)], "id"),
    "lost": ("crm.loyalty.profile", [("life_curve_id", "!=", False)], "purchase_count desc"),
    "prospect": ("crm.loyalty.profile", [("purchase_count", "=", 0)], "id"),
    "pinned": ("crm.loyalty.profile", [("pin_count", ">", 0)], "purchase_count desc"),
    "fit": ("crm.loyalty.fit", [("is_used", "=", True)], "day desc, id desc"),
    "run": ("crm.loyalty.run", [("kind", "=", "full")], "id desc"),
    "stage": ("crm.loyalty.stage", [("reading", "=", "status")], "decision_sequence"),
    "tier": ("crm.loyalty.stage", [("reading", "=", "tier")], "decision_sequence"),
    "contact": ("res.partner", [("loyalty_profile_id.purchase_count", ">", 9)], "id"),
    "order": ("sale.order", [("state", "=", "sale")], "id desc"),
    "lead": ("crm.lead", [("has_money", "=", True), ("type", "=", "opportunity")], "id"),
}


def take_all(options, browser):
    """Take the chosen pictures; the names of screens that could not be shown are given back."""
    failed = []
    for user, screens in itertools.groupby(chosen(options.only), key=lambda screen: screen.user):
        session = Session(options.url, options.database, *USERS[user])
        cookies = {"session_id": session.cookie, "frontend_lang": options.lang}
        for name, value in cookies.items():
            browser.send("Network.setCookie", name=name, value=value, url=options.url)
        with speaking(session, options.lang):
            for screen in screens:
                failed += [screen.name] if not shot(options, browser, session, screen) else []
    return failed


def shot(options, browser, session, screen):
    """Take one picture; False if there is no record for it or its scripts failed."""
    path = filled(session, screen.path.replace("{link}", options.link or "{link}"))
    if path is None or "{link}" in path:
        print(f"{screen.name}: there is no record to show")
        return False
    browser.errors.clear()
    target = options.out / f"{screen.name}.png"
    browser.take(options.url + path, target, screen.height, screen.click, screen.width)
    print(f"{screen.name}: {path}", *browser.errors, sep="\n    ")
    return not browser.broken()


def filled(session, path):
    """Put ids in a path; None if there is no such record."""
    for name, record in RECORDS.items():
        if f"{{{name}}}" not in path:
            continue
        number = session.first(*record)
        if number is None:
            return None
        path = path.replace(f"{{{name}}}", str(number))
    return path


@contextlib.contextmanager
def speaking(session, lang):
    """Have a user speak a language for a while."""
    before = session.speak(lang)
    try:
        yield
    finally:
        session.speak(before)


def chosen(names):
    screens = [screen for screen in SCREENS if not names or screen.name in names]
    return sorted(screens, key=lambda screen: screen.user)


def main():
    """0, or 1 if a screen could not be shown."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--url", default="http://127.0.0.1:8069")
    parser.add_argument("--database", required=True)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--lang", default="en_US", help="an installed language, as zh_CN")
    parser.add_argument("--only", nargs="*", default=(), metavar="NAME", help="some screens")
    parser.add_argument("--chromium", help="the program; else found on the PATH")
    parser.add_argument("--link", help="the path of a public link, as the store told it")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with browsing(options.chromium) as browser:
        failed = take_all(options, browser)
    if failed:
        print("Not shown:", ", ".join(failed))
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
