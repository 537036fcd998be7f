"""What is alike in every question that the engine works out in the background: a scenario, a week of outreach."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.rules.scenarios import MOVES, ScenarioStatus

ENDS = {
    "optimal": ScenarioStatus.FOUND,
    "feasible": ScenarioStatus.FOUND,
    "infeasible": ScenarioStatus.IMPOSSIBLE,
    "unknown": ScenarioStatus.UNDECIDED,
}


def free_slug(model, name: str) -> str:
    """An address of the name that no other has."""
    start = slugify(name)[:60].strip("-")
    if not start:
        raise PlanRefused("Give it a name with letters in it")
    slug, number = start, 2
    while model.objects.filter(slug=slug).exists():
        slug, number = f"{start}-{number}", number + 1
    return slug


def _standing(question):
    return type(question).objects.select_for_update().get(id=question.id)


@transaction.atomic
def begin(question, *, at: datetime) -> bool:
    """Take a waiting question on; says whether it was still waiting, so that two workers never both do it."""
    standing = _standing(question)
    if ScenarioStatus.RUNNING not in MOVES[ScenarioStatus(standing.status)]:
        return False
    standing.status, standing.started_at = ScenarioStatus.RUNNING, at
    standing.save(update_fields=["status", "started_at"])
    return True


@transaction.atomic
def note_round(question, *, seconds: float, objective, bound, gap) -> bool:
    """Write down how far a round came, for the page that waits; says whether somebody asked to stop."""
    standing = _standing(question)
    told = {"seconds": round(seconds, 1), "objective": objective, "bound": bound, "gap": gap}
    standing.rounds = [*standing.rounds, told]
    standing.save(update_fields=["rounds"])
    return standing.is_stop_wanted


@transaction.atomic
def finish(question, *, to: ScenarioStatus, answer: dict, digest: str, at: datetime):
    """Keep what was found, once, so that the page never changes; nothing when it was finished before."""
    standing = _standing(question)
    if to not in MOVES[ScenarioStatus(standing.status)]:
        return None
    standing.answer, standing.status, standing.digest, standing.finished_at = answer, to, digest, at
    standing.save(update_fields=["answer", "status", "digest", "finished_at"])
    return standing


@transaction.atomic
def fail(question, *, why: str, at: datetime) -> bool:
    """Say that the working out went wrong, and why; whether it was under way."""
    return finish(question, to=ScenarioStatus.FAILED, answer={"why": why[:500]}, digest="", at=at) is not None


def want_stop(question) -> bool:
    """Ask the worker to stop after this round; whether that was news."""
    return bool(
        type(question).objects.filter(
            id=question.id, status__in=[ScenarioStatus.WAITING, ScenarioStatus.RUNNING], is_stop_wanted=False
        ).update(is_stop_wanted=True)
    )  # fmt: skip
