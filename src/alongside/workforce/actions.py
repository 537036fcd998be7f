"""Keeping what is known of workers, and the list of skills."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.foundation.identity.rules import UserKind

from . import access, rules
from .models import Skill, WorkerProfile


class WorkforceRefused(Exception):
    """Something could not be set; the message is fit to show."""


@transaction.atomic
def describe_worker(
    *,
    worker: User,
    skills: Iterable[Skill],
    languages: list[str],
    hours_a_week: Decimal | None,
    working_pattern: str,
    by: User,
    at: datetime,
    version: int | None = None,
) -> WorkerProfile:
    """Say what a worker is skilled in, which languages they work in, and when they work."""
    if not access.may_edit_profile(by, worker):
        raise WorkforceRefused("You can change your own details, and a manager those of their team")
    if worker.kind == UserKind.FAMILY:
        raise WorkforceRefused("Families have no working details")
    if hours_a_week is not None and not 0 < hours_a_week <= rules.MOST_HOURS:
        raise WorkforceRefused(f"Hours a week are more than 0 and at the most {rules.MOST_HOURS}")
    profile = _standing(worker, at=at, version=version)
    profile.languages, profile.working_pattern = languages, working_pattern
    profile.hours_a_week = hours_a_week
    _keep(profile, at=at)
    profile.skills.set(skills)
    record("workforce.worker_described", subject=profile, by=by, at=at)
    return profile


@transaction.atomic
def agree_capacity(*, worker: User, capacity: int | None, by: User, at: datetime) -> WorkerProfile:
    """Agree how many families a worker takes; none stands for the local number."""
    if not access.may_set_capacity(by, worker):
        raise WorkforceRefused("How many families someone takes is agreed with their manager")
    if capacity is not None and not 0 <= capacity <= rules.LARGEST_CAPACITY:
        raise WorkforceRefused(f"Enter a number from 0 to {rules.LARGEST_CAPACITY}")
    profile = _standing(worker, at=at, version=None)
    if profile.capacity == capacity:
        return profile
    profile.capacity = capacity
    _keep(profile, at=at)
    record("workforce.capacity_agreed", subject=profile, by=by, at=at, capacity=capacity)
    return profile


@transaction.atomic
def add_skill(*, name: str, by: User, at: datetime) -> Skill:
    """Add a skill to the list."""
    _check_may_set(by)
    slug = slugify(name)
    if not slug:
        raise WorkforceRefused("Name the skill in letters")
    try:
        with transaction.atomic():
            skill = Skill.objects.create(name=name.strip(), slug=slug)
    except IntegrityError as twice:
        raise WorkforceRefused("This skill is on the list already") from twice
    record("workforce.skill_added", subject=skill, by=by, at=at)
    return skill


@transaction.atomic
def rename_skill(*, skill: Skill, name: str, by: User, at: datetime) -> Skill:
    """Name a skill better; those who have it keep it."""
    _check_may_set(by)
    was, skill.name = skill.name, name.strip()
    try:
        with transaction.atomic():
            skill.save(update_fields=["name"])
    except IntegrityError as twice:
        raise WorkforceRefused("This skill is on the list already") from twice
    record("workforce.skill_renamed", subject=skill, by=by, at=at, was=was)
    return skill


@transaction.atomic
def set_skill_in_use(*, skill: Skill, is_active: bool, by: User, at: datetime) -> Skill:
    """Take a skill off the list, or put it back; those who have it keep it."""
    _check_may_set(by)
    if skill.is_active != is_active:
        skill.is_active = is_active
        skill.save(update_fields=["is_active"])
        record("workforce.skill_set_in_use", subject=skill, by=by, at=at, is_active=is_active)
    return skill


def _check_may_set(by: User) -> None:
    if not by.may(access.SET_SKILLS):
        raise WorkforceRefused("Your role cannot change the list of skills")


def _standing(worker: User, *, at: datetime, version: int | None) -> WorkerProfile:
    profile, is_new = WorkerProfile.objects.select_for_update(of=("self",)).get_or_create(
        user=worker, defaults={"changed_at": at}
    )
    if not is_new and version is not None and profile.version != version:
        raise WorkforceRefused(
            "Somebody else changed these details while you had them open. See what they are now, and send again"
        )
    return profile


def _keep(profile: WorkerProfile, *, at: datetime) -> None:
    profile.version, profile.changed_at = profile.version + 1, at
    profile.save()
