"""What has happened in a case, and to a family."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.foundation.components.paging import Page, key_page
from alongside.foundation.identity.models import User
from alongside.people.access import families_open_to
from alongside.people.queries import records_of_family

from .. import rules
from ..access import may_see_case
from ..models import Allocation, Case, Step, TimelineEntry

if TYPE_CHECKING:
    from alongside.people.models import Family

TIMELINE_SIZE = 30
SAID_BACK_FOR = timedelta(hours=1)
"""How long someone sees what they did after it ended their access. Source: local default."""


def list_steps(case: Case) -> list[Step]:
    """Every step of a case that the viewer has already been shown, the latest first."""
    return list(
        Step.objects.filter(case=case).select_related("by__agency", "from_hub", "to_hub").order_by("-at", "-id")
    )


def latest_step(case: Case, kind: rules.StepKind) -> Step | None:
    """The latest step of one kind."""
    return Step.objects.filter(case=case, kind=kind).select_related("by").order_by("-at", "-id").first()


def get_step_taken(*, viewer: User, reference: str, step_id: UUID, at: datetime) -> Step | None:
    """One step of a case open to the viewer, or one that the viewer has just taken: stepping down and closing end
    the access of those who do it, and they still see said back what they did."""
    step = (
        Step.objects.filter(case__reference=reference, id=step_id)
        .select_related("by", "case", "from_hub", "to_hub")
        .first()
    )
    if step is None:
        return None
    is_just_taken = step.by_id == viewer.id and at - step.at < SAID_BACK_FOR
    return step if is_just_taken or may_see_case(viewer, step.case) else None


def get_allocation(case: Case, allocation_id: UUID) -> Allocation | None:
    """One allocation of a case."""
    return Allocation.objects.filter(case=case, id=allocation_id).select_related("worker", "case").first()


def lead_named(case: Case) -> str:
    """Whom social care named as lead professional when the family last came from there, if it did."""
    named = Step.objects.filter(case=case, kind__in=(rules.StepKind.OPENED, rules.StepKind.STEP_DOWN))
    return named.order_by("-at", "-id").values_list("named_lead", flat=True).first() or ""


def list_allocations(case: Case) -> list[Allocation]:
    """Everyone who has been given this family, the standing first, then the latest."""
    given = Allocation.objects.filter(case=case).select_related("worker__agency", "allocated_by")
    return sorted(given.order_by("-from_at", "-id"), key=lambda one: one.until_at is not None)


def changes_of_worker(case: Case) -> int:
    """How often this family has had to start again with a new lead professional, over all its cases."""
    leads = (
        Allocation.objects.filter(case__family_id=case.family_id, role=rules.AllocationRole.LEAD)
        .order_by("from_at", "id")
        .values_list("worker_id", flat=True)
    )
    return rules.changes_of_worker(list(leads))


def find_timeline_entry(*, family_id: UUID, entry_id: UUID) -> TimelineEntry | None:
    """One entry of a timeline that the viewer has already been shown."""
    return TimelineEntry.objects.filter(family_id__in=records_of_family(family_id), id=entry_id).first()


def timeline_of(
    *,
    viewer: User,
    family: Family,
    kinds: tuple[str, ...] = (),
    only_for_family: bool = False,
    after: str = "",
    before: str = "",
    size: int = TIMELINE_SIZE,
) -> Page:
    """A page of what has happened with a family open to the viewer, the latest first.

    `kinds` are kinds or their beginnings (`cases.`, `plans.review_held`).
    """
    entries = TimelineEntry.objects.filter(
        family__in=families_open_to(viewer).filter(id__in=records_of_family(family.id))
    )
    if only_for_family:
        entries = entries.filter(is_for_family=True)
    if kinds:
        wanted = entries.none()
        for kind in kinds:
            wanted = wanted | entries.filter(kind__startswith=kind)
        entries = wanted
    entries = entries.select_related("by__agency", "case")
    return key_page(entries, after=after, before=before, size=size, order=("-at", "-id"))
