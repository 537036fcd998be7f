"""Finding workers by team, agency, skill and language."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from alongside.foundation.identity.models import Agency, Membership, Team, User
from alongside.foundation.identity.rules import UserKind

from .access import EDIT_TEAM, SEE, SET_SKILLS
from .models import Skill, WorkerProfile

MOST_WORKERS = 200


class WorkerNotFound(LookupError):
    """There is no such worker, or the viewer may not see them."""


@dataclass(frozen=True)
class Worker:
    """Someone who works with families, and what is known of how they work."""

    user: User
    profile: WorkerProfile | None
    skills: tuple[str, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages they work in, besides English."""
        return tuple(self.profile.languages) if self.profile else ()


def list_workers(
    *,
    viewer: User,
    team: Team | None = None,
    agency: Agency | None = None,
    skill: str = "",
    language: str = "",
    size: int = MOST_WORKERS,
) -> list[Worker]:
    """Staff and partners' staff, by name, as far as their colleagues may know of them."""
    if not viewer.may(SEE):
        return []
    people = User.objects.filter(is_active=True, memberships__ended_on__isnull=True, memberships__isnull=False)
    people = people.exclude(kind=UserKind.FAMILY)
    if team is not None:
        people = people.filter(memberships__team=team, memberships__ended_on__isnull=True)
    if agency is not None:
        people = people.filter(agency=agency)
    if skill:
        people = people.filter(worker_profile__skills__slug=skill)
    if language.strip():
        people = people.filter(id__in=_who_speak(language.strip()))
    chosen = list(people.select_related("agency").distinct().order_by("name", "id")[:size])
    return _with_profiles(chosen)


def get_worker(*, viewer: User, user_id: UUID) -> Worker:
    """One worker."""
    if not viewer.may(SEE):
        raise WorkerNotFound(str(user_id))
    user = (
        User.objects.filter(id=user_id, is_active=True).exclude(kind=UserKind.FAMILY).select_related("agency").first()
    )
    if user is None:
        raise WorkerNotFound(str(user_id))
    return _with_profiles([user])[0]


def ids_editable_by(viewer: User, workers: list[Worker]) -> set[UUID]:
    """Those of the workers whose details the viewer may change, as `access.may_edit_profile` says one by one."""
    ids = {worker.user.id for worker in workers}
    if viewer.may(EDIT_TEAM) and viewer.may(SET_SKILLS):
        return ids
    editable = {viewer.id} if viewer.may(SEE) else set()
    if viewer.may(EDIT_TEAM):
        theirs = Membership.objects.current().filter(team_id__in=viewer.team_ids, user_id__in=ids)
        editable |= set(theirs.values_list("user_id", flat=True))
    return editable & ids


def workers_of(user_ids: Iterable[UUID]) -> dict[UUID, Worker]:
    """Workers by their ids, with what is known of how they work."""
    users = list(User.objects.filter(id__in=list(user_ids)).select_related("agency").order_by("name", "id"))
    return {worker.user.id: worker for worker in _with_profiles(users)}


def list_teams(*, viewer: User) -> list[Team]:
    """The teams whose workers may be listed, by name."""
    if not viewer.may(SEE):
        return []
    return list(Team.objects.filter(is_active=True).select_related("agency").order_by("name", "id"))


def list_skills(*, with_closed: bool = False) -> list[Skill]:
    """The list of skills, by name."""
    skills = Skill.objects.all() if with_closed else Skill.objects.filter(is_active=True)
    return list(skills.order_by("name", "id"))


def get_skill(*, slug: str) -> Skill | None:
    """One skill."""
    return Skill.objects.filter(slug=slug).first()


def ids_with_skill(slug: str) -> set[UUID]:
    """Who has a skill, for lists that narrow by it."""
    return set(WorkerProfile.objects.filter(skills__slug=slug).values_list("user_id", flat=True))


def ids_with_language(language: str) -> set[UUID]:
    """Who works in a language, whatever its capitals."""
    return set(_who_speak(language.strip()))


def _who_speak(language: str) -> list[UUID]:
    spoken = WorkerProfile.objects.exclude(languages=[]).values_list("user_id", "languages")
    return [who for who, tongues in spoken if language.casefold() in {one.casefold() for one in tongues}]


def _with_profiles(users: list[User]) -> list[Worker]:
    found = WorkerProfile.objects.filter(user__in=users).prefetch_related("skills")
    profiles = {one.user_id: one for one in found}
    return [_worker_of(user, profiles.get(user.id)) for user in users]


def _worker_of(user: User, profile: WorkerProfile | None) -> Worker:
    skills = sorted(one.name for one in profile.skills.all()) if profile else []
    return Worker(user=user, profile=profile, skills=tuple(skills))
