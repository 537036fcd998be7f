"""What the worker does for planners."""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from alongside.planning.actions import scenarios as actions
from alongside.planning.gateways.siting import work_out
from alongside.planning.queries import scenarios as queries
from alongside.planning.rules.scenarios import ROUNDS, Wishes

WENT_WRONG = "The engine could not take the question"


@app.task
def work_out_scenario(scenario_id: str) -> None:
    """Work a scenario out in rounds, each longer, until it is proven or somebody stops it."""
    scenario = queries.scenario_with_id(UUID(scenario_id))
    if not actions.begin_scenario(scenario=scenario, at=timezone.now()):
        return
    try:
        wishes = Wishes.from_data(scenario.wishes)
        asked, told = queries.question_of(wishes, viewer=scenario.made_by, today=timezone.localdate())
        for seconds in ROUNDS:
            worked = work_out(asked, seconds=seconds)
            if actions.note_round(scenario=scenario, worked=worked) or worked.is_over:
                break
        actions.finish_scenario(scenario=scenario, asked=asked, told=told, worked=worked, at=timezone.now())
    except ValueError as wrong:
        actions.fail_scenario(scenario=scenario, why=f"{WENT_WRONG}: {wrong}", at=timezone.now())
    except Exception:
        actions.fail_scenario(scenario=scenario, why="Something went wrong on our side", at=timezone.now())
        raise
