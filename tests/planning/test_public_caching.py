"""What is published, as browsers and caches keep it: for a little while, and nothing of who is signed in."""

import gzip
import json
import re

import pytest
from django.urls import reverse

from alongside.foundation.documents.rules import KEPT_SECONDS, MOST_FILES_A_MINUTE, MOST_PAGES_A_MINUTE
from alongside.foundation.documents.views import timezone
from alongside.planning.actions.published_scenarios import withdraw_scenario
from alongside.planning.models import Scenario
from tests.factories import NOW, a_user
from tests.planning.given import given_a_drawn_county, given_plans_before_the_public

MAPS = ("published", "public_need", "public_need_csv", "public_need_geojson")
FROZEN = {"published_csv", "centres_csv", "published_formula_csv", "published_formula_pdf"}


@pytest.fixture
def addresses(db):
    """Every public page and file of the planning desk."""
    found = given_plans_before_the_public(given_a_drawn_county())
    return found | {name: reverse(f"planning:{name}") for name in MAPS}


def test_every_public_answer_may_be_kept_for_a_little_while_and_is_sent_again_only_when_changed(client, addresses):
    for name, address in addresses.items():
        first = client.get(address)
        assert first["Cache-Control"] == f"public, max-age={KEPT_SECONDS}, must-revalidate", name
        assert {"Cookie", "Accept-Encoding"} <= set(re.split(r",\s*", first["Vary"])), name
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"]), name
        assert ("Last-Modified" in first) is (name in FROZEN), name
        if name in FROZEN:
            assert first["Last-Modified"] == "Mon, 02 Mar 2026 10:00:00 GMT"
            known = {"If-Modified-Since": first["Last-Modified"]}
            assert client.get(address, headers=known).status_code == 304, name


def test_nothing_of_who_is_signed_in_is_kept(client, addresses):
    client.force_login(a_user("planner"))
    for name, address in addresses.items():
        assert client.get(address)["Cache-Control"] == "no-store", name


def test_whoever_has_it_is_sent_what_was_withdrawn_since(client, addresses):
    kept = {name: client.get(addresses[name])["ETag"] for name in ("published_plan", "published_plan_paper_pdf")}
    withdraw_scenario(scenario=Scenario.objects.get(slug="any-scenario"), why="Wrong", by=a_user("planner"), at=NOW)
    for name, tag in kept.items():
        answer = client.get(addresses[name], headers={"If-None-Match": tag})
        assert (answer.status_code, answer["ETag"] == tag) == (200, False), name


def test_what_is_not_there_is_kept_by_nobody(client, db):
    answer = client.get(reverse("planning:published_plan", args=["no-such-plan"]))
    assert (answer.status_code, "Cache-Control" in answer, "ETag" in answer) == (404, False, False)


def test_large_files_are_pressed_for_who_can_read_them_so(client, addresses):
    address = addresses["public_need_geojson"]
    pressed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert pressed["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(pressed.content)) == client.get(address).json()
    assert client.get(address, headers={"If-None-Match": pressed["ETag"]}).status_code == 304
    assert b'", "' not in client.get(address).content, "nothing is sent that says nothing"
    paper = client.get(addresses["published_formula_pdf"], headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in paper


@pytest.mark.parametrize(
    ("name", "most"),
    [("public_need_csv", MOST_FILES_A_MINUTE), ("published", MOST_PAGES_A_MINUTE)],
)
def test_whoever_asks_for_too_many_is_told_when_to_try_again(client, addresses, monkeypatch, name, most):
    monkeypatch.setattr(timezone, "now", lambda: NOW.replace(second=37))
    answers = [client.get(addresses[name]).status_code for _ in range(most)]
    assert set(answers) == {200}
    refused = client.get(addresses[name])
    assert (refused.status_code, refused["Retry-After"], refused["Cache-Control"]) == (429, "23", "no-store")
    assert "Wait 23 seconds, then try again" in refused.content.decode()
    assert client.get(addresses[name], REMOTE_ADDR="198.51.100.7").status_code == 200, "another place"
    monkeypatch.setattr(timezone, "now", lambda: NOW.replace(minute=1))
    assert client.get(addresses[name]).status_code == 200, "the next minute"
    monkeypatch.setattr(timezone, "now", lambda: NOW.replace(second=37))
    client.force_login(a_user("planner"))
    assert client.get(addresses[name]).status_code == 200, "whoever is known is not counted"
