"""What is alike in whatever is asked of a plan once it is found: asked, begun, noted piece by piece, or left."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.planning.access import may_plan
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.models import Scenario
from alongside.planning.rules.followups import is_under_way, was_left_before
from alongside.planning.rules.scenarios import ScenarioStatus

Kept = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something that can be asked of a plan: where its answer is kept, how it is said, and its kind of audit."""

    field: str
    words: str
    kind: str


WHY = FollowUp("reasons", "why", "planning.scenario_asked_why")
NUMBERS = FollowUp("frontier", "what each number of sites can do", "planning.scenario_asked_numbers")
FOLLOW_UPS = (WHY, NUMBERS)


@transaction.atomic
def ask(
    what: FollowUp, *, scenario: Scenario, afresh: Callable[[Scenario, Kept], Kept | None], by, at: datetime
) -> bool:
    """Ask one thing more of a plan; `afresh` says what is kept from now on, nothing where all of it is asked already.
    Whether it has to be worked out."""
    if not may_plan(by):
        raise PlanRefused(f"Only a planner can ask {what.words}")
    standing = Scenario.objects.select_for_update().get(id=scenario.id)
    if standing.status != ScenarioStatus.FOUND:
        raise PlanRefused(f"Only of a scenario that was worked out can be asked {what.words}")
    asked = afresh(standing, getattr(standing, what.field))
    if asked is None:
        return False
    _keep(standing, what, asked | {"asked_at": at.isoformat(), "begun_at": None, "noted_at": None})
    record(what.kind, subject=standing, by=by, at=at)
    return True


@transaction.atomic
def note(what: FollowUp, *, scenario: Scenario, change: Callable[[Kept], Kept]) -> Kept:
    """Write down how far it came, on what stands now; what stands then."""
    standing = Scenario.objects.select_for_update().get(id=scenario.id)
    kept = getattr(standing, what.field)
    return _keep(standing, what, kept | change(kept))


def begin(what: FollowUp, *, scenario: Scenario, at: datetime) -> Kept:
    """A machine is at work on it from now on; until then it waits for its turn, however long."""
    return note(what, scenario=scenario, change=lambda kept: {"begun_at": at.isoformat()})


@transaction.atomic
def end(what: FollowUp, *, scenario: Scenario, why: str, when: Callable[[Kept], bool] = is_under_way) -> bool:
    """Say why nobody works on it any more, so that it can be asked again; what was found stays. Whether that was
    news."""
    standing = Scenario.objects.select_for_update().get(id=scenario.id)
    kept = getattr(standing, what.field)
    if is_news := when(kept):
        _keep(standing, what, kept | {"problem": why, "is_left": True})
    return is_news


def leave(what: FollowUp, *, scenario: Scenario, why: str, before: datetime) -> None:
    """Say that the machine that worked on it has stopped, unless it has written at it since."""
    end(what, scenario=scenario, why=why, when=lambda kept: was_left_before(kept, before))


def _keep(standing: Scenario, what: FollowUp, kept: Kept) -> Kept:
    setattr(standing, what.field, kept)
    standing.save(update_fields=[what.field])
    return kept
