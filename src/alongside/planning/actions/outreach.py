"""Making a week of outreach, and keeping what the engine found."""

from datetime import datetime

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.planning.access import may_plan
from alongside.planning.actions import working
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.gateways.outreach import OutreachWorked
from alongside.planning.models import OutreachWeek
from alongside.planning.rules.outreach import OutreachWishes, problems_of_outreach
from alongside.planning.rules.scenarios import ScenarioStatus


@transaction.atomic
def make_outreach(*, name: str, why: str, wishes: OutreachWishes, by, at: datetime, id=None) -> OutreachWeek:
    """Keep what is wished, to be worked out. The id that a form brings makes a double click make one."""
    if not may_plan(by):
        raise PlanRefused("Only a planner can plan a week of outreach")
    if id is not None and (standing := OutreachWeek.objects.filter(id=id).first()):
        return standing
    if problems := problems_of_outreach(wishes):
        raise PlanRefused(". ".join(problems))
    week = OutreachWeek.objects.create(
        **({"id": id} if id else {}), slug=working.free_slug(OutreachWeek, name), name=name.strip(), why=why.strip(),
        wishes=wishes.as_data(), status=ScenarioStatus.WAITING, made_by=by, made_at=at,
    )  # fmt: skip
    record("planning.outreach_made", subject=week, by=by, at=at, slug=week.slug)
    return week


def begin_outreach(*, week: OutreachWeek, at: datetime) -> bool:
    """Take a waiting week on; says whether it was still waiting."""
    return working.begin(week, at=at)


def note_round(*, week: OutreachWeek, worked: OutreachWorked) -> bool:
    """Write down how far a round came; says whether somebody asked to stop."""
    return working.note_round(
        week, seconds=worked.seconds, objective=worked.objective, bound=worked.bound, gap=worked.gap
    )


@transaction.atomic
def finish_outreach(*, week: OutreachWeek, told: dict, worked: OutreachWorked, at: datetime) -> OutreachWeek:
    """Keep what was found, with everything it rests on, so that the page never changes."""
    to = working.ENDS[worked.status]
    answer = told | worked.answer | {
        "status": worked.status, "objective": worked.objective, "bound": worked.bound, "gap": worked.gap,
        "is_proven": worked.status == "optimal", "seconds": worked.seconds,
    }  # fmt: skip
    finished = working.finish(week, to=to, answer=answer, digest=worked.digest, at=at)
    if finished is None:
        return OutreachWeek.objects.get(id=week.id)
    record("planning.outreach_worked_out", subject=finished, by=None, at=at, status=str(to), digest=worked.digest)
    return finished


@transaction.atomic
def fail_outreach(*, week: OutreachWeek, why: str, at: datetime) -> None:
    """Say that the working out went wrong, and why."""
    if working.fail(week, why=why, at=at):
        record("planning.outreach_failed", subject=week, by=None, at=at)


@transaction.atomic
def stop_outreach(*, week: OutreachWeek, by, at: datetime) -> None:
    """Ask the worker to stop after this round and keep the best week so far."""
    if not may_plan(by):
        raise PlanRefused("Only a planner can stop a week of outreach")
    if working.want_stop(week):
        record("planning.outreach_stopped", subject=week, by=by, at=at)
