"""Reading cases: what is open to whom, in which order, by which key."""

from datetime import date, timedelta

import pytest

from alongside.cases import actions, queries, rules
from alongside.cases.models import Case, Step
from alongside.cases.rules import CaseStatus, Level
from tests.cases.given import (
    close,
    given_a_case,
    given_a_closed_case,
    given_a_family,
    given_a_hub,
    given_an_allocated_case,
    step_up,
)
from tests.factories import NOW, TODAY, a_user, an_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub():
    return given_a_hub()


def test_a_case_is_found_by_those_to_whom_it_is_open_and_by_no_one_else(hub):
    case = given_a_case(hub)
    assert queries.get_case(viewer=hub.worker, reference=case.reference) == case
    with pytest.raises(queries.CaseNotFound):
        queries.get_case(viewer=hub.social_worker, reference=case.reference)


def test_the_open_case_of_a_family_and_its_earlier_ones(hub):
    closed = given_a_closed_case(hub)
    assert queries.open_case_of(family_id=closed.family_id) is None
    assert queries.current_case_of(viewer=hub.manager, family_id=closed.family_id) == closed
    case = given_a_case(hub, family=closed.family)
    assert queries.open_case_of(family_id=case.family_id) == case
    found = queries.list_cases_of_family(viewer=hub.manager, family_id=case.family_id)
    assert list(found) == [case, closed]
    assert queries.current_case_of(viewer=given_a_hub().manager, family_id=case.family_id) is None


def test_those_waiting_are_listed_the_longest_waiting_first(hub):
    late = given_a_case(hub, at=NOW - timedelta(days=9), opened_on=TODAY - timedelta(days=9))
    again = given_a_closed_case(hub, at=NOW - timedelta(days=90), opened_on=TODAY - timedelta(days=90))
    actions.reopen_case(case=again, level=Level.TARGETED, why="x", by=hub.manager, at=NOW)
    given_an_allocated_case(hub)
    assert list(queries.list_cases_to_allocate(viewer=hub.manager)) == [late, again]
    assert list(queries.list_cases_to_allocate(viewer=hub.manager, hub_teams=[given_a_hub().team])) == []
    assert [
        one.waiting_from_on for one in queries.list_cases_to_allocate(viewer=hub.manager, hub_teams=[hub.team])
    ] == [
        date(2026, 2, 21),
        TODAY,
    ]


def test_a_case_without_steps_counts_from_its_opening(hub):
    case = given_a_case(hub, opened_on=date(2026, 2, 2))
    Step.objects.filter(case=case).delete()
    found = queries.get_case(viewer=hub.manager, reference=case.reference)
    assert (found.waiting_from_on, found.helped_from_on) == (date(2026, 2, 2), date(2026, 2, 2))


def test_lists_are_paged_by_key_there_and_back(hub):
    cases = [given_a_case(hub, opened_on=TODAY - timedelta(days=n)) for n in (3, 2, 2, 1)]
    first = queries.list_cases(viewer=hub.manager, size=2)
    second = queries.list_cases(viewer=hub.manager, size=2, after=first.next_key)
    assert first.rows + second.rows == cases
    assert second.next_key == ""
    assert queries.list_cases(viewer=hub.manager, size=2, before=second.previous_key).rows == first.rows


def test_closed_cases_are_listed_the_latest_first(hub):
    old = given_a_closed_case(hub, at=NOW - timedelta(days=5), opened_on=TODAY - timedelta(days=9))
    new = given_a_closed_case(hub)
    assert queries.list_cases(viewer=hub.manager, status=CaseStatus.CLOSED).rows == [new, old]


def test_counts_show_noughts_and_only_what_is_open_to_the_viewer(hub):
    given_a_case(hub), given_an_allocated_case(hub), given_a_case(given_a_hub())
    assert queries.count_by_status(viewer=hub.manager, hub_team=hub.team) == {
        CaseStatus.TO_ALLOCATE: 1,
        CaseStatus.OPEN: 1,
        CaseStatus.STEPPED_UP: 0,
        CaseStatus.CLOSED: 0,
    }


def test_the_families_someone_leads(hub):
    mine = given_an_allocated_case(hub)
    given_a_closed_case(hub)
    assert list(queries.list_cases_led_by(viewer=hub.worker, worker=hub.worker)) == [mine]


def test_known_to_says_who_and_whom_to_ring_and_nothing_more(hub):
    hub.worker.phone = "01632 960777"
    hub.worker.save()
    case, school = given_an_allocated_case(hub), an_agency(kind="school", name="Ashgrove Primary")
    actions.note_involvement(
        family=case.family,
        agency=school,
        service="Year 4",
        as_of=TODAY,
        source="x",
        by=hub.worker,
        at=NOW,
        until_on=TODAY,
    )
    stranger = given_a_family("Nobody")
    known = queries.known_to(family_ids=[case.family_id, stranger.id])
    assert known[stranger.id] == []
    ours, theirs = known[case.family_id]
    assert (ours.service, ours.worker, ours.ring, ours.is_current) == (
        "Riverside hub",
        "Ines Okafor",
        "01632 960777",
        True,
    )
    assert (theirs.agency, theirs.ring, theirs.is_current) == ("Ashgrove Primary", "01632 960001", False)
    assert set(ours.__dataclass_fields__) == {"agency", "service", "worker", "ring", "as_of", "is_current"}


def test_a_closed_case_is_known_as_past_and_the_open_one_stands_before_it(hub):
    closed = given_a_closed_case(hub)
    assert [one.is_current for one in queries.known_to(family_ids=[closed.family_id])[closed.family_id]] == [False]
    given_a_case(hub, family=closed.family)
    assert [one.is_current for one in queries.known_to(family_ids=[closed.family_id])[closed.family_id]] == [True]


def test_known_to_asks_as_often_for_one_family_as_for_fifty(hub, django_assert_num_queries):
    families = [given_an_allocated_case(hub).family_id for _ in range(3)]
    for asked in (families[:1], families):
        with django_assert_num_queries(4):
            queries.known_to(family_ids=asked)


def test_a_timeline_is_paged_narrowed_and_open_only_to_those_who_may_see(hub):
    case = given_an_allocated_case(hub)
    step_up(case, hub, at=NOW + timedelta(days=1))
    page = queries.timeline_of(viewer=hub.manager, family=case.family, size=2)
    assert [one.kind for one in page.rows] == ["cases.step_up", "cases.lead_allocated"]
    rest = queries.timeline_of(viewer=hub.manager, family=case.family, size=2, after=page.next_key)
    assert [one.kind for one in rest.rows] == ["cases.opened"]
    for_family = queries.timeline_of(viewer=hub.manager, family=case.family, only_for_family=True)
    assert [one.kind for one in for_family.rows] == ["cases.lead_allocated", "cases.opened"]
    narrowed = queries.timeline_of(viewer=hub.manager, family=case.family, kinds=("cases.step", "plans."))
    assert [one.kind for one in narrowed.rows] == ["cases.step_up"]
    assert queries.timeline_of(viewer=given_a_hub().manager, family=case.family).rows == []


def test_caseloads_count_families_by_level_and_co_work(hub):
    given_an_allocated_case(hub)
    given_an_allocated_case(hub, level=Level.EARLY_HELP)
    shared = given_an_allocated_case(hub, worker=hub.manager)
    actions.share_work(case=shared, worker=hub.worker, reason="", by=hub.manager, at=NOW)
    close(given_an_allocated_case(hub), by=hub.worker)
    load = {one.name: one for one in queries.list_caseloads(viewer=hub.manager, team=hub.team)}["Ines Okafor"]
    assert load.by_level == {Level.TARGETED: 1, Level.EARLY_HELP: 1}
    assert (load.leads, load.co_works, load.families, load.last_given_at) == (2, 1, 3, NOW)
    assert queries.count_families_of(worker_id=hub.worker.id) == 3
    assert queries.list_caseloads(viewer=a_user("family-worker"), team=hub.team) == []
    assert queries.list_closings_of(viewer=hub.manager, team=hub.team) == {"needs_met": 1}
    assert queries.list_closings_of(viewer=a_user("family-worker"), team=hub.team) == {}


def test_candidates_are_of_any_agency_and_never_of_a_family(hub):
    partner = a_user("lead-professional", kind="partner", agency=an_agency(name="Bright Start"), name="Wren Tully")
    a_user("partner", kind="partner", name="Only a referrer"), a_user("family-member", kind="family", name="A parent")
    gone = a_user("family-worker", team=hub.team, name="Has left")
    type(gone).objects.filter(id=gone.id).update(is_active=False)
    named = {one.worker.name for one in queries.list_candidates(viewer=hub.manager)}
    assert {"Ines Okafor", "Wren Tully"} <= named
    assert not named & {"Only a referrer", "A parent", "Has left", "Sam Idris"}
    assert [one.worker for one in queries.list_candidates(viewer=hub.manager, words="bright")] == [partner]
    assert [one.worker for one in queries.list_candidates(viewer=hub.manager, agency=partner.agency)] == [partner]
    assert {one.worker for one in queries.list_candidates(viewer=hub.manager, team=hub.team)} == {
        hub.worker,
        hub.manager,
    }
    assert [one.worker for one in queries.list_candidates(viewer=hub.manager, worker_ids=[partner.id])] == [partner]
    assert queries.list_candidates(viewer=hub.worker) == []


def test_changes_of_worker_count_over_all_the_familys_cases(hub):
    closed = given_a_closed_case(hub)
    case = given_an_allocated_case(hub, family=closed.family, worker=hub.manager, at=NOW + timedelta(days=1))
    assert queries.changes_of_worker(case) == 1


def test_no_threshold_document_yet():
    assert queries.current_threshold_document(TODAY) is None
    assert queries.list_descriptors(None) == []


def test_descriptors_are_read_in_order_and_by_id():
    document = actions.ensure_threshold_document(from_on=TODAY, at=NOW)
    found = queries.list_descriptors(document)
    assert [one.level for one in found] == sorted(one.level for one in found)
    assert queries.list_descriptors(document, ids=[found[3].id]) == [found[3]]
    assert queries.current_threshold_document(TODAY - timedelta(days=1)) is None
    assert Case.objects.count() == 0
    assert document.version == rules.DEFAULT_VERSION


def test_the_case_that_is_open_is_told_of_even_where_a_later_one_is_closed():
    hub, family = given_a_hub(), given_a_family()
    first = given_a_closed_case(hub, family=family, opened_on=TODAY - timedelta(days=30))
    given_a_closed_case(hub, family=family)
    actions.reopen_case(case=first, level=Level.TARGETED, why="x", by=hub.manager, at=NOW)
    (told,) = queries.known_to(family_ids=[family.id])[family.id]
    assert told.is_current


def test_a_reference_is_taken_as_it_is_typed_and_only_by_those_to_whom_the_case_is_open(hub):
    case = given_a_case(hub)
    assert queries.reference_open_to(viewer=hub.worker, typed=case.reference.lower()) == case.reference
    assert queries.reference_open_to(viewer=hub.social_worker, typed=case.reference) == ""
    assert queries.reference_open_to(viewer=hub.worker, typed="the Marlowes") == ""


def test_cases_are_found_by_words_of_the_familys_name(hub):
    case = given_a_case(hub)
    first, *_ = case.family.name.lower().split()
    assert queries.list_cases(viewer=hub.manager, words=first).rows == [case]
    assert queries.list_cases(viewer=hub.manager, words=f"{first} nobody").rows == []


def test_a_step_that_was_never_taken_is_not_there(hub):
    case = given_a_case(hub)
    assert queries.get_step_taken(viewer=hub.manager, reference=case.reference, step_id=case.id, at=NOW) is None
