"""The invented county is whole: every state is there, nothing is left of the moulds, and the log is intact."""

from collections import Counter

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from alongside.assessments.models import Assessment
from alongside.assessments.rules import AssessmentStatus
from alongside.cases.models import Allocation, Case
from alongside.cases.rules import CaseStatus
from alongside.demo.actions.county import build_county
from alongside.demo.organisations import NAMED
from alongside.demo.queries import sign_ins
from alongside.foundation.access.access import is_open_to
from alongside.foundation.access.models import Grant, Opening, Seal
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.audit.queries import check_audit
from alongside.foundation.identity.models import User
from alongside.foundation.identity.rules import DEFAULT_ROLES
from alongside.foundation.notifications.models import Letter
from alongside.frontdoor.models import Contact
from alongside.frontdoor.queries.matching import matches_of
from alongside.frontdoor.rules import ContactStatus
from alongside.people.models import Fact
from alongside.people.rules import Meaning
from alongside.planning.models import Scenario
from alongside.planning.presenters.frontier import FrontierSheet
from alongside.planning.queries import earlier_periods, list_series
from alongside.plans.models import FamilyCopy, Plan
from alongside.plans.rules import PlanStatus

pytestmark = pytest.mark.django_db


def test_every_state_is_there(demo_county):
    assert set(Case.objects.values_list("status", flat=True)) == set(CaseStatus)
    assert set(Contact.objects.values_list("status", flat=True)) == set(ContactStatus)
    assert set(Plan.objects.values_list("status", flat=True)) == set(PlanStatus)
    assert {AssessmentStatus.DRAFT, AssessmentStatus.COMPLETE} <= set(
        Assessment.objects.values_list("status", flat=True)
    )
    assert set(Fact.objects.values_list("meaning", flat=True)) == set(Meaning)


def test_what_social_care_counts_stands_on_the_map_of_need(demo_county):
    planner = User.objects.get(email="planner@example.org")
    series = {one.key: one for one in list_series(viewer=planner)}
    assert {"count_in_need", "count_in_need_rate", "count_protection"} <= series.keys()
    in_need = series["count_in_need"]
    assert "(invented)" in in_need.source
    earlier = earlier_periods(in_need, viewer=planner, today=timezone.localdate())
    assert len(earlier) == 1, "and beside what it counted a year before"


def test_there_are_some_forty_families_each_in_a_hub(demo_county):
    assert 38 <= Case.objects.count() <= 48
    assert not Case.objects.filter(hub_team=None).exists()
    assert set(Case.objects.values_list("hub_team__kind", flat=True)) == {"hub"}


def test_one_person_can_sign_in_for_each_role(demo_county):
    told = sign_ins()
    assert len(told) == len(NAMED)
    roles = set(
        User.objects.filter(email__in=[one.email for one in told]).values_list("memberships__role__slug", flat=True)
    )
    assert roles == {one.slug for one in DEFAULT_ROLES}
    assert all(User.objects.get(email=one.email).check_password(one.password) for one in told[:1])


def test_one_family_is_sealed_and_open_to_those_named_alone(demo_county):
    seal = Seal.objects.get()
    named = {name.user for name in seal.names.select_related("user")}
    by_role = {one.role: User.objects.get(email=one.email) for one in NAMED}
    [family_id] = seal.subjects.values_list("subject_id", flat=True)
    assert len(named) == 2
    assert by_role["hub-manager"] in named
    assert {user for user in (*named, *by_role.values()) if is_open_to(user, "family", family_id)} == named


def test_building_it_again_changes_nothing(demo_county):
    before = User.objects.count(), Case.objects.count(), Contact.objects.count()
    assert build_county(at=demo_county) is False
    assert (User.objects.count(), Case.objects.count(), Contact.objects.count()) == before


def test_the_audit_log_is_intact(demo_county):
    found = check_audit()
    assert found.is_intact
    assert found.entries > 2_000


def test_nothing_of_the_moulds_is_left(demo_county):
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model.__module__.startswith("alongside."):
                table = model._meta.db_table
                cursor.execute(f"select count(*) from \"{table}\" one where one::text ~* 'zqx[a-z]{{3}}xqz|mould'")
                assert cursor.fetchone()[0] == 0, table


def test_who_works_with_a_family_sees_it_and_nobody_does_when_help_is_over(demo_county):
    now = Allocation.objects.filter(until_at__isnull=True).select_related("case")
    for one in now:
        assert (
            Grant.objects.open()
            .filter(subject_id=one.case.family_id, user=one.worker, reason=GrantReason.ALLOCATED)
            .exists()
        )
    over = Case.objects.filter(status=CaseStatus.CLOSED).values("family")
    still = Case.objects.exclude(status=CaseStatus.CLOSED).values("family")
    assert (
        not Grant.objects.open()
        .filter(
            subject_id__in=over, reason__in=(GrantReason.ALLOCATED, GrantReason.TEAM_AROUND, GrantReason.SOCIAL_CARE)
        )
        .exclude(subject_id__in=still)
        .exists()
    )


def test_every_plan_of_a_named_worker_can_be_opened_by_them(demo_county):
    led = Case.objects.filter(lead__email="family-worker@example.org")
    assert led.count() >= 4
    assert {one.status for one in led} == {CaseStatus.OPEN, CaseStatus.STEPPED_UP}


def test_the_front_door_has_contacts_in_time_and_late_and_some_are_of_people_already_known(demo_county):
    waiting = Contact.objects.waiting()
    today = demo_county.date()
    assert waiting.filter(due_on__lt=today).exists()
    assert waiting.filter(due_on__gte=today).exists()
    assert waiting.filter(is_urgent=True).exists()
    worker = User.objects.get(email="front-door-worker@example.org")
    known = [one for one in waiting if any(m.found for m in matches_of(viewer=worker, contact=one, today=today))]
    assert known, "nobody who waits is on record already"


def test_a_parent_and_a_young_person_sign_in_to_one_live_plan(demo_county):
    people = [User.objects.get(email=f"{key}@example.org").person for key in ("parent", "young-person")]
    families = {one.memberships.get().family_id for one in people}
    assert len(families) == 1
    plan = Plan.objects.get(case__family_id__in=families, status=PlanStatus.ACTIVE)
    for one in people:
        assert plan.actions.filter(owner_person=one, status="to_do").exists(), "each has something to tick"


def test_records_opened_in_a_hurry_wait_to_be_reviewed(demo_county):
    assert Counter(Opening.objects.values_list("was_right", flat=True)) == {None: 2, True: 1}


def test_no_letter_waits_to_be_sent(demo_county):
    assert not Letter.objects.filter(sent_at__isnull=True).exists()


def test_the_fingerprint_of_each_family_copy_is_that_of_its_content(demo_county):
    from alongside.plans.actions import digest_of

    copies = FamilyCopy.objects.exclude(digest="")
    assert copies.exists()
    assert all(one.digest == digest_of(one.content) for one in copies)


def test_the_planner_s_scenarios_were_worked_out_by_the_engine_and_one_is_published(demo_county):
    scenarios = list(Scenario.objects.all())
    assert [one.status for one in scenarios] == ["found"] * 3
    for one in scenarios:
        assert one.answer["is_proven"], one.name
        assert len(one.digest) == 64
        assert len(one.answer["journeys"]) == 402
    [published] = [one for one in scenarios if one.published_at]
    assert published.name == "A hub and two places in each locality"
    sheet = FrontierSheet.in_public(published, smallest=5, published_at=published.published_at)
    assert len(sheet.rows) == published.frontier["of"] + 1, "every number, and today's model as it is"
    assert any("as today’s" in line for line in sheet.prose)
