"""Long tables of what everybody reads stand folded, with nothing lost; a link opens them all, and planners have them
open."""

import re

import pytest
from django.urls import reverse

from tests.factories import a_user
from tests.planning.given import given_a_drawn_county, given_a_published_scenario, given_plans_before_the_public

FOLDED = '<details class="al-long-table"'


@pytest.fixture
def pages(db):
    """A plan, options and a formula before the public, the plan with more sites than fit on a phone."""
    addresses = given_plans_before_the_public(given_a_drawn_county())
    long = given_a_published_scenario("long")
    site = long.answer["sites"][0]
    long.answer["sites"] = [site | {"slug": f"any-{n}", "name": f"Site {n}"} for n in range(9)]
    long.save()
    return addresses | {
        name: reverse(f"planning:{name}", args=["long"]) for name in ("published_plan", "published_plan_paper")
    }


def cells(page: str) -> list[str]:
    return re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", page, re.S)


def test_a_long_table_stands_folded_with_every_row_in_it(client, pages):
    page = client.get(pages["published_plan"]).content.decode()
    folded = [one.split("</details>")[0] for one in page.split(FOLDED)[1:]]
    assert len(folded) == 1
    assert all(f"Site {n}" in folded[0] for n in range(9))
    assert "Sites that close (9)</summary>" in folded[0]
    assert page.split(FOLDED)[0].endswith('<div id="sites-1">'), "the list of parts leads to it"


@pytest.mark.parametrize("name", ["published_plan", "published_plan_paper", "published_appraisal", "published_paper"])
def test_a_link_shows_every_long_table_open_and_the_same_words_stand_in_them(client, pages, name):
    folded, opened = (client.get(pages[name], asked).content.decode() for asked in ({}, {"tables": "open"}))
    assert 'href="?tables=open"' in folded
    assert (FOLDED in folded, FOLDED in opened, 'href="?tables=open"' in opened) == (True, False, False)
    assert cells(folded) == cells(opened)
    assert "tables=open" not in opened, "what to cite it by is the page itself"


def test_a_planner_s_own_page_has_its_tables_open(client, pages):
    client.force_login(a_user("planner"))
    page = client.get(reverse("planning:scenario", args=["long"])).content.decode()
    assert (FOLDED in page, "Site 8" in page) == (False, True)


def test_the_money_itself_is_never_folded(client, pages):
    page = client.get(pages["published_formula"]).content.decode()
    assert page.index("The money") < page.index("<table") < (page.index(FOLDED) if FOLDED in page else len(page))
