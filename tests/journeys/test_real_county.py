"""The main job on a real county: Oxfordshire's places, invented families; asked, decided, allocated, assessed,
planned and reviewed, with nothing typed twice."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from alongside.assessments import actions as assessing
from alongside.assessments import queries as assessments
from alongside.assessments import rules as assessment_rules
from alongside.cases.actions import AllocationRefused, allocate_lead
from alongside.cases.models import Case, Descriptor
from alongside.cases.queries import open_case_of
from alongside.cases.rules import CaseStatus, Level
from alongside.foundation.audit.models import Entry
from alongside.foundation.audit.queries import check_audit
from alongside.foundation.identity.models import User
from alongside.frontdoor import actions as door
from alongside.frontdoor.models import Contact, RequestImport
from alongside.frontdoor.queries.matching import matches_of
from alongside.frontdoor.rules import Match, Outcome
from alongside.people.actions import give_agreement
from alongside.people.models import Fact, FamilyMember
from alongside.people.queries import address_of
from alongside.people.rules import AgreementAnswer, SharingPurpose
from alongside.plans import actions as planning
from alongside.plans.models import Goal, Need, Plan
from alongside.plans.models import Outcome as FamilyOutcome
from alongside.plans.rules import MeetingKind, MeetingStatus

from .real_county import a_batch, as_file, given_oxfordshire, given_the_service, now, real_postcodes

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

REQUESTS = 42
LEVELS = {
    Outcome.INFORMATION: Level.UNIVERSAL,
    Outcome.ONE_AGENCY: Level.EARLY_HELP,
    Outcome.ASSESSMENT: Level.TARGETED,
    Outcome.PANEL: Level.TARGETED,
    Outcome.STEP_UP: Level.SPECIALIST,
    Outcome.NO_ACTION: Level.UNIVERSAL,
}
SAID = planning.Said(family_voice="Mornings are calmer", young_voice="I like reading club", changed="She comes on time")


def test_oxfordshire_is_helped_from_its_first_batch_to_its_first_review():
    journey = Journey()
    journey.given_an_empty_database_becomes_oxfordshire()
    journey.when_a_batch_of_requests_is_taken_in()
    journey.then_each_is_in_its_area_locality_and_hub()
    journey.and_every_bad_row_is_reported()
    journey.and_the_same_file_again_changes_nothing()
    journey.when_all_are_decided()
    journey.then_cases_are_open_in_the_right_hubs()
    journey.and_what_was_told_stands_in_the_record()
    journey.when_hubs_allocate_assess_plan_and_review()
    journey.then_every_plan_began_from_what_was_told()
    journey.and_the_audit_log_is_whole()


class Journey:
    """One batch of families through the whole service."""

    def given_an_empty_database_becomes_oxfordshire(self) -> None:
        assert not User.objects.exists()
        given_oxfordshire()
        self.at = now()
        self.service = given_the_service(self.at)

    def when_a_batch_of_requests_is_taken_in(self) -> None:
        self.area_of = dict(real_postcodes(REQUESTS))
        rows = a_batch(list(self.area_of), today=self.at.date())
        self.bad = {
            44: ("postcode", rows[0] | {"postcode": "OX44 ZZZ"}),
            45: ("child_1_date_of_birth", rows[1] | {"child_1_date_of_birth": "31/02/2019"}),
            46: (
                "child_1_first_names",
                {**rows[2], **dict.fromkeys([name for name in rows[2] if name.startswith("child_")], "")},
            ),
            47: ("why_not_agreed", rows[3] | {"family_agrees": "no"}),
            48: ("worries", rows[4] | {"worries": ""}),
        }
        self.file = as_file([*rows, *(row for _, row in self.bad.values())])
        self.report = door.import_requests(
            content=self.file, keeps_good_rows=True, by=self.service.front_door, at=self.at
        )

    def then_each_is_in_its_area_locality_and_hub(self) -> None:
        assert (self.report.rows_read, self.report.rows_taken) == (REQUESTS + 5, REQUESTS)
        contacts = Contact.objects.select_related("area__locality__team", "locality__team", "agency")
        assert contacts.count() == REQUESTS
        for contact in contacts:
            assert contact.area.code == self.area_of[contact.home_postcode]
            assert contact.locality == contact.area.locality
            assert contact.locality.team.name == f"{contact.locality.name} hub"
            assert contact.locality.hub_site is not None
            assert contact.agency == self.service.school
        assert len({contact.locality_id for contact in contacts}) == 7

    def and_every_bad_row_is_reported(self) -> None:
        problems = {one["row"]: one["column"] for one in self.report.problems}
        assert problems == {number: column for number, (column, _) in self.bad.items()}

    def and_the_same_file_again_changes_nothing(self) -> None:
        again = door.import_requests(content=self.file, keeps_good_rows=True, by=self.service.front_door, at=self.at)
        assert (again.rows_taken, again.rows_known) == (0, REQUESTS)
        assert Contact.objects.count() == REQUESTS
        assert RequestImport.objects.count() == 2

    def when_all_are_decided(self) -> None:
        self.decided: dict[Outcome, list[Contact]] = {outcome: [] for outcome in Outcome}
        for number, contact in enumerate(Contact.objects.order_by("received_at", "id")):
            outcome = list(Outcome)[number % len(Outcome)]
            self._decide(contact, outcome)
            self.decided[outcome].append(contact)

    def _decide(self, contact: Contact, outcome: Outcome) -> None:
        by, level = self.service.front_door, LEVELS[outcome]
        contact = door.take_on(contact=contact, by=by, at=self.at)
        for one in matches_of(viewer=by, contact=contact, today=self.at.date()):
            if not one.is_answered:
                door.answer_match(told=one.told, match=Match.NOT_THE_SAME, person_id=None, by=by, at=self.at)
        contact.refresh_from_db()
        descriptors = Descriptor.objects.filter(level=level).order_by("position", "id")[:2]
        answer = door.Answer(
            level=level,
            outcome=outcome,
            reasons="What the school told, and what the family wants.",
            descriptor_ids=tuple(one.id for one in descriptors),
        )
        match outcome:
            case Outcome.ONE_AGENCY:
                answer = replace(answer, agency=self.service.health)
            case Outcome.PANEL:
                answer = replace(answer, panel="District allocation")
            case Outcome.STEP_UP:
                answer = replace(answer, to_team=self.service.social_care)
        door.decide(
            contact=contact, version=contact.version, answer=answer, own_page="/ask/", address_of=str, by=by, at=self.at
        )

    def then_cases_are_open_in_the_right_hubs(self) -> None:
        opened = [Outcome.ASSESSMENT, Outcome.PANEL, Outcome.STEP_UP]
        assert Counter(map(len, self.decided.values())) == {REQUESTS // 6: 6}
        assert Case.objects.count() == 3 * REQUESTS // 6
        for outcome in opened:
            for contact in self.decided[outcome]:
                contact.refresh_from_db()
                case = open_case_of(family_id=contact.family_id)
                assert (case.locality, case.hub_team) == (contact.locality, contact.locality.team)
                assert (case.status == CaseStatus.STEPPED_UP) == (outcome is Outcome.STEP_UP)
        for outcome in set(Outcome) - set(opened):
            assert not any(Contact.objects.get(id=one.id).family_id for one in self.decided[outcome])

    def and_what_was_told_stands_in_the_record(self) -> None:
        for contact in self.decided[Outcome.ASSESSMENT]:
            told = list(contact.people.select_related("person").order_by("position"))
            members = FamilyMember.objects.filter(family_id=contact.family_id)
            assert {one.person_id for one in told} == set(members.values_list("person_id", flat=True))
            for one in told:
                assert (one.person.given_names, one.person.born_on) == (one.given_names, one.born_on)
                assert address_of(one.person).postcode == contact.home_postcode
                assert address_of(one.person).area_id == contact.area_id
                schools = Fact.objects.filter(person=one.person, key="school", is_current=True)
                assert [fact.value for fact in schools] == ([one.school] if one.school else [])

    def when_hubs_allocate_assess_plan_and_review(self) -> None:
        self.plans = []
        for contact in (*self.decided[Outcome.ASSESSMENT], *self.decided[Outcome.PANEL]):
            case = self._allocated(contact)
            worker = case.lead
            self._assess(case, worker)
            plan = self._plan(case, worker)
            self._review(plan, worker)
            self.plans.append((contact, plan))

    def _allocated(self, contact: Contact) -> Case:
        name = contact.locality.name
        elsewhere = next(one for place, one in self.service.managers.items() if place != name)
        case = open_case_of(family_id=contact.family_id)
        worker = self.service.workers[name]
        with pytest.raises(AllocationRefused):
            allocate_lead(case=case, worker=worker, reason="", by=elsewhere, at=self.at)
        allocate_lead(case=case, worker=worker, reason="", by=self.service.managers[name], at=self.at)
        return Case.objects.select_related("lead", "family", "hub_team__agency").get(id=case.id)

    def _assess(self, case: Case, worker: User) -> None:
        by, today = {"by": worker, "at": self.at}, self.at.date()
        assessment = assessing.start_assessment(case=case, **by)
        points = {one.kind: one.words for one in assessments.list_starting_points(case)}
        contact = Contact.objects.get(family_id=case.family_id)
        assert points == {
            "worry": contact.worries,
            "strength": contact.going_well,
            "tried": contact.tried,
            "hope": contact.family_wants,
        }
        relatives = assessments.relatives_of(case.family, today=today)
        assessing.write_about(
            assessment=assessment,
            led_to=points["worry"],
            tried=points["tried"],
            others_present="",
            present_ids=[one.id for one in relatives],
            version=0,
            **by,
        )
        for one in relatives:
            if one.is_child:
                assessing.write_section(
                    assessment=assessment,
                    domain="child",
                    person_id=one.id,
                    **by,
                    words=[
                        assessing.HeadingWords(
                            "health", 0, strengths="Well", worries=f"{one.name} sleeps badly", said_by="Mum"
                        )
                    ],
                )
            assessing.record_voice(
                assessment=assessment,
                person_id=one.id,
                kind=assessment_rules.VoiceKind.WORDS,
                words="I want calm",
                how=assessment_rules.Gathering.ALONE,
                gathered_by=worker.name,
                gathered_on=today,
                version=0,
                **by,
            )
        for one in assessments.who_is_asked(assessment, today=today):
            self._agreed(case, one.person, worker)
        for domain, heading in (("parents", "warmth"), ("family", "community")):
            assessing.write_section(
                assessment=assessment,
                domain=domain,
                person_id=None,
                **by,
                words=[assessing.HeadingWords(heading, 0, strengths="Close")],
            )
        assessing.write_conclusion(
            assessment=assessment,
            needed="Help with mornings",
            level=3,
            level_why="",
            next_steps="Meet as a team",
            family_comments="That is fair",
            no_comments_why="",
            version=0,
            **by,
        )
        assert assessments.lacks_of(assessment, today=today) == ()
        assessing.complete_assessment(assessment=assessment, **by)

    def _agreed(self, case: Case, person, worker: User) -> None:
        school = self.service.school
        for agency, purpose in ((case.hub_team.agency, SharingPurpose.ASK), (school, SharingPurpose.PLAN_TOGETHER)):
            give_agreement(
                family=case.family,
                person=person,
                agency=agency,
                purpose=purpose,
                given_on=self.at.date(),
                answer=AgreementAnswer.AGREED,
                how="At home",
                by=worker,
                at=self.at,
            )

    def _plan(self, case: Case, worker: User) -> Plan:
        by, today = {"by": worker, "at": self.at}, self.at.date()
        plan = planning.start_plan(case=case, **by)
        health = FamilyOutcome.objects.get(framework=plan.framework, key="health")
        for need in Need.objects.filter(plan=plan).order_by("position"):
            assert need.outcome == health
            planning.agree_action(
                plan=plan,
                need=need,
                what="A calm hour before bed",
                owner=worker,
                due_on=today + timedelta(days=7),
                **by,
            )
        planning.invite_to_team(plan=plan, user=self.service.partner, part="School", **by)
        plan = Plan.objects.get(id=plan.id)
        return planning.agree_plan(plan=plan, version=plan.version, agreed_on=today, **by)

    def _review(self, plan: Plan, worker: User) -> None:
        later = self.at + timedelta(days=14)
        meeting = planning.plan_meeting(
            plan=plan, kind=MeetingKind.FIRST, planned_at=later, place="The hub", by=worker, at=self.at
        )
        held = planning.hold_review(
            meeting=meeting,
            version=meeting.version,
            held_on=later.date(),
            said=SAID,
            by=worker,
            at=later + timedelta(hours=2),
        )
        assert held.status == MeetingStatus.HELD
        assert held.next_review_on == later.date() + timedelta(weeks=6)

    def then_every_plan_began_from_what_was_told(self) -> None:
        assert len(self.plans) == 2 * REQUESTS // 6
        for contact, plan in self.plans:
            children = contact.people.filter(part="child").values_list("person_id", flat=True)
            needs = Need.objects.filter(plan=plan)
            assert {need.person_id for need in needs} == set(children)
            assert [goal.words for goal in Goal.objects.filter(plan=plan)] == [contact.family_wants]

    def and_the_audit_log_is_whole(self) -> None:
        found = check_audit()
        assert found.broken == ()
        assert found.entries == Entry.objects.count() > 20 * REQUESTS


def test_a_service_is_begun_once_and_its_first_administrator_sets_up_the_rest(client):
    out = StringIO()
    wanted = {"service": "Wenshire early help", "name": "Ada Thorn", "email": "Ada.Thorn@example.org"}
    call_command("begin_service", **wanted, stdout=out)
    link = out.getvalue().split()[-1]
    assert Descriptor.objects.exists()
    shown = client.get(link.removeprefix("http://localhost:8000"))
    assert "Ada Thorn" in shown.content.decode()
    client.post(link.removeprefix("http://localhost:8000"), {"password": "a long walk by the river"})
    assert User.objects.get().joined_at is not None
    assert client.get("/settings/").status_code == 200
    with pytest.raises(CommandError, match="administrator already"):
        call_command("begin_service", **(wanted | {"email": "other@example.org"}), stdout=out)
    assert User.objects.count() == 1
