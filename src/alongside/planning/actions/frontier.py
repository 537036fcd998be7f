"""Asking what each number of sites can do, keeping each as it is found, stopping, and starting from one of them."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from uuid import uuid5

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.planning.access import may_plan
from alongside.planning.actions import followups
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.actions.scenarios import make_scenario
from alongside.planning.gateways.siting import Asked, Worked
from alongside.planning.models import Scenario
from alongside.planning.rules.followups import is_under_way
from alongside.planning.rules.frontier import (
    MOST_KEPT,
    Best,
    cost_of,
    numbers_between,
    problem_with_range,
    with_number,
)
from alongside.planning.rules.scenarios import Wishes

OTHERS_UNDER_WAY = "Other numbers are being worked out. Ask about these when that is done"
TOO_MANY = f"At most {MOST_KEPT} numbers of sites are kept of one scenario. Ask about fewer, or of another scenario"
STOPPED = "It was stopped. What was found stays"
LONGEST_NAME = 100


def ask_frontier(*, scenario: Scenario, least: int, most: int, by, at: datetime) -> bool:
    """Ask what each number of sites from one to another can do; what is known of others stays. Says whether anything
    has to be worked out."""

    def afresh(standing: Scenario, kept: followups.Kept) -> followups.Kept | None:
        wishes, answer = Wishes.from_data(standing.wishes), standing.answer
        if problem := problem_with_range(wishes, least, most, answer["candidates"]):
            raise PlanRefused(problem)
        todays = sum(one["is_today"] for one in answer["sites"])
        numbers = numbers_between(least, most, (len(answer["open"]), todays))
        return _wanted(kept, numbers)

    return followups.ask(followups.NUMBERS, scenario=scenario, afresh=afresh, by=by, at=at)


def _wanted(kept: followups.Kept, numbers: Sequence[int]) -> followups.Kept | None:
    found = kept.get("counts", [])
    if is_under_way(kept):
        if set(numbers) <= set(kept["wanted"]):
            return None
        raise PlanRefused(OTHERS_UNDER_WAY)
    known = {one["sites"] for one in found}
    if set(numbers) <= known:
        return None
    wanted = sorted(known | set(numbers))
    if len(wanted) > MOST_KEPT:
        raise PlanRefused(TOO_MANY)
    return kept | {"of": len(wanted), "wanted": wanted, "counts": found, "problem": "", "is_left": False}


def note_today(*, scenario: Scenario, asked: Asked, today: Worked) -> followups.Kept:
    """Write down what today's model does, and by what a sum is divided to be told."""
    told = {"today": asdict(_best(asked, today)), "weight": sum(one.weight for one in asked.areas)}
    return followups.note(followups.NUMBERS, scenario=scenario, change=lambda kept: told)


def note_number(*, scenario: Scenario, asked: Asked, number: int, worked: Worked, at: datetime) -> followups.Kept:
    """Write down the best plan with one number of sites, once, whoever else is at work; what stands then."""
    best = replace(_best(asked, worked), sites=number)

    def change(kept: followups.Kept) -> followups.Kept:
        others = [one for one in kept["counts"] if one["sites"] != number]
        counts = sorted([*others, asdict(best) | {"at": at.isoformat()}], key=lambda one: one["sites"])
        return {"counts": counts, "noted_at": at.isoformat()}

    return followups.note(followups.NUMBERS, scenario=scenario, change=change)


def _best(asked: Asked, worked: Worked) -> Best:
    opened, todays = set(worked.open_sites), {one.slug for one in asked.sites if one.is_today}
    return Best(
        sites=len(opened), status=worked.status, objective=worked.objective, bound=worked.bound, gap=worked.gap,
        is_proven=worked.is_proven, cost=cost_of([one.cost for one in asked.sites if one.slug in opened]),
        closes=len(todays - opened), opens=len(opened - todays),
    )  # fmt: skip


@transaction.atomic
def stop_frontier(*, scenario: Scenario, by, at: datetime) -> None:
    """Look no further after the number that is being worked out."""
    if not may_plan(by):
        raise PlanRefused("Only a planner can stop a scenario")
    if followups.end(followups.NUMBERS, scenario=scenario, why=STOPPED):
        record("planning.scenario_numbers_stopped", subject=scenario, by=by, at=at)


@transaction.atomic
def start_with_number(*, scenario: Scenario, number: int, by, at: datetime) -> tuple[Scenario, bool]:
    """Make a scenario with the same wishes and one of the numbers of sites that have a plan; asked twice it is one.
    Whether it has to be worked out."""
    if not may_plan(by):
        raise PlanRefused("Only a planner can make a scenario")
    like = Scenario.objects.select_for_update().get(id=scenario.id)
    if number not in {one["sites"] for one in like.frontier.get("counts", ()) if one["objective"] is not None}:
        raise PlanRefused("Choose a number of sites that was asked about and has a plan")
    id, wishes = uuid5(like.id, f"sites {number}"), with_number(Wishes.from_data(like.wishes), number)
    is_new = not Scenario.objects.filter(id=id).exists()
    name = f"{like.name[:LONGEST_NAME].strip()}, with {number} {'site' if number == 1 else 'sites'}"
    return make_scenario(name=name, why=like.why, wishes=wishes, by=by, at=at, id=id), is_new
