"""Setting up who may sign in: each verb, and whom it refuses."""

from datetime import timedelta

import pytest

from alongside.foundation.access.actions import ensure_roles
from alongside.foundation.identity import actions, queries
from alongside.foundation.identity.access import SET_ROLES, SET_UP
from alongside.foundation.identity.actions.inviting import find_invitation
from alongside.foundation.identity.models import Role, User
from alongside.foundation.notifications.models import Letter
from tests.factories import NOW, a_team, a_user, an_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return a_user("administrator")


@pytest.fixture
def worker():
    return a_user("family-worker")


class TestAgenciesAndTeams:
    def test_an_administrator_adds_and_changes_an_agency(self, admin):
        agency = actions.add_agency(name="Hartmoor Primary School", kind="school", by=admin, at=NOW)
        assert agency.slug == "hartmoor-primary-school"
        actions.change_agency(
            agency=agency, name="Hartmoor School", kind="school", phone="", email="", is_active=False, by=admin, at=NOW
        )
        assert agency not in queries.list_agencies()
        assert agency in queries.list_agencies(only_active=False)

    @pytest.mark.parametrize(("name", "words"), [("Same", "already"), ("!!", "letters in it")])
    def test_a_name_must_be_its_own(self, admin, name, words):
        actions.add_agency(name="Same", kind="school", by=admin, at=NOW)
        with pytest.raises(actions.SettingUpRefused, match=words):
            actions.add_agency(name=name, kind="school", by=admin, at=NOW)

    def test_a_worker_sets_up_nothing(self, worker):
        with pytest.raises(actions.SettingUpRefused, match="Your role"):
            actions.add_agency(name="X", kind="school", by=worker, at=NOW)

    def test_a_team_closes_once_nobody_works_in_it(self, admin):
        team = actions.add_team(name="North hub", kind="hub", agency=an_agency(), by=admin, at=NOW)
        facts = {"team": team, "name": "North", "kind": "hub", "phone": "", "email": "", "is_active": False}
        member = a_user("family-worker", team=team).memberships.get()
        with pytest.raises(actions.SettingUpRefused, match="still work"):
            actions.change_team(**facts, by=admin, at=NOW)
        actions.end_role(membership=member, by=admin, at=NOW)
        assert not actions.change_team(**facts, by=admin, at=NOW).is_active
        assert queries.list_team_members(team=team) == []
        assert list(queries.list_teams(kind="hub")) == []
        assert queries.get_team(slug=team.slug) == team
        assert list(queries.list_teams(agency=team.agency, only_active=False)) == [team]


class TestAccounts:
    def _add(self, by, **facts):
        facts = {"email": " New@Example.org ", "name": "New", "kind": "partner", "agency": an_agency()} | facts
        return actions.add_user(by=by, at=NOW, **facts)

    def test_an_account_is_made_and_found(self, admin):
        user = self._add(admin)
        assert user.email == "new@example.org"
        assert not user.has_usable_password()
        assert list(queries.list_users(viewer=admin, words="new")) == [user]
        assert list(queries.list_users(viewer=admin, agency=user.agency)) == [user]
        assert queries.get_user(viewer=admin, user_id=user.id) == user

    def test_one_address_has_one_account(self, admin):
        self._add(admin)
        with pytest.raises(actions.AccountRefused, match="already"):
            self._add(admin, email="NEW@example.org")

    def test_a_worker_adds_nobody_and_sees_nobody(self, worker):
        with pytest.raises(actions.AccountRefused, match="Your role"):
            self._add(worker)
        assert not queries.list_users(viewer=worker)
        with pytest.raises(queries.NotHere):
            queries.get_user(viewer=worker, user_id=worker.id)

    def test_a_family_worker_adds_a_member_of_a_family(self, worker):
        assert self._add(worker, kind="family", agency=None).kind == "family"

    def test_everyone_corrects_their_own_details_and_only_their_own(self, worker):
        facts = {"name": "Jo", "job_title": "Worker", "phone": ""}
        assert actions.change_details(user=worker, **facts, by=worker, at=NOW).name == "Jo"
        with pytest.raises(actions.AccountRefused):
            actions.change_details(user=a_user(), **facts, by=worker, at=NOW)

    def test_a_closed_account_may_do_nothing_until_it_is_opened_again(self, admin, worker):
        assert worker.may("people.search")
        closed = actions.close_account(user=worker, by=admin, at=NOW)
        closed.__dict__.pop("permissions", None)
        assert not closed.may("people.search")
        actions.reopen_account(user=worker, by=admin, at=NOW)
        assert worker.is_active

    def test_nobody_closes_their_own_account(self, admin):
        with pytest.raises(actions.AccountRefused, match="Another administrator"):
            actions.close_account(user=admin, by=admin, at=NOW)


class TestRoles:
    def test_a_role_is_given_once_and_ends(self, admin, worker):
        role, team = Role.objects.get(slug="hub-manager"), a_team()
        held = actions.give_role(user=worker, role=role, team=team, by=admin, at=NOW)
        assert actions.give_role(user=worker, role=role, team=team, by=admin, at=NOW) == held
        actions.end_role(membership=held, by=admin, at=NOW)
        actions.end_role(membership=held, by=admin, at=NOW)
        assert [m.ended_on is None for m in queries.list_memberships(user=worker)] == [True, False]

    def test_staff_are_not_family_and_family_not_staff(self, admin, worker):
        with pytest.raises(actions.AccountRefused, match="Family members"):
            actions.give_role(user=worker, role=Role.objects.get(slug="family-member"), team=None, by=admin, at=NOW)

    def test_a_closed_team_takes_nobody(self, admin, worker):
        team = a_team()
        team.is_active = False
        with pytest.raises(actions.AccountRefused, match="closed"):
            actions.give_role(user=worker, role=Role.objects.get(slug="partner"), team=team, by=admin, at=NOW)

    def test_an_administrator_does_not_lock_everybody_out(self, admin):
        with pytest.raises(actions.AccountRefused, match="Another administrator"):
            actions.end_role(membership=admin.memberships.get(), by=admin, at=NOW)
        role = queries.get_role(slug="administrator")
        with pytest.raises(actions.SettingUpRefused, match="Somebody must"):
            actions.set_permissions(role=role, permissions=set(role.permissions) - {SET_ROLES}, by=admin, at=NOW)

    def test_permissions_are_set_from_those_that_exist(self, admin, worker):
        role = queries.get_role(slug="partner")
        actions.set_permissions(role=role, permissions={"people.search"}, by=admin, at=NOW)
        assert Role.objects.get(slug="partner").permissions == ["people.search"]
        with pytest.raises(actions.SettingUpRefused, match="out of date"):
            actions.set_permissions(role=role, permissions={"nothing.such"}, by=admin, at=NOW)
        with pytest.raises(actions.SettingUpRefused, match="Your role"):
            actions.set_permissions(role=role, permissions=set(), by=worker, at=NOW)

    def test_the_hold_on_roles_can_move_when_someone_else_has_it(self, admin):
        other = queries.get_role(slug="auditor")
        actions.set_permissions(role=other, permissions={SET_ROLES}, by=admin, at=NOW)
        a_user("auditor")
        role = queries.get_role(slug="administrator")
        actions.set_permissions(role=role, permissions={"identity.set_up"}, by=admin, at=NOW)
        assert Role.objects.get(slug="administrator").permissions == ["identity.set_up"]
        assert {one.slug: one.held_by for one in queries.list_roles()}["auditor"] == 1


class TestInvitations:
    @pytest.fixture
    def invited(self, admin):
        return actions.add_user(email="n@example.org", name="New", kind="staff", agency=an_agency(), by=admin, at=NOW)

    def _invite(self, user, by, at=NOW):
        return actions.invite(user=user, link_for=lambda key: f"https://x/{key}", by=by, at=at)

    def test_the_link_in_the_letter_sets_a_password_once(self, admin, invited):
        key = self._invite(invited, admin)
        letter = Letter.objects.get()
        assert key in letter.words
        assert "16 March 2026" in letter.words
        user = actions.accept_invitation(key=key, password="three words together", at=NOW)
        assert user.check_password("three words together")
        with pytest.raises(actions.InvitationRefused, match="used already"):
            actions.accept_invitation(key=key, password="three words together", at=NOW)

    def test_of_two_who_follow_one_link_at_once_the_second_is_refused(self, admin, invited, monkeypatch):
        key = self._invite(invited, admin)
        found = find_invitation(key, at=NOW)
        actions.accept_invitation(key=key, password="three words together", at=NOW)
        monkeypatch.setattr("alongside.foundation.identity.actions.inviting.find_invitation", lambda key, at: found)
        with pytest.raises(actions.InvitationRefused, match="used already"):
            actions.accept_invitation(key=key, password="four other words here", at=NOW)
        invited.refresh_from_db()
        assert invited.check_password("three words together")

    def test_a_weak_password_is_refused_and_the_link_still_opens(self, admin, invited):
        key = self._invite(invited, admin)
        with pytest.raises(actions.InvitationRefused, match="too short"):
            actions.accept_invitation(key=key, password="short", at=NOW)
        assert find_invitation(key, at=NOW).user == invited

    def test_an_old_link_and_a_replaced_one_do_not_open(self, admin, invited):
        key = self._invite(invited, admin)
        with pytest.raises(actions.InvitationRefused, match="too old"):
            find_invitation(key, at=NOW + timedelta(days=14))
        newer = self._invite(invited, admin, at=NOW + timedelta(hours=1))
        with pytest.raises(actions.InvitationRefused):
            find_invitation(key, at=NOW + timedelta(hours=2))
        assert find_invitation(newer, at=NOW + timedelta(hours=2))

    def test_a_worker_does_not_invite_staff_and_nobody_invites_a_closed_account(self, admin, worker, invited):
        with pytest.raises(actions.InvitationRefused, match="Your role"):
            self._invite(invited, worker)
        actions.close_account(user=invited, by=admin, at=NOW)
        with pytest.raises(actions.InvitationRefused, match="closed"):
            self._invite(invited, admin)

    def test_a_family_worker_invites_a_parent(self, worker):
        parent = actions.add_user(email="p@example.org", name="P", kind="family", agency=None, by=worker, at=NOW)
        self._invite(parent, worker)
        assert "your family’s plan" in Letter.objects.get().words


def test_the_first_administrator_has_an_address_of_their_own():
    a_user("family-member", kind="family", name="A parent")
    taken = User.objects.get(name="A parent").email
    with pytest.raises(actions.AccountRefused, match="an account with this e-mail address already"):
        actions.appoint_first_administrator(
            name="N", email=f" {taken.upper()} ", service="Early help", link_for=lambda key: key, at=NOW
        )


def test_someone_who_works_here_is_found_by_their_address_and_a_parent_is_not(worker):
    assert queries.find_user(email=f" {worker.email.upper()}") == worker
    assert queries.find_user(email=a_user("family-member", kind="family").email) is None


class TestTheFirstAdministrator:
    FACTS = {"service": "Early help", "link_for": "/invited/{}".format, "at": NOW}

    @pytest.fixture(autouse=True)
    def _roles(self):
        ensure_roles()

    def test_is_appointed_and_invited_while_there_is_none(self):
        user, key = actions.appoint_first_administrator(name="Ann Teal", email="Ann@teal.example", **self.FACTS)
        assert (user.email, user.agency.name) == ("ann@teal.example", "Early help")
        assert user.may(SET_UP)
        assert find_invitation(key, at=NOW).user == user
        with pytest.raises(actions.AccountRefused, match="an administrator already"):
            actions.appoint_first_administrator(name="Bo", email="bo@teal.example", **self.FACTS)

    def test_has_an_address_of_their_own(self):
        known = a_user("family-worker")
        with pytest.raises(actions.AccountRefused, match="Someone has an account"):
            actions.appoint_first_administrator(name="Ann Teal", email=known.email.upper(), **self.FACTS)
