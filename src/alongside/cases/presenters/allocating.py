"""Those who could be given a family, as a manager reads of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from alongside.foundation.components.presenters import say_day

from .. import rules

if TYPE_CHECKING:
    from ..queries import Candidate, Caseload


def candidate_name(candidate: Candidate) -> str:
    """Who it is, what they are and for whom they work."""
    worker = candidate.worker
    parts = [worker.name, worker.job_title, worker.agency.name if worker.agency else ""]
    return ", ".join(part for part in parts if part)


def caseload_words(load: Caseload, *, policy: rules.CasesPolicy) -> str:
    """How many families, at which levels, and what that weighs."""
    if not load.families:
        return "No families now"
    levels = [f"{number} at level {int(level)}" for level, number in sorted(load.by_level.items())]
    if load.co_works:
        levels.append(f"{load.co_works} as co-worker")
    weight = rules.caseload_weight(load.by_level, policy=policy)
    families = "1 family" if load.families == 1 else f"{load.families} families"
    return f"{families}: {', '.join(levels)}; weight {weight}"


def candidate_hint(candidate: Candidate, *, known, policy: rules.CasesPolicy) -> str:
    """What a manager weighs before giving someone a family; `known` is what workforce holds, or None."""
    profile = known.profile if known else None
    capacity = profile.capacity if profile else None
    load = candidate.load
    parts = [caseload_words(load, policy=policy)]
    if rules.is_caseload_full(families=load.families, capacity=capacity, policy=policy):
        full_at = capacity if capacity is not None else policy.heavy_caseload
        parts.append(f"Full: {full_at} is the most agreed")
    if known and known.skills:
        parts.append(f"Skills: {', '.join(known.skills)}")
    if known and known.languages:
        parts.append(f"Speaks {', '.join(known.languages)}")
    if profile and profile.working_pattern:
        parts.append(profile.working_pattern)
    if load.last_given_at:
        parts.append(f"Last given a family on {say_day(timezone.localtime(load.last_given_at).date())}")
    return ". ".join(parts) + "."
