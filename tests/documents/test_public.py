"""What is the same for everybody: who may keep it, and how often one place may ask."""

from types import SimpleNamespace

import pytest
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory

from alongside.foundation.documents import views
from alongside.foundation.documents.rules import MOST_FILES_A_MINUTE, seconds_to_wait
from tests.factories import NOW

ANYBODY = SimpleNamespace(is_authenticated=False)


@pytest.mark.parametrize(
    ("asked", "second", "wait"),
    [
        pytest.param(60, 0, 0, id="as many as may be"),
        pytest.param(61, 0, 60, id="one too many, at the beginning of a minute"),
        pytest.param(900, 59, 1, id="many too many, at its end"),
    ],
)
def test_seconds_to_wait(asked, second, wait):
    assert seconds_to_wait(asked=asked, most=60, second=second) == wait


@views.public_file
def a_file(request, words="a,b\r\n"):
    if request.GET.get("with_token"):
        get_token(request)
    if request.GET.get("gone"):
        raise Http404
    return views.file_answer(words, views.CSV, "a.csv")


@views.public_page
def a_refusal(request):
    return HttpResponse("No", status=403)


@pytest.fixture
def asks(monkeypatch):
    monkeypatch.setattr(views.timezone, "now", lambda: NOW)

    def asked(view=a_file, query=None, cookies=None, **facts):
        request = RequestFactory().get("/any/", query or {}, **facts)
        request.user = ANYBODY
        request.COOKIES.update(cookies or {})
        return view(request)

    return asked


def test_a_page_that_may_say_something_to_one_browser_is_kept_by_no_other(asks):
    assert asks()["Cache-Control"].startswith("public")
    for one in ({"cookies": {"messages": "x"}}, {"query": {"with_token": "1"}}):
        answer = asks(**one)
        assert (answer["Cache-Control"], "ETag" in answer) == ("private, no-cache", False), one


def test_only_what_was_asked_for_is_kept(asks):
    assert "Cache-Control" not in asks(a_refusal)
    with pytest.raises(Http404):
        asks(query={"gone": "1"})


def test_a_caller_who_asks_for_another_state_is_refused_in_the_usual_way(asks):
    assert asks(HTTP_IF_MATCH='"another"').status_code == 412


@pytest.fixture
def from_there(asks, monkeypatch):
    """Whether a place has asked too often, after another has asked as often as it may."""
    monkeypatch.setattr(views, "_asked_too_often", lambda request, wait: HttpResponse(status=429))

    def asked(first, then, *, behind_proxy=False, settings=None):
        settings.BEHIND_PROXY = behind_proxy
        for _ in range(MOST_FILES_A_MINUTE):
            assert asks(**first).status_code == 200
        return asks(**then).status_code == 429

    return asked


@pytest.mark.parametrize(
    ("first", "then", "behind_proxy", "is_same"),
    [
        pytest.param({"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "192.0.2.1"}, False, True, id="the same address"),
        pytest.param({"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "192.0.2.2"}, False, False, id="another"),
        pytest.param(
            {"REMOTE_ADDR": "2001:db8::1"}, {"REMOTE_ADDR": "2001:db8::ffff"}, False, True, id="the same network"
        ),
        pytest.param(
            {"REMOTE_ADDR": "2001:db8::1"}, {"REMOTE_ADDR": "2001:db8:0:1::1"}, False, False, id="another network"
        ),
        pytest.param(
            {"HTTP_X_FORWARDED_FOR": "192.0.2.1"}, {"HTTP_X_FORWARDED_FOR": "192.0.2.2"}, False, True,
            id="nobody is believed who is no proxy of ours",
        ),
        pytest.param(
            {"HTTP_X_FORWARDED_FOR": "1.1.1.1, 192.0.2.1"}, {"HTTP_X_FORWARDED_FOR": "1.1.1.2, 192.0.2.1"}, True, True,
            id="a proxy is believed of the last, not of what the reader made up",
        ),
        pytest.param(
            {"HTTP_X_FORWARDED_FOR": "192.0.2.1"}, {"HTTP_X_FORWARDED_FOR": "192.0.2.2"}, True, False,
            id="a proxy tells two readers apart",
        ),
        pytest.param({"REMOTE_ADDR": "a socket"}, {"REMOTE_ADDR": "a socket"}, False, True, id="no address at all"),
    ],
)  # fmt: skip
def test_who_is_one_place(from_there, settings, first, then, behind_proxy, is_same):
    assert from_there(first, then, behind_proxy=behind_proxy, settings=settings) is is_same


def test_a_place_that_was_forgotten_among_very_many_is_not_refused(asks, monkeypatch):
    monkeypatch.setattr(views.caches["asked"], "add", lambda *args, **more: False)
    assert asks().status_code == 200
