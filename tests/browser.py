"""A real browser for journeys: pages at two widths, a check of accessibility, and the keyboard.

A journey is marked `browser`, takes `desk_page` or `phone_page` and `live_server`, and ends with
`assert_accessible(page)`, which asks at both widths.
"""

import json
import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 812}
RULES = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
EASY_TO_READ: set[str] = set()
"""Looks of words, each with the ground they stand on, of which axe has found in this run that they have contrast."""
AT_TWO_WIDTHS = Path(__file__).with_name("browser_widths.js")
"""Only what is wrong comes back: the whole answer is large, and takes longer to hand over than to find."""
PATIENCE = 10_000


@cache
def axe_source() -> str:
    """The accessibility checker, put in by the browser: our pages would refuse its script."""
    axe = Path(axe_playwright_python.__file__).parent / "axe.min.js"
    return f"{axe.read_text(encoding='utf-8')}\n{AT_TWO_WIDTHS.read_text(encoding='utf-8')}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all journeys; each page has a store of its own."""
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page of a given size as somebody new here; fails when a script does."""
    contexts, errors = [], []

    def opened(size: dict = DESK, **kwargs) -> Page:
        context = browser.new_context(viewport=size, locale="en-GB", **kwargs)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not errors, f"scripts failed: {errors}"


@pytest.fixture
def desk_page(new_page) -> Page:
    return new_page(DESK)


@pytest.fixture
def phone_page(new_page) -> Page:
    return new_page(PHONE)


def assert_accessible(page: Page) -> None:
    """At either width the page breaks no rule that axe knows, and nothing on it is wider than the window."""
    own = page.viewport_size
    page.evaluate(axe_source())
    told = violations_of(page)
    page.set_viewport_size(own)
    assert not told, f"{page.url}\n" + "\n".join(told)


def violations_of(page: Page) -> list[str]:
    """What axe, which is in the page, finds wrong at either width, and whether it is wider than its window.

    On the desk it is asked of what stands elsewhere or is shown otherwise than on the phone.
    """
    told = []
    for size, ask in ((PHONE, "askAxe"), (DESK, "askAxeAgain")):
        if page.viewport_size != size:
            page.set_viewport_size(size)
        (found, easy), too_wide = page.evaluate(
            f"async ([rules, easy]) => [await {ask}(rules, easy),"
            " document.documentElement.scrollWidth - document.documentElement.clientWidth]",
            [RULES, sorted(EASY_TO_READ)],
        )
        EASY_TO_READ.update(easy)
        told += [f"{size['width']} px: {_told(one)}" for one in found]
        told += [f"{size['width']} px: {too_wide} px wider than its window"] if too_wide > 0 else []
    return told


def _told(rule: dict) -> str:
    return f"{rule['id']} ({rule['impact']}): {rule['help']}\n    " + "\n    ".join(
        f"{node['html'][:160]}  [{json.dumps(node['target'])}]" for node in rule["nodes"][:6]
    )


def press_only(page: Page, to_reach: str, *, at_most: int = 200) -> None:
    """Press Tab until the focus is on what the selector names; a mouse is never used."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector)", to_reach):
            return
    raise AssertionError(f"{to_reach} cannot be reached by keyboard on {page.url}")


def type_into(page: Page, selector: str, words: str) -> None:
    """Reach a control by keyboard, empty it, and type."""
    press_only(page, selector)
    page.keyboard.press("Control+A")
    page.keyboard.type(words)
