"""A plugin for pytest: a browser test that was skipped for want of a browser has failed.

Odoo skips them when Chromium does not start or websocket-client is missing: all would look well.
"""

import re
from collections.abc import Iterator

import pytest

BROWSER = re.compile(r"chrom|websocket|devtools|odoo-http", re.IGNORECASE)

_unrun: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember tests that gave up on the browser."""
    if report.skipped and BROWSER.search(str(report.longrepr)):
        _unrun.append(report.nodeid)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """Spoil the exit code before the closing line is printed."""
    if _unrun and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    return (yield)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say so."""
    if _unrun:
        terminalreporter.section("browser tests that did not run count as failed", red=True)
        for name in _unrun:
            terminalreporter.line(name)
