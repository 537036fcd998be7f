"""Indexes of need, formulas, scenarios, weeks of outreach, appraisals. What was worked out is never changed."""

from typing import Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.foundation.references.rules import new_id
from alongside.planning.rules.appraisals import AppraisalStatus
from alongside.planning.rules.formulas import formula_told
from alongside.planning.rules.scenarios import ScenarioStatus


@pghistory.track()
class NeedIndex(models.Model):
    """One version of an index of need: its recipe, by whom, when and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=80)
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=120)
    why = models.CharField(max_length=2000, blank=True)
    recipe = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Privacy:
        open = {"id", "slug", "version", "name", "why", "recipe", "made_by", "made_at"}
        personal: set[str] = set()
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_version_of_an_index_is_made_once", fields=["slug", "version"]),
            models.CheckConstraint(name="versions_of_an_index_count_from_1", condition=Q(version__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


@pghistory.track()
class Formula(models.Model):
    """One version of a formula: what was asked and what came of it, kept together."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=80)
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=120)
    why = models.CharField(max_length=2000, blank=True)
    asked = models.JSONField()
    answer = models.JSONField()
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Privacy:
        open = {"id", "slug", "version", "name", "why", "asked", "answer", "digest", "made_by", "made_at"}
        personal: set[str] = set()
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_version_of_a_formula_is_made_once", fields=["slug", "version"]),
            models.CheckConstraint(name="versions_of_a_formula_count_from_1", condition=Q(version__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    def told(self, *, smallest: int) -> dict[str, Any]:
        """Everything that is told of it, small counts of people hidden."""
        return formula_told(
            name=self.name, version=self.version, why=self.why, result=self.digest, asked=self.asked,
            made_on=self.made_at.date(), answer=self.answer, smallest=smallest,
        )  # fmt: skip


@pghistory.track(exclude=["frozen"])
class PublishedFormula(models.Model):
    """A version of a formula as it stands before the public: frozen under its number, and never taken away unseen."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    formula = models.OneToOneField(Formula, on_delete=models.PROTECT, related_name="publication")
    reference = models.CharField(max_length=20, unique=True)
    frozen = models.JSONField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_why = models.CharField(max_length=2000)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=2000, blank=True)

    class Privacy:
        open = {
            "id", "formula", "reference", "frozen", "digest", "published_at", "published_why", "withdrawn_at",
            "withdrawn_why",
        }  # fmt: skip
        personal: set[str] = set()
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_formula_is_published_with_a_reason_and_a_number",
                condition=~Q(published_why="") & ~Q(digest=""),
            ),
            models.CheckConstraint(
                name="a_published_formula_is_withdrawn_with_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_why="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why=""),
            ),
        ]
        indexes = [models.Index(name="published_formulas_by_day", fields=["-published_at", "-id"])]

    def __str__(self) -> str:
        return self.reference

    @property
    def told(self) -> dict[str, Any]:
        """What was frozen, and what to cite it by."""
        on = self.published_at.date().isoformat()
        return self.frozen | {"reference": self.reference, "number": self.digest, "published_on": on}


QUESTION = frozenset(
    {
        "id", "slug", "name", "why", "wishes", "status", "is_stop_wanted", "rounds", "answer", "digest", "made_by",
        "made_at", "started_at", "finished_at",
    }
)  # fmt: skip
"""The fields of every question; none of them names a person."""


class Question(models.Model):
    """Wishes that the engine works out in the background, and what it found. Once worked out it is never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    why = models.CharField(max_length=2000, blank=True)
    wishes = models.JSONField()
    status = models.CharField(max_length=12, choices=[(one, one) for one in ScenarioStatus])
    is_stop_wanted = models.BooleanField(default=False)
    rounds = models.JSONField(default=list)
    answer = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


@pghistory.track(exclude=["rounds", "answer", "reasons", "frontier"])
class Scenario(Question):
    """A set of wishes about sites, and what the engine found. Once worked out it is never changed."""

    reasons = models.JSONField(default=dict)
    frontier = models.JSONField(default=dict)
    published_at = models.DateTimeField(null=True, blank=True)
    published_why = models.CharField(max_length=2000, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=2000, blank=True)

    class Privacy:
        open = QUESTION | {"reasons", "frontier", "published_at", "published_why", "withdrawn_at", "withdrawn_why"}
        personal: set[str] = set()
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_scenario_has_finished_exactly_when_no_longer_waiting_or_running",
                condition=Q(status__in=[ScenarioStatus.WAITING, ScenarioStatus.RUNNING], finished_at__isnull=True)
                | ~Q(status__in=[ScenarioStatus.WAITING, ScenarioStatus.RUNNING]) & Q(finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="only_a_scenario_that_was_worked_out_is_published",
                condition=Q(published_at__isnull=True) | Q(status=ScenarioStatus.FOUND) & ~Q(published_why=""),
            ),
            models.CheckConstraint(
                name="a_published_scenario_is_withdrawn_with_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_why="")
                | Q(withdrawn_at__isnull=False, published_at__isnull=False) & ~Q(withdrawn_why=""),
            ),
        ]
        indexes = [models.Index(name="scenarios_by_day", fields=["-made_at", "-id"])]


@pghistory.track(exclude=["rounds", "answer"])
class OutreachWeek(Question):
    """Wishes about a week of outreach, and what the engine found. Once worked out it is never changed."""

    class Privacy:
        open = QUESTION
        personal: set[str] = set()
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_week_of_outreach_has_finished_exactly_when_worked_out",
                condition=Q(status__in=[ScenarioStatus.WAITING, ScenarioStatus.RUNNING], finished_at__isnull=True)
                | ~Q(status__in=[ScenarioStatus.WAITING, ScenarioStatus.RUNNING]) & Q(finished_at__isnull=False),
            ),
        ]
        indexes = [models.Index(name="outreach_weeks_by_day", fields=["-made_at", "-id"])]


@pghistory.track(exclude=["frozen"])
class Appraisal(models.Model):
    """Options side by side: what a group agreed about them, and, once published, everything that came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    why = models.CharField(max_length=2000, blank=True)
    asked = models.JSONField()
    status = models.CharField(max_length=12, choices=[(one, one) for one in AppraisalStatus])
    frozen = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_why = models.CharField(max_length=2000, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=2000, blank=True)

    class Privacy:
        open = {
            "id", "reference", "name", "why", "asked", "status", "frozen", "digest", "made_by", "made_at",
            "published_at", "published_why", "withdrawn_at", "withdrawn_why",
        }  # fmt: skip
        personal: set[str] = set()
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_appraisal_is_frozen_exactly_from_when_it_is_published",
                condition=Q(status=AppraisalStatus.DRAFT, published_at__isnull=True, digest="")
                | ~Q(status=AppraisalStatus.DRAFT) & Q(published_at__isnull=False) & ~Q(digest=""),
            ),
            models.CheckConstraint(
                name="an_appraisal_is_withdrawn_with_a_reason",
                condition=Q(status=AppraisalStatus.WITHDRAWN, withdrawn_at__isnull=False) & ~Q(withdrawn_why="")
                | ~Q(status=AppraisalStatus.WITHDRAWN) & Q(withdrawn_at__isnull=True),
            ),
        ]
        indexes = [models.Index(name="appraisals_by_day", fields=["-made_at", "-id"])]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Option(models.Model):
    """A scenario put to people for choice, in its place beside the others."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    appraisal = models.ForeignKey(Appraisal, on_delete=models.PROTECT, related_name="options")
    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()

    class Privacy:
        open = {"id", "appraisal", "scenario", "place"}
        personal: set[str] = set()
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_scenario_is_an_option_of_an_appraisal_once", fields=["appraisal", "scenario"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appraisal}: {self.place}"


class CountySheet(models.Model):
    """The county's areas as they are drawn on every map: paths thinned to what can be seen, made when it is loaded."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sheet = models.JSONField()
    drawn_at = models.DateTimeField()

    class Privacy:
        open = {"id", "sheet", "drawn_at"}
        personal: set[str] = set()
        sensitive: set[str] = set()

    def __str__(self) -> str:
        return f"{self.drawn_at}"


@pghistory.track()
class AreaCount(models.Model):
    """How many children of one kind lived in each area on a day, as another service counted them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20)
    as_of = models.DateField()
    source = models.CharField(max_length=200)
    vintage = models.CharField(max_length=10, blank=True)
    counts = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Privacy:
        open = {"id", "kind", "as_of", "source", "vintage", "made_by", "made_at"}
        personal: set[str] = set()
        sensitive = {"counts"}

    def __str__(self) -> str:
        return f"{self.kind} {self.as_of}"
