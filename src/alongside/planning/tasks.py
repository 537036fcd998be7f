"""What the worker does for planners."""

from dataclasses import asdict, replace
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from alongside.planning.actions import followups
from alongside.planning.actions import frontier as frontier_actions
from alongside.planning.actions import outreach as outreach_actions
from alongside.planning.actions import scenarios as actions
from alongside.planning.gateways.conflicts import conflicts_of
from alongside.planning.gateways.outreach import work_out_week
from alongside.planning.gateways.siting import Asked, digest_of, work_out, work_out_number, work_out_today
from alongside.planning.queries import outreach as outreach_queries
from alongside.planning.queries import scenarios as queries
from alongside.planning.rules import outreach as outreach_rules
from alongside.planning.rules.frontier import SECONDS_A_NUMBER, next_number
from alongside.planning.rules.reasons import SECONDS_A_SITE, Reason, sites_in_question, turned
from alongside.planning.rules.scenarios import ROUNDS, Wishes

WENT_WRONG = "The engine could not take the question"
NOTHING_OF_TODAY = (
    "Of no hub or children’s centre of today is known what the question needs, such as what it costs or holds, so no "
    "plan can be compared with today’s model"
)


@app.task
def work_out_scenario(scenario_id: str) -> None:
    """Work a scenario out in rounds, each longer, until it is proven or somebody stops it."""
    scenario = queries.scenario_with_id(UUID(scenario_id))
    if not actions.begin_scenario(scenario=scenario, at=timezone.now()):
        return
    try:
        wishes = Wishes.from_data(scenario.wishes)
        asked, told = queries.question_of(wishes, viewer=scenario.made_by, today=timezone.localdate())
        if not any(one.is_today for one in asked.sites):
            raise ValueError(NOTHING_OF_TODAY)
        for seconds in ROUNDS:
            worked = work_out(asked, seconds=seconds)
            if actions.note_round(scenario=scenario, worked=worked) or worked.is_over:
                break
        told |= {"conflicts": [asdict(one) for one in conflicts_of(asked, worked)] if worked.conflict else []}
        actions.finish_scenario(scenario=scenario, asked=asked, told=told, worked=worked, at=timezone.now())
    except ValueError as wrong:
        actions.fail_scenario(scenario=scenario, why=f"{WENT_WRONG}: {wrong}", at=timezone.now())
    except Exception:
        actions.fail_scenario(scenario=scenario, why="Something went wrong on our side", at=timezone.now())
        raise


@app.task
def work_out_outreach(week_id: str) -> None:
    """Work a week of outreach out in rounds, each longer, until it is proven or somebody stops it."""
    week = outreach_queries.outreach_with_id(UUID(week_id))
    if not outreach_actions.begin_outreach(week=week, at=timezone.now()):
        return
    try:
        wishes = outreach_rules.OutreachWishes.from_data(week.wishes)
        asked, told = outreach_queries.outreach_question(wishes, today=timezone.localdate())
        for seconds in outreach_rules.ROUNDS:
            worked = work_out_week(asked, seconds=seconds)
            if outreach_actions.note_round(week=week, worked=worked) or worked.is_over:
                break
        outreach_actions.finish_outreach(week=week, told=told, worked=worked, at=timezone.now())
    except ValueError as wrong:
        outreach_actions.fail_outreach(week=week, why=f"{WENT_WRONG}: {wrong}", at=timezone.now())
    except Exception:
        outreach_actions.fail_outreach(week=week, why="Something went wrong on our side", at=timezone.now())
        raise


STOPPED = "The machine stopped while it was worked out. Ask again with a change, or without one"
LEFT_AFTER = timedelta(minutes=30)
"""No round takes so long: whoever worked it out has stopped."""


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="planning.left", pass_context=False)
def end_what_was_left(timestamp: int) -> None:
    """End what a machine that stopped was working out, so that nobody waits for it."""
    at = timezone.now()
    for scenario in queries.scenarios_begun_before(at - LEFT_AFTER):
        actions.fail_scenario(scenario=scenario, why=STOPPED, at=at)
    for week in outreach_queries.outreach_begun_before(at - LEFT_AFTER):
        outreach_actions.fail_outreach(week=week, why=STOPPED, at=at)
    for what in followups.FOLLOW_UPS:
        why = f"The machine stopped while it looked for {what.words}. Ask again"
        for scenario in queries.scenarios_whose_follow_up_was_left(what.field, at - LEFT_AFTER):
            followups.leave(what, scenario=scenario, why=why, before=at - LEFT_AFTER)


FIGURES_CHANGED = "The figures have changed since the plan was worked out. Ask the scenario again, and then {words}"
WRITE_EVERY = 6


def _asked_again(scenario) -> Asked | None:
    """The question of a plan, as long as the figures are those of the plan."""
    wishes = Wishes.from_data(scenario.wishes)
    asked, _ = queries.question_of(wishes, viewer=scenario.made_by, today=timezone.localdate())
    return asked if digest_of(asked) == scenario.digest else None


@app.task
def work_out_reasons(scenario_id: str) -> None:
    """Ask the same question with each site turned round, as long as the figures are those of the plan."""
    scenario = queries.scenario_with_id(UUID(scenario_id))
    actions.begin_reasons(scenario=scenario, at=timezone.now())
    asked = _asked_again(scenario)
    if asked is None:
        problem = FIGURES_CHANGED.format(words=followups.WHY.words)
        actions.note_reasons(scenario=scenario, of=0, reasons=(), at=timezone.now(), problem=problem)
        return
    wishes = asked.wishes
    found: list[Reason] = []
    sites = sites_in_question(asked.sites, scenario.answer["open"], wishes)
    for slug, is_open in sites:
        other = work_out(replace(asked, wishes=turned(wishes, slug, is_open=is_open)), seconds=SECONDS_A_SITE)
        found.append(Reason(slug, is_open, other.status, other.objective, other.is_proven))
        if len(found) % WRITE_EVERY == 0 or len(found) == len(sites):
            actions.note_reasons(scenario=scenario, of=len(sites), reasons=found, at=timezone.now())


@app.task
def work_out_frontier(scenario_id: str) -> None:
    """Ask the same question with each number of sites that is wanted and not known yet, as long as the figures are
    those of the plan and nobody stops it."""
    scenario = queries.scenario_with_id(UUID(scenario_id))
    numbers, begun = followups.NUMBERS, followups.begin(followups.NUMBERS, scenario=scenario, at=timezone.now())
    try:
        asked = _asked_again(scenario)
        if asked is None:
            followups.end(numbers, scenario=scenario, why=FIGURES_CHANGED.format(words=numbers.words))
            return
        today = work_out_today(asked, seconds=SECONDS_A_NUMBER)
        begun = frontier_actions.note_today(scenario=scenario, asked=asked, today=today)
        while (number := next_number(begun)) is not None:
            worked = work_out_number(asked, number, seconds=SECONDS_A_NUMBER)
            begun = frontier_actions.note_number(
                scenario=scenario, asked=asked, number=number, worked=worked, at=timezone.now()
            )
    except ValueError as wrong:
        followups.end(numbers, scenario=scenario, why=f"{WENT_WRONG}: {wrong}")
    except Exception:
        followups.end(numbers, scenario=scenario, why="Something went wrong on our side. Ask again")
        raise
