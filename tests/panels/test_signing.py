"""From a question to everybody's action: the thin line through a sitting, and what signing brings about at once."""

from datetime import timedelta

import pytest

from alongside.cases.models import Allocation
from alongside.foundation.access.models import Grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.components import cards
from alongside.foundation.events.actions import _handlers, subscribe
from alongside.foundation.notifications.models import Letter
from alongside.panels import actions, events, rules
from alongside.panels.models import Item, PanelAction, PanelLetter
from alongside.panels.queries import letters_told
from tests.assessments.given import given_a_household
from tests.factories import NOW, a_user
from tests.panels.given import (
    SITS_AT,
    given_a_decision,
    given_a_panel,
    given_a_sitting,
    given_an_item,
    given_papers_sent,
    given_risen,
    given_signed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """Every decision that was published."""
    found = []
    subscribe(events.ItemDecided, found.append, name="test.hears")
    yield found
    del _handlers[events.ItemDecided]["test.hears"]


def a_decided_sitting(kind=rules.DecisionKind.AGREE, *, asked=None, **facts):
    table = given_a_panel()
    item = given_an_item(table, **(asked or {}))
    given_papers_sent(table)
    health = table.members["health"]
    worker = a_user("family-worker", agency=health.agency, name="Hana Nurse")
    offer = actions.say_offer(
        item=item, knows="Seen twice", offers="A nurse each morning", worker=worker, by=health.user, at=NOW
    )
    given_a_sitting(table)
    given_a_decision(table, item, kind, offers=[offer], **facts)
    return table, Item.objects.get(id=item.id), worker


def test_everything_comes_about_when_the_chair_signs(heard):
    table, item, worker = a_decided_sitting(conditions=[actions.Owed("Ask the landlord", a_user(), NOW.date())])
    assert not PanelAction.objects.exists()

    sitting = given_signed(table)

    item.refresh_from_db()
    assert (sitting.status, item.status) == ("signed", "decided")
    assert [one.kind for one in PanelAction.objects.order_by("kind")] == ["condition", "help", "tell_family"]
    assert {one.to_whom for one in PanelLetter.objects.all()} == {"family", "referrer"}
    assert Letter.objects.filter(kind="panels.told_referrer").count() == 1
    grants = Grant.objects.open().filter(subject_id=item.case.family_id)
    assert grants.filter(user=worker, reason=GrantReason.PANEL).exists()
    assert not grants.filter(reason=GrantReason.AGENDA).exists()
    assert [one.decision for one in heard] == ["agree"]
    assert sitting.minutes["items"][0]["decision"] == "Agree"
    assert len(sitting.minutes_digest) == 64


def test_signing_twice_signs_once(heard):
    table, _, _ = a_decided_sitting()
    given_signed(table)
    actions.sign_sitting(sitting=table.fresh(), **table.by_chair())
    assert len(heard) == 1


def test_only_the_chair_signs_and_only_what_has_risen():
    table, _, _ = a_decided_sitting()
    with pytest.raises(actions.PanelRefused, match="has not risen"):
        actions.sign_sitting(sitting=table.fresh(), **table.by_chair())
    given_risen(table)
    with pytest.raises(actions.PanelRefused, match="Only the chair"):
        actions.sign_sitting(sitting=table.fresh(), **table.by_clerk())


def test_who_accepted_becomes_lead_and_the_family_has_a_worker():
    home = given_a_household(is_allocated=False)
    table = given_a_panel()
    item = actions.bring_item(
        case=home.case, kind=rules.ItemKind.REQUEST, question="Who leads?", panel=table.panel, by=home.manager, at=NOW
    )
    given_a_sitting(table)
    given_a_decision(table, item, lead=home.worker, teller=home.worker)
    given_signed(table)
    assert Allocation.objects.get(case=home.case, until_at=None).worker == home.worker
    home.case.refresh_from_db()
    assert home.case.status == "open"


def test_one_refusal_leaves_nothing_half_done(heard):
    home = given_a_household(is_allocated=False)
    table, _, _ = a_decided_sitting()
    item = actions.bring_item(
        case=home.case, kind=rules.ItemKind.REQUEST, question="Who leads?", panel=table.panel, by=home.manager, at=NOW
    )
    actions.put_on_agenda(item=item, sitting=table.fresh(), is_reserve=True, **table.by_clerk(table.at))
    given_a_decision(table, item, lead=home.worker, teller=home.worker)
    given_risen(table)
    type(home.worker).objects.filter(id=home.worker.id).update(is_active=False)
    with pytest.raises(actions.PanelRefused, match="no longer works here"):
        actions.sign_sitting(sitting=table.fresh(), **table.by_chair())
    assert table.fresh().status == "risen"
    assert not PanelAction.objects.exists()
    assert not PanelLetter.objects.exists()


def test_more_information_comes_back_by_itself():
    table, item, _ = a_decided_sitting(rules.DecisionKind.MORE_INFORMATION, more_wanted="What school says")
    given_signed(table)
    again = Item.objects.get(comes_from=item)
    assert (again.kind, again.status, again.panel) == ("return", "waiting", table.panel)
    assert PanelAction.objects.get(kind="information").what == "What school says"


def test_what_is_redirected_reaches_the_other_panel_with_all_that_was_asked():
    other = given_a_panel(name="County EARP", sits_at=SITS_AT + timedelta(days=7))
    table, item, _ = a_decided_sitting(rules.DecisionKind.REDIRECT, to_panel=other.panel)
    given_signed(table)
    again = Item.objects.get(comes_from=item)
    assert (again.kind, again.panel, again.sitting) == ("referred", other.panel, other.sitting)
    assert item.question in again.question


@pytest.mark.parametrize("kind", ["step_up", "step_down", "close"])
def test_a_panel_takes_no_step_itself_a_worker_does(kind):
    table, item, _ = a_decided_sitting(rules.DecisionKind(kind))
    before = item.case.status
    given_signed(table)
    item.case.refresh_from_db()
    assert item.case.status == before
    assert PanelAction.objects.get(kind="step").owner == item.case.lead


def test_the_family_reads_its_letter_once_it_has_been_told():
    table, item, _ = a_decided_sitting()
    given_signed(table)
    family, tell = item.case.family_id, PanelAction.objects.get(kind="tell_family")
    assert letters_told(family_id=family, today=tell.due_on) == []
    assert len(letters_told(family_id=family, today=tell.due_on + timedelta(days=1))) == 1
    PanelAction.objects.filter(id=tell.id).update(done_at=NOW)
    [letter] = letters_told(family_id=family, today=tell.due_on)
    assert letter.to_whom == "family"
    drawn = cards.draw(page="family.own", viewer=None, subject=item.case.family, today=tell.due_on)
    assert "Letters to us" in "".join(drawn)
