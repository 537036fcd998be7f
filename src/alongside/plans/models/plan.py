"""A plan, its needs and goals, the family’s own words, and every move."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id

from .. import rules
from .outcomes import Outcome, OutcomeFramework

ENDED = Q(status=rules.PlanStatus.ENDED)
OPEN = Q(status=rules.NeedStatus.OPEN)


@pghistory.track()
class Plan(models.Model):
    """What a family and those around it have agreed to do."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="plans")
    framework = models.ForeignKey(OutcomeFramework, on_delete=models.PROTECT, related_name="plans")
    status = models.CharField(max_length=20, choices=list(rules.PLAN_STATUS_WORDS.items()))
    started_on = models.DateField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_on = models.DateField(null=True, blank=True)
    review_due_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {
            "id",
            "reference",
            "case",
            "framework",
            "status",
            "started_on",
            "started_by",
            "agreed_on",
            "review_due_on",
            "ended_on",
            "version",
        }
        sensitive = {"ended_why"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=~ENDED, name="plan_is_the_only_one_of_its_case_that_has_not_ended"
            ),
            models.CheckConstraint(
                name="plan_has_a_last_day_exactly_when_ended",
                condition=ENDED & Q(ended_on__isnull=False) | ~ENDED & Q(ended_on__isnull=True),
            ),
            models.CheckConstraint(
                name="plan_that_is_worked_on_was_agreed",
                condition=~Q(status=rules.PlanStatus.ACTIVE) | Q(agreed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="plan_ends_on_or_after_it_started",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["case", "started_on", "id"], name="plan_of_case"),
            models.Index(
                fields=["review_due_on", "id"],
                name="plan_review_due",
                condition=Q(status__in=[rules.PlanStatus.DRAFT, rules.PlanStatus.ACTIVE]),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


@pghistory.track()
class Need(models.Model):
    """Something that is to get better, for one person or for the family, and what came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="needs")
    outcome = models.ForeignKey(Outcome, null=True, blank=True, on_delete=models.PROTECT, related_name="needs")
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    strengths = models.TextField(blank=True)
    source = models.CharField(max_length=200)
    said_by = models.CharField(max_length=200, blank=True)
    as_of = models.DateField()
    position = models.PositiveSmallIntegerField()
    status = models.CharField(
        max_length=20, choices=list(rules.NEED_STATUS_WORDS.items()), default=rules.NeedStatus.OPEN
    )
    settled_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {"id", "plan", "outcome", "person", "source", "as_of", "position", "settled_on", "version"}
        personal = {"said_by"}
        sensitive = {"words", "strengths", "status", "evidence"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="need_has_a_place_of_its_own"),
            models.CheckConstraint(name="need_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="need_says_when_it_was_settled_exactly_when_settled",
                condition=OPEN & Q(settled_on__isnull=True) | ~OPEN & Q(settled_on__isnull=False),
            ),
            models.CheckConstraint(
                name="need_that_was_settled_says_how_we_know",
                condition=Q(status__in=[rules.NeedStatus.OPEN, rules.NeedStatus.LEFT]) | ~Q(evidence=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Need {self.position}"


@pghistory.track()
class Goal(models.Model):
    """What the family wants, in its own words, and how all will know that it is there."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    need = models.ForeignKey(Need, null=True, blank=True, on_delete=models.PROTECT, related_name="goals")
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    said_by = models.CharField(max_length=200, blank=True)
    words = models.TextField()
    measure = models.TextField(blank=True)
    by_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    as_of = models.DateField()
    position = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {"id", "plan", "need", "person", "by_on", "source", "as_of", "position", "version"}
        personal = {"said_by"}
        sensitive = {"words", "measure"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="goal_has_a_place_of_its_own"),
            models.CheckConstraint(name="goal_has_words", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"Goal {self.position}"


class FamilyWords(models.Model):
    """Something that a member of the family wrote into the plan themselves."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="family_words")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()

    class Privacy:
        open = {"id", "plan", "person", "at"}
        sensitive = {"words"}

    class Meta:
        constraints = [models.CheckConstraint(name="words_of_the_family_are_words", condition=~Q(words=""))]
        indexes = [models.Index(fields=["plan", "at", "id"], name="family_words_of_plan")]

    def __str__(self) -> str:
        return f"Words of {self.at:%Y-%m-%d}"


class Move(models.Model):
    """One move of a plan, a need, an action or a meeting: from, to, by whom, when, why; never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="moves")
    thing = models.CharField(max_length=10, choices=[(k, k) for k in rules.Thing])
    thing_id = models.UUIDField()
    from_status = models.CharField(max_length=20, blank=True)
    to_status = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.TextField(blank=True)

    class Privacy:
        open = {"id", "plan", "thing", "thing_id", "by", "at"}
        sensitive = {"from_status", "to_status", "why"}

    class Meta:
        indexes = [models.Index(fields=["plan", "at", "id"], name="move_of_plan")]

    def __str__(self) -> str:
        return f"{self.thing} to {self.to_status}"
