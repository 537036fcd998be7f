"""The pages of cases: who gets in, what they say, and what they do."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.cases import actions, queries, rules
from alongside.cases.models import Allocation, Case, Involvement
from alongside.cases.rules import CaseStatus, StepKind
from alongside.foundation.audit.models import Entry
from alongside.foundation.components import cards
from alongside.foundation.drafts.models import Draft
from tests.cases.given import (
    close,
    given_a_case,
    given_a_closed_case,
    given_a_family,
    given_a_hub,
    given_an_allocated_case,
    step_down,
    step_up,
)
from tests.factories import NOW, TODAY, a_user, an_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub():
    return given_a_hub()


@pytest.fixture
def at_the(client):
    """Open a page as somebody."""

    def opened(user, name, *args, data=None, **query):
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        address = reverse(f"cases:{name}", args=args)
        if data is not None:
            return client.post(address, data)
        return client.get(address, query)

    return opened


def _says(response) -> str:
    return response.content.decode()


PINNED = {"list": 8, "case": 12, "allocate": 18}
PAGES = ["case", "allocate", "share_work", "step_up", "change_level", "close", "note_involvement"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_a_case_opens_to_its_hub_and_to_nobody_elses(hub, at_the, page):
    case = given_an_allocated_case(hub)
    assert at_the(hub.manager, page, case.reference).status_code == 200
    assert at_the(given_a_hub().manager, page, case.reference).status_code == 404
    assert at_the(hub.manager, page, "EH-NOTHIN-G").status_code == 404


def test_a_page_needs_signing_in(hub, client):
    case = given_a_case(hub)
    answer = client.get(reverse("cases:case", args=[case.reference]))
    assert answer.status_code == 302
    assert "/account/" in answer.headers["Location"]


def test_a_family_does_not_open_the_workers_page(hub, at_the):
    from alongside.foundation.access.actions import give_grant
    from alongside.foundation.access.rules import GrantReason

    case, parent = given_a_case(hub), a_user("family-member", kind="family")
    give_grant(subject_kind="family", subject_id=case.family_id, holder=parent, reason=GrantReason.FAMILY, at=NOW)
    assert at_the(parent, "case", case.reference).status_code == 404


def test_the_case_says_where_it_stands_and_why_one_sees_it(hub, at_the):
    case = given_an_allocated_case(hub)
    page = _says(at_the(hub.manager, "case", case.reference))
    for words in (
        "Marlowe",
        "Being helped",
        "Level 3: targeted",
        "Ines Okafor",
        "Riverside hub",
        "Knows the school well",
        "works in the hub that helps this family",
        "What a blank means here",
    ):
        assert words in page
    assert f"<title>Case {case.reference}" in page
    assert Entry.objects.filter(kind="cases.case_seen", by=hub.manager, about__contains=[case.family_id]).count() == 1


def test_a_case_that_waits_shows_its_day_with_the_rule(hub, at_the):
    case = given_a_case(hub)
    page = _says(at_the(hub.manager, "case", case.reference))
    assert "named within two working days" in page
    assert "was due 4 March 2026" in page


def test_the_blank_and_the_ended_read_differently(hub, at_the):
    case, school = given_an_allocated_case(hub), an_agency(kind="school", name="Ashgrove Primary")
    page = _says(at_the(hub.worker, "case", case.reference))
    assert "That does not mean that there is none" in page
    noted = actions.note_involvement(
        family=case.family, agency=school, as_of=TODAY, source="the school", by=hub.worker, at=NOW, service="Year 4"
    )
    actions.end_involvement(involvement=noted, until_on=TODAY, by=hub.worker, at=NOW)
    page = _says(at_the(hub.worker, "case", case.reference))
    assert "Ended 2 March 2026" in page
    assert "From the school, as of 2 March 2026" in page


def test_upper_apps_show_their_cards(hub, at_the):
    case = given_an_allocated_case(hub)
    cards.register(
        page="case", name="test", order=1, render=lambda viewer, subject, today: f"<p>Plan of {subject.reference}</p>"
    )
    try:
        assert f"Plan of {case.reference}" in _says(at_the(hub.worker, "case", case.reference))
    finally:
        cards.forget(page="case", name="test")


def test_a_list_narrows_by_status_hub_level_and_lead(hub, at_the):
    helped = given_an_allocated_case(hub, family=given_a_family("Ferreira"), level=rules.Level.EARLY_HELP)
    given_a_case(hub, family=given_a_family("Okonkwo"))
    assert "Okonkwo" in _says(at_the(hub.manager, "list"))
    page = _says(at_the(hub.manager, "list", status="open"))
    assert "Ferreira" in page
    assert "Okonkwo" not in page
    assert "Ferreira" in _says(at_the(hub.manager, "list", status="open", level="2", hub=hub.team.slug))
    assert "Ferreira" not in _says(at_the(hub.manager, "list", status="open", level="3"))
    assert "Ferreira" not in _says(at_the(hub.manager, "list", status="open", mine="on"))
    assert "Ferreira" in _says(at_the(hub.worker, "list", mine="on"))
    assert "No case open to you has been closed" in _says(at_the(hub.manager, "list", status="closed"))
    assert "Ferreira" not in _says(at_the(given_a_hub().manager, "list", status="open"))
    assert Entry.objects.filter(kind="cases.list_seen", about__contains=[helped.family_id]).exists()


def test_spoilt_addresses_of_lists_still_answer(hub, at_the):
    given_a_case(hub)
    for query in ({"status": "nonsense"}, {"after": "x"}, {"level": "9"}, {"hub": "elsewhere"}):
        assert at_the(hub.manager, "list", **query).status_code == 200


def test_a_manager_allocates_seeing_caseloads(hub, at_the):
    given_an_allocated_case(hub)
    case = given_a_case(hub)
    page = _says(at_the(hub.manager, "allocate", case.reference))
    assert "1 family: 1 at level 3; weight 2" in page
    answer = at_the(
        hub.manager, "allocate", case.reference, data={"worker": str(hub.worker.id), "version": case.version}
    )
    assert answer.headers["Location"] == f"/cases/{case.reference}/"
    case.refresh_from_db()
    assert case.lead == hub.worker


def test_a_full_caseload_is_flagged_with_the_rule(hub, at_the):
    for _ in range(12):
        given_an_allocated_case(hub)
    page = _says(at_the(hub.manager, "allocate", given_a_case(hub).reference))
    assert "Full: 12 is the most agreed" in page
    assert "A caseload is full at the number of families agreed" in page


def test_a_change_of_lead_asks_why_and_counts_the_changes(hub, at_the):
    case, other = given_an_allocated_case(hub), a_user("family-worker", team=hub.team, name="Joan Pryce")
    page = _says(at_the(hub.manager, "allocate", case.reference))
    assert "has not had to start again with someone new so far" in page
    answer = at_the(hub.manager, "allocate", case.reference, data={"worker": str(other.id)})
    assert "Write down why the lead professional changes" in _says(answer)
    at_the(hub.manager, "allocate", case.reference, data={"worker": str(other.id), "reason": "Ines is ill"})
    assert Allocation.objects.get(worker=other).reason == "Ines is ill"
    assert "has had to start again with someone new once" in _says(at_the(hub.manager, "allocate", case.reference))


def test_nobody_who_fits_is_said_and_nobody_elses_id_is_taken(hub, at_the):
    case = given_a_case(hub)
    assert "Nobody fits" in _says(at_the(hub.manager, "allocate", case.reference, words="zzz"))
    answer = at_the(hub.manager, "allocate", case.reference, data={"worker": str(a_user(kind="family").id)})
    assert answer.status_code == 200
    assert not Allocation.objects.exists()


def test_a_stale_form_is_told_what_changed_and_keeps_its_words(hub, at_the):
    case, other = given_an_allocated_case(hub), a_user("family-worker", team=hub.team)
    answer = at_the(
        hub.manager,
        "close",
        case.reference,
        data={
            "outcome": "needs_met",
            "why": "All went well",
            "agreed_by": "All",
            "family_said": "Yes",
            "version": case.version - 1,
        },
    )
    page = _says(answer)
    assert "Somebody else changed this case" in page
    assert "All went well" in page
    assert Case.objects.get(id=case.id).status == CaseStatus.OPEN
    assert other


def test_work_is_shared_and_ended(hub, at_the):
    case, other = given_an_allocated_case(hub), a_user("family-worker", team=hub.team, name="Joan Pryce")
    at_the(hub.manager, "share_work", case.reference, data={"worker": str(other.id), "reason": "Speech"})
    given = Allocation.objects.get(worker=other)
    assert "Beside the lead" in _says(at_the(hub.manager, "case", case.reference))
    assert "End Joan Pryce’s part" in _says(at_the(hub.manager, "end_co_work", case.reference, given.id))
    at_the(hub.manager, "end_co_work", case.reference, given.id, data={})
    given.refresh_from_db()
    assert given.until_at is not None
    lead = Allocation.objects.get(worker=hub.worker)
    assert at_the(hub.manager, "end_co_work", case.reference, lead.id, data={}).status_code == 302
    assert Allocation.objects.get(worker=hub.worker).until_at is None


STEP = {"why": "A child was hurt", "agreed_by": "Mara Quill", "family_said": "They know"}


def test_stepping_up_and_down_again_on_screen_keys_nothing_twice(hub, at_the):
    case = given_an_allocated_case(hub)
    answer = at_the(hub.worker, "step_up", case.reference, data={**STEP, "to_team": hub.social_care.slug})
    step = queries.latest_step(case, StepKind.STEP_UP)
    assert answer.headers["Location"] == f"/cases/{case.reference}/steps/{step.id}/"
    confirmed = _says(at_the(hub.worker, "step_taken", case.reference, step.id))
    assert "Stepped up to social care" in confirmed
    assert "They know" in confirmed
    page = _says(at_the(hub.social_worker, "step_down", case.reference))
    assert 'value="Ines Okafor"' in page
    at_the(
        hub.social_worker,
        "step_down",
        case.reference,
        data={
            **STEP,
            "level": "3",
            "last_meeting_on-day": "1",
            "last_meeting_on-month": "3",
            "last_meeting_on-year": "2026",
            "named_lead": "Ines Okafor",
        },
    )
    case.refresh_from_db()
    assert (case.status, case.level, case.lead) == (CaseStatus.OPEN, 3, hub.worker)


def test_who_ends_their_own_access_still_sees_said_back_what_they_did_and_only_that(hub, at_the):
    case = given_an_allocated_case(hub)
    step_up(case, hub, at=timezone.now() - timedelta(days=1))
    down = step_down(case, by=hub.social_worker, at=timezone.now())
    step = queries.latest_step(down, StepKind.STEP_DOWN)
    page = _says(at_the(hub.social_worker, "step_taken", case.reference, step.id))
    assert "no longer open to you" in page
    assert at_the(hub.social_worker, "case", case.reference).status_code == 404
    earlier = queries.latest_step(down, StepKind.STEP_UP)
    assert at_the(hub.social_worker, "step_taken", case.reference, earlier.id).status_code == 404
    assert at_the(given_a_hub().manager, "step_taken", case.reference, step.id).status_code == 404
    step.at -= timedelta(hours=2)
    step.save()
    assert at_the(hub.social_worker, "step_taken", case.reference, step.id).status_code == 404


def test_every_box_of_a_step_says_what_to_do(hub, at_the):
    case = given_an_allocated_case(hub)
    page = _says(at_the(hub.worker, "step_up", case.reference, data={}))
    for words in ("Choose the team of social care", "Write down why", "Write down who agreed", "what the family said"):
        assert words in page
    assert "<title>Error: " in page
    step_up(case, hub)
    page = _says(
        at_the(
            hub.social_worker,
            "step_down",
            case.reference,
            data={
                **STEP,
                "level": "3",
                "named_lead": "x",
                "last_meeting_on-day": "1",
                "last_meeting_on-month": "1",
                "last_meeting_on-year": "2999",
            },
        )
    )
    assert "must be today or in the past" in page


def test_a_step_that_cannot_be_taken_now_says_where_the_case_stands(hub, at_the):
    case = given_a_closed_case(hub)
    answer = at_the(hub.manager, "close", case.reference)
    assert answer.status_code == 409
    assert "The case stands at: closed" in _says(answer)


def test_the_level_changes_the_case_closes_and_reopens_on_screen(hub, at_the):
    case = given_an_allocated_case(hub)
    at_the(hub.worker, "change_level", case.reference, data={"level": "2", "why": "School goes well"})
    at_the(hub.worker, "close", case.reference, data={**STEP, "outcome": "needs_met"})
    case.refresh_from_db()
    assert (case.status, case.level, case.outcome) == (CaseStatus.CLOSED, 2, "needs_met")
    at_the(hub.manager, "reopen", case.reference, data={"level": "3", "why": "School has rung"})
    case.refresh_from_db()
    assert (case.status, case.level) == (CaseStatus.TO_ALLOCATE, 3)


def test_a_level_4_case_offers_only_the_outcomes_that_fit(hub, at_the):
    case = step_up(given_an_allocated_case(hub), hub)
    page = _says(at_the(hub.manager, "close", case.reference))
    assert "Social care is now helping instead" in page
    assert "The needs in the plan were met" not in page


def test_a_draft_comes_back_as_typed_and_goes_when_sent(hub, at_the, client):
    case = given_an_allocated_case(hub)
    at_the(hub.worker, "close", case.reference)
    draft = Draft.objects.get(owner=hub.worker, form="cases.closed")
    client.post(reverse("drafts:save", args=[draft.id]), {"why": "Half a thought", "draft_revision": "0"})
    page = _says(at_the(hub.worker, "close", case.reference))
    assert "Half a thought" in page
    assert "Error: " not in page
    at_the(hub.worker, "close", case.reference, data={**STEP, "outcome": "needs_met"})
    assert not Draft.objects.filter(id=draft.id).exists()


def test_sending_a_step_twice_takes_it_once(hub, at_the):
    case = given_an_allocated_case(hub)
    for _ in range(2):
        at_the(hub.worker, "close", case.reference, data={**STEP, "outcome": "needs_met"})
    assert case.steps.filter(kind=StepKind.CLOSED).count() == 1


def test_an_agency_is_noted_and_ended_on_screen(hub, at_the):
    case, school = given_an_allocated_case(hub), an_agency(kind="school", name="Ashgrove Primary")
    day = {"as_of-day": "1", "as_of-month": "3", "as_of-year": "2026"}
    at_the(
        hub.worker,
        "note_involvement",
        case.reference,
        data={"agency": school.slug, "service": "Year 4", "source": "the school", **day},
    )
    noted = Involvement.objects.get()
    page = at_the(
        hub.worker,
        "end_involvement",
        case.reference,
        noted.id,
        data={"until_on-day": "1", "until_on-month": "1", "until_on-year": "2999"},
    )
    assert "must be today or in the past" in _says(page)
    at_the(
        hub.worker,
        "end_involvement",
        case.reference,
        noted.id,
        data={"until_on-day": "2", "until_on-month": "3", "until_on-year": "2026"},
    )
    noted.refresh_from_db()
    assert noted.until_on == TODAY
    assert at_the(given_a_hub().worker, "end_involvement", case.reference, noted.id).status_code == 404


def test_the_levels_of_need_are_read_by_all_and_set_by_an_administrator(hub, at_the):
    document = actions.ensure_threshold_document(from_on=TODAY, at=NOW)
    admin = a_user("administrator")
    assert "In force since 2 March 2026" in _says(at_the(hub.worker, "list_thresholds"))
    page = _says(at_the(hub.worker, "thresholds", "1"))
    assert rules.DEFAULT_DESCRIPTORS[0][2] in page
    assert "Make a new version" not in page
    assert at_the(hub.worker, "copy_thresholds", "1").status_code == 404
    day = {"from_on-day": "1", "from_on-month": "1", "from_on-year": "2999"}
    at_the(admin, "copy_thresholds", "1", data={"title": "Ours", "version": "2", **day})
    assert "Not yet in force" in _says(at_the(admin, "list_thresholds"))
    at_the(admin, "add_descriptor", "2", data={"level": "3", "domain": "Health", "words": "Added words"})
    one = queries.list_descriptors(queries.get_threshold_document(version="2"))[0]
    at_the(admin, "reword_descriptor", "2", one.id, data={"words": "Other words"})
    assert at_the(admin, "remove_descriptor", "2", one.id).status_code == 200
    page = _says(at_the(admin, "thresholds", "2"))
    assert "Added words" in page
    assert "Other words" in page
    at_the(admin, "remove_descriptor", "2", one.id, data={})
    assert "Other words" not in _says(at_the(admin, "thresholds", "2"))
    refused = at_the(admin, "reword_descriptor", "1", document.descriptors.first().id, data={"words": "x"})
    assert "This version is in force" in _says(refused)
    assert at_the(admin, "thresholds", "9").status_code == 404


@pytest.mark.parametrize("number", [1, 50])
def test_pages_ask_the_database_as_often_at_one_row_as_at_fifty(
    hub, client, monkeypatch, django_assert_num_queries, number
):
    monkeypatch.setattr(cards, "_cards", {})  # what upper apps ask, they pin themselves
    school = an_agency(kind="school")
    for n in range(number):
        case = given_an_allocated_case(hub, at=NOW + timedelta(minutes=n))
        a_user("family-worker", team=hub.team)
    for n in range(number):
        actions.note_involvement(
            family=case.family, agency=school, service=f"Class {n}", as_of=TODAY, source="x", by=hub.worker, at=NOW
        )
    client.force_login(hub.manager, backend="allauth.account.auth_backends.AuthenticationBackend")
    addresses = {
        reverse("cases:list") + "?status=open": PINNED["list"],
        reverse("cases:case", args=[case.reference]): PINNED["case"],
        reverse("cases:allocate", args=[case.reference]): PINNED["allocate"],
    }
    for address, pinned in addresses.items():
        client.get(address)
        with django_assert_num_queries(pinned):
            client.get(address)


def test_the_case_leads_to_the_family_on_one_screen(hub, at_the, client):
    case = given_an_allocated_case(hub)
    assert reverse("record:family", args=[case.family.reference]) in _says(at_the(hub.worker, "case", case.reference))
    assert client.get(reverse("record:family", args=[case.family.reference])).status_code == 200


def test_the_history_of_a_case_says_who_agreed_what_was_said_and_what_came_of_it(hub, at_the):
    case = given_an_allocated_case(hub)
    step_up(case, hub)
    step_down(case, by=hub.manager)
    close(case, by=hub.manager)
    page = _says(at_the(hub.manager, "case", case.reference))
    for words in (
        "Agreed by: The core group",
        "The family said: Please let it be Ines again.",
        "Last meeting: 2 March 2026",
        "Lead professional named: Ines Okafor",
        "Outcome: The needs in the plan were met",
    ):
        assert words in page
    assert "The needs in the plan were met" in _says(at_the(hub.manager, "list", status="closed"))


def test_whoever_was_named_by_social_care_is_shown_to_whoever_allocates(hub, at_the):
    case = given_a_case(hub)
    step_up(case, hub)
    step_down(case, by=hub.manager, named_lead="Wren Tully")
    assert "Social care named Wren Tully as lead professional" in _says(at_the(hub.manager, "allocate", case.reference))


def test_refusals_of_involvement_and_levels_are_said_beside_the_box(hub, at_the):
    case, school = given_an_allocated_case(hub), an_agency(kind="school")
    noted = actions.note_involvement(
        family=case.family, agency=school, as_of=TODAY, source="x", by=hub.worker, at=NOW, from_on=TODAY
    )
    page = at_the(
        hub.worker,
        "end_involvement",
        case.reference,
        noted.id,
        data={"until_on-day": "1", "until_on-month": "1", "until_on-year": "2026"},
    )
    assert "last day is before the first" in _says(page)
    actions.ensure_threshold_document(from_on=TODAY, at=NOW)
    admin, day = a_user("administrator"), {"from_on-day": "1", "from_on-month": "1", "from_on-year": "2999"}
    again = at_the(admin, "copy_thresholds", "1", data={"title": "x", "version": "1", **day})
    assert "Another version has this number" in _says(again)
    late = at_the(admin, "add_descriptor", "1", data={"level": "3", "domain": "Health", "words": "x"})
    assert "This version is in force" in _says(late)
    one = queries.list_descriptors(queries.get_threshold_document(version="1"))[0]
    at_the(admin, "remove_descriptor", "1", one.id, data={})
    assert one in queries.list_descriptors(queries.get_threshold_document(version="1"))
    assert at_the(admin, "reword_descriptor", "1", noted.id).status_code == 404
