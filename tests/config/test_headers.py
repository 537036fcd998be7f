"""What every answer carries, and what no log may hold."""

import json
import logging
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from alongside.config.access_log import AccessLog
from alongside.config.headers import SecurityHeaders
from alongside.config.health import health


def answer_to(request, response=None):
    return SecurityHeaders(lambda _request: response or HttpResponse("page"))(request)


@pytest.fixture
def request_():
    return RequestFactory().get("/families/")


@pytest.mark.parametrize(
    "directive",
    [
        pytest.param("default-src 'self'", id="only our own"),
        pytest.param("script-src 'self'", id="no script in a page"),
        pytest.param("style-src 'self'", id="no style in a page"),
        pytest.param("object-src 'none'", id="no plug-ins"),
        pytest.param("base-uri 'none'", id="no moved base"),
        pytest.param("form-action 'self'", id="forms come back to us"),
        pytest.param("frame-ancestors 'none'", id="in nobody's frame"),
    ],
)
def test_policy_says_what_a_page_may_load(request_, directive):
    policy = answer_to(request_)["Content-Security-Policy"].split("; ")

    assert directive in policy
    assert not any("unsafe" in part for part in policy)


@override_settings(SIGN_IN_ORIGINS=["https://sign-in.example.org"])
def test_single_sign_on_may_be_reached_from_a_form(request_):
    policy = answer_to(request_)["Content-Security-Policy"]

    assert "form-action 'self' https://sign-in.example.org;" in policy


def test_page_within_a_session_is_kept_by_no_cache(request_):
    request_.COOKIES[settings.SESSION_COOKIE_NAME] = "anything"

    assert answer_to(request_)["Cache-Control"] == "no-store"


def test_page_that_begins_a_session_is_kept_by_no_cache(request_):
    response = HttpResponse("page")
    response.set_cookie(settings.SESSION_COOKIE_NAME, "anything")

    assert answer_to(request_, response)["Cache-Control"] == "no-store"


def test_page_without_a_session_may_be_kept(request_):
    assert "Cache-Control" not in answer_to(request_)


def test_view_may_be_stricter(request_):
    response = HttpResponse("page", headers={"Referrer-Policy": "no-referrer"})

    assert answer_to(request_, response)["Referrer-Policy"] == "no-referrer"


class TestAccessLog:
    """One line for each request, without what a person typed."""

    @pytest.fixture
    def lines(self):
        class Keep(logging.Handler):
            kept = []

            def emit(self, record):
                self.kept.append(record.getMessage())

        keep = Keep()
        keep.kept = []
        log = logging.getLogger("alongside.access")
        log.addHandler(keep)
        yield keep.kept
        log.removeHandler(keep)

    def test_it_holds_the_route_and_the_answer(self, lines, client, db):
        client.get("/health/", {"surname": "Secretname"})

        line = json.loads(lines[-1])
        assert (line["view"], line["status"], line["method"]) == ("config:health", 200, "GET")
        assert "Secretname" not in lines[-1]

    def test_it_leaves_out_an_unknown_address(self, lines, client, db):
        client.get("/ask/secret-of-a-link/")

        assert "secret-of-a-link" not in lines[-1]
        assert json.loads(lines[-1])["status"] == 404

    def test_it_names_a_user_by_identifier_only(self, lines):
        class User:
            pk = uuid4()
            is_authenticated = True
            email = "somebody@example.org"

        request = RequestFactory().post("/families/", {"surname": "Secretname"})
        request._cached_user = User()
        request.resolver_match = None
        AccessLog(lambda _request: HttpResponse("page"))(request)

        assert json.loads(lines[-1])["user"] == str(User.pk)
        assert "somebody" not in lines[-1]
        assert "Secretname" not in lines[-1]


def test_health_is_good_while_the_database_answers(client, db):
    answer = client.get("/health/")

    assert (answer.status_code, answer.content) == (200, b"well\n")
    assert answer["Cache-Control"] == "no-store"


def test_health_is_bad_when_the_database_does_not_answer(monkeypatch):
    class Gone:
        def cursor(self):
            raise OperationalError("the password is swordfish")

    monkeypatch.setattr("alongside.config.health.connection", Gone())
    answer = health(RequestFactory().get("/health/"))

    assert (answer.status_code, answer.content) == (503, b"unwell\n")
