"""Who carries how many families, and who could take one more."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from alongside.foundation.identity.models import Agency, Team, User
from alongside.foundation.identity.rules import UserKind

from .. import rules
from ..access import ALLOCATE, LEAD
from ..models import Allocation, Case

MOST_CANDIDATES = 30


@dataclass(frozen=True)
class Caseload:
    """How many families one worker has now, as lead by level, and as co-worker."""

    worker_id: UUID
    name: str
    job_title: str = ""
    agency: str = ""
    by_level: dict[rules.Level, int] = field(default_factory=dict)
    co_works: int = 0
    last_given_at: datetime | None = None

    @property
    def leads(self) -> int:
        """Families led."""
        return sum(self.by_level.values())

    @property
    def families(self) -> int:
        """Families in all, as lead or beside one."""
        return self.leads + self.co_works


@dataclass(frozen=True)
class Candidate:
    """Someone who could be given a family, with what they carry."""

    worker: User
    load: Caseload


def list_caseloads(*, viewer: User, team: Team) -> list[Caseload]:
    """The caseloads of a team's workers, by name: numbers only, which its members and managers may see."""
    if team.id not in viewer.team_ids and not viewer.may(ALLOCATE):
        return []
    return _loads_of(_who_could_lead().filter(memberships__team=team, memberships__ended_on__isnull=True))


def list_candidates(
    *,
    viewer: User,
    words: str = "",
    team: Team | None = None,
    agency: Agency | None = None,
    worker_ids: Iterable[UUID] | None = None,
    size: int = MOST_CANDIDATES,
) -> list[Candidate]:
    """People of any agency who could lead, with their caseloads, by name."""
    if not viewer.may(ALLOCATE):
        return []
    people = _who_could_lead()
    if words.strip():
        people = people.filter(Q(name__icontains=words.strip()) | Q(agency__name__icontains=words.strip()))
    if team is not None:
        people = people.filter(memberships__team=team, memberships__ended_on__isnull=True)
    if agency is not None:
        people = people.filter(agency=agency)
    if worker_ids is not None:
        people = people.filter(id__in=list(worker_ids))
    chosen = list(people.distinct().order_by("name", "id")[:size])
    loads = {load.worker_id: load for load in _loads_of(people.model.objects.filter(id__in=[p.id for p in chosen]))}
    return [Candidate(worker=one, load=loads[one.id]) for one in chosen]


def count_families_of(*, worker_id: UUID) -> int:
    """How many families someone has now, as lead or beside one."""
    return Allocation.objects.filter(worker_id=worker_id, until_at__isnull=True).count()


def list_closings_of(*, viewer: User, team: Team) -> dict[str, int]:
    """How a hub's cases have closed, by outcome; numbers only."""
    if team.id not in viewer.team_ids and not viewer.may(ALLOCATE):
        return {}
    closed = Case.objects.filter(hub_team=team, status=rules.CaseStatus.CLOSED)
    return dict(closed.values_list("outcome").annotate(Count("id")).order_by("outcome"))


def _who_could_lead() -> QuerySet[User]:
    return (
        User.objects.filter(
            is_active=True, memberships__ended_on__isnull=True, memberships__role__permissions__contains=[LEAD]
        )
        .exclude(kind=UserKind.FAMILY)
        .select_related("agency")
    )


def _loads_of(people: QuerySet[User]) -> list[Caseload]:
    workers = list(people.select_related("agency").distinct().order_by("name", "id"))
    standing: dict[UUID, dict[tuple[str, int], int]] = defaultdict(dict)
    counted = (
        Allocation.objects.filter(worker__in=workers, until_at__isnull=True)
        .values("worker_id", "role", "case__level")
        .annotate(number=Count("id"))
        .order_by("worker_id", "case__level", "role")
    )
    for row in counted:
        standing[row["worker_id"]][row["role"], row["case__level"]] = row["number"]
    given = dict(
        Allocation.objects.filter(worker__in=workers).values_list("worker_id").annotate(Max("from_at")).order_by()
    )
    return [_load_of(one, standing[one.id], given.get(one.id)) for one in workers]


def _load_of(worker: User, standing: dict[tuple[str, int], int], given_at: datetime | None) -> Caseload:
    lead, beside = rules.AllocationRole.LEAD, rules.AllocationRole.CO_WORKER
    return Caseload(
        worker_id=worker.id,
        name=worker.name,
        job_title=worker.job_title,
        agency=worker.agency.name if worker.agency else "",
        by_level={rules.Level(level): n for (role, level), n in standing.items() if role == lead},
        co_works=sum(n for (role, _), n in standing.items() if role == beside),
        last_given_at=given_at,
    )
