"""Every page has a door, and the pages made from the code are up to date."""

from pathlib import Path

import pytest

from alongside.config.handbook.permissions import LIBRARY, routes
from alongside.config.management.commands.docs import PAGES
from alongside.foundation.access.rules import declared_permissions

DOCS = Path(__file__).parents[2] / "docs"
ALL = [route for route in routes() if route[2] is not LIBRARY]


@pytest.mark.parametrize("route", ALL, ids=lambda route: route[0])
def test_every_page_has_a_door(route):
    name, address, door = route
    assert door is not None, f"{name} at {address} opens to nobody in particular"
    if door.kind == "permission":
        assert door.permission in {one.code for one in declared_permissions()}
    if door.kind == "anyone":
        assert door.why


def test_no_two_pages_share_a_name():
    names = [name for name, _, _ in ALL]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("page", PAGES)
def test_pages_made_from_the_code_are_up_to_date(page):
    assert (DOCS / page).read_text() == PAGES[page](), "Run: alongside docs"
