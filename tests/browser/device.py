"""Somebody's device: a browser context with a language, a place, a camera and a network of its own."""

from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.firm import LAT, LON, METRES_PER_DEGREE, PASSWORD

App = Literal["technician", "resident", "console"]
Language = Literal["zh-CN", "en"]
SIZES = {"phone": (390, 844), "desk": (1440, 900)}


class Device:
    """One person's browser at one app. What its pages complain of on the console is kept in `complaints`."""

    def __init__(
        self,
        browser: Browser,
        web_url: str,
        app: App,
        language: Language = "en",
        *,
        size: str = "phone",
        metres_off: float = 5,
        allow_position: bool = True,
    ) -> None:
        self.web_url, self.app = web_url, app
        width, height = SIZES[size]
        self.context: BrowserContext = browser.new_context(
            locale=language,
            viewport={"width": width, "height": height},
            device_scale_factor=1,
            has_touch=size == "phone",
            is_mobile=size == "phone",
            geolocation={"latitude": LAT + metres_off / METRES_PER_DEGREE, "longitude": LON, "accuracy": 10},
            permissions=["geolocation"] if allow_position else [],
        )
        self.complaints: list[str] = []
        self.page: Page = self.open_tab()

    def open_tab(self) -> Page:
        """Another tab; also the way back after one was killed."""
        page = self.context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._heard)
        self.page = page
        return page

    def _heard(self, message: object) -> None:
        text = getattr(message, "text", "")
        if getattr(message, "type", "") == "error" and "Content Security Policy" in text:
            self.complaints.append(text)

    def go(self, path: str = "") -> Page:
        """Open a page of the app."""
        self.page.goto(f"{self.web_url}/{self.app}/{path}")
        return self.page

    def sign_in(self, username: str, password: str = PASSWORD) -> Page:
        """Open the app and sign in, in whatever language it is."""
        page = self.go()
        page.locator("input[name=username]").fill(username)
        page.locator("input[name=password]").fill(password)
        page.locator("button[type=submit]").click()
        expect(page.locator("input[name=password]")).to_have_count(0)
        return page

    def offline(self, is_off: bool = True) -> None:
        """Take the network away, or give it back."""
        self.context.set_offline(is_off)

    def picture(self, folder: Path, name: str) -> None:
        """Keep a screenshot of the whole page."""
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png", full_page=True, animations="disabled")

    def close(self) -> None:
        """Put the device away."""
        self.context.close()
