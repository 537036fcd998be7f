"""What is typed is kept: over sign-out, in two windows, and for links without an account."""

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from alongside.foundation.drafts import actions, queries
from alongside.foundation.drafts.forms import DraftForm
from alongside.foundation.drafts.models import Draft
from tests.factories import NOW, a_user

pytestmark = pytest.mark.django_db


class Story(DraftForm):
    words = forms.CharField()
    tags = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")])


@pytest.fixture
def owner():
    return a_user()


@pytest.fixture
def draft(owner):
    return actions.start_or_resume_draft(form="tests.story", subject="x", owner=owner, at=NOW)


def _signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_draft_is_found_again_as_it_was_left(draft, owner):
    actions.save_draft(draft=draft, fields={"words": ["Good morn"], "tags": ["a", "b"]}, revision=0, at=NOW)
    again = actions.start_or_resume_draft(form="tests.story", subject="x", owner=owner, at=NOW)
    form = Story.resume(again)
    assert form["words"].value() == "Good morn"
    assert form["tags"].value() == ["a", "b"]
    assert not form.errors
    assert queries.list_own_drafts(viewer=owner, form="tests.story") == [again]
    assert queries.list_own_drafts(viewer=a_user()) == []


def test_an_empty_draft_gives_an_empty_form(draft):
    assert not Story.resume(draft).is_bound


def test_a_second_window_does_not_overwrite_the_first(draft):
    actions.save_draft(draft=draft, fields={"words": ["first"]}, revision=0, at=NOW)
    with pytest.raises(actions.DraftRefused, match="another window"):
        actions.save_draft(draft=draft, fields={"words": ["second"]}, revision=0, at=NOW)
    draft.refresh_from_db()
    assert draft.fields == {"words": ["first"]}


def test_a_draft_that_is_far_too_long_is_refused(draft):
    with pytest.raises(actions.DraftRefused, match="too long"):
        actions.save_draft(draft=draft, fields={"words": ["x" * actions.LARGEST_DRAFT]}, revision=0, at=NOW)


def test_a_draft_thrown_away_takes_nothing_more(draft):
    actions.discard_draft(draft=draft)
    with pytest.raises(actions.DraftRefused, match="already"):
        actions.save_draft(draft=draft, fields={}, revision=None, at=NOW)


def test_a_link_opens_its_own_draft_and_the_table_holds_no_key(owner):
    draft, key = actions.start_draft_by_link(form="tests.story", at=NOW)
    assert queries.get_draft_by_key(key) == draft
    assert queries.get_draft_by_key("guess") is None
    assert key not in str(Draft.objects.values_list("key_hash", flat=True))


class TestSavingAsOneTypes:
    def _post(self, client, draft, **fields):
        return client.post(reverse("drafts:save", args=[draft.id]), fields)

    def test_the_owner_saves_and_is_told_when(self, draft, owner):
        answer = self._post(_signed_in(owner), draft, words="Hello", draft_revision="0")
        assert answer.status_code == 200
        assert answer.json()["revision"] == 1
        draft.refresh_from_db()
        assert draft.fields == {"words": ["Hello"]}

    def test_a_stale_page_is_told(self, draft, owner):
        client = _signed_in(owner)
        self._post(client, draft, words="Hello", draft_revision="0")
        assert self._post(client, draft, words="Bye", draft_revision="0").status_code == 409

    def test_another_person_finds_nothing(self, draft):
        assert self._post(_signed_in(a_user()), draft, words="x").status_code == 404

    def test_someone_signed_out_is_told_so(self, draft):
        assert self._post(Client(), draft, words="x").status_code == 401

    def test_a_link_s_session_saves_its_own_draft(self):
        draft, key = actions.start_draft_by_link(form="tests.story", at=NOW)
        client = Client()
        session = client.session
        session["draft_keys"] = {str(draft.id): key}
        session.save()
        assert self._post(client, draft, words="x").status_code == 200
