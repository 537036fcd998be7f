"""Opening, allocating, sharing, noting and making the threshold document."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from alongside.cases import actions, queries, rules
from alongside.cases.events import CaseOpened, LeadAllocated
from alongside.cases.models import Allocation, Case, Descriptor, Involvement, Step, TimelineEntry
from alongside.foundation.access.access import is_open_to
from alongside.foundation.audit.models import Entry
from alongside.foundation.events import actions as events
from alongside.foundation.notifications.models import Notice
from tests.cases.given import (
    given_a_case,
    given_a_closed_case,
    given_a_family,
    given_a_hub,
    given_an_allocated_case,
)
from tests.factories import NOW, TODAY, a_user, an_agency

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=3)


@pytest.fixture
def hub():
    return given_a_hub()


@pytest.fixture
def heard():
    """The events published while the test runs."""
    told = []
    for kind in (CaseOpened, LeadAllocated):
        events.subscribe(kind, told.append, name=f"test.{uuid4()}")
    yield told
    for kind in (CaseOpened, LeadAllocated):
        for name in [name for name, handler in events._handlers[kind].items() if handler == told.append]:
            del events._handlers[kind][name]


def _sees(user, case) -> bool:
    return is_open_to(user, "family", case.family_id)


def test_opening_a_case_opens_it_to_the_hub_and_tells(hub, heard):
    case = given_a_case(hub)
    assert case.status == rules.CaseStatus.TO_ALLOCATE
    assert _sees(hub.manager, case)
    assert not _sees(a_user("hub-manager", team=given_a_hub().team), case)
    assert Step.objects.get(case=case).kind == rules.StepKind.OPENED
    assert Entry.objects.filter(kind="cases.opened", about__contains=[case.family_id]).count() == 1
    assert [type(one) for one in heard] == [CaseOpened]


def test_opening_twice_from_one_contact_gives_the_one_case(hub, heard):
    family, source = given_a_family(), uuid4()
    first = given_a_case(hub, family=family, source_id=source)
    assert given_a_case(hub, family=family, source_id=source) == first
    assert len(heard) == 1


def test_a_family_never_has_two_open_cases(hub):
    case = given_a_case(hub)
    with pytest.raises(actions.AllocationRefused, match="has an open case already"):
        given_a_case(hub, family=case.family)
    assert Case.objects.filter(family=case.family).count() == 1


def test_a_case_is_not_opened_by_others_or_in_the_future(hub):
    family = given_a_family()
    with pytest.raises(actions.AllocationRefused, match="still to come"):
        given_a_case(hub, family=family, opened_on=TODAY + timedelta(days=1))
    with pytest.raises(actions.AllocationRefused, match="role cannot open"):
        actions.open_case(
            family=family,
            level=rules.Level.TARGETED,
            locality=None,
            hub_team=None,
            opened_on=TODAY,
            opened_from="contact",
            source_id=None,
            why="x",
            by=hub.manager,
            at=NOW,
        )
    assert not Case.objects.filter(family=family).exists()


def test_allocating_names_the_lead_opens_the_record_and_tells_them(hub, heard):
    case = given_a_case(hub)
    stranger = a_user("lead-professional", kind="partner", name="Ade Bola")
    assert not _sees(stranger, case)
    actions.allocate_lead(case=case, worker=stranger, reason="", by=hub.manager, at=NOW)
    case.refresh_from_db()
    assert (case.lead, case.status) == (stranger, rules.CaseStatus.OPEN)
    assert _sees(stranger, case)
    notice = Notice.objects.get(user=stranger)
    assert case.reference in notice.words
    assert notice.link == f"/cases/{case.reference}/"
    assert "Marlowe" not in notice.words
    assert heard[-1] == LeadAllocated(
        case_id=case.id, worker_id=stranger.id, before_id=None, by_id=hub.manager.id, at=NOW
    )


def test_another_lead_ends_the_one_before_who_is_told_and_no_longer_sees(hub, heard):
    first = a_user("lead-professional", kind="partner", name="Ade Bola")
    case = given_an_allocated_case(hub, worker=first)
    actions.allocate_lead(case=case, worker=hub.worker, reason="Ade changes jobs", by=hub.manager, at=LATER)
    assert not _sees(first, case)
    assert Allocation.objects.get(worker=first).until_at == LATER
    assert Allocation.objects.get(worker=hub.worker).reason == "Ade changes jobs"
    assert Notice.objects.filter(user=first, kind="cases.lead_passed_on").count() == 1
    assert heard[-1].before_id == first.id
    assert queries.changes_of_worker(case) == 1


def test_a_change_of_lead_needs_a_reason(hub):
    case = given_an_allocated_case(hub)
    other = a_user("family-worker", team=hub.team)
    with pytest.raises(actions.AllocationRefused, match="Say why"):
        actions.allocate_lead(case=case, worker=other, reason=" ", by=hub.manager, at=LATER)
    assert actions.allocate_lead(case=case, worker=other, reason="Ines is ill", by=hub.manager, at=LATER)


def test_allocating_the_same_lead_again_changes_nothing(hub):
    case = given_an_allocated_case(hub)
    steps = Step.objects.count()
    actions.allocate_lead(case=case, worker=hub.worker, reason="again", by=hub.manager, at=LATER)
    assert Allocation.objects.filter(case=case).count() == 1
    assert Step.objects.count() == steps


def test_only_a_manager_of_the_hub_allocates(hub):
    case = given_a_case(hub)
    for other in (hub.worker, given_a_hub().manager, hub.decider):
        with pytest.raises(actions.AllocationRefused, match="Only a manager of this family’s hub"):
            actions.allocate_lead(case=case, worker=hub.worker, reason="", by=other, at=NOW)
    assert not Allocation.objects.exists()


def test_work_is_given_to_no_one_who_has_left_and_to_no_family(hub):
    case = given_a_case(hub)
    hub.worker.is_active = False
    with pytest.raises(actions.AllocationRefused, match="no longer works here"):
        actions.allocate_lead(case=case, worker=hub.worker, reason="", by=hub.manager, at=NOW)
    with pytest.raises(actions.AllocationRefused, match="Families’ accounts"):
        actions.share_work(case=case, worker=a_user(kind="family"), reason="", by=hub.manager, at=NOW)


def test_a_closed_case_is_not_allocated(hub):
    case = given_a_closed_case(hub)
    with pytest.raises(actions.AllocationRefused, match="Reopen it first"):
        actions.allocate_lead(case=case, worker=hub.worker, reason="", by=hub.manager, at=LATER)


def test_sharing_work_opens_the_record_once_and_ending_it_closes_it(hub):
    case = given_an_allocated_case(hub)
    beside = a_user("lead-professional", kind="partner", name="Wren Tully")
    first = actions.share_work(case=case, worker=beside, reason="Speech", by=hub.manager, at=NOW)
    assert actions.share_work(case=case, worker=beside, reason="Speech", by=hub.manager, at=LATER) == first
    assert _sees(beside, case)
    with pytest.raises(actions.AllocationRefused, match="Only a manager"):
        actions.end_co_work(allocation=first, by=hub.worker, at=LATER)
    actions.end_co_work(allocation=first, by=hub.manager, at=LATER)
    actions.end_co_work(allocation=first, by=hub.manager, at=LATER + timedelta(days=1))
    first.refresh_from_db()
    assert first.until_at == LATER
    assert not _sees(beside, case)
    assert Notice.objects.filter(user=beside).count() == 2


def test_the_lead_is_no_co_worker_and_leads_until_another_is_named(hub):
    case = given_an_allocated_case(hub)
    with pytest.raises(actions.AllocationRefused, match="lead professional already"):
        actions.share_work(case=case, worker=hub.worker, reason="", by=hub.manager, at=NOW)
    with pytest.raises(actions.AllocationRefused, match="Name another lead"):
        actions.end_co_work(allocation=case.allocations.get(), by=hub.manager, at=NOW)


def test_a_co_worker_who_becomes_lead_still_sees(hub):
    case = given_an_allocated_case(hub)
    beside = a_user("lead-professional", kind="partner")
    actions.share_work(case=case, worker=beside, reason="", by=hub.manager, at=NOW)
    actions.allocate_lead(case=case, worker=beside, reason="Knows them best", by=hub.manager, at=LATER)
    assert _sees(beside, case)
    assert Allocation.objects.filter(worker=beside, until_at__isnull=True).get().role == rules.AllocationRole.LEAD


def test_a_decision_on_a_case_that_has_moved_is_looked_at_again(hub):
    case = given_an_allocated_case(hub)
    other = a_user("family-worker", team=hub.team)
    with pytest.raises(actions.CaseRefused, match="Somebody else changed this case"):
        actions.allocate_lead(case=case, worker=other, reason="x", by=hub.manager, at=NOW, version=case.version - 1)
    actions.allocate_lead(case=case, worker=other, reason="x", by=hub.manager, at=LATER, version=case.version)


def _note(family, agency, by, **facts):
    return actions.note_involvement(
        **{
            "family": family,
            "agency": agency,
            "as_of": TODAY,
            "source": "the mother",
            "by": by,
            "at": NOW,
            **facts,
        }
    )


def test_the_same_agency_and_service_is_noted_afresh_and_later_knowledge_stays(hub):
    case, school = given_an_allocated_case(hub), an_agency(kind="school")
    first = _note(case.family, school, hub.worker, service="Year 4", worker="Mr Ferreira")
    again = _note(case.family, school, hub.worker, service="Year 4", worker="Ms Adeyemi", from_on=date(2026, 1, 5))
    older = _note(case.family, school, hub.worker, service="Year 4", worker="Someone", as_of=date(2025, 1, 1))
    assert first == again == older
    noted = Involvement.objects.get()
    assert (noted.worker, noted.as_of, noted.from_on) == ("Ms Adeyemi", TODAY, date(2026, 1, 5))
    assert _note(case.family, school, hub.worker, service="Kitchen") != first


def test_involvement_is_noted_by_those_who_work_with_the_family(hub):
    case, school = given_an_allocated_case(hub), an_agency()
    _note(case.family, school, hub.decider)
    with pytest.raises(actions.InvolvementRefused, match="Only those who work"):
        _note(case.family, school, given_a_hub().worker)
    with pytest.raises(actions.InvolvementRefused, match="still to come"):
        _note(case.family, school, hub.worker, as_of=TODAY + timedelta(days=1))
    with pytest.raises(actions.InvolvementRefused, match="last day is before the first"):
        _note(case.family, school, hub.worker, service="x", from_on=TODAY, until_on=TODAY - timedelta(days=1))


def test_an_involvement_ends_once(hub):
    case = given_an_allocated_case(hub)
    noted = _note(case.family, an_agency(), hub.worker, from_on=date(2026, 1, 5))
    with pytest.raises(actions.InvolvementRefused, match="Only those who work"):
        actions.end_involvement(involvement=noted, until_on=TODAY, by=given_a_hub().worker, at=NOW)
    with pytest.raises(actions.InvolvementRefused, match="before the first"):
        actions.end_involvement(involvement=noted, until_on=date(2026, 1, 4), by=hub.worker, at=NOW)
    actions.end_involvement(involvement=noted, until_on=TODAY, by=hub.worker, at=NOW)
    ended = actions.end_involvement(involvement=noted, until_on=date(2026, 2, 1), by=hub.worker, at=NOW)
    assert (ended.until_on, ended.as_of) == (TODAY, TODAY)


def test_an_event_for_professionals_only_is_not_on_the_familys_timeline(hub):
    from tests.cases.given import step_up

    case = given_an_allocated_case(hub)
    step_up(case, hub)
    shown = set(TimelineEntry.objects.filter(is_for_family=True).values_list("kind", flat=True))
    assert shown == {"cases.opened", "cases.lead_allocated"}


TOMORROW = TODAY + timedelta(days=1)


def test_the_shipped_threshold_document_is_loaded_once():
    document = actions.ensure_threshold_document(from_on=TODAY, at=NOW)
    assert Descriptor.objects.filter(document=document).count() == len(rules.DEFAULT_DESCRIPTORS)
    assert actions.ensure_threshold_document(from_on=TOMORROW, at=NOW) == document


def test_a_new_version_is_made_from_the_old_and_reworded_until_it_holds():
    admin, old = a_user("administrator"), actions.ensure_threshold_document(from_on=TODAY, at=NOW)
    how = {"today": TODAY, "by": admin, "at": NOW}
    new = actions.copy_threshold_document(document=old, title="Ours", version="2", from_on=TOMORROW, **how)
    one = new.descriptors.order_by("position").first()
    actions.reword_descriptor(descriptor=one, words="Sees the dentist", **how)
    actions.add_descriptor(document=new, level=rules.Level.TARGETED, domain="Health", words="New words", **how)
    actions.remove_descriptor(descriptor=new.descriptors.order_by("position")[1], **how)
    assert new.descriptors.count() == old.descriptors.count()
    assert not old.descriptors.filter(words__in=["Sees the dentist", "New words"]).exists()
    assert queries.current_threshold_document(TODAY) == old
    assert queries.current_threshold_document(TOMORROW) == new
    with pytest.raises(actions.ThresholdRefused, match="stand at this level already"):
        actions.add_descriptor(document=new, level=rules.Level.TARGETED, domain="Health", words="New words", **how)
    with pytest.raises(actions.ThresholdRefused, match="Another version"):
        actions.copy_threshold_document(document=old, title="x", version="2", from_on=date(2027, 1, 1), **how)


def test_a_version_in_force_is_not_reworded_and_only_administrators_set_it():
    admin, old = a_user("administrator"), actions.ensure_threshold_document(from_on=TODAY, at=NOW)
    one = old.descriptors.order_by("position").first()
    with pytest.raises(actions.ThresholdRefused, match="in force"):
        actions.reword_descriptor(descriptor=one, words="x", today=TODAY, by=admin, at=NOW)
    with pytest.raises(actions.ThresholdRefused, match="still to come"):
        actions.copy_threshold_document(
            document=old, title="x", version="2", from_on=TODAY, today=TODAY, by=admin, at=NOW
        )
    with pytest.raises(actions.ThresholdRefused, match="role cannot"):
        actions.copy_threshold_document(
            document=old, title="x", version="2", from_on=TOMORROW, today=TODAY, by=a_user("hub-manager"), at=NOW
        )


def test_a_case_opened_meanwhile_from_the_same_source_is_the_one_given_back(hub, monkeypatch):
    source, family = uuid4(), given_a_family()
    first = given_a_case(hub, family=family, source_id=source)
    answers = iter([None, first])
    monkeypatch.setattr("alongside.cases.actions.allocating._opened_from", lambda _: next(answers))
    assert given_a_case(hub, family=family, source_id=source) == first
    assert Case.objects.filter(family=family).count() == 1
