"""What a grant opens, to whom, and until when."""

from datetime import timedelta
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from alongside.foundation.access import access, actions, queries, rules
from alongside.foundation.access.models import Grant, GrantReach, OneSubject, Opening
from alongside.foundation.identity.models import Role
from tests.factories import NOW, a_team, a_user, an_agency

pytestmark = pytest.mark.django_db
LONG_REASON = "The school rang: a parent is in hospital and nobody answers at the hub"


@pytest.fixture
def family():
    return uuid4()


def _give(family, holder, **facts):
    return actions.give_grant(
        subject_kind="family", subject_id=family, holder=holder, at=NOW, **{"reason": rules.GrantReason.HUB} | facts
    )


def test_a_grant_to_a_person_opens_the_record_to_them_alone(family):
    worker, other = a_user(), a_user()
    _give(family, worker)
    assert access.is_open_to(worker, "family", family)
    assert not access.is_open_to(other, "family", family)
    assert not access.is_open_to(worker, "contact", family)


def test_while_a_page_is_read_the_same_is_asked_once_and_afterwards_afresh(family, django_assert_num_queries):
    worker = a_user("family-worker")
    _give(family, worker)
    assert worker.team_ids == frozenset()
    with access.asked_once(), django_assert_num_queries(2):
        assert [access.is_open_to(worker, "family", family) for _ in range(3)] == [True] * 3
        assert not access.is_open_to(worker, "family", uuid4())
    other_reason = frozenset({rules.GrantReason.ASKED})
    with access.asked_once(), django_assert_num_queries(1):
        assert access.is_open_to(worker, "family", family, not_by=other_reason)
        assert access.is_open_to(worker, "family", family)
    with access.asked_once(), django_assert_num_queries(2):
        assert not access.is_open_to(worker, "family", family, not_by=frozenset({rules.GrantReason.HUB}))
        assert access.is_open_to(worker, "family", family)
    actions.end_grants(subject_kind="family", subject_id=family, holder=worker, at=NOW)
    assert not access.is_open_to(worker, "family", family)


def test_a_grant_to_a_team_opens_the_record_to_those_who_work_in_it(family):
    team = a_team()
    _give(family, team)
    assert access.is_open_to(a_user("family-worker", team=team), "family", family)
    assert not access.is_open_to(a_user("family-worker", team=a_team()), "family", family)


def test_a_grant_to_an_agency_opens_the_record_to_its_people(family):
    agency = an_agency()
    _give(family, agency)
    assert access.is_open_to(a_user(agency=agency), "family", family)
    assert not access.is_open_to(a_user(), "family", family)


def test_a_grant_ends_when_it_is_ended(family):
    worker = a_user()
    _give(family, worker)
    assert actions.end_grants(subject_kind="family", subject_id=family, holder=worker, at=NOW) == 1
    assert not access.is_open_to(worker, "family", family)


def test_ending_one_reason_leaves_the_others(family):
    worker = a_user()
    _give(family, worker)
    _give(family, worker, reason=rules.GrantReason.ALLOCATED)
    actions.end_grants(subject_kind="family", subject_id=family, reason=rules.GrantReason.HUB, at=NOW)
    assert [g.reason for g in queries.why_open(viewer=worker, subject_kind="family", subject_id=family)] == [
        rules.GrantReason.ALLOCATED
    ]
    assert len(queries.list_grants_on(subject_kind="family", subject_ids=[family])) == 1


def test_giving_a_grant_twice_gives_it_once(family):
    worker = a_user()
    assert _give(family, worker) == _give(family, worker)
    assert Grant.objects.count() == 1


def test_a_grant_is_held_by_a_user_a_team_or_an_agency(family):
    with pytest.raises(TypeError, match="user, a team or an agency"):
        _give(family, object())


class TestOpeningBeyondGrants:
    @pytest.fixture
    def worker(self):
        return a_user("family-worker")

    def _open(self, viewer, family, reason=LONG_REASON, at=NOW):
        return actions.open_beyond_grants(
            viewer=viewer, subject_kind="family", subject_id=family, about=(family,), reason=reason, at=at
        )

    def test_a_reason_opens_the_record_for_some_hours(self, worker, family):
        opening = self._open(worker, family)
        assert opening.grant.until_at == NOW + timedelta(hours=rules.OPENING_HOURS)
        assert opening.grant.reason == rules.GrantReason.BREAK_GLASS

    def test_no_reason_opens_nothing(self, worker, family):
        with pytest.raises(actions.OpeningRefused, match="why you need"):
            self._open(worker, family, reason="because 1234567890123456")

    def test_a_partner_cannot_open_beyond_their_grants(self, family):
        with pytest.raises(actions.OpeningRefused, match="Your role"):
            self._open(a_user("partner"), family)

    def test_a_manager_reviews_it_once(self, worker, family):
        opening, manager = self._open(worker, family), a_user("hub-manager")
        assert queries.list_openings_to_review(viewer=manager) == [opening]
        actions.review_opening(opening=opening, was_right=True, finding="", by=manager, at=NOW)
        assert queries.list_openings_to_review(viewer=manager) == []
        with pytest.raises(actions.OpeningRefused, match="already"):
            actions.review_opening(opening=opening, was_right=False, finding="", by=manager, at=NOW)

    def test_nobody_reviews_their_own(self, family):
        manager = a_user("hub-manager")
        opening = self._open(manager, family)
        assert queries.list_openings_to_review(viewer=manager) == []
        with pytest.raises(actions.OpeningRefused, match="Someone else"):
            actions.review_opening(opening=opening, was_right=True, finding="", by=manager, at=NOW)

    def test_a_worker_does_not_review(self, worker, family):
        opening, other = self._open(worker, family), a_user("family-worker")
        assert queries.list_openings_to_review(viewer=other) == []
        with pytest.raises(actions.OpeningRefused, match="Your role"):
            actions.review_opening(opening=opening, was_right=True, finding="", by=other, at=NOW)


class TestRoles:
    def test_shipped_roles_have_what_was_declared_for_them(self):
        roles = {role.slug: role for role in actions.ensure_roles()}
        assert access.OPEN_BEYOND_GRANTS in roles["family-worker"].permissions
        assert access.OPEN_BEYOND_GRANTS not in roles["partner"].permissions

    def test_what_an_administrator_took_away_stays_taken(self):
        actions.ensure_roles()
        Role.objects.filter(slug="family-worker").update(permissions=[])
        actions.ensure_roles()
        assert Role.objects.get(slug="family-worker").permissions == []


class TestDoors:
    def _get(self, view, user):
        request = RequestFactory().get("/somewhere/")
        request.user = user
        return view(request)

    @pytest.fixture
    def anonymous(self):
        return AnonymousUser()

    def test_a_permission_opens_its_door_and_to_others_it_is_not_there(self, anonymous):
        view = access.opens_to(access.REVIEW_OPENINGS)(lambda request: HttpResponse("in"))
        assert self._get(view, a_user("hub-manager")).content == b"in"
        with pytest.raises(Http404):
            self._get(view, a_user("partner"))
        assert self._get(view, anonymous).status_code == 302

    def test_signed_in_is_enough_for_some(self, anonymous):
        view = access.opens_to_signed_in(lambda request: HttpResponse("in"))
        assert self._get(view, a_user()).content == b"in"
        assert self._get(view, anonymous).status_code == 302

    def test_some_doors_open_to_anyone(self, anonymous):
        view = access.opens_to_anyone(why="a test")(lambda request: HttpResponse("in"))
        assert self._get(view, anonymous).content == b"in"


def test_whoever_runs_the_service_reads_every_family_that_is_worked_with_and_no_other_role_does(family):
    _give(family, a_team())
    runs, manages = a_user("service-manager"), a_user("hub-manager")
    assert access.is_open_to(runs, "family", family)
    assert not access.is_open_to(runs, "family", uuid4())
    assert not access.is_open_to(manages, "family", family)
    assert queries.list_who_read_every() == [runs]


def test_what_stands_in_the_records_names_nobody(family):
    worker = a_user()
    grant = _give(family, worker)
    opening = Opening(grant=grant, viewer=worker, at=NOW)
    assert {str(grant), str(opening), str(OneSubject(subject_kind="family", subject_id=family, one_with=uuid4()))} == {
        "hub on a family", "Opened at 2026-03-02 10:00", "One subject",
    }  # fmt: skip
    assert {str(one) for one in GrantReach.objects.filter(subject_id=family)} == {"hub on a family"}


@pytest.mark.parametrize(
    ("method", "came_from", "goes_on"),
    [
        pytest.param("get", "", "/plans/PL-1/copies/?of=all", id="a page is shown after signing in"),
        pytest.param(
            "post", "http://testserver/plans/PL-1/?see=all#copies", "/plans/PL-1/?see=all", id="sent from a page"
        ),
        pytest.param("post", "", "/", id="sent from nowhere known"),
        pytest.param("post", "https://elsewhere.example/plans/PL-1/", "/", id="sent from somebody else’s page"),
    ],
)
def test_whoever_was_signed_out_comes_back_to_a_page(method, came_from, goes_on):
    headers = {"referer": came_from} if came_from else {}
    request = getattr(RequestFactory(), method)("/plans/PL-1/copies/?of=all", headers=headers)
    request.user = AnonymousUser()
    answer = access.opens_to_signed_in(lambda request: HttpResponse("seen"))(request)
    assert answer.headers["Location"] == f"/account/sign-in/?next={quote(goes_on, safe='/')}"
