"""What people are told when something cannot be done with a panel; nothing is written then."""

from contextlib import contextmanager
from datetime import datetime, time, timedelta

import pytest

from alongside.cases.actions import close_case
from alongside.cases.models import Allocation, TimelineEntry
from alongside.cases.rules import ClosingOutcome
from alongside.foundation.access.models import Grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.audit.models import Entry
from alongside.foundation.notifications.models import Letter
from alongside.frontdoor.models import Decision
from alongside.panels import access, actions, queries, rules
from alongside.panels.models import Item, PanelAction, PanelDecision, PanelLetter, Presence
from tests.assessments.given import given_a_household
from tests.factories import NOW, TODAY, a_user
from tests.frontdoor.given import given_a_public_contact
from tests.panels.given import (
    SITS_AT,
    given_a_decision,
    given_a_panel,
    given_a_sitting,
    given_an_item,
    given_papers_sent,
    given_risen,
    given_signed,
    said,
)
from tests.places.given import given_a_district, given_an_area

pytestmark = pytest.mark.django_db
SENT = NOW + timedelta(days=3)
"""A day after the papers went out."""
CLERK_ONLY = "Only the clerk or the chair of this panel"
TO_SET_UP = "Your role cannot set up panels"


@contextmanager
def refused(words: str):
    before = Entry.objects.count()
    with pytest.raises(actions.PanelRefused, match=words):
        yield
    assert Entry.objects.count() == before


@pytest.fixture
def table():
    return given_a_panel()


@pytest.fixture
def setter():
    return a_user("administrator")


def changed(panel, **facts):
    whole = {
        "version": panel.version, "quorum": panel.quorum_rule, "cadence": "weekly", "weekday": 0, "nth": 1,
        "starts_at": panel.starts_at, "length_minutes": 120, "slot_minutes": 15, "papers_working_days": 5,
        "place": "Hall", "link": "", "refers_up_to": None, "is_active": True, "at": NOW,
    }  # fmt: skip
    return actions.change_panel(panel=panel, **(whole | facts))


def fresh(item: Item) -> Item:
    return Item.objects.select_related("sitting", "panel", "case__lead", "asked_by").get(id=item.id)


def test_setting_up_a_panel(table, setter):
    kinds = {one.key: one for one in actions.ensure_kinds(from_on=TODAY)}
    worker = a_user("family-worker")
    district = next(one for one in kinds.values() if one.reach == "district")
    facts = {"kind": kinds["earp"], "name": "Another", "weekday": 0, "starts_at": time(10), "by": setter, "at": NOW}
    with refused(TO_SET_UP):
        actions.set_up_panel(**facts | {"by": worker})
    with refused("Enter the panel’s name"):
        actions.set_up_panel(**facts | {"name": " "})
    with refused("Choose the district that this"):
        actions.set_up_panel(**facts | {"kind": district})
    with refused("There is a panel of this name already"):
        actions.set_up_panel(**facts | {"name": table.panel.name})
    with refused("long enough for one item"):
        actions.set_up_panel(**facts, length_minutes=10, slot_minutes=15)
    with refused(TO_SET_UP):
        changed(table.panel, by=worker)
    with refused("Someone else changed this"):
        changed(table.panel, by=setter, version=7)
    with refused("not to itself"):
        changed(table.panel, by=setter, refers_up_to=table.panel)


def test_naming_a_kind_of_panel_of_the_council_s_own(setter):
    parts = list(rules.PAPER_PARTS)[:2]
    like = actions.ensure_kinds(from_on=TODAY)[0]
    facts = {
        "name": "Young carers’ table", "full_name": "", "purpose": "Who steps in for whom", "like": like,
        "paper_parts": tuple(reversed(parts)), "from_on": TODAY, "by": setter, "at": NOW,
    }  # fmt: skip
    for wrong, words in (
        ({"by": a_user("family-worker")}, TO_SET_UP),
        ({"name": ""}, "Enter a name"),
        ({"purpose": " "}, "Say what this kind of panel is for"),
    ):
        with refused(words):
            actions.name_kind(**facts | wrong)
    first, second = actions.name_kind(**facts), actions.name_kind(**facts)
    assert (first.version, second.version) == ("local 1", "local 2")
    assert (first.full_name, first.paper_parts, first.quorum) == (first.name, parts, like.quorum)
    assert [one.version for one in queries.list_kinds() if one.key == first.key] == ["local 2"]


def test_seating_changing_and_letting_go_of_a_member(table, setter):
    partner, parent = a_user("partner"), a_user("family-member", kind="family")
    homeless = a_user("partner")
    homeless.agency = None
    facts = {"panel": table.panel, "user": partner, "part": rules.Part.MEMBER, "by": setter, "at": NOW}
    for wrong, words in (
        ({"by": partner}, TO_SET_UP),
        ({"user": parent}, "cannot sit on a panel. Choose someone who works for an agency"),
        ({"user": a_user("auditor")}, "role cannot sit on a panel"),
        ({"user": homeless}, "Say for which agency they sit"),
        ({"part": rules.Part.CLERK}, "Choose a panel clerk"),
        ({"substitute": partner}, "someone else to stand in"),
        ({"part": rules.Part.CHAIR}, "is in the chair. Change their part first"),
    ):
        with refused(words):
            actions.seat_member(**facts | wrong)
    weekly = changed(table.panel, by=setter)
    later = TODAY + timedelta(days=14)
    actions.plan_series(panel=weekly, first_on=later, until_on=later + timedelta(days=14), **by(setter))
    member = actions.seat_member(**facts)
    assert actions.seat_member(**facts) == member
    assert Letter.objects.filter(kind="panels.calendar", to_address=partner.email).count() == 2, "the run and the one"

    new = {
        "member": member,
        "part": rules.Part.MEMBER,
        "limit_pence": 5_000,
        "substitute": None,
        "by": setter,
        "at": NOW,
    }
    with refused(TO_SET_UP):
        actions.change_member(**new | {"by": partner})
    with refused("is in the chair"):
        actions.change_member(**new | {"part": rules.Part.CHAIR})
    assert actions.change_member(**new).limit_pence == 5_000
    with refused(TO_SET_UP):
        actions.end_membership(member=member, by=partner, at=NOW)
    ended = actions.end_membership(member=member, by=setter, at=NOW)
    assert actions.end_membership(member=member, by=setter, at=NOW + timedelta(days=1)).until_on == ended.until_on
    with refused("This place on the panel has ended"):
        actions.change_member(**new)
    with pytest.raises(queries.PanelNotFound):
        queries.get_member(panel=given_a_panel(name="Elsewhere").panel, member_id=member.id)


def by(user, at: datetime = NOW) -> dict:
    return {"by": user, "at": at}


def test_planning_a_run_of_sittings(table, setter, monkeypatch):
    panel, tuesday = changed(table.panel, by=setter), TODAY + timedelta(days=15)
    run = {"panel": panel, "first_on": tuesday, "until_on": tuesday + timedelta(days=21), **by(setter)}
    for wrong, words in (
        ({"by": a_user("family-worker")}, "Only those who set up panels"),
        ({"until_on": TODAY}, "The last day is before the first"),
        ({"until_on": tuesday}, "No sitting falls between these days"),
        ({"first_on": TODAY}, "sits already on 9 March 2026"),
    ):
        with refused(words):
            actions.plan_series(**run | wrong)
    with refused("Choose at least one panel"):
        actions.plan_many_series(panels=[], first_on=TODAY, until_on=TODAY, **by(setter))
    monkeypatch.setattr("alongside.panels.actions.planning.MOST_SITTINGS", 1)
    with refused("two years at the most"):
        actions.plan_series(**run)


def test_planning_moving_and_calling_off_one_sitting(table):
    stranger, sitting = by(a_user("family-worker")), table.fresh()
    one = {"panel": table.panel, **table.by_clerk()}
    for wrong, words in (
        ({"starts_at": SITS_AT + timedelta(days=1), **stranger}, "Only those who set up panels"),
        ({"starts_at": NOW}, "must be later than now"),
        ({"starts_at": NOW.replace(year=2090)}, "further ahead than the bank holidays"),
        ({"starts_at": SITS_AT}, "sits at that time already"),
    ):
        with refused(words):
            actions.plan_sitting(**one | wrong)
    later = actions.plan_sitting(**one, starts_at=SITS_AT + timedelta(days=7))
    move = {"sitting": sitting, "version": sitting.version, "starts_at": SITS_AT, "place": sitting.place,
            "link": sitting.link, **table.by_clerk()}  # fmt: skip
    assert actions.move_sitting(**move).version == sitting.version
    with refused("Only those who set up panels"):
        actions.move_sitting(**move | stranger)
    with refused("sits at that time already"):
        actions.move_sitting(**move | {"starts_at": later.starts_at})
    with refused("Only those who set up panels"):
        actions.call_off_sitting(sitting=later, why="Snow", **stranger)
    with refused("Write down why the sitting is called off"):
        actions.call_off_sitting(sitting=later, why="", **table.by_clerk())
    with refused("There is nothing on this agenda yet"):
        actions.send_papers(sitting=later, **table.by_clerk())
    with refused("There is nothing on this agenda. Call the sitting off"):
        actions.open_sitting(sitting=later, **table.by_clerk(later.starts_at))
    off = actions.call_off_sitting(sitting=later, why="Snow", **table.by_clerk())
    assert actions.call_off_sitting(sitting=later, why="Rain", **table.by_clerk()).cancelled_why == off.cancelled_why
    with refused("still to come can be moved"):
        actions.move_sitting(**move | {"sitting": later})


def test_asking_a_panel(table):
    home = given_a_household()
    ask = {
        "case": home.case,
        "kind": rules.ItemKind.MORE,
        "question": "Who helps?",
        "panel": table.panel,
        **by(home.worker),
    }
    ratify = {"kind": rules.ItemKind.RATIFY, "help_began_on": TODAY}
    for wrong, words in (
        (by(a_user("family-worker")), "Only someone who works with this family"),
        ({"kind": rules.ItemKind.REFERRED}, "reaches a panel by itself"),
        ({"question": " "}, "Write down what the panel is asked"),
        ({"wants_package": True}, "Say what the package is for"),
        (ratify | {"help_began_on": None}, "on which day the urgent help began"),
        (ratify, "Say which help has begun"),
    ):
        with refused(words):
            actions.ask_panel(**ask | wrong)
    assert not Item.objects.exists()
    close_case(
        case=home.case, outcome=ClosingOutcome.NEEDS_MET, why="Done", family_said="Thanks", agreed_by="All",
        **by(home.worker),
    )  # fmt: skip
    home.case.refresh_from_db()
    with refused("case is closed. Reopen it first"):
        actions.ask_panel(**ask | by(home.manager))


def test_a_question_goes_to_the_panel_named_or_to_that_of_the_family_s_district(table):
    case, district = given_a_household().case, given_a_district()
    other = given_a_panel(name="County EARP")
    assert queries.panel_for(case=case) is None, "two panels, and nobody knows which"
    assert queries.panel_for(case=case, named=" county earp ") == other.panel
    assert queries.panel_for(case=case, named="Another name") is None
    type(table.panel).objects.filter(id=table.panel.id).update(district=district)
    contact = given_a_public_contact()
    type(contact).objects.filter(id=contact.id).update(family=case.family, area=given_an_area(district=district))
    assert queries.panel_for(case=case) == table.panel


def test_taking_a_question_back(table):
    home = given_a_household()
    first, second = given_an_item(table, home=home), given_an_item(table, home=home, question="And for Joss?")
    actions.merge_item(item=second, into=first, **table.by_clerk())
    given_papers_sent(table)
    health = table.user("health")
    with refused("Only whoever asked"):
        actions.withdraw_item(item=first, why="Not needed", **by(a_user("family-worker")))
    with refused("Write down why it is withdrawn"):
        actions.withdraw_item(item=first, why="", **by(home.worker, SENT))
    actions.withdraw_item(item=first, why="Not needed", **by(home.worker, SENT))
    assert actions.withdraw_item(item=first, why="Again", **by(home.worker, SENT)).status == "withdrawn"
    assert fresh(second).status == "waiting"
    agenda = Grant.objects.open().filter(user=health, reason=GrantReason.AGENDA)
    assert not agenda.exists(), "nobody reads a family that is on no agenda"
    actions.withdraw_item(item=fresh(second), why="Nor this", **by(home.worker, SENT))
    assert set(Item.objects.values_list("status", "sitting")) == {("withdrawn", None)}


def test_keeping_an_agenda():
    table, other = given_a_panel(length_minutes=30, slot_minutes=15), given_a_panel(name="County EARP")
    home = given_a_household()
    first, second, waits = (given_an_item(table, home=home, question=f"Question {number}") for number in range(3))
    clerk = table.by_clerk()
    for verb, more in ((actions.shift_item, {"is_up": True}), (actions.defer_item, {"why": "Snow"})):
        with refused("This item is on no agenda"):
            verb(item=fresh(waits), **more, **clerk)
        with refused(CLERK_ONLY):
            verb(item=fresh(first), **more, **by(home.worker))
    with refused("Only a panel’s clerk can give this item"):
        actions.choose_panel(item=waits, panel=table.panel, **by(home.worker))
    with refused("has its panel already"):
        actions.choose_panel(item=waits, panel=table.panel, **clerk)
    put = {"item": waits, "sitting": table.sitting, "is_reserve": False, **clerk}
    with refused("This agenda is full. Add it as a reserve item"):
        actions.put_on_agenda(**put)
    with refused("waits for another panel"):
        actions.put_on_agenda(**put | {"sitting": other.sitting} | other.by_clerk())
    assert actions.put_on_agenda(**put | {"item": first}) == first

    actions.shift_item(item=fresh(first), is_up=False, **clerk)
    assert (fresh(second).position, fresh(first).position) == (1, 2)
    actions.shift_item(item=fresh(second), is_up=True, **clerk)
    assert fresh(second).position == 1, "it is the first already"
    with refused("Enter minutes from 1 to 30"):
        actions.set_item_time(item=fresh(first), minutes=31, is_reserve=False, **clerk)
    timed = actions.set_item_time(item=fresh(first), minutes=5, is_reserve=True, **clerk)
    assert (timed.minutes, timed.is_reserve) == (5, True)
    stale = fresh(first)
    actions.defer_item(item=fresh(first), why="School is closed", **clerk)
    with refused("no longer on that agenda"):
        actions.shift_item(item=stale, is_up=True, **clerk)


def test_hearing_items_together_and_apart(table):
    home, other = given_a_household(), given_a_panel(name="County EARP")
    first, second = given_an_item(table, home=home), given_an_item(table, home=home, question="And for Joss?")
    elsewhere = given_an_item(other, question="And there?")
    sibling = given_an_item(table, question="And for the cousins?")
    with refused("Choose another item to hear it with"):
        actions.merge_item(item=first, into=fresh(first), **table.by_clerk())
    with refused("Choose an item of the same panel"):
        actions.merge_item(item=elsewhere, into=fresh(first), **table.by_clerk())
    given_papers_sent(table)
    actions.merge_item(item=sibling, into=fresh(first), **table.by_clerk(SENT))
    cousins = Grant.objects.open().filter(subject_id=sibling.case.family_id, reason=GrantReason.AGENDA)
    assert cousins.filter(user=table.user("health")).exists()
    apart = actions.hear_apart(item=sibling, **table.by_clerk(SENT))
    assert (apart.status, apart.merged_into) == ("waiting", None)
    assert not cousins.exists(), "nobody reads a family that is on no agenda"
    assert actions.hear_apart(item=sibling, **table.by_clerk(SENT)).status == "waiting"
    given_a_sitting(table)
    given_a_decision(table, second)
    with refused("This item has its answer already"):
        actions.merge_item(item=second, into=fresh(first), **table.by_clerk(SENT))
    with refused("Take the answer back first"):
        actions.defer_item(item=fresh(second), why="Snow", **table.by_clerk(SENT))


def test_referring_an_item_to_another_panel(table):
    up = given_a_panel(name="County EARP")
    item, answered = given_an_item(table), given_an_item(table, question="Another?")
    refer = {"item": item, "to": up.panel, "why": "It needs more than we have", **table.by_clerk()}
    for wrong, words in (
        (by(item.asked_by), "Only the clerk or the chair of this panel can refer it"),
        ({"why": ""}, "Write down why it is referred"),
        ({"to": table.panel}, "Choose another panel"),
    ):
        with refused(words):
            actions.refer_item(**refer | wrong)
    again = actions.refer_item(**refer)
    assert (again.panel, again.comes_from, fresh(item).status) == (up.panel, item, "referred")
    given_a_sitting(table)
    given_a_decision(table, answered)
    with refused("has its answer"):
        actions.refer_item(**refer | {"item": answered})


def test_once_the_panel_has_risen_its_agenda_stands(table):
    item, up = given_an_item(table), given_a_panel(name="County EARP")
    given_papers_sent(table)
    assert given_papers_sent(table).status == "sent", "papers go out once"
    given_a_sitting(table)
    late = given_an_item(table, home=given_a_household(), question="And this?")
    given_a_decision(table, item)
    risen = given_risen(table)
    assert actions.rise(sitting=risen, **table.by_clerk(table.at)).version == risen.version
    over = "The panel has risen"
    with refused(over):
        actions.put_on_agenda(item=late, sitting=table.fresh(), is_reserve=True, **table.by_clerk())
    with refused(over):
        actions.shift_item(item=fresh(item), is_up=True, **table.by_clerk())
    with refused(over):
        actions.withdraw_item(item=fresh(item), why="Not needed", **table.by_clerk())
    with refused(over):
        actions.say_offer(item=fresh(item), knows="Much", offers="", **by(table.chair))
    actions.take_answer_back(item=fresh(item), **table.by_clerk(table.at))
    with refused(f"no answer yet: {item.reference}"):
        actions.sign_sitting(sitting=table.fresh(), **table.by_chair())
    with refused(over):
        actions.refer_item(item=fresh(item), to=up.panel, why="x", **table.by_clerk())
    again = actions.sit_again(sitting=table.fresh(), **table.by_clerk(table.at))
    assert actions.sit_again(sitting=again, **table.by_clerk(table.at)).status == "sitting"
    assert queries.minutes_of(again)["items"][0]["decision"] == ""


def test_answering_an_item(table):
    item, loose = given_an_item(table), given_a_waiting_item()
    clerk, away = table.by_clerk(table.at), a_user("family-worker")
    type(away).objects.filter(id=away.id).update(is_active=False)
    away.refresh_from_db()
    with refused("This item is on no agenda"):
        actions.take_answer_back(item=loose, **clerk)
    with refused("This item is on no agenda"):
        actions.note_decision(item=loose, said=said(item), version=None, **clerk)
    stale = fresh(given_an_item(table, question="Another?"))
    given_a_sitting(table)
    actions.defer_item(item=fresh(stale), why="Snow", **clerk)
    with refused("no longer on the agenda. What you typed is kept"):
        actions.note_decision(item=stale, said=said(stale), version=None, **clerk)
    note = {"item": fresh(item), "version": None, **clerk}
    for wrong, words in (
        ({"reasons": " "}, "reason"),
        ({"teller": away}, "cannot be given this"),
        ({"kind": rules.DecisionKind.REDIRECT, "to_panel": table.panel}, "Choose another panel to redirect to"),
    ):
        with refused(words):
            actions.note_decision(**note, said=said(item, **wrong))
    assert not PanelDecision.objects.exists()


def given_a_waiting_item() -> Item:
    """An item that found no agenda."""
    item = given_an_item(given_a_panel(name="Elsewhere"))
    Item.objects.filter(id=item.id).update(sitting=None, status="waiting")
    return fresh(item)


def test_an_answer_noted_anew_after_rising_keeps_to_the_limits_of_those_who_came(table):
    item = given_an_item(table, wants_package=True, package_words="A nurse", package_pence=100)
    given_a_sitting(table)
    given_a_decision(table, item, package_pence=100)
    given_risen(table)
    note = {"item": fresh(item), "version": None, **table.by_clerk(table.at + timedelta(hours=1))}
    with refused("the highest limit is £5,000"):
        actions.note_decision(**note, said=said(item, package_pence=500_001))
    assert actions.note_decision(**note, said=said(item, package_pence=500_000)).package_pence == 500_000


def test_running_a_sitting(table):
    item, other = given_an_item(table), given_a_panel(name="County EARP")
    health = table.members["health"]
    begin = {"sitting": table.fresh(), "by": table.clerk}
    with refused("from one hour before it begins"):
        actions.open_sitting(**begin, at=table.at - timedelta(minutes=61))
    with refused("Only a sitting that has risen"):
        actions.sit_again(**begin, at=table.at)
    with refused("The panel is not sitting now"):
        actions.rise(**begin, at=table.at)
    actions.open_sitting(**begin, at=table.at - timedelta(minutes=60))
    come = {"sitting": table.fresh(), "member": health, "is_substitute": False, **table.by_clerk(table.at)}
    with refused("They do not sit on this panel"):
        actions.come_in(**come | {"member": other.members["health"]})
    with refused("They have named no substitute"):
        actions.come_in(**come | {"is_substitute": True})
    stand_in = a_user("partner", agency=health.agency)
    type(health).objects.filter(id=health.id).update(substitute=stand_in)
    actions.go_out(sitting=table.fresh(), member=health, **table.by_clerk(table.at))
    assert not Presence.objects.filter(member=health).exists(), "who never came does not leave"
    own = actions.come_in(**come)
    instead = actions.come_in(**come | {"is_substitute": True})
    own.refresh_from_db()
    assert (own.left_at, instead.user, instead.left_at) == (table.at, stand_in, None)
    actions.go_out(sitting=table.fresh(), member=health, **table.by_clerk(table.at))
    instead.refresh_from_db()
    assert instead.left_at == table.at

    waits = given_a_waiting_item()
    with refused("This item is on no agenda"):
        actions.call_item(item=waits, **table.by_clerk(table.at))
    called = actions.call_item(item=fresh(item), **table.by_clerk(table.at))
    assert actions.call_item(item=fresh(item), **table.by_clerk(table.at)).version == called.version
    stale = fresh(item)
    actions.defer_item(item=fresh(item), why="Snow", **table.by_clerk(table.at))
    with refused("This item is not on the agenda"):
        actions.call_item(item=stale, **table.by_clerk(table.at))


def test_speaking_for_one_s_agency(table):
    item = given_an_item(table)
    given_papers_sent(table)
    health, stranger = table.members["health"], a_user("family-worker")
    worker = a_user("family-worker", agency=health.agency)
    say = {"item": item, "knows": "Seen twice", "offers": "A nurse", **by(health.user)}
    for wrong, words in (
        (by(stranger), "Only a member of this panel speaks for their agency"),
        ({"knows": "", "offers": " "}, "“Nothing known” is an answer too"),
        ({"can_lead": True}, "Name the worker who could be lead professional"),
        ({"worker": stranger}, "Name a worker of your own agency"),
    ):
        with refused(words):
            actions.say_offer(**say | wrong)
    assert len(queries.work_of(viewer=health.user, today=TODAY)) == 1
    first = actions.say_offer(**say)
    again = actions.say_offer(**say | {"knows": "Seen three times"}, worker=worker, can_lead=True)
    assert (again.id, again.version, again.worker) == (first.id, first.version + 1, worker)
    assert queries.work_of(viewer=health.user, today=TODAY) == []
    actions.defer_item(item=fresh(item), why="Snow", **table.by_clerk(SENT))
    with refused("on no agenda now"):
        actions.say_offer(**say | by(table.chair))
    assert access.member_of(stranger, item) is None


def test_an_interest_is_declared_once_and_lifted_by_someone_else(table):
    item = given_an_item(table)
    declare = {"item": item, "why": "A cousin", **by(table.chair)}
    with refused("This item is not open to you"):
        actions.declare_interest(**declare | by(table.user("health")))
    with refused("Say in a few words what your interest is"):
        actions.declare_interest(**declare | {"why": " "})
    Item.objects.filter(id=item.id).update(sitting=None, status="waiting")
    interest = actions.declare_interest(**declare)
    assert actions.declare_interest(**declare) == interest, "a double click declares it once"
    with refused("can lift an interest"):
        actions.lift_interest(interest=interest, **by(table.user("health")))
    with refused("Someone else must lift an interest"):
        actions.lift_interest(interest=interest, **by(table.chair))
    lifted = actions.lift_interest(interest=interest, **table.by_clerk())
    assert actions.lift_interest(interest=interest, **table.by_clerk(SITS_AT)).withdrawn_at == lifted.withdrawn_at


def test_nobody_without_the_permission_sees_a_panel(table):
    assert not access.panels_open_to(a_user("auditor")).exists()


def an_item_with_a_lead_to_ask(table, home):
    """An item decided and signed, whose lead professional has yet to accept."""
    item = given_an_item(table, home=home)
    given_a_sitting(table)
    worker = a_user("family-worker", team=home.team)
    given_a_decision(
        table, item, lead=worker, lead_accepted=False, teller=table.chair,
        conditions=[actions.Owed("Ask the landlord", home.worker, TODAY)],
        safety=[
            actions.Heard(child, rules.Safety.ACT_NOW, words="See her today") for child in queries.children_of(item)
        ],
    )  # fmt: skip
    given_signed(table)
    return worker, {one.kind: one for one in PanelAction.objects.filter(item=item)}


def test_what_a_panel_asked_for_is_done_by_whoever_was_given_it(table):
    worker, owed = an_item_with_a_lead_to_ask(table, given_a_household())
    assert owed["safety"].what.endswith("See her today")
    stranger = by(a_user("family-worker"))
    done = {"words": "We talked", "by": table.chair, "at": SITS_AT}
    with refused("Only whoever was given this"):
        actions.finish_panel_action(action=owed["tell_family"], **done | stranger)
    with refused("Say whether you accept"):
        actions.finish_panel_action(action=owed["lead"], **done)
    for kind in ("tell_family", "condition"):
        actions.finish_panel_action(action=owed[kind], **done)
    assert actions.finish_panel_action(action=owed["condition"], **done | {"words": "Twice"}).done_words == "We talked"
    assert TimelineEntry.objects.filter(kind="panels.family_told").count() == 1

    answer = {"action": owed["lead"], "accepts": False, "why": "I am away until May", **by(worker, SITS_AT)}
    with refused("Only whoever was named can accept"):
        actions.answer_lead(**answer | by(table.chair))
    with refused("Only whoever was named can accept"):
        actions.answer_lead(**answer | {"action": owed["condition"]} | by(owed["condition"].owner))
    with refused("Write down why you cannot"):
        actions.answer_lead(**answer | {"why": " "})
    assert actions.answer_lead(**answer).done_words == "Not accepted: I am away until May"
    assert actions.answer_lead(**answer | {"accepts": True}).done_words.startswith("Not accepted")


def test_who_accepts_later_becomes_lead_unless_the_case_cannot_have_one(table):
    home = given_a_household()
    worker, owed = an_item_with_a_lead_to_ask(table, home)
    answer = {"action": owed["lead"], "accepts": True, "why": "", **by(worker, SITS_AT)}
    type(worker).objects.filter(id=worker.id).update(is_active=False)
    gone = type(worker).objects.get(id=worker.id)
    with refused("no longer works here"):
        actions.answer_lead(**answer | {"by": gone})
    type(worker).objects.filter(id=worker.id).update(is_active=True)
    assert actions.answer_lead(**answer).done_words == "Accepted"
    assert Allocation.objects.get(case=home.case, role="lead", until_at=None).worker == worker


def test_minutes_are_corrected_beside_what_was_signed(table):
    item, other = given_an_item(table), given_an_item(given_a_panel(name="County EARP"))
    given_a_sitting(table)
    given_a_decision(table, item)
    correct = {"sitting": table.sitting, "words": "It was Tuesday", **table.by_clerk()}
    with refused("not signed yet: change the answer itself"):
        actions.add_addendum(**correct)
    given_signed(table)
    for wrong, words in (
        (by(table.user("health")), CLERK_ONLY),
        ({"item": other}, "Choose an item of this sitting"),
        ({"words": " "}, "Write down the correction"),
    ):
        with refused(words):
            actions.add_addendum(**correct | wrong)
    first = actions.add_addendum(**correct, item=item)
    assert actions.add_addendum(**correct, item=item) == first
    assert actions.add_addendum(**correct).item is None


def test_whoever_first_asked_is_told_along_every_panel_and_nobody_where_nobody_asked(table):
    home, contact = given_a_household(), given_a_public_contact()
    ask = {"case": home.case, "kind": rules.ItemKind.REQUEST, "panel": table.panel, "by": None, "at": NOW}
    unasked = actions.bring_item(question="Who helps?", **ask)
    other = given_a_household()
    type(contact).objects.filter(id=contact.id).update(referrer_email="", referrer_name="Mrs Ashdown")
    decided_from(contact, other.case)
    ask |= {"case": other.case}
    first = actions.bring_item(question="And here?", **ask, source_kind="x", source_id=contact.id)
    Item.objects.filter(id=first.id).update(status="referred", sitting=None)
    again = actions.bring_item(question="And here?", **ask, comes_from=first)
    given_a_sitting(table)
    for item, house in ((unasked, home), (again, other)):
        given_a_decision(table, item, lead=house.worker, teller=house.worker)
    given_signed(table)
    assert list(PanelLetter.objects.filter(to_whom="referrer").values_list("name", "email")) == [("Mrs Ashdown", "")]
    assert not Letter.objects.filter(kind="panels.told_referrer").exists()


def decided_from(contact, case):
    """What the front door keeps of a contact that became this case."""
    return Decision.objects.create(
        contact=contact, case=case, decided_by=a_user("front-door-worker"), decided_at=NOW, level=2,
        outcome="assessment", reasons="Help with mornings", words_to_referrer="We help", telling_due_on=TODAY,
    )  # fmt: skip
