"""Wishes that cannot all be kept: every conflict is named, and nothing is promised that does not hold."""

from dataclasses import replace

import pytest
from django.utils import timezone

from alongside.foundation.identity.models import User
from alongside.planning import tasks
from alongside.planning.actions import scenarios as actions
from alongside.planning.gateways import conflicts
from alongside.planning.gateways.conflicts import conflicts_of
from alongside.planning.gateways.siting import AreaAsked, Asked, SiteAsked, work_out
from alongside.planning.models import Scenario
from alongside.planning.presenters.scenarios import ScenarioPage
from alongside.planning.rules.conflicts import SILENT, way_out, without
from alongside.planning.rules.scenarios import WISH_WORDS, Wishes
from tests.factories import NOW, a_user

WEST, EAST = ("west", 0), ("east", 60_000)


def _area(name: str, easting: int) -> AreaAsked:
    return AreaAsked(f"area-{name}", name, easting, 0, "rural", name, 1, 100.0, 100.0)


def _site(name: str, easting: int) -> SiteAsked:
    return SiteAsked(name, name, "Hub", name, easting, 0, True, 100_000, None, None)


def asked(**wishes) -> Asked:
    """Two places an hour apart, each with a site of £1,000."""
    return Asked(Wishes(kinds=(), **wishes), (_area(*WEST), _area(*EAST)), (_site(*WEST), _site(*EAST)))


def told(question: Asked):
    return conflicts_of(question, work_out(question, seconds=1.0))


# -- rules --


def test_every_wish_that_the_engine_names_can_be_left_out_but_journeys_that_do_not_exist():
    assert set(WISH_WORDS) - set(SILENT) == {"travel"}


def test_without():
    wishes = Wishes(kinds=(), exactly=2, budget=100, share_percent=90, share_minutes=10)
    assert without(wishes, ["budget", "min_shares[0]", "travel"]) == Wishes(kinds=(), exactly=2)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        pytest.param([], "at once", id="nothing is known"),
        pytest.param([(["a"], ["a"])], "Leave it out, and there is a plan", id="one wish"),
        pytest.param([(["a", "b"], ["a", "b"])], "Leave out any one of them", id="each is enough"),
        pytest.param([(["a", "b"], ["a"])], "For some of them it is enough", id="one of two is enough"),
        pytest.param([(["a", "b"], [])], "No plan keeps all of these at once", id="it is not known what is enough"),
        pytest.param([(["a"], []), (["b"], [])], "Of each of these at least one", id="two conflicts"),
    ],
)
def test_way_out(found, words):
    assert words in way_out({"wishes": wishes, "enough": enough} for wishes, enough in found)


# -- the engine asked again --


def test_of_one_conflict_it_is_known_that_each_wish_is_enough():
    (one,) = told(asked(exactly=1, max_minutes=20))
    assert set(one.wishes) == set(one.enough) == {"open_exactly", "max_travel"}
    assert {change["wish"] for change in one.changes} == {"open_exactly", "max_travel"}


def test_of_two_conflicts_each_is_named_with_its_own_least_change():
    question = asked(exactly=1, max_minutes=20, budget=50_000)
    found = told(question)
    assert len(found) == 2
    assert {name for one in found for name in one.wishes} == {"open_exactly", "max_travel", "budget"}
    assert all(one.enough == () for one in found), "leaving one wish out is not enough"
    dear = next(one for one in found if one.wishes == ("budget",))
    assert [(one["asked"], one["possible"]) for one in dear.changes] == [(500.0, 1000.0)]
    for one in found:
        rest = without(question.wishes, one.wishes)
        assert work_out(replace(question, wishes=rest), seconds=1.0).status == "infeasible"


def test_journeys_that_cannot_be_made_at_all_are_said_once(monkeypatch):
    question = asked(exactly=1)
    worked = replace(work_out(question, seconds=1.0), status="infeasible", conflict=("travel",), open_sites=())
    monkeypatch.setattr(conflicts, "work_out", lambda *_, **__: worked)
    (one,) = conflicts_of(question, worked)
    assert (one.wishes, one.enough) == (("travel",), ())


def test_what_is_no_question_any_more_promises_nothing(monkeypatch):
    def refused(*_, **__):
        raise ValueError("no question")

    question = asked(exactly=1, max_minutes=20)
    worked = work_out(question, seconds=1.0)
    monkeypatch.setattr(conflicts, "work_out", refused)
    assert [one.enough for one in conflicts_of(question, worked)] == [()]


# -- on the page --


@pytest.mark.django_db
def test_a_page_never_says_that_leaving_out_one_wish_is_enough_when_it_is_not(monkeypatch):
    question = asked(exactly=1, max_minutes=20, budget=50_000)
    monkeypatch.setattr(tasks.queries, "question_of", lambda *_, **__: (question, {"sources": [], "left_out": {}}))
    one = actions.make_scenario(name="Too much", why="", wishes=question.wishes, by=a_user("planner"), at=NOW)
    tasks.work_out_scenario(str(one.id))
    page = ScenarioPage.of(Scenario.objects.get(id=one.id), names={})
    assert page.way_out.startswith("More than one thing stands in the way")
    assert ["the budget"] in [each["wishes"] for each in page.conflicts]
    assert "A budget of £1,000 in place of £500" in [words for each in page.conflicts for words in each["changes"]]


@pytest.mark.django_db
def test_an_answer_from_before_conflicts_were_told_apart_is_still_read():
    answer = {"conflict": ["budget", "max_travel"], "changes": [{"wish": "budget", "asked": 5, "possible": 9}]}
    one = Scenario(
        slug="old", name="Old", wishes=Wishes(kinds=()).as_data(), status="impossible", answer=answer,
        made_by=a_user("planner"), made_at=timezone.now(),
    )  # fmt: skip
    page = ScenarioPage.of(one, names={})
    assert page.way_out == "No plan keeps all of these at once"
    assert page.conflicts == [
        {"wishes": ["the budget", "the longest journey"], "changes": ["A budget of £9 in place of £5"]}
    ]


def test_of_some_wishes_it_is_said_that_leaving_them_out_is_enough():
    answer = {"conflicts": [{"wishes": ["budget", "capacity"], "enough": ["budget"], "changes": []}]}
    facts = {"wishes": Wishes(kinds=()).as_data(), "status": "impossible", "answer": answer}
    one = Scenario(slug="x", name="x", **facts, made_by=User(name="Priya Nair"), made_at=timezone.now())
    page = ScenarioPage.of(one, names={})
    assert page.conflicts[0]["wishes"] == ["the budget (leaving this out is enough)", "what the buildings hold"]
