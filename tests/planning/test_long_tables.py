"""Long tables stand folded, for planners as for everybody, with nothing lost; a link opens them all."""

import re

import pytest
from django.urls import reverse

from alongside.planning.models import Scenario
from tests.factories import NOW, a_user
from tests.planning.given import (
    given_a_drawn_county,
    given_a_published_scenario,
    given_a_week_of_outreach,
    given_plans_before_the_public,
)

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


def given_numbers(sites: int, scenario: str = "long") -> None:
    """What each of so many numbers of sites can do, of a scenario that nobody asked further."""
    one = {"status": "optimal", "bound": None, "gap": 0.0, "is_proven": True, "cost": 1, "closes": 0, "opens": 0}
    counts = [one | {"sites": number, "objective": 400.0 - number} for number in range(1, sites + 1)]
    told = {"asked_at": NOW.isoformat(), "begun_at": NOW.isoformat(), "of": sites, "wanted": [], "problem": "",
            "weight": 40.0, "counts": counts}  # fmt: skip
    Scenario.objects.filter(slug=scenario).update(frontier=told)


def test_a_planner_s_own_page_folds_the_same_and_says_what_stands_on_it(client, pages):
    client.force_login(a_user("planner"))
    address = reverse("planning:scenario", args=["long"])
    folded, opened = (client.get(address, asked).content.decode() for asked in ({}, {"tables": "open"}))
    assert (folded.count(FOLDED), opened.count(FOLDED)) == (1, 0)
    assert cells(folded) == cells(opened)
    assert "Site 8" in folded
    assert 'href="?tables=open"' in folded
    parts = re.findall(r'href="#([^"]+)">', folded.split('id="on-this-page"')[1].split("</nav>")[0])
    assert parts == ["found", "who", "sites-1", "why", "numbers", "rests", "asked"]
    assert all(f'id="{part}"' in folded for part in parts)


def test_the_link_that_opens_every_table_keeps_what_else_was_asked_of_the_page(client, pages):
    client.force_login(a_user("planner"))
    page = client.get(reverse("planning:scenario", args=["long"]), {"still": "1"}).content.decode()
    assert 'href="?still=1&amp;tables=open"' in page


@pytest.mark.parametrize(("sites", "is_open"), [(6, True), (7, False)])
def test_the_figures_of_the_numbers_of_sites_are_folded_when_they_are_many(client, pages, sites, is_open):
    given_numbers(sites)
    client.force_login(a_user("planner"))
    page = client.get(reverse("planning:scenario", args=["long"])).content.decode()
    numbers = page.split('id="numbers"')[1]
    assert ('<details class="al-figures" open>' in numbers) == is_open
    assert numbers.count("Start a scenario with ") == sites
    assert "From each row of the figures a scenario can be started" in numbers
    client.force_login(a_user("finance-officer"))
    assert "From each row" not in client.get(reverse("planning:scenario", args=["long"])).content.decode()


def test_a_week_of_outreach_folds_the_same_and_its_timetable_stands_open(client, db):
    week = given_a_week_of_outreach()
    venue, outing = week.answer["venues"][0], week.answer["outings"][0]
    week.answer["venues"] = [venue | {"slug": f"hall-{n}", "name": f"Hall {n}"} for n in range(8)]
    week.answer["outings"] = [outing | {"morning": f"hall-{n}"} for n in range(8)]
    week.save()
    client.force_login(a_user("planner"))
    address = reverse("planning:outreach_week", args=[week.slug])
    folded, opened = (client.get(address, asked).content.decode() for asked in ({}, {"tables": "open"}))
    assert [one.split("</summary>")[0].split(">")[-1] for one in folded.split(FOLDED)[1:]] == ["Venues"]
    assert FOLDED not in opened
    assert cells(folded) == cells(opened)
    assert 'href="?tables=open"' in folded


def test_the_money_itself_is_never_folded(client, pages):
    page = client.get(pages["published_formula"]).content.decode()
    assert page.index("The money") < page.index("<table") < (page.index(FOLDED) if FOLDED in page else len(page))
