"""Where Chromium is, and what happens to browser tests where there is none. Loaded by conftest."""

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
REQUIRED = os.environ.get("SEKOCI_BROWSER") == "required"
skipped = 0


def path() -> str | None:
    """The browser that the journeys drive: a system's own, never a downloaded one."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    global skipped
    if path():
        return
    browser_tests = [item for item in items if item.get_closest_marker("browser")]
    if REQUIRED and browser_tests:
        pytest.exit("There is no Chromium, and SEKOCI_BROWSER says that there must be one: run `make browser`.", returncode=1)
    for item in browser_tests:
        item.add_marker(pytest.mark.skip(reason="no Chromium"))
    skipped = len(browser_tests)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if skipped:
        terminalreporter.write_line(f"{skipped} browser tests were skipped: there is no Chromium. `make browser` installs it.")
