"""The front page of the desk: what it holds and what to do next; whoever may not see it is led to what is published."""

import re

import pytest
from django.utils import timezone

from alongside.planning.models import Scenario
from alongside.planning.rules.desk import Step, next_step
from tests.factories import a_user
from tests.places.given import given_a_locality
from tests.planning.given import (
    given_a_formula,
    given_a_published_scenario,
    given_a_week_of_outreach,
    given_an_appraisal,
)

MOST_ASKED = 9
CARDS = ["Need", "Scenarios", "Options", "Money by need", "Outreach", "Plans that are published"]


@pytest.mark.parametrize(
    ("held", "step"),
    [
        pytest.param((False, False, False), Step.ASK, id="nothing is there: ask for a scenario"),
        pytest.param((True, False, False), Step.COMPARE, id="a plan, and no options yet: put it beside others"),
        pytest.param((True, True, True), Step.FINISH, id="options are being made: finish them"),
        pytest.param((True, False, True), Step.ASK, id="all options are published: ask for the next scenario"),
        pytest.param((False, False, True), Step.ASK, id="options and no plan any more: ask"),
    ],
)
def test_what_a_planner_does_next(held, step):
    has_plan, has_draft, has_appraisal = held
    assert next_step(has_plan=has_plan, has_draft=has_draft, has_appraisal=has_appraisal) is step


def cards_of(page: str) -> list[str]:
    return re.findall(r'al-card__title"><a class="govuk-link" href="[^"]+">([^<]+)</a>', page)


def step_of(page: str) -> str | None:
    found = re.search(r'href="([^"]+)"[^>]*role="button"', page)
    return found and found.group(1)


def test_an_empty_desk_says_what_each_part_is_for_and_begins_with_a_scenario(planner, at_the):
    page = at_the(planner, "desk").content.decode()
    assert cards_of(page) == CARDS
    assert step_of(page) == "/planning/scenarios/make/"
    assert "The latest" not in page


def test_it_shows_the_latest_of_each_with_its_state_and_leads_to_it(planner, at_the):
    scenario = given_a_published_scenario("first", by=planner)
    assert step_of(at_the(planner, "desk").content.decode()) == "/planning/options/make/"
    later = given_a_published_scenario("later", by=planner)
    later.made_at, later.name = timezone.now(), "The later one"
    later.save()
    appraisal = given_an_appraisal(scenario, by=planner)
    week = given_a_week_of_outreach(by=planner)
    formula = given_a_formula(given_a_locality("Millbrook"), slug="by-need", by=planner)
    page = at_the(planner, "desk").content.decode()
    for one, address, state in (
        (later, "scenarios/later", "Worked out"), (appraisal, f"options/{appraisal.reference}", "Being made"),
        (week, f"outreach/{week.slug}", "Worked out"), (formula, "money/by-need", "Version 1"),
    ):  # fmt: skip
        assert f'The latest: <a class="govuk-link" href="/planning/{address}/">{one.name}</a>. {state}' in page
    assert step_of(page) == f"/planning/options/{appraisal.reference}/"
    assert f"Go on with “{appraisal.name}”" in page


@pytest.mark.parametrize(
    ("role", "cards"),
    [
        pytest.param("finance-officer", CARDS, id="sees money, and plans nothing"),
        pytest.param("hub-manager", [one for one in CARDS if one != "Money by need"], id="sees no formula"),
    ],
)
def test_whoever_only_reads_is_offered_no_step_and_no_more_than_they_may_see(db, at_the, role, cards):
    given_a_formula(given_a_locality("Millbrook"), slug="by-need")
    page = at_the(a_user(role), "desk").content.decode()
    assert cards_of(page) == cards
    assert step_of(page) is None
    assert ("/planning/money/by-need/" in page) == ("Money by need" in cards)


@pytest.mark.parametrize("role", [None, "family-worker"], ids=["nobody signed in", "no business at the desk"])
def test_everybody_else_is_led_to_what_is_published(db, at_the, role):
    answer = at_the(role and a_user(role), "desk")
    assert (answer.status_code, answer["Location"]) == (302, "/planning/published/")


def test_it_asks_the_database_as_often_with_many_as_with_none(planner, client, django_assert_num_queries):
    client.force_login(planner, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get("/planning/")
    with django_assert_num_queries(MOST_ASKED):
        client.get("/planning/")
    for number in range(5):
        given_a_published_scenario(f"one-{number}", by=planner)
        given_a_week_of_outreach(f"week-{number}", by=planner)
    given_an_appraisal(Scenario.objects.first(), by=planner)
    with django_assert_num_queries(MOST_ASKED):
        client.get("/planning/")
