"""A package before a panel: what the panel reads of it, and what follows from its answer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.commissioning import actions, rules
from alongside.commissioning.models import Package, Review
from alongside.commissioning.queries.work import work_of
from alongside.foundation.notifications.models import Notice
from alongside.panels import actions as panels
from alongside.panels import rules as panel_rules
from alongside.panels.models import Item
from tests.assessments.given import given_a_household
from tests.commissioning.given import (
    a_line,
    given_a_fund,
    given_a_package_of,
    given_an_approver,
    given_an_outcome,
)
from tests.factories import NOW, TODAY, a_user
from tests.panels.given import (
    SITS_AT,
    given_a_decision,
    given_a_panel,
    given_a_sitting,
    given_papers_sent,
    given_signed,
)

K = panel_rules.DecisionKind


@pytest.mark.parametrize(
    ("answer", "review"),
    [
        pytest.param(K.EXTEND, rules.ReviewDecision.RENEW, id="it is renewed"),
        pytest.param(K.AGREE, rules.ReviewDecision.CARRY_ON, id="it goes on"),
        pytest.param(K.AGREE_WITH_CONDITIONS, rules.ReviewDecision.CHANGE, id="it is changed"),
        pytest.param(K.END, rules.ReviewDecision.END, id="it ends"),
        pytest.param(K.MORE_INFORMATION, None, id="no review before more is known"),
        pytest.param(K.REDIRECT, None, id="another panel holds it"),
    ],
)
def test_an_answer_of_a_panel_is_a_review(answer, review):
    assert rules.review_decided(answer) == review
    assert answer in panel_rules.decisions_for(panel_rules.ItemKind.PACKAGE_REVIEW)


def test_what_came_back_with_more_can_be_answered_as_it_was_asked_at_first():
    kind = panel_rules.ItemKind
    assert K.EXTEND not in panel_rules.decisions_for(kind.RETURN, first=kind.MORE)
    assert K.EXTEND in panel_rules.decisions_for(kind.RETURN, first=kind.PACKAGE_REVIEW)
    assert K.RATIFY in panel_rules.decisions_for(kind.REFERRED, first=kind.RATIFY)


def test_how_far_a_family_came_is_said_from_its_own_scales():
    assert rules.say_distance([("Mornings", 3, 6), ("School", 4, None)]) == (
        "Mornings: 3 at first, 6 now\nSchool: 4, read once"
    )
    assert rules.say_distance([]) == "No scale of the family’s has been read yet"


def a_running_package(home):
    package = given_a_package_of(home.case, worker=home.worker)
    version = package.versions.get()
    actions.propose(version=version, by=home.worker, at=NOW)
    actions.approve(version=version, why="Worth it", by=given_an_approver(), at=NOW)
    actions.sign(version=version, by=a_user("finance-officer"), at=NOW)
    package.refresh_from_db()
    return package


def heard_by(table, item, *, kind, **facts):
    if item.panel_id is None:
        panels.choose_panel(item=item, panel=table.panel, **table.by_clerk())
    given_papers_sent(table)
    given_a_sitting(table)
    given_a_decision(table, item, kind, **facts)


@pytest.mark.django_db
def test_a_panel_sees_what_a_package_cost_and_its_answer_is_the_review(client):
    home = given_a_household()
    package = a_running_package(home)
    actions.bring_reviews(today=package.review_due_on, at=NOW)
    item = Item.objects.get(kind="package_review")
    table = given_a_panel()
    heard_by(table, item, kind=K.EXTEND)
    client.force_login(table.user("health"))

    page = client.get(reverse("panels:item", args=[item.reference])).text
    assert "what it cost, and what changed" in page
    assert "£2,600.00" in page
    assert "Too few packages" in page, "the record is never made of fewer than five"

    given_signed(table)
    review = Review.objects.get(package=package)
    assert (review.decision, review.held_on) == ("renew", table.at.date())
    assert review.family_view == "The family was away"
    assert item.reference in review.why
    (row,) = [one for one in work_of(viewer=home.worker, today=TODAY) if "renewal" in one.words]
    assert row.link == reverse("commissioning:begin_change", args=[package.reference])
    client.force_login(home.worker)
    assert "decided to renew it" in client.get(reverse("commissioning:package", args=[package.reference])).text
    actions.begin_change(
        package=package, why="Until summer", is_renewal=True, by=home.worker, at=table.at + timedelta(days=2)
    )
    assert not [one for one in work_of(viewer=home.worker, today=TODAY) if "renewal" in one.words]


@pytest.mark.django_db
def test_a_proposal_referred_up_is_approved_by_the_panel_that_agrees_it():
    home, below = given_a_household(), given_a_panel()
    up = given_a_panel(name="Wenshire EARP", sits_at=SITS_AT + timedelta(days=7))
    package = given_a_package_of(home.case, worker=home.worker)
    version = package.versions.get()
    actions.propose(version=version, by=home.worker, at=NOW)
    actions.refer_to_panel(version=version, why="It is above my limit", by=home.worker, at=NOW)
    item = Item.objects.get(source_kind=rules.ASKED_OF_PANEL)
    heard_by(below, item, kind=K.REDIRECT, to_panel=up.panel)
    given_signed(below)
    version.refresh_from_db()
    told = Notice.objects.get(user=home.worker, kind="commissioning.panel_answered")
    assert (version.status, "decline and redirect" in told.words) == ("proposed", True)

    follows = Item.objects.get(comes_from=item)
    given_papers_sent(up)
    given_a_sitting(up)
    given_a_decision(up, follows, K.AGREE, package_pence=version.cost)
    given_signed(up)
    version.refresh_from_db()
    assert version.status == "approved"


@pytest.mark.django_db
def test_what_a_panel_agrees_is_begun_as_a_package_and_needs_no_second_approval(client):
    home, table = given_a_household(), given_a_panel()
    item = panels.ask_panel(
        case=home.case, kind=panel_rules.ItemKind.MORE, panel=table.panel, question="Who can be there?",
        wants_package=True, package_words="A nurse each week", package_pence=300_000, by=home.worker, at=NOW,
    )  # fmt: skip
    heard_by(table, item, kind=K.AGREE, package_pence=300_000)
    given_signed(table)
    package = Package.objects.get(case=home.case)
    assert (package.title, package.status) == ("A nurse each week", "planned")
    (row,) = work_of(viewer=home.worker, today=TODAY)
    assert row.words == "Write and propose what the panel agreed: A nurse each week"
    client.force_login(home.worker)
    assert "agreed it up to £3,000" in client.get(row.link).text

    do = {"by": home.worker, "at": NOW}
    actions.add_aim(package=package, outcome=given_an_outcome(), measure="Calm mornings", **do)
    actions.add_line(package=package, facts=a_line(), **do)
    actions.set_term(package=package, fund=given_a_fund(), basis=rules.Basis.PERCENT, hundredths=10_000, **do)
    version = actions.propose(version=package.versions.get(), **do)
    assert version.status == "approved"
    assert version.approval.panel_words == f"{table.panel.name}, item {item.reference}"
    assert work_of(viewer=home.worker, today=TODAY) == []
