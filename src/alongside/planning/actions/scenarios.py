"""Making a scenario, working it out in rounds, stopping it, and publishing what came of it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.planning.access import may_plan
from alongside.planning.actions import followups, working
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.gateways.siting import Asked, Worked
from alongside.planning.models import Scenario
from alongside.planning.rules.reasons import Reason
from alongside.planning.rules.scenarios import ScenarioStatus, Wishes, contradictions


@transaction.atomic
def make_scenario(*, name: str, why: str, wishes: Wishes, by, at: datetime, id=None) -> Scenario:
    """Keep what is wished, to be worked out. The id that a form brings makes a double click make one."""
    if not may_plan(by):
        raise PlanRefused("Only a planner can make a scenario")
    if id is not None and (standing := Scenario.objects.filter(id=id).first()):
        return standing
    if problems := contradictions(wishes):
        raise PlanRefused(". ".join(problems))
    slug = working.free_slug(Scenario, name)
    facts = {"slug": slug, "name": name.strip(), "why": why.strip(), "wishes": wishes.as_data()}
    more = {"id": id} if id else {}
    scenario = Scenario.objects.create(**facts, **more, status=ScenarioStatus.WAITING, made_by=by, made_at=at)
    record("planning.scenario_made", subject=scenario, by=by, at=at, slug=slug)
    return scenario


def begin_scenario(*, scenario: Scenario, at: datetime) -> bool:
    """Take a waiting scenario on; says whether it was still waiting, so that two workers never both do it."""
    return working.begin(scenario, at=at)


def note_round(*, scenario: Scenario, worked: Worked) -> bool:
    """Write down how far a round came, for the page that waits; says whether somebody asked to stop."""
    return working.note_round(
        scenario, seconds=worked.seconds, objective=worked.objective, bound=worked.bound, gap=worked.gap
    )


@transaction.atomic
def finish_scenario(*, scenario: Scenario, asked: Asked, told: dict, worked: Worked, at: datetime) -> Scenario:
    """Keep what was found, with everything it rests on, so that the page never changes."""
    chosen, to = set(worked.open_sites), working.ENDS[worked.status]
    sites = [asdict(one) for one in asked.sites if one.is_today or one.slug in chosen]
    pinned = {*asked.wishes.open, *asked.wishes.closed}
    answer = told | {
        "pinned": {one.slug: one.name for one in asked.sites if one.slug in pinned},
        "status": worked.status, "objective": worked.objective, "bound": worked.bound, "gap": worked.gap,
        "is_proven": worked.is_proven, "open": list(worked.open_sites), "sites": sites,
        "candidates": len(asked.sites), "journeys": [asdict(one) for one in worked.journeys],
        "conflict": list(worked.conflict), "changes": list(worked.changes), "seconds": worked.seconds,
        "method": worked.method, "version": worked.version, "farther": list(worked.farther),
    }  # fmt: skip
    finished = working.finish(scenario, to=to, answer=answer, digest=worked.digest, at=at)
    if finished is None:
        return Scenario.objects.get(id=scenario.id)
    record("planning.scenario_worked_out", subject=finished, by=None, at=at, status=str(to), digest=worked.digest)
    return finished


@transaction.atomic
def fail_scenario(*, scenario: Scenario, why: str, at: datetime) -> None:
    """Say that the working out went wrong, and why."""
    if working.fail(scenario, why=why, at=at):
        record("planning.scenario_failed", subject=scenario, by=None, at=at)


@transaction.atomic
def stop_scenario(*, scenario: Scenario, by, at: datetime) -> None:
    """Ask the worker to stop after this round and keep the best plan so far."""
    if not may_plan(by):
        raise PlanRefused("Only a planner can stop a scenario")
    if working.want_stop(scenario):
        record("planning.scenario_stopped", subject=scenario, by=by, at=at)


def ask_why(*, scenario: Scenario, by, at: datetime) -> bool:
    """Ask what each site is worth; says whether it has to be worked out, for it is asked once unless it was left."""

    def afresh(standing: Scenario, kept: dict) -> dict | None:
        return None if kept and not kept.get("is_left") else {"of": None, "sites": []}

    return followups.ask(followups.WHY, scenario=scenario, afresh=afresh, by=by, at=at)


def begin_reasons(*, scenario: Scenario, at: datetime) -> None:
    """A machine looks for the reasons from now on."""
    followups.begin(followups.WHY, scenario=scenario, at=at)


def note_reasons(*, scenario: Scenario, of: int, reasons: Sequence[Reason], at: datetime, problem: str = "") -> None:
    """Write down how far the reasons came."""
    found = {"of": of, "sites": [asdict(one) for one in reasons], "problem": problem}
    found |= {"noted_at": at.isoformat(), "is_left": False}
    followups.note(followups.WHY, scenario=scenario, change=lambda kept: found)
