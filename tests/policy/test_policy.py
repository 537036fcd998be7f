"""Local numbers hold from a day on, and the past keeps its own."""

from dataclasses import dataclass, fields
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation.policy import rules
from alongside.foundation.policy.actions import PolicyRefused, set_policy
from alongside.foundation.policy.queries import list_versions, policy_on
from tests.factories import NOW, TODAY, a_user


@dataclass(frozen=True)
class Trial:
    key = "trial"
    title = "A trial"
    days: int = rules.number(3, "Days to wait", least=1, most=10)


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        pytest.param({"days": 5}, "", id="a number within its limits"),
        pytest.param({"days": 1}, "", id="the least"),
        pytest.param({"days": 10}, "", id="the most"),
        pytest.param({"days": 0}, "Enter a number from 1 to 10", id="below the least"),
        pytest.param({"days": 11}, "Enter a number from 1 to 10", id="above the most"),
        pytest.param({"days": "5"}, "Enter a whole number", id="words"),
        pytest.param({"days": True}, "Enter a whole number", id="yes is no number"),
        pytest.param({}, "Enter a whole number", id="left out"),
    ],
)
def test_problems_with(values, problem):
    assert rules.problems_with(Trial, values).get("days", "") == problem


def test_a_number_says_its_words_its_limits_and_where_it_comes_from():
    told = {one.name: (one.default, dict(one.metadata)) for one in fields(Trial)}
    assert told["days"] == (3, {"words": "Days to wait", "least": 1, "most": 10, "source": "local default"})
    plain = rules.number(5, "Weeks", source="The board, 2026")
    assert dict(plain.metadata) == {"words": "Weeks", "least": 0, "most": 3650, "source": "The board, 2026"}


def test_a_policy_is_declared_under_its_key_with_its_title(monkeypatch):
    monkeypatch.setattr(rules, "_declared", {})

    @rules.local_policy("waiting", "Waiting for help")
    @dataclass(frozen=True)
    class Waiting:
        weeks: int = rules.number(3, "Weeks")

    assert rules.declared_policies() == (Waiting,)
    assert (Waiting.key, Waiting.title, Waiting().weeks) == ("waiting", "Waiting for help", 3)


@pytest.mark.django_db
class TestSettingAPolicy:
    @pytest.fixture
    def admin(self):
        return a_user("administrator")

    def _set(self, by, **facts):
        facts = {"numbers": {"days": 7}, "from_on": TODAY, "reason": "Agreed by the board"} | facts
        return set_policy(policy=Trial, by=by, at=NOW, **facts)

    def test_without_a_version_the_default_holds(self):
        assert policy_on(Trial, TODAY) == Trial(days=3)

    def test_it_holds_from_its_day_on(self, admin):
        self._set(admin, from_on=TODAY + timedelta(days=2))
        assert policy_on(Trial, TODAY + timedelta(days=1)).days == 3
        assert policy_on(Trial, TODAY + timedelta(days=2)).days == 7

    def test_a_number_no_longer_known_is_left_out(self, admin):
        version = self._set(admin)
        version.numbers = {"days": 4, "gone": 1}
        version.save()
        assert policy_on(Trial, TODAY).days == 4
        assert list_versions(Trial) == [version]

    @pytest.mark.parametrize(
        ("facts", "words"),
        [
            ({"numbers": {"days": 99}}, "from 1 to 10"),
            ({"from_on": date(2020, 1, 1)}, "cannot change the past"),
        ],
    )
    def test_what_is_refused(self, admin, facts, words):
        with pytest.raises(PolicyRefused, match=words):
            self._set(admin, **facts)

    def test_a_worker_cannot(self):
        with pytest.raises(PolicyRefused, match="Your role"):
            self._set(a_user("family-worker"))


@pytest.mark.django_db
def test_an_administrator_changes_a_policy_on_screen():
    client = Client()
    client.force_login(a_user("administrator"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert b"Helping a family" in client.get(reverse("policy:policies")).content
    page = reverse("policy:set_policy", args=["cases"])
    assert client.get(page).status_code == 200
    assert client.get(reverse("policy:set_policy", args=["nothing"])).status_code == 404
    assert b"Error: " in client.post(page, {"reason": ""}).content
