"""How items find an agenda by themselves, what the clerk does with it, and who reads it from when until when."""

from datetime import date, timedelta

import pytest

from alongside.foundation.access.models import Grant
from alongside.foundation.access.rules import GrantReason
from alongside.frontdoor.forms import DecideForm
from alongside.frontdoor.queries.panels import panels_for
from alongside.panels import actions, rules
from alongside.panels.access import items_open_to
from alongside.panels.models import Item, Panel, Paper
from alongside.panels.queries import changes_since
from alongside.plans import actions as plans
from tests.assessments.given import given_a_household
from tests.factories import NOW, TODAY, a_user
from tests.panels.given import (
    given_a_decision,
    given_a_panel,
    given_a_sitting,
    given_an_item,
    given_papers_sent,
    given_signed,
)
from tests.places.given import given_an_area
from tests.plans.given import given_an_agreed_plan

pytestmark = pytest.mark.django_db
SENT = NOW + timedelta(days=3)
"""A day after the papers went out."""


@pytest.fixture
def table():
    return given_a_panel()


def opened_to(user) -> set:
    return set(Grant.objects.open().filter(user=user, reason=GrantReason.AGENDA).values_list("subject_id", flat=True))


def test_what_is_asked_stands_on_the_next_agenda_at_once(table):
    item = given_an_item(table)
    assert (item.status, item.sitting, item.position) == ("on_agenda", table.sitting, 1)


def test_a_full_agenda_takes_no_more_but_urgent_help_always_finds_the_next_one():
    table = given_a_panel(length_minutes=15, slot_minutes=15)
    home = given_a_household()
    given_an_item(table, home=home)
    waits = given_an_item(table, home=home, question="And another thing?")
    urgent = given_an_item(
        table,
        home=home,
        kind=rules.ItemKind.RATIFY,
        question="May what began last night go on?",
        help_began_on=TODAY,
        help_began_words="A night sitter",
    )
    assert (waits.status, waits.sitting) == ("waiting", None)
    assert urgent.sitting == table.sitting
    later = actions.plan_sitting(panel=table.panel, starts_at=table.at + timedelta(days=7), **table.by_clerk())
    waits.refresh_from_db()
    assert waits.sitting == later


def test_asking_the_same_twice_asks_once(table):
    home = given_a_household()
    assert given_an_item(table, home=home) == given_an_item(table, home=home)


def test_members_read_a_family_from_the_papers_until_the_signature(table):
    item = given_an_item(table)
    health, family = table.user("health"), item.case.family_id
    assert not items_open_to(health).exists()
    given_papers_sent(table)
    assert list(items_open_to(health)) == [item]
    assert opened_to(health) == {family}
    given_a_sitting(table)
    given_a_decision(table, item)
    given_signed(table)
    assert opened_to(health) == set()
    assert not items_open_to(health).exists()


def test_an_interest_hides_the_item_and_closes_the_family(table):
    item = given_an_item(table)
    given_papers_sent(table)
    health = table.user("health")
    interest = actions.declare_interest(item=item, why="They are my neighbours", by=health, at=SENT)
    assert opened_to(health) == set()
    assert not items_open_to(health).exists()
    with pytest.raises(actions.PanelRefused, match="speaks for their agency"):
        actions.say_offer(item=item, knows="Much", offers="", by=health, at=SENT)
    actions.lift_interest(interest=interest, **table.by_clerk(SENT))
    assert list(items_open_to(health)) == [item]


def test_someone_with_an_interest_does_not_count_for_the_quorum_of_that_item():
    quorum = rules.Quorum(needs_chair=True, needs_kinds=("health",), least_agencies=1)
    table = given_a_panel(quorum=quorum)
    item = given_an_item(table)
    given_papers_sent(table)
    actions.declare_interest(item=item, why="A cousin", by=table.user("health"), at=SENT)
    given_a_sitting(table)
    with pytest.raises(actions.PanelRefused, match="no quorum for this: health missing"):
        given_a_decision(table, item)


def test_without_quorum_only_more_information_can_be_asked_for(table):
    item = given_an_item(table)
    given_a_sitting(table, everyone=False)
    with pytest.raises(actions.PanelRefused, match="no quorum"):
        given_a_decision(table, item)
    decision = given_a_decision(table, item, rules.DecisionKind.MORE_INFORMATION)
    assert not decision.had_quorum


def test_nobody_agrees_beyond_the_limits_in_the_room_and_the_way_up_is_named():
    up = given_a_panel(name="County EARP")
    table = given_a_panel(refers_up_to=up.panel)
    item = given_an_item(table, wants_package=True, package_words="A nurse", package_pence=500_001)
    given_a_sitting(table)
    with pytest.raises(actions.PanelRefused, match=r"highest limit is £5,000.*redirect it to County EARP"):
        given_a_decision(table, item, package_pence=500_001)
    assert given_a_decision(table, item, package_pence=500_000).package_pence == 500_000


def test_papers_are_frozen_and_later_changes_are_marked(table):
    item = given_an_item(table)
    given_papers_sent(table)
    paper = Paper.objects.get(item=item)
    assert changes_since(paper, today=TODAY) == []
    item.case.family.members.filter(person__given_names="Joss").update(in_household=False)
    paper = Paper.objects.select_related("item__case__family", "item__panel__kind").get(id=paper.id)
    [later] = changes_since(paper, today=TODAY)
    assert later.title == "Who is in the family"
    assert "lives elsewhere" in later.added[0]["words"]


def test_siblings_are_heard_together_and_answered_at_once(table):
    home = given_a_household()
    first = given_an_item(table, home=home)
    second = given_an_item(table, home=home, question="And for Joss?")
    actions.merge_item(item=second, into=first, **table.by_clerk())
    given_a_sitting(table)
    given_a_decision(table, first)
    given_signed(table)
    assert set(Item.objects.values_list("status", flat=True)) == {"decided"}


def test_a_deferred_item_finds_the_next_sitting_and_keeps_its_question(table):
    item = given_an_item(table)
    later = actions.plan_sitting(panel=table.panel, starts_at=table.at + timedelta(days=7), **table.by_clerk())
    actions.defer_item(item=item, why="School is closed", **table.by_clerk())
    item.refresh_from_db()
    assert item.sitting == later
    assert item.moves.filter(to_status="waiting", why="School is closed").exists()


def test_a_sibling_whose_partner_is_withdrawn_is_on_an_agenda_of_its_own(table, django_capture_on_commit_callbacks):
    first, second = given_an_item(table), given_an_item(table)
    actions.merge_item(item=second, into=first, **table.by_clerk())
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_item(item=first, why="The family moved", **table.by_clerk())
    second.refresh_from_db()
    assert (second.status, second.sitting, second.merged_into) == ("on_agenda", table.sitting, None)


def test_a_sitting_called_off_loses_no_item(table):
    item = given_an_item(table)
    later = actions.plan_sitting(panel=table.panel, starts_at=table.at + timedelta(days=7), **table.by_clerk())
    actions.call_off_sitting(sitting=table.fresh(), why="Snow", **table.by_clerk())
    item.refresh_from_db()
    assert item.sitting == later


def test_a_closed_case_takes_its_questions_back(table):
    from alongside.cases.actions import close_case
    from alongside.cases.rules import ClosingOutcome

    item = given_an_item(table)
    close_case(
        case=item.case, outcome=ClosingOutcome.NEEDS_MET, why="Done", family_said="Thanks", agreed_by="All",
        by=item.asked_by, at=NOW,
    )  # fmt: skip
    item.refresh_from_db()
    assert item.status == "withdrawn"


def test_a_weekly_run_leaves_out_bank_holidays_and_is_planned_once(table):
    setter = a_user("service-manager")
    facts = {"first_on": date(2026, 3, 23), "until_on": date(2026, 4, 20), "by": setter, "at": NOW}
    weekly = actions.change_panel(
        panel=table.panel, version=1, quorum=table.panel.quorum_rule, cadence="weekly", weekday=0, nth=1,
        starts_at=table.panel.starts_at, length_minutes=120, slot_minutes=15, papers_working_days=5, place="Hall",
        link="", refers_up_to=None, is_active=True, by=setter, at=NOW,
    )  # fmt: skip
    [series] = actions.plan_many_series(panels=[weekly], **facts)
    assert actions.plan_many_series(panels=[weekly], **facts) == [series]
    assert series.left_out == ["2026-04-06"], "Easter Monday"
    assert series.sittings.count() == 4


def test_the_front_door_names_a_panel_of_the_familys_area():
    county, own, other = (given_a_panel(name=f"{name} panel").panel for name in ("County", "Own", "Other"))
    area, elsewhere = given_an_area(), given_an_area()
    for panel, where in ((own, area), (other, elsewhere)):
        Panel.objects.filter(id=panel.id).update(district=where.district)
    assert panels_for(area_id=area.id) == [own.name, county.name]
    assert set(panels_for(area_id=None)) == {county.name, own.name, other.name}
    form = DecideForm(panels=panels_for(area_id=area.id))
    assert [value for value, _ in form.fields["panel"].choices] == ["", own.name, county.name]
    assert not hasattr(DecideForm().fields["panel"], "choices"), "where there is no panel its name is typed"


def test_a_plan_that_needs_more_than_its_team_can_give_asks_the_panel_once(table):
    planned = given_an_agreed_plan()
    for _ in range(2):
        plans.ask_for_more(plan=planned.plan, what="A nurse who comes in the mornings", **planned.do())
    item = Item.objects.get(case=planned.home.case)
    assert (item.kind, item.panel, item.status) == (rules.ItemKind.MORE, table.panel, "on_agenda")
    assert item.question == "A nurse who comes in the mornings"
