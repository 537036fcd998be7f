"""When a lead professional is due, when help may be drifting, and how full a caseload is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from alongside.foundation.policy.rules import local_policy, number

from .cases import Level


@local_policy("cases", "Helping a family")
@dataclass(frozen=True)
class CasesPolicy:
    """Local numbers for cases. Source: practice in several authorities, as the local default."""

    allocation_working_days: int = number(2, "Working days to name a lead professional", most=60)
    drift_after_days: int = number(365, "Days open after which a plan may be drifting", least=30)
    drift_after_reviews: int = number(3, "Reviews after which a plan may be drifting", least=1, most=20)
    heavy_caseload: int = number(12, "Families at which a caseload is called full", least=1, most=60)
    weight_at_level_2: int = number(1, "What a family at level 1 or 2 weighs in a caseload", least=1, most=10)
    weight_at_level_3: int = number(2, "What a family at level 3 or 4 weighs in a caseload", least=1, most=10)


def allocation_due_on(*, waiting_from_on: date, calendar, policy: CasesPolicy) -> date:
    """A lead professional is named within two working days of the day a family began to wait, unless local
    policy says otherwise: when its case opened, was reopened or stepped down without one.

    Source: local default.
    """
    return calendar.after(waiting_from_on, policy.allocation_working_days)


def is_drifting(*, helped_from_on: date, reviews_held: int, today: date, policy: CasesPolicy) -> bool:
    """A plan may be drifting when a family has been helped for over a year or has had three reviews or more,
    unless local policy says otherwise: talk it over with the early help social worker.

    Source: local default (practice in Shropshire: consult an early help social worker).
    """
    is_long = today - helped_from_on > timedelta(days=policy.drift_after_days)
    return is_long or reviews_held >= policy.drift_after_reviews


def changes_of_worker(leads: Sequence[object]) -> int:
    """A change of worker is each time a family has had to start again with another lead professional.

    Source: local default.
    """
    return sum(1 for before, after in pairwise(leads) if before != after)


def is_caseload_full(*, families: int, capacity: int | None, policy: CasesPolicy) -> bool:
    """A caseload is full at the number of families agreed for that worker, or else at twelve, unless local
    policy says otherwise. It is a warning to the manager who allocates, not a bar.

    Source: local default.
    """
    return families >= (policy.heavy_caseload if capacity is None else capacity)


def caseload_weight(families_by_level: Mapping[Level, int], *, policy: CasesPolicy) -> int:
    """A caseload weighs one for each family led at level 1 or 2 and two for each at level 3 or 4, unless local
    policy says otherwise. It weighs work, never a child.

    Source: local default.
    """
    return sum(
        number_of * (policy.weight_at_level_3 if level >= Level.TARGETED else policy.weight_at_level_2)
        for level, number_of in families_by_level.items()
    )
