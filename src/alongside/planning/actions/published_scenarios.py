"""Putting a scenario before councillors and the public, and withdrawing it."""

from datetime import datetime

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.planning.access import may_plan
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.models import Scenario
from alongside.planning.rules.scenarios import ScenarioStatus


@transaction.atomic
def publish_scenario(*, scenario: Scenario, why: str, by, at: datetime) -> Scenario:
    """Put a scenario before councillors and the public, with why it is shown; its page never changes."""
    if not may_plan(by):
        raise PlanRefused("Only a planner can publish a scenario")
    standing = Scenario.objects.select_for_update().get(id=scenario.id)
    if standing.status != ScenarioStatus.FOUND:
        raise PlanRefused("Only a scenario that was worked out can be published")
    if standing.withdrawn_at is not None:
        raise PlanRefused("It was withdrawn. Ask again with a change, and publish what comes of it")
    if not why.strip():
        raise PlanRefused("Say why it is published: whoever reads it will ask")
    if standing.published_at is None:
        standing.published_at, standing.published_why = at, why.strip()
        standing.save(update_fields=["published_at", "published_why"])
        record("planning.scenario_published", subject=standing, by=by, at=at)
    return standing


@transaction.atomic
def withdraw_scenario(*, scenario: Scenario, why: str, by, at: datetime) -> Scenario:
    """Withdraw a published scenario: it stays to be read, for it may have been cited, and says that it was."""
    if not may_plan(by):
        raise PlanRefused("Only a planner can withdraw a scenario")
    standing = Scenario.objects.select_for_update().get(id=scenario.id)
    if standing.published_at is None:
        raise PlanRefused("Only a published scenario can be withdrawn")
    if standing.withdrawn_at is not None:
        return standing
    if not why.strip():
        raise PlanRefused("Say why it is withdrawn: whoever cited it will ask")
    standing.withdrawn_at, standing.withdrawn_why = at, why.strip()
    standing.save(update_fields=["withdrawn_at", "withdrawn_why"])
    record("planning.scenario_withdrawn", subject=standing, by=by, at=at)
    return standing
