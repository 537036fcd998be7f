"""What could become of the buildings that a plan closes."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from alongside.hubs import queries as hubs
from alongside.hubs.actions import state_fact
from alongside.hubs.models import Footfall
from alongside.hubs.rules.facts import FactKind, Standing, answer_words
from alongside.planning.presenters.buildings import buildings_sheet
from tests.factories import NOW, TODAY, a_user
from tests.places.given import given_a_site
from tests.planning.given import given_a_published_scenario


@pytest.mark.parametrize(
    ("kind", "answer", "words"),
    [
        pytest.param(FactKind.CONDITION, {"words": "B"}, "B: satisfactory, minor wear", id="a grade in words"),
        pytest.param(FactKind.TENURE, {"words": "Leased to 2041"}, "Leased to 2041", id="words as they are"),
        pytest.param(FactKind.STAFF, {"number": Decimal("7.50")}, "7.5 staff (FTE)", id="a number and its unit"),
        pytest.param(FactKind.CAPACITY, {"number": Decimal(1200), "words": "With the hall"},
                     "1,200 families. With the hall", id="a number and words"),
        pytest.param(FactKind.TENURE, {"standing": Standing.NONE}, "None", id="none"),
        pytest.param(FactKind.TENURE, {"standing": Standing.NOT_IN_DATA, "words": "The deeds are lost"},
                     "Asked, and not in our data. The deeds are lost", id="asked, and not in our data"),
    ],
)  # fmt: skip
def test_answer_words(kind, answer, words):
    assert answer_words(kind, **{"standing": Standing.KNOWN} | answer) == words


@pytest.fixture
def closing(db):
    """A scenario that closes two centres of today's; of one of them something is known."""
    scenario, planner = given_a_published_scenario(), a_user("planner")
    known, unknown = (given_a_site(kind="childrens_centre", name=name) for name in ("Ash Centre", "Birch Centre"))
    first = scenario.answer["sites"][0]
    scenario.answer["sites"] += [first | {"slug": one.slug, "name": one.name} for one in (known, unknown)]
    scenario.save()
    for words, as_of in (("A nursery asked in 2024", date(2024, 5, 1)), ("A library would move in", TODAY)):
        state_fact(
            site=known, kind=FactKind.ALTERNATIVES, standing=Standing.KNOWN, words=words, number=None,
            source="Meeting with the county", as_of=as_of, by=planner, at=NOW,
        )  # fmt: skip
    Footfall.objects.create(site=known, month=date(2026, 2, 1), visits=1234, source="Door counter")
    return scenario, planner, known, unknown


def test_the_latest_of_what_is_known_of_each_building_is_told_by_name(closing):
    _, planner, known, unknown = closing
    found = hubs.buildings_of({known.slug, unknown.slug}, viewer=planner, today=TODAY)
    assert [(one.name, one.visits) for one in found] == [("Ash Centre", 1234), ("Birch Centre", None)]
    sheet = buildings_sheet(found)
    assert [row[1:] for row in sheet.rows] == [
        ["Not asked", "Not asked", "Not asked", "A library would move in (Meeting with the county, 2 March 2026)",
         "1,234"],
        ["Not asked"] * 4 + ["Not counted"],
    ]  # fmt: skip
    assert "Nobody has asked yet what else 1 of the 2 could be used for." in sheet.note


@pytest.mark.parametrize(("role", "slugs"), [("family-worker", {"any"}), ("planner", set())])
def test_nothing_is_told_to_whom_figures_are_closed_or_of_no_building(db, role, slugs):
    assert hubs.buildings_of(slugs, viewer=a_user(role), today=TODAY) == []
    assert buildings_sheet([]) is None


def test_a_planner_reads_it_with_the_scenario_and_the_public_does_not(closing, client):
    scenario, planner, known, _ = closing
    public = client.get(reverse("planning:published_plan", args=[scenario.slug])).content.decode()
    assert "What could become of the buildings" not in public
    assert "A library would move in" not in public
    client.force_login(planner)
    page = client.get(reverse("planning:scenario", args=[scenario.slug])).content.decode()
    assert "What could become of the buildings that close" in page
    assert "A library would move in" in page
    assert f'href="{reverse("hubs:site", args=[known.slug])}"' in page
