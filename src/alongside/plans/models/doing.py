"""Who does what, and who is in the team around the family."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.foundation.references.rules import new_id

from .. import rules
from .plan import Goal, Need, Plan


def exactly_one(user: str, person: str, name: str) -> Q:
    """Someone who signs in, someone of the family, or someone else by name."""
    return (
        Q(**{f"{user}__isnull": False, f"{person}__isnull": True, name: ""})
        | Q(**{f"{user}__isnull": True, f"{person}__isnull": False, name: ""})
        | Q(**{f"{user}__isnull": True, f"{person}__isnull": True}) & ~Q(**{name: ""})
    )


@pghistory.track()
class Action(models.Model):
    """Something that one named person agreed to do by a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    need = models.ForeignKey(Need, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    what = models.TextField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_actions"
    )
    owner_person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="plan_actions"
    )
    owner_name = models.CharField(max_length=200, blank=True)
    owner_agency = models.CharField(max_length=200, blank=True)
    due_on = models.DateField()
    agreed_on = models.DateField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=20, choices=list(rules.ACTION_STATUS_WORDS.items()), default=rules.ActionStatus.TO_DO
    )
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    what_came = models.TextField(blank=True)
    not_done_why = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {
            "id",
            "plan",
            "need",
            "goal",
            "owner",
            "owner_person",
            "due_on",
            "agreed_on",
            "agreed_by",
            "status",
            "done_at",
            "done_by",
            "position",
            "version",
        }
        personal = {"owner_name", "owner_agency"}
        sensitive = {"what", "what_came", "not_done_why"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="action_has_a_place_of_its_own"),
            models.CheckConstraint(
                name="action_has_exactly_one_owner",
                condition=exactly_one("owner", "owner_person", "owner_name"),
            ),
            models.CheckConstraint(
                name="action_belongs_to_a_need_or_a_goal",
                condition=Q(need__isnull=False) | Q(goal__isnull=False),
            ),
            models.CheckConstraint(
                name="action_says_when_and_by_whom_exactly_when_done",
                condition=Q(status=rules.ActionStatus.DONE, done_at__isnull=False, done_by__isnull=False)
                | ~Q(status=rules.ActionStatus.DONE) & Q(done_at__isnull=True, done_by__isnull=True),
            ),
            models.CheckConstraint(
                name="action_not_done_says_why",
                condition=~Q(status=rules.ActionStatus.NOT_DONE) | ~Q(not_done_why=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_on", "id"],
                name="action_to_do_by_owner",
                condition=Q(status=rules.ActionStatus.TO_DO),
            ),
            models.Index(
                fields=["owner_person", "due_on", "id"],
                name="action_to_do_by_person",
                condition=Q(status=rules.ActionStatus.TO_DO),
            ),
            models.Index(fields=["due_on", "id"], name="action_to_do", condition=Q(status=rules.ActionStatus.TO_DO)),
        ]

    def __str__(self) -> str:
        return f"Action {self.position}"


@pghistory.track()
class TeamMember(models.Model):
    """Someone in the team around the family: who, from where, what their part is, and whether they said yes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="team")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="teams_around"
    )
    person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="teams_around"
    )
    name = models.CharField(max_length=200, blank=True)
    agency = models.ForeignKey("identity.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agency_name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    part = models.CharField(max_length=200)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=list(rules.ANSWER_WORDS.items()), default=rules.Answer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    left_why = models.CharField(max_length=300, blank=True)

    class Privacy:
        open = {
            "id",
            "plan",
            "user",
            "person",
            "agency",
            "invited_at",
            "invited_by",
            "answer",
            "answered_at",
            "joined_on",
            "left_on",
        }
        personal = {"name", "agency_name", "email", "part"}
        sensitive = {"left_why"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="team_member_is_exactly_one_someone", condition=exactly_one("user", "person", "name")
            ),
            models.CheckConstraint(
                name="team_member_who_answered_says_when",
                condition=Q(answer=rules.Answer.WAITING, answered_at__isnull=True)
                | ~Q(answer=rules.Answer.WAITING) & Q(answered_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["plan", "user"],
                condition=Q(left_on__isnull=True, user__isnull=False),
                name="team_has_a_user_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["plan", "person"],
                condition=Q(left_on__isnull=True, person__isnull=False),
                name="team_has_a_person_once_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["plan", "invited_at", "id"], name="team_member_of_plan")]

    def __str__(self) -> str:
        return self.answer
