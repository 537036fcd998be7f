"""The administrator's pages, and beginning by an invitation."""

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation.identity import actions
from alongside.foundation.identity.models import Agency, Membership, Role, Team, User
from tests.factories import NOW, a_team, a_user, an_agency

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def admin():
    return a_user("administrator", name="Ada Min")


@pytest.fixture
def client(admin):
    client = Client()
    client.force_login(admin, backend=BACKEND)
    return client


def test_every_settings_page_opens(client):
    team, user = a_team(), a_user()
    pages = [
        ("settings", []),
        ("agencies", []),
        ("add_agency", []),
        ("agency", [team.agency.slug]),
        ("change_agency", [team.agency.slug]),
        ("add_team", [team.agency.slug]),
        ("team", [team.slug]),
        ("users", []),
        ("add_user", []),
        ("user", [user.id]),
        ("change_user", [user.id]),
        ("roles", []),
        ("role", ["partner"]),
    ]
    for name, args in pages:
        assert client.get(reverse(f"identity:{name}", args=args)).status_code == 200, name


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("agency", ["none"]),
        ("team", ["none"]),
        ("role", ["none"]),
        ("user", ["00000000-0000-0000-0000-000000000000"]),
    ],
)
def test_what_is_not_there_is_not_found(client, name, args):
    assert client.get(reverse(f"identity:{name}", args=args)).status_code == 404


def test_an_agency_a_team_and_a_person_are_set_up_on_screen(client):
    client.post(reverse("identity:add_agency"), {"name": "Wold School", "kind": "school", "phone": "", "email": ""})
    agency = Agency.objects.get(slug="wold-school")
    client.post(reverse("identity:add_team", args=[agency.slug]), {"name": "Pastoral", "kind": "partner"})
    client.post(
        reverse("identity:add_user"),
        {
            "name": "Sam Lee",
            "email": "sam@example.org",
            "kind": "partner",
            "agency": agency.slug,
        },
    )
    sam = User.objects.get(email="sam@example.org")
    client.post(reverse("identity:user", args=[sam.id]), {"role": "partner", "team": "pastoral"})
    held = Membership.objects.get(user=sam)
    assert held.team == Team.objects.get(slug="pastoral")
    client.post(reverse("identity:end_role", args=[sam.id, held.id]))
    client.post(reverse("identity:close_user", args=[sam.id]))
    sam.refresh_from_db()
    assert not sam.is_active
    answer = client.post(reverse("identity:invite_user", args=[sam.id]), follow=True)
    assert "This account is closed" in answer.content.decode()


def test_a_refusal_stands_beside_what_was_typed(client):
    an_agency(name="Agency")
    Agency.objects.create(slug="wold", name="Wold", kind="school")
    answer = client.post(reverse("identity:add_agency"), {"name": "Wold", "kind": "school"})
    assert "There is one named" in answer.content.decode()
    assert 'value="Wold"' in answer.content.decode()


def test_people_are_found_without_their_name_in_the_address(client):
    a_user(name="Findable Person")
    answer = client.post(reverse("identity:users"), {"words": "findable"}, follow=True)
    assert "Findable Person" in answer.content.decode()
    assert "findable" not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]


def test_what_a_role_may_do_is_changed(client):
    client.post(reverse("identity:role", args=["partner"]), {"permissions": ["people.search"]})
    assert Role.objects.get(slug="partner").permissions == ["people.search"]


def test_someone_begins_by_their_invitation(admin):
    user = actions.add_user(email="b@example.org", name="Bo", kind="staff", agency=an_agency(), by=admin, at=NOW)
    from django.utils import timezone

    key = actions.invite(user=user, link_for=str, by=admin, at=timezone.now())
    client, page = Client(), reverse("identity:accept", args=[key])
    assert "Welcome, Bo" in client.get(page).content.decode()
    assert "too short" in client.post(page, {"password": "short"}).content.decode()
    assert client.post(page, {"password": "three words together"}).headers["Location"] == "/"
    assert client.get(page).status_code == 410


def test_sign_in_and_out_by_password(admin):
    admin.set_password("three words together")
    admin.save()
    client = Client()
    page = reverse("account_login")
    assert "Sign in" in client.get(page).content.decode()
    assert client.post(page, {"login": admin.email, "password": "wrong"}).status_code == 200
    assert client.post(page, {"login": admin.email.upper(), "password": "three words together"}).status_code == 302
    assert client.post(reverse("account_logout")).status_code == 302


def test_a_role_that_needs_a_second_step_sets_it_up_first(client, settings):
    settings.SECOND_STEP_NEEDED = True
    assert client.get(reverse("identity:settings")).headers["Location"] == reverse("mfa_index")


def test_a_family_member_needs_no_second_step(settings):
    settings.SECOND_STEP_NEEDED = True
    client = Client()
    client.force_login(a_user("family-member", kind="family"), backend=BACKEND)
    assert client.get(reverse("identity:settings")).status_code == 404
