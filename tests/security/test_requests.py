"""What every request and answer holds to, whatever the page."""

import logging

import pytest
from django.conf import settings as product
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from alongside.foundation.access.actions import give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.audit.actions import record
from alongside.foundation.drafts.actions import start_draft_by_link, start_or_resume_draft
from alongside.foundation.drafts.models import Draft
from alongside.record.actions import keep_document
from tests.factories import NOW, a_team, a_user
from tests.people.given import given_a_family, given_a_person

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PDF = b"%PDF-1.7\n" + b" " * 32
SECRET = "Quillfeather"


@pytest.fixture
def worker():
    return a_user("family-worker", team=a_team(), name="Wanda Worker")


@pytest.fixture
def client(worker):
    client = Client(raise_request_exception=False)
    client.force_login(worker, backend=BACKEND)
    return client


@pytest.fixture
def family(worker):
    person = given_a_person(by=worker, given_names="Zebedee", family_name=SECRET)
    family = given_a_family(person, by=worker, name=SECRET)
    give_grant(subject_kind="family", subject_id=family.id, holder=worker, reason=GrantReason.ALLOCATED, at=NOW)
    return family


class TestForgedForms:
    def test_one_without_our_token_is_refused_calmly(self, worker):
        client = Client(enforce_csrf_checks=True)
        client.force_login(worker, backend=BACKEND)
        answer = client.post(reverse("people:add_family"), {"name": SECRET})
        assert answer.status_code == 403
        page = answer.content.decode()
        assert "open for a while" in page
        assert SECRET not in page
        assert "CSRF" not in page

    def test_a_save_while_typing_needs_it_too(self, worker):
        client = Client(enforce_csrf_checks=True)
        client.force_login(worker, backend=BACKEND)
        draft = start_or_resume_draft(form="any", owner=worker, at=NOW)
        assert client.post(reverse("drafts:save", args=[draft.id]), {"words": "x"}).status_code == 403


class TestErrorPages:
    def test_a_failure_tells_nothing(self, client, family, monkeypatch):
        def fail(**_):
            raise RuntimeError(f"the family {SECRET} broke it")

        monkeypatch.setattr("alongside.people.queries.get_family", fail)
        answer = client.get(reverse("people:family", args=[family.reference]))
        assert answer.status_code == 500
        for word in (SECRET, "RuntimeError", "Traceback", family.reference):
            assert word not in answer.content.decode()

    def test_a_missing_page_does_not_repeat_what_was_asked(self, client):
        answer = client.get(f"/families/{SECRET}/")
        assert answer.status_code == 404
        assert SECRET not in answer.content.decode()

    def test_a_host_that_is_not_ours_is_refused(self):
        answer = Client(raise_request_exception=False).get("/", headers={"host": "evil.example"})
        assert answer.status_code == 400
        assert "evil" not in answer.content.decode()


class TestFiles:
    @pytest.fixture(autouse=True)
    def _folder(self, settings, tmp_path):
        settings.DOCUMENTS_DIR = tmp_path

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            pytest.param("a.html", b"<script>alert(1)</script>", id="a page"),
            pytest.param("a.svg", b"<svg onload='alert(1)'/>", id="a drawing that runs"),
            pytest.param("a.pdf", b"MZ\x90\x00" + b"\x00" * 64, id="a program that says it is a PDF"),
            pytest.param("a.exe", b"MZ\x90\x00", id="a program"),
            pytest.param("a.pdf", b"", id="nothing"),
        ],
    )
    def test_what_is_not_a_paper_is_refused(self, client, family, name, content):
        page = reverse("record:documents", args=[family.reference])
        answer = client.post(page, {"title": "A letter", "file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 200
        assert "govuk-error-summary" in answer.content.decode()

    def test_a_file_is_given_as_a_file_under_a_name_nobody_typed(self, client, worker, family):
        file = SimpleUploadedFile("../../../Zebedee.pdf", PDF)
        document = keep_document(family=family, title="A letter", file=file, by=worker, at=NOW)
        answer = client.get(reverse("record:download", args=[family.reference, document.reference]))
        assert answer["Content-Disposition"] == f'attachment; filename="{document.reference}.pdf"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "no-store"


class TestDrafts:
    @pytest.mark.parametrize("who", ["a colleague", "nobody", "someone with another link"])
    def test_another_finds_nothing_and_changes_nothing(self, worker, who):
        draft = start_or_resume_draft(form="frontdoor.ask", owner=worker, at=NOW)
        other = Client()
        if who == "a colleague":
            other.force_login(a_user("family-worker"), backend=BACKEND)
        elif who == "someone with another link":
            theirs, key = start_draft_by_link(form="frontdoor.ask", at=NOW)
            session = other.session
            session["draft_keys"] = {str(theirs.id): key}
            session.save()
        answer = other.post(reverse("drafts:save", args=[draft.id]), {"words": "changed"})
        assert answer.status_code in (401, 404)
        assert Draft.objects.get(id=draft.id).fields == {}
        assert other.get(reverse("frontdoor:fill_in", args=[draft.id])).status_code == 404

    def test_a_link_that_was_guessed_opens_nothing(self):
        start_draft_by_link(form="frontdoor.ask", at=NOW)
        assert Client().get(reverse("frontdoor:open_link", args=["a" * 43])).status_code == 404
        assert Client().get(reverse("identity:accept", args=["a" * 43])).status_code == 410


class TestTheAuditLog:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE audit_entry SET kind = 'x'",
            "DELETE FROM audit_entry",
            "TRUNCATE audit_entry CASCADE",
            "UPDATE audit_entry SET by_id = NULL WHERE false OR true",
        ],
    )
    def test_the_products_own_database_user_cannot_change_it(self, worker, statement):
        record("tests.noted", subject=worker, by=worker, at=NOW)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
                cursor.execute(statement)


class TestTheLog:
    def test_a_day_leaves_no_name_and_no_address_in_it(self, client, worker, family, caplog):
        caplog.set_level(logging.DEBUG)
        logging.getLogger("alongside.access").addHandler(caplog.handler)
        try:
            client.get(reverse("people:family", args=[family.reference]), {"words": SECRET})
            client.get(reverse("record:family", args=[family.reference]))
            client.post(reverse("people:search"), {"words": SECRET})
            client.post(reverse("people:search"), {"words": SECRET}, follow=True)
            client.post(reverse("people:add_family"), {"name": SECRET})
            client.get(f"/families/{SECRET}/", {"surname": SECRET})
        finally:
            logging.getLogger("alongside.access").removeHandler(caplog.handler)
        written = [
            one.getMessage()
            for one in caplog.records
            if not one.name.startswith("django.db") and one.levelno >= logging.INFO
        ]
        assert any("people:family" in line for line in written)
        for word in (SECRET, "Zebedee", worker.email, worker.name):
            assert not [line for line in written if word in line], word


def test_cookies_and_transport_in_production(tmp_path):
    from tests.security.production import settings_in_production

    said = settings_in_production(
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "SESSION_COOKIE_SAMESITE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "DEBUG",
        "SECOND_STEP_NEEDED",
    )
    assert said == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "DEBUG": False,
        "SECOND_STEP_NEEDED": True,
    }


def test_djangos_own_check_of_a_deployment_finds_nothing():
    from tests.security.production import check_deploy

    assert check_deploy() == ""


def test_the_session_is_kept_in_the_database():
    assert product.SESSION_ENGINE == "django.contrib.sessions.backends.db"
