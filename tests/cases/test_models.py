"""Each constraint of the cases refuses what it says it refuses."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.cases import actions
from alongside.cases.models import Allocation, Case, Descriptor, Involvement
from tests.cases.given import given_a_case, given_a_closed_case, given_a_hub, given_an_allocated_case
from tests.factories import NOW, TODAY, an_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub():
    return given_a_hub()


def _refuses(name, write):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("case_has_a_closing_day_exactly_when_closed", {"closed_on": TODAY}),
        ("case_has_an_outcome_exactly_when_closed", {"outcome": "needs_met"}),
        ("case_being_helped_has_a_lead_professional", {"lead": None}),
    ],
)
def test_a_case_being_helped(hub, name, change):
    case = given_an_allocated_case(hub)
    _refuses(name, lambda: Case.objects.filter(id=case.id).update(**change))


def test_a_case_waiting_has_no_lead(hub):
    case = given_a_case(hub)
    _refuses(
        "case_waiting_or_closed_has_no_lead_professional",
        lambda: Case.objects.filter(id=case.id).update(lead=hub.worker),
    )


def test_a_case_closes_on_or_after_it_opened(hub):
    case = given_a_closed_case(hub)
    _refuses(
        "case_closes_on_or_after_it_opened",
        lambda: Case.objects.filter(id=case.id).update(closed_on=TODAY - timedelta(days=1)),
    )


def test_a_family_has_one_open_case(hub):
    case = given_a_closed_case(hub)
    given_a_case(hub, family=case.family)
    _refuses(
        "case_is_the_only_open_one_of_its_family",
        lambda: Case.objects.filter(id=case.id).update(status="to_allocate", closed_on=None, outcome=""),
    )


def test_allocations(hub):
    case = given_an_allocated_case(hub)
    given = {"case": case, "from_at": NOW, "allocated_by": hub.manager}
    _refuses(
        "allocation_names_one_lead_at_a_time",
        lambda: Allocation.objects.create(**given, worker=hub.manager, role="lead"),
    )
    _refuses(
        "allocation_gives_a_family_to_a_worker_once_at_a_time",
        lambda: Allocation.objects.create(**given, worker=hub.worker, role="co_worker"),
    )
    _refuses(
        "allocation_ends_on_or_after_it_began",
        lambda: Allocation.objects.create(
            **given, worker=hub.manager, role="co_worker", until_at=NOW - timedelta(hours=1)
        ),
    )


def test_involvements(hub):
    case, school = given_a_case(hub), an_agency()
    noted = {"family": case.family, "agency": school, "source": "x", "as_of": TODAY}
    Involvement.objects.create(**noted)
    _refuses("involvement_of_an_agency_is_noted_once_while_it_lasts", lambda: Involvement.objects.create(**noted))
    _refuses(
        "involvement_ends_on_or_after_it_started",
        lambda: Involvement.objects.create(**noted, from_on=TODAY, until_on=date(2020, 1, 1)),
    )


def test_descriptors(hub):
    document = actions.ensure_threshold_document(from_on=TODAY, at=NOW)
    one = document.descriptors.first()
    _refuses(
        "descriptor_is_of_one_of_four_levels",
        lambda: Descriptor.objects.create(document=document, level=5, domain="x", words="x"),
    )
    _refuses(
        "descriptor_stands_once_in_a_document",
        lambda: Descriptor.objects.create(document=document, level=one.level, domain=one.domain, words=one.words),
    )
