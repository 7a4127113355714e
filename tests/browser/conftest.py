"""A real browser, the apps as they are deployed, and a company whose people use them."""

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from infra.paths import ROOT
from tests.browser.device import App, Device, Language
from tests.journeys.conftest import firm

__all__ = ["firm"]

#: where screenshots are kept, for people to look at
PICTURES = ROOT / ".run" / "screenshots"
#: how long something may take to be seen, in milliseconds; two cores run a cloud, a browser and the tests
expect.set_options(timeout=60_000)


#: whether a test has failed by now
_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, which `make chromium` installs; Playwright's own downloads are not needed."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("no chromium here: `make chromium` installs it as root, or install it yourself")
    # Chromium's sandbox refuses to run as root.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=arguments)
        yield found
        found.close()


@pytest.fixture
def device(browser: Browser, web_url: str, request: pytest.FixtureRequest) -> Iterator[Callable[..., Device]]:
    """`device("resident", "zh-CN", metres_off=900)`: somebody's browser, closed after the test.

    No page may break the Content Security Policy or raise an error that nobody caught. What was to be seen when a test
    failed is kept among the screenshots.
    """
    opened: list[Device] = []

    def open_(app: App, language: Language = "en", **options: object) -> Device:
        opened.append(Device(browser, web_url, app, language, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield open_
    complaints = [complaint for one in opened for complaint in one.complaints]
    for number, one in enumerate(opened):
        if request.node.stash.get(_FAILED, False):
            one.picture(PICTURES / "failed", f"{request.node.name}-{number}-{one.app}")
        one.close()
    assert complaints == []


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Folder of the screenshots."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES
