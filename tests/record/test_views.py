"""One family on one screen, its chronology, documents and sight; and the family's own pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.cases.models import TimelineEntry
from alongside.foundation.audit.models import Entry
from alongside.foundation.notifications.models import Letter
from alongside.people import actions as people
from alongside.people.rules import FamilyRole
from tests.cases.given import given_a_hub, given_an_allocated_case
from tests.factories import NOW, a_user
from tests.people.given import given_a_person

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def hub():
    return given_a_hub()


@pytest.fixture
def case(hub):
    return given_an_allocated_case(hub)


@pytest.fixture
def parent(hub, case):
    person = given_a_person(by=hub.worker, given_names="Ruth", family_name="Marlowe")
    people.join_family(family=case.family, person=person, role=FamilyRole.PARENT, by=hub.worker, at=NOW)
    return person


def page_of(case, name="family", *args):
    return reverse(f"record:{name}", args=[case.family.reference, *args])


class TestOneFamilyOnOneScreen:
    def test_everything_is_there_and_the_look_is_noted(self, hub, case, parent):
        page = signed_in(hub.worker).get(page_of(case)).content.decode()
        for words in (
            "Ruth Marlowe",
            case.reference,
            hub.worker.name,
            "You: is allocated to this family",
            "Help began",
        ):
            assert words in page
        assert Entry.objects.filter(kind="record.family_seen", about__contains=[case.family_id]).count() == 1

    def test_another_hub_s_worker_finds_nothing(self, case):
        stranger = signed_in(a_user("family-worker"))
        for name in ("family", "chronology", "documents", "sight"):
            assert stranger.get(page_of(case, name)).status_code == 404

    def test_a_restricted_address_is_not_shown(self, hub, case, parent):
        people.move_home(
            person=parent,
            lines="4 Secret Lane",
            postcode="",
            source="x",
            as_of=NOW.date(),
            by=hub.worker,
            at=NOW,
            is_restricted=True,
        )
        page = signed_in(hub.worker).get(page_of(case)).content.decode()
        assert "Secret Lane" not in page
        assert "Address restricted" in page

    @pytest.mark.parametrize("members", [1, 15])
    def test_as_many_questions_for_a_small_family_as_for_a_large_one(self, hub, case, members):
        for n in range(members):
            person = given_a_person(by=hub.worker, given_names=f"Child{n}", family_name="Marlowe")
            people.join_family(family=case.family, person=person, role=FamilyRole.CHILD, by=hub.worker, at=NOW)
        client = signed_in(hub.worker)
        client.get(page_of(case))
        with CaptureQueriesContext(connection) as asked:
            client.get(page_of(case))
        assert len(asked) <= 20


class TestBeyondOnesWork:
    def test_a_reason_opens_the_record(self, case):
        client = signed_in(a_user("family-worker"))
        page = page_of(case, "open_beyond")
        assert "not among those you work with" in client.get(page).content.decode()
        assert "Error: " in client.post(page, {"reason": "short"}).content.decode()
        assert client.post(page, {"reason": "The night team rang about this family"}).status_code == 302
        assert client.get(page_of(case)).status_code == 200
        assert client.get(page).headers["Location"] == page_of(case)

    def test_a_partner_is_not_offered_it(self, case):
        assert signed_in(a_user("partner")).get(page_of(case, "open_beyond")).status_code == 404


class TestTheChronology:
    def test_an_event_is_taken_from_the_timeline(self, hub, case):
        client, entry = signed_in(hub.worker), TimelineEntry.objects.filter(family=case.family).first()
        page = page_of(case, "add_key_event") + f"?from={entry.id}"
        assert entry.title in client.get(page).content.decode()
        fields = {
            "happened_on-day": "1",
            "happened_on-month": "3",
            "happened_on-year": "2026",
            "what": "Help began",
            "why_it_matters": "They asked for it themselves",
            "source": "",
        }
        answer = client.post(page, fields)
        assert answer.status_code == 302, answer.content.decode()
        assert "They asked for it themselves" in client.get(page_of(case, "chronology")).content.decode()

    def test_what_was_typed_stays_beside_its_error(self, hub, case):
        page = signed_in(hub.worker).post(page_of(case, "add_key_event"), {"what": "Moved"}).content.decode()
        assert "Error: " in page
        assert 'value="Moved"' in page

    def test_an_event_is_taken_out_with_a_reason(self, hub, case):
        client = signed_in(hub.worker)
        client.post(
            page_of(case, "add_key_event"),
            {
                "happened_on-day": "1",
                "happened_on-month": "3",
                "happened_on-year": "2026",
                "what": "Moved",
                "why_it_matters": "New school",
                "source": "",
            },
        )
        event = case.family.key_events.get()
        page = page_of(case, "withdraw_key_event", event.id)
        assert client.get(page).status_code == 200
        assert client.post(page, {"why": "It was the other family"}).status_code == 302
        assert "Moved" not in client.get(page_of(case, "chronology")).content.decode()


class TestDocuments:
    @pytest.fixture(autouse=True)
    def folder(self, settings, tmp_path):
        settings.DOCUMENTS_DIR = tmp_path

    def test_a_document_is_added_downloaded_and_removed(self, hub, case):
        client, page = signed_in(hub.worker), page_of(case, "documents")
        wrong = client.post(page, {"title": "Letter", "file": SimpleUploadedFile("a.pdf", b"hello")})
        assert "not what its name says" in wrong.content.decode()
        client.post(page, {"title": "Letter", "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7\n" + b" " * 30)})
        reference = client.get(page).content.decode().split("/documents/DO-")[1].split("/")[0]
        answer = client.get(page_of(case, "download", f"DO-{reference}"))
        assert answer["Content-Disposition"] == f'attachment; filename="DO-{reference}.pdf"'
        assert client.post(page_of(case, "remove_document", f"DO-{reference}"), {"why": "Sent by mistake"})
        assert client.get(page_of(case, "download", f"DO-{reference}")).status_code == 404


class TestTheFamilysOwnPages:
    @pytest.fixture
    def member(self, hub, case, parent):
        signed_in(hub.worker).post(page_of(case, "invite_member", parent.reference), {"email": "ruth@example.org"})
        parent.refresh_from_db()
        return parent.account

    def test_the_invitation_is_posted(self, member):
        assert Letter.objects.get(kind="identity.invited").to_address == "ruth@example.org"

    def test_a_parent_sees_their_own_pages_and_not_the_staff_s(self, hub, case, member):
        client = signed_in(member)
        assert "There is no plan yet" in client.get(reverse("family:home")).content.decode()
        assert hub.worker.name in client.get(reverse("family:who")).content.decode()
        for name in ("family", "chronology", "documents", "sight"):
            assert client.get(page_of(case, name)).status_code == 404

    def test_staff_do_not_see_the_family_s_pages(self, hub):
        assert signed_in(hub.worker).get(reverse("family:home")).status_code == 404
