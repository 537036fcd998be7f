"""Signing in: guessing is stopped kindly, nobody learns who has an account, and a session is one's own."""

import re

import pytest
from django.conf import settings as product
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from alongside.foundation.audit.models import Entry
from alongside.foundation.identity.models import User
from tests.factories import a_user

pytestmark = pytest.mark.django_db
PASSWORD = "three words together"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture(autouse=True)
def _no_memory():
    """The library counts tries in the cache too."""
    cache.clear()


@pytest.fixture
def user():
    someone = a_user("family-worker")
    someone.set_password(PASSWORD)
    someone.save()
    return someone


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def body_of(answer, *addresses) -> bytes:
    body = TOKEN.sub(b"", answer.content)
    for one in addresses:
        body = body.replace(one.encode(), b"")
    return body


class TestGuessing:
    def test_too_many_tries_lock_the_account_here_and_say_so_kindly(self, user, settings):
        settings.ACCOUNT_RATE_LIMITS = False
        client = Client()
        answers = [sign_in(client, user.email, "wrong") for _ in range(settings.AXES_FAILURE_LIMIT)]
        assert answers[-1].status_code == 429
        assert "fifteen minutes" in answers[-1].content.decode()
        assert sign_in(client, user.email).status_code != 302

    def test_one_colleagues_mistakes_do_not_lock_out_the_office(self, user, settings):
        settings.ACCOUNT_RATE_LIMITS = False
        client = Client()
        for _ in range(settings.AXES_FAILURE_LIMIT):
            sign_in(client, "someone-else@example.org", "wrong")
        assert sign_in(Client(), user.email).status_code == 302

    def test_the_lock_opens_by_itself(self, settings):
        assert settings.AXES_COOLOFF_TIME

    def test_the_log_holds_no_address_of_a_person(self, user, caplog):
        for _ in range(3):
            sign_in(Client(), user.email, "wrong")
        assert user.email not in caplog.text
        assert "wrong" not in caplog.text


class TestWhoHasAnAccount:
    def test_a_wrong_password_and_an_unknown_address_read_the_same(self, user):
        known, unknown = sign_in(Client(), user.email, "wrong"), sign_in(Client(), "nobody@example.org", "wrong")
        assert known.status_code == unknown.status_code == 200
        assert body_of(known, user.email) == body_of(unknown, "nobody@example.org")

    def test_asking_for_a_new_password_reads_the_same(self, user):
        page = reverse("account_reset_password")
        known = Client().post(page, {"email": user.email})
        unknown = Client().post(page, {"email": "nobody@example.org"})
        assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
        assert user.email in {address for letter in mail.outbox for address in letter.to}

    def test_the_letter_to_a_stranger_names_nobody(self, user):
        Client().post(reverse("account_reset_password"), {"email": "nobody@example.org"})
        assert not any(user.name in letter.body for letter in mail.outbox)

    def test_nobody_signs_themselves_up(self):
        assert Client().get("/account/sign-up/").status_code == 404
        assert not User.objects.filter(email="new@example.org").exists()


class TestTheSession:
    def test_its_key_is_new_after_signing_in(self, user):
        client = Client()
        client.get(reverse("frontdoor:face_danger"))
        client.post(reverse("frontdoor:face_danger"), {"harm_rang": "police"})
        session = client.session
        session["planted"] = "by somebody else"
        session.save()
        before = session.session_key
        client.cookies[product.SESSION_COOKIE_NAME] = before
        assert sign_in(client, user.email).status_code == 302
        assert client.cookies[product.SESSION_COOKIE_NAME].value != before

    def test_it_ends_when_someone_signs_out(self, user):
        client = Client()
        sign_in(client, user.email)
        kept = client.cookies[product.SESSION_COOKIE_NAME].value
        assert Entry.objects.get(kind="identity.signed_in", by=user).detail["where"] == "here"
        client.post(reverse("account_logout"))
        thief = Client()
        thief.cookies[product.SESSION_COOKIE_NAME] = kept
        assert thief.get(reverse("worklists:mine")).status_code == 302

    def test_it_ends_when_the_account_is_closed(self, user):
        client = Client()
        sign_in(client, user.email)
        assert client.get(reverse("worklists:mine")).status_code == 200
        User.objects.filter(id=user.id).update(is_active=False)
        assert client.get(reverse("worklists:mine")).status_code == 302

    def test_it_ends_when_the_password_changes(self, user):
        client = Client()
        sign_in(client, user.email)
        user.set_password("other words entirely")
        user.save()
        assert client.get(reverse("worklists:mine")).status_code == 302

    def test_its_cookie_is_hidden_from_scripts_and_other_sites(self, user):
        client = Client()
        sign_in(client, user.email)
        cookie = client.cookies[product.SESSION_COOKIE_NAME]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", r"/\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_away(user, elsewhere):
    answer = sign_in(Client(), user.email, next=elsewhere)
    assert answer.status_code == 302
    assert answer.url.startswith("/")
    assert "evil" not in answer.url
    assert "alert" not in answer.url
