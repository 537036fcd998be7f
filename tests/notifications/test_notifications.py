"""Post goes out once, is tried again, and then waits for someone to look."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from alongside.foundation.notifications import actions, gateways, queries, rules
from tests.factories import NOW, a_user


@pytest.mark.parametrize(("tries", "minutes"), [(0, 0), (1, 1), (2, 3), (3, 7)])
def test_each_try_waits_twice_as_long(tries, minutes):
    assert rules.next_try_at(tries=tries, queued_at=NOW) == NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize(("tries", "may"), [(0, True), (7, True), (8, False)])
def test_a_letter_is_tried_eight_times(tries, may):
    assert rules.may_try_again(tries=tries) is may


@pytest.mark.django_db
class TestTheLetter:
    @pytest.fixture
    def letter(self):
        return actions.post_letter(
            to_address="dsl@example.org", kind="tests.told", subject_line="About your request", words="Hello", at=NOW
        )

    def test_it_goes_out_once(self, letter):
        assert queries.list_letters_due(at=NOW) == [letter]
        assert actions.send_queued_letter(letter=letter, send=gateways.send_letter, at=NOW)
        assert not actions.send_queued_letter(letter=letter, send=gateways.send_letter, at=NOW)
        assert [message.subject for message in mail.outbox] == ["About your request"]
        assert queries.list_letters_due(at=NOW) == []

    def test_a_failure_is_kept_and_tried_again_later(self, letter):
        def fail(_):
            raise ConnectionError("no post office")

        assert not actions.send_queued_letter(letter=letter, send=fail, at=NOW)
        letter.refresh_from_db()
        assert (letter.tries, letter.failure, letter.sent_at) == (1, "ConnectionError", None)
        assert queries.list_letters_due(at=NOW) == []
        assert queries.list_letters_due(at=NOW + timedelta(minutes=1)) == [letter]

    def test_after_eight_tries_it_waits_for_someone(self, letter):
        letter.tries = rules.MOST_TRIES
        letter.save()
        assert queries.list_letters_due(at=NOW + timedelta(days=9)) == []
        assert queries.list_letters_stuck() == [letter]

    def test_a_calendar_file_goes_with_it(self):
        letter = actions.post_letter(
            to_address="a@example.org",
            kind="tests.invited",
            subject_line="A meeting",
            words="Come",
            at=NOW,
            calendar_file="BEGIN:VCALENDAR",
        )
        actions.send_queued_letter(letter=letter, send=gateways.send_letter, at=NOW)
        assert mail.outbox[0].attachments[0][0] == "invitation.ics"

    def test_notify_sends_it_where_a_key_is_set(self, letter, settings, monkeypatch):
        sent = []
        settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATE = "a-key", "a-template"
        client = SimpleNamespace(send_email_notification=lambda **facts: sent.append(facts))
        monkeypatch.setattr(gateways, "NotificationsAPIClient", lambda *a, **k: client)
        gateways.send_letter(letter)
        assert sent[0]["personalisation"] == {"subject": "About your request", "body": "Hello"}


@pytest.mark.django_db
class TestTheNotice:
    @pytest.fixture
    def reader(self):
        return a_user()

    @pytest.fixture
    def notice(self, reader):
        return actions.tell(user=reader, kind="tests.told", words="Something is due", link="/drafts/", at=NOW)

    def test_it_is_unread_until_its_reader_opens_it(self, reader, notice):
        assert queries.count_unread(viewer=reader) == 1
        client = Client()
        client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.post(reverse("notifications:read", args=[notice.id])).headers["Location"] == "/drafts/"
        assert queries.count_unread(viewer=reader) == 0
        assert queries.list_notices(viewer=reader) == [notice]

    def test_another_person_finds_nothing(self, notice):
        client = Client()
        client.force_login(a_user(), backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.post(reverse("notifications:read", args=[notice.id])).status_code == 404

    def test_a_link_out_of_the_house_is_not_followed(self, reader, notice):
        notice.link = "https://elsewhere.example"
        notice.save()
        client = Client()
        client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.post(reverse("notifications:read", args=[notice.id])).headers["Location"] == "/"
