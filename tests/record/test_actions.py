"""A family's record: who may keep it, who opens it, and what is refused."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.cases.actions import add_to_timeline
from alongside.foundation.access.actions import give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.audit.models import Entry
from alongside.record import actions, queries
from tests.factories import NOW, TODAY, a_team, a_user
from tests.people.given import given_a_family, given_a_person

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n" + b" " * 32
REASON = "The night duty team asked what we know of this family"


@pytest.fixture
def team():
    return a_team()


@pytest.fixture
def worker(team):
    return a_user("family-worker", team=team)


@pytest.fixture
def stranger():
    return a_user("family-worker", team=a_team())


@pytest.fixture
def child(worker):
    return given_a_person(by=worker)


@pytest.fixture
def family(team, worker, child):
    family = given_a_family(child, by=worker)
    give_grant(subject_kind="family", subject_id=family.id, holder=team, reason=GrantReason.HUB, at=NOW)
    return family


class TestTheRecord:
    def test_it_opens_to_those_whom_a_grant_lets_in(self, family, worker, stranger):
        record = queries.get_record(viewer=worker, reference=family.reference)
        assert [one.person.given_names for one in record.members] == ["Amina"]
        assert record.case is None
        with pytest.raises(queries.RecordNotFound):
            queries.get_record(viewer=stranger, reference=family.reference)

    def test_everybody_who_searches_learns_that_a_family_is_known_and_no_more(self, family, worker, stranger):
        assert not queries.family_known(viewer=stranger, reference=family.reference, today=TODAY).is_open
        assert queries.family_known(viewer=worker, reference=family.reference, today=TODAY).is_open
        with pytest.raises(queries.RecordNotFound):
            queries.family_known(viewer=a_user("partner"), reference=family.reference, today=TODAY)
        with pytest.raises(queries.RecordNotFound):
            queries.family_known(viewer=worker, reference="FA-NONE", today=TODAY)

    def test_a_reason_opens_it_beyond_ones_work(self, family, stranger):
        with pytest.raises(actions.LookingRefused):
            actions.open_beyond_grants(family=family, reason="", by=stranger, at=NOW)
        actions.open_beyond_grants(family=family, reason=REASON, by=stranger, at=NOW.replace(year=2999))
        assert queries.get_record(viewer=stranger, reference=family.reference)
        assert any("manager reviews" in why for why in queries.get_sight(viewer=stranger, family=family).why)

    def test_whoever_reads_every_record_is_among_those_who_may_see_it(self, family):
        manager = a_user("service-manager")
        by_role = [one for one in queries.list_who_may_see(family=family) if one.who == manager.name]
        assert [(one.agency, one.because, one.until_at) for one in by_role] == [(manager.agency.name, "", None)]

    def test_who_may_see_it_and_who_looked(self, family, worker, team):
        actions.note_seen(family=family, page="family", by=worker, at=NOW)
        [may_see] = queries.list_who_may_see(family=family)
        assert (may_see.who, may_see.why) == (team.name, "works in the hub that helps this family")
        assert queries.list_who_looked(family=family)[0].who == worker.name


class TestTheChronology:
    def _add(self, family, by, **facts):
        facts = {"happened_on": date(2026, 2, 1), "what": "Moved home", "why_it_matters": "A new school too"} | facts
        return actions.add_key_event(family=family, by=by, at=NOW, **facts)

    def test_an_event_is_added_once(self, family, worker):
        assert self._add(family, worker) == self._add(family, worker)
        assert len(queries.list_key_events(family=family)) == 1

    def test_an_event_from_the_timeline_is_taken_once(self, family, worker):
        entry = add_to_timeline(
            family_id=family.id, case_id=None, kind="cases.opened", title="Help began", at=NOW, by=worker
        )
        found = queries.timeline_entry(family=family, entry_id=entry.id)
        assert self._add(family, worker, from_entry=found) == self._add(family, worker, from_entry=found, what="Other")

    def test_a_day_to_come_is_refused(self, family, worker):
        with pytest.raises(actions.ChronologyRefused, match="future"):
            self._add(family, worker, happened_on=date(2026, 3, 3))

    def test_a_stranger_keeps_nothing(self, family, worker, stranger):
        with pytest.raises(actions.ChronologyRefused, match="Only those"):
            self._add(family, stranger)
        event = self._add(family, worker)
        with pytest.raises(actions.ChronologyRefused, match="Only those"):
            actions.withdraw_key_event(event=event, why="x", by=stranger, at=NOW)

    def test_an_event_is_withdrawn_with_a_reason_and_stays_on_record(self, family, worker):
        event = self._add(family, worker)
        with pytest.raises(actions.ChronologyRefused, match="Say why"):
            actions.withdraw_key_event(event=event, why=" ", by=worker, at=NOW)
        actions.withdraw_key_event(event=event, why="Wrong family", by=worker, at=NOW)
        actions.withdraw_key_event(event=event, why="Again", by=worker, at=NOW)
        assert queries.list_key_events(family=family) == []
        assert queries.list_key_events(family=family, with_withdrawn=True)[0].withdrawn_why == "Wrong family"
        assert queries.get_key_event(family=family, event_id=event.id) == event


class TestDocuments:
    @pytest.fixture(autouse=True)
    def folder(self, settings, tmp_path):
        settings.DOCUMENTS_DIR = tmp_path

    def _keep(self, family, by, at=NOW):
        return actions.keep_document(family=family, title="Letter", file=SimpleUploadedFile("a.pdf", PDF), by=by, at=at)

    def test_it_is_kept_and_seen(self, family, worker):
        document = self._keep(family, worker)
        assert self._keep(family, worker, at=NOW.replace(hour=11)) == document
        assert queries.get_document(family=family, reference=document.reference) == document
        actions.note_document_seen(family=family, document=document, by=worker, at=NOW)
        assert Entry.objects.filter(kind="record.document_seen", about__contains=[family.id]).exists()

    def test_another_family_does_not_have_it(self, family, worker):
        document = self._keep(family, worker)
        other = given_a_family(by=worker, name="Other")
        assert queries.get_document(family=other, reference=document.reference) is None
        assert queries.get_document(family=family, reference="DO-NONE") is None

    def test_a_stranger_neither_adds_nor_removes(self, family, worker, stranger):
        with pytest.raises(actions.DocumentRefused, match="Only those"):
            self._keep(family, stranger)
        document = self._keep(family, worker)
        with pytest.raises(actions.DocumentRefused, match="Only those"):
            actions.remove_document(family=family, document=document, why="x", by=stranger, at=NOW)
        with pytest.raises(actions.DocumentRefused, match="Say why"):
            actions.remove_document(family=family, document=document, why="", by=worker, at=NOW)
        actions.remove_document(family=family, document=document, why="Twice", by=worker, at=NOW)
        assert queries.get_document(family=family, reference=document.reference) is None


class TestInvitingTheFamily:
    def _invite(self, family, person, by, email="parent@example.org"):
        return actions.invite_member(family=family, person=person, email=email, link_for=str, by=by, at=NOW)

    def test_a_member_is_invited_and_sees_the_family(self, family, child, worker):
        user = self._invite(family, child, worker)
        child.refresh_from_db()
        assert child.account == user
        assert user.may("record.see_own_family")
        assert queries.get_record(viewer=user, reference=family.reference)
        assert self._invite(family, child, worker) == user

    def test_a_stranger_invites_nobody(self, family, child, stranger):
        with pytest.raises(actions.InvitationRefused, match="Only those"):
            self._invite(family, child, stranger)

    def test_someone_outside_the_family_is_not_invited(self, family, worker):
        other = given_a_person(by=worker, given_names="Other")
        with pytest.raises(actions.InvitationRefused, match="not in the family"):
            self._invite(family, other, worker)

    def test_an_address_that_has_an_account_is_refused(self, family, child, worker):
        with pytest.raises(actions.InvitationRefused, match="already"):
            self._invite(family, child, worker, email=worker.email)
