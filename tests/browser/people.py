"""What people do at the apps, as a test says it: one function for each thing that takes several taps."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.device import Device
from tests.browser.words import Words
from tests.builders.photos import camera_exif, photo
from tests.journeys.firm import LAT, LON


def camera(folder: Path) -> Path:
    """A photo as the phone's camera takes it at the building."""
    file = folder / "camera.jpg"
    file.write_bytes(photo(exif=camera_exif(lat=LAT, lon=LON)))
    return file


def report(device: Device, words: Words, category: str, text: str, picture: Path | None = None) -> None:
    """Report something from the portal's first page, which shows a few categories and the way to all."""
    page = device.page
    wanted = page.get_by_role("link", name=category)
    more = page.get_by_role("link", name=words("home.more"), exact=True)
    expect(wanted.or_(more).first).to_be_visible()
    if wanted.count() == 0:
        more.click()
    wanted.first.click()
    if picture:
        page.locator("input[type=file]").first.set_input_files(picture)
        expect(page.get_by_alt_text(words("photos.nth", number=1))).to_be_visible()
    page.get_by_label(words("report.words")).fill(text)
    page.get_by_role("button", name=words("report.send")).click()


def open_order(device: Device, order: dict[str, Any]) -> None:
    """From the technician's list to the order."""
    device.page.get_by_role("link", name=order["number"]).click()
    expect(device.page.get_by_role("heading", level=1, name=order["title"])).to_be_visible()


def press(device: Device, name: str) -> None:
    """Press the button of this very name."""
    device.page.get_by_role("button", name=name, exact=True).click()


def check_in(device: Device, words: Words) -> None:
    """From an accepted order to the place and back."""
    press(device, words("step.check-in"))
    press(device, words("check_in.submit"))
    expect(device.page.get_by_role("button", name=words("step.complete"), exact=True)).to_be_visible()


def complete(device: Device, words: Words, picture: Path, summary: str) -> None:
    """From the order on site to its completion, with one photo."""
    press(device, words("step.complete"))
    # The order's page has a camera for the same photos, and goes away at this moment.
    expect(device.page.get_by_role("heading", level=1, name=words("step.complete"))).to_be_visible()
    after = device.page.get_by_label(words("photo.take.after"))
    after.set_input_files(picture)
    expect(device.page.get_by_role("region", name=words("photo.title")).get_by_role("figure")).to_be_visible()
    device.page.get_by_label(words("complete.summary")).fill(summary)
    press(device, words("complete.submit"))


def status_bar(device: Device, words: Words) -> Locator:
    """The bar that says what is not sent yet."""
    return device.page.get_by_role("complementary", name=words("bar.label")).get_by_role("status").first
