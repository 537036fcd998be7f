"""Agencies' lists: the agreement each is held to, each time one was taken in, and what became of its rows."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id

from .. import rules
from .persons import Person


class ListAgreement(models.Model):
    """What an agency and the county agreed about one list: for what, what follows from it, and for how long."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120, unique=True)
    service = models.CharField(max_length=200)
    agreed = models.CharField(max_length=500)
    keeps_days = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    until_on = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Privacy:
        open = {
            "id",
            "agency",
            "title",
            "service",
            "agreed",
            "keeps_days",
            "from_on",
            "until_on",
            "set_by",
            "set_at",
        }

    class Meta:
        constraints = [
            models.CheckConstraint(name="list_agreement_ends_after_it_starts", condition=Q(until_on__gte=F("from_on"))),
            models.CheckConstraint(name="list_agreement_keeps_for_some_days", condition=Q(keeps_days__gte=1)),
        ]

    def __str__(self) -> str:
        return self.title


class ListRun(models.Model):
    """One time that a list was taken in: how far it is, and what came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(ListAgreement, on_delete=models.PROTECT, related_name="runs")
    file_name = models.CharField(max_length=200)
    content = models.BinaryField(null=True, blank=True)
    digest = models.CharField(max_length=64)
    as_of = models.DateField()
    status = models.CharField(
        max_length=10, choices=list(rules.RUN_STATUS_WORDS.items()), default=rules.RunStatus.WAITING
    )
    step = models.CharField(max_length=200, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    problems = models.JSONField(default=list, blank=True)
    model_version = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        open = {
            "id",
            "agreement",
            "file_name",
            "digest",
            "as_of",
            "status",
            "step",
            "counts",
            "model_version",
            "by",
            "at",
            "finished_at",
        }
        personal = {"problems"}
        sensitive = {"content"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="list_run_has_an_end_exactly_when_it_ended",
                condition=Q(status__in=["done", "failed"], finished_at__isnull=False)
                | ~Q(status__in=["done", "failed"]) & Q(finished_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(status__in=["waiting", "running"]),
                name="list_is_taken_in_once_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["agreement", "-at"], name="list_run_of_agreement")]

    def __str__(self) -> str:
        return self.status


class ListRow(models.Model):
    """A row of an agency's list by the agency's own number: whom it was found to be, and until when that is kept.

    Nothing else of the row is kept: a digest tells whether it changed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(ListAgreement, on_delete=models.PROTECT, related_name="rows")
    key = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=32)
    state = models.CharField(max_length=10, choices=list(rules.ROW_STATE_WORDS.items()))
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="listed")
    probability = models.FloatField(null=True, blank=True)
    as_of = models.DateField()
    kept_until_on = models.DateField()

    class Privacy:
        open = {"id", "agreement", "number", "digest", "state", "person", "probability", "as_of", "kept_until_on"}
        personal = {"key"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "key"], name="list_row_stands_once_in_its_list"),
            models.CheckConstraint(
                name="list_row_that_is_found_or_asked_about_is_somebody",
                condition=Q(state__in=["found", "asked"], person__isnull=False)
                | Q(state__in=["unmatched", "gone"], person__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.state
