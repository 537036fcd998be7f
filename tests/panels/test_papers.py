"""What the paper on an item is put together from, and who can be named in an answer."""

from uuid import uuid4

import pytest

from alongside.assessments.models import Conclusion, StartingPoint
from alongside.assessments.rules import PointKind
from alongside.panels import access, queries, rules
from alongside.panels.models import Item
from alongside.plans.actions import read_scale, set_scale
from tests.assessments.given import given_a_complete_assessment, given_a_household
from tests.factories import TODAY, a_user
from tests.panels.given import given_a_panel, given_an_item
from tests.plans.given import MET_ON, given_a_held_meeting, given_an_agreed_plan, outcome


def parts_of(item: Item) -> dict[str, list[dict]]:
    item.panel = None  # a panel asks for the parts that it needs; without one they are all there
    return {part["key"]: part["rows"] for part in queries.content_of(item, today=MET_ON)["parts"]}


@pytest.mark.django_db
def test_the_family_speaks_through_its_meetings_and_its_plan_stands_with_what_moved():
    planned = given_an_agreed_plan()
    for name in ("Mornings", "Nobody has read this one"):
        scale = set_scale(
            plan=planned.plan, outcome=outcome(planned.plan), name=name, one_means="Shouting", ten_means="Calm",
            **planned.do(),
        )  # fmt: skip
        if name == "Mornings":
            read_scale(scale=scale, value=3, read_on=TODAY, said_by="Ana", **planned.do())
    given_a_held_meeting(planned)
    item = given_an_item(given_a_panel(), home=planned.home)
    told = parts_of(item)
    assert [row["words"] for row in told["view"] if "Meeting of" in row["source"]] == [
        "Mornings are calmer",
        "I like walking in with Mum",
    ]
    assert "0 of 2 done" in [row["words"] for row in told["plan"]]
    scales = [row["label"] for row in told["plan"] if "own scale" in row["source"]]
    assert scales == ["Mornings"], "a scale without a reading says nothing"


@pytest.mark.django_db
def test_what_was_told_at_first_stands_with_its_source_and_silence_is_no_view():
    home, _assessment = given_a_complete_assessment(given_a_household())
    Conclusion.objects.update(family_comments="", no_comments_why="They were away")
    item = given_an_item(given_a_panel(), home=home)
    assert "That is fair" not in str(parts_of(item))
    other = given_an_item(given_a_panel(name="County EARP"))
    StartingPoint.objects.create(
        case=other.case,
        kind=PointKind.WORRY,
        words="Out of school",
        source="The request",
        source_id=uuid4(),
        as_of=TODAY,
    )
    [worry] = parts_of(other)["worries"]
    assert (worry["words"], worry["source"]) == ("Out of school", "The request, 2 March 2026")


@pytest.mark.django_db
def test_those_who_died_are_not_asked_after_and_those_who_left_are_not_named():
    item = given_an_item(given_a_panel())
    children = queries.children_of(item)
    type(children[0]).objects.filter(id=children[0].id).update(died_on=TODAY)
    assert [one.id for one in queries.children_of(item)] == [one.id for one in children[1:]]
    named = queries.people_to_name(item)
    assert len(named) == len({one.id for one in named})
    type(item.asked_by).objects.filter(id=item.asked_by_id).update(is_active=False)
    Item.objects.filter(id=item.id).update(sitting=None, status="waiting", panel=None)
    type(item.case).objects.filter(id=item.case_id).update(hub_team=None)
    loose = Item.objects.select_related("asked_by", "case__lead").get(id=item.id)
    assert queries.people_to_name(loose) == []
    assert access.member_of(a_user("partner"), loose) is None


def test_letters_name_a_lead_professional_only_where_there_is_one():
    said = {"decision": rules.DecisionKind.AGREE, "panel": "EARP", "sat_on": "9 March 2026"}
    to_family = {"helpers": [], "teller": "Sam Reed", "tell_by": "11 March 2026"}
    assert "lead professional: the one" in rules.words_to_family(**said, **to_family, lead="Ines Okafor")
    assert "lead professional: the one" not in rules.words_to_family(**said, **to_family, lead="")
    assert "lead professional is Ines Okafor" in rules.words_to_referrer(**said, lead="Ines Okafor")
    assert "lead professional is" not in rules.words_to_referrer(**said, lead="")
