"""Grants: why a record is open to someone, from when and until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now

from alongside.foundation.references.rules import new_id

from . import rules


class GrantQuerySet(models.QuerySet):
    def open(self) -> "GrantQuerySet":
        """Grants that have not ended, by the database's clock."""
        return self.filter(Q(until_at__isnull=True) | Q(until_at__gt=Now()))

    def held_by(self, viewer) -> "GrantQuerySet":
        """Grants to the viewer, to a team they work in, or to their agency."""
        return self.filter(holder_id__in=[viewer.id, *viewer.team_ids, *filter(None, [viewer.agency_id])])


class Grant(models.Model):
    """A person, team or agency may see a record because … until …."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="grants"
    )
    team = models.ForeignKey("identity.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    agency = models.ForeignKey(
        "identity.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="grants"
    )
    holder_id = models.GeneratedField(
        expression=Coalesce("user", "team", "agency", output_field=models.UUIDField()),
        output_field=models.UUIDField(),
        db_persist=True,
    )
    """Whichever of the three it is, so that one index finds what a person holds in any of these ways."""
    reason = models.CharField(max_length=20, choices=list(rules.GRANT_REASON_WORDS.items()))
    because = models.CharField(max_length=300, blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = GrantQuerySet.as_manager()

    class Privacy:
        open = {
            "id",
            "subject_kind",
            "subject_id",
            "user",
            "team",
            "agency",
            "holder_id",
            "reason",
            "from_at",
            "until_at",
            "given_by",
        }
        sensitive = {"because"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_has_exactly_one_holder",
                condition=(
                    Q(user__isnull=False, team__isnull=True, agency__isnull=True)
                    | Q(user__isnull=True, team__isnull=False, agency__isnull=True)
                    | Q(user__isnull=True, team__isnull=True, agency__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="grant_ends_after_it_starts",
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("from_at")),
            ),
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "reason", "user", "team", "agency"],
                condition=Q(until_at__isnull=True),
                nulls_distinct=False,
                name="grant_without_end_is_given_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["holder_id", "subject_kind", "subject_id"],
                name="grant_by_holder",
                include=["until_at", "reason"],
            ),
            models.Index(fields=["subject_kind", "subject_id"], name="grant_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} on a {self.subject_kind}"


class OneSubject(models.Model):
    """Two records of one subject, both ways: what opens one of them opens the other."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    one_with = models.UUIDField()

    class Privacy:
        open = {"id", "subject_kind", "subject_id", "one_with"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "one_with"], name="subject_is_one_with_another_once"
            ),
            models.CheckConstraint(
                name="subject_is_one_with_another_than_itself", condition=~Q(subject_id=F("one_with"))
            ),
        ]
        indexes = [models.Index(fields=["subject_kind", "one_with"], name="one_subject_by_other")]

    def __str__(self) -> str:
        return "One subject"


class GrantReach(models.Model):
    """A view: every grant with the record it is on, and again with each record that is one with it."""

    id = models.UUIDField(primary_key=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, related_name="+")
    team = models.ForeignKey("identity.Team", null=True, on_delete=models.DO_NOTHING, related_name="+")
    agency = models.ForeignKey("identity.Agency", null=True, on_delete=models.DO_NOTHING, related_name="+")
    reason = models.CharField(max_length=20)
    until_at = models.DateTimeField(null=True)
    holder_id = models.UUIDField()

    objects = GrantQuerySet.as_manager()

    class Privacy:
        open = {"id", "subject_kind", "subject_id", "user", "team", "agency", "reason", "until_at", "holder_id"}

    class Meta:
        managed = False

    def __str__(self) -> str:
        return f"{self.reason} on a {self.subject_kind}"


class Opening(models.Model):
    """Someone opened a record beyond their grants, said why, and a manager reviews it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.OneToOneField(Grant, on_delete=models.PROTECT, related_name="opening")
    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="openings")
    reason = models.TextField()
    at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    was_right = models.BooleanField(null=True, blank=True)
    finding = models.TextField(blank=True)

    class Privacy:
        open = {"id", "grant", "viewer", "at", "reviewed_by", "reviewed_at", "was_right"}
        sensitive = {"reason", "finding"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="opening_is_reviewed_whole_or_not_at_all",
                condition=(
                    Q(reviewed_by__isnull=True, reviewed_at__isnull=True, was_right__isnull=True)
                    | Q(reviewed_by__isnull=False, reviewed_at__isnull=False, was_right__isnull=False)
                ),
            ),
        ]
        indexes = [models.Index(fields=["at", "id"], name="opening_to_review", condition=Q(reviewed_at__isnull=True))]

    def __str__(self) -> str:
        return f"Opened at {self.at:%Y-%m-%d %H:%M}"


class SealQuerySet(models.QuerySet):
    def standing(self) -> "SealQuerySet":
        """Seals that nobody has lifted."""
        return self.filter(lifted_at__isnull=True)


class Seal(models.Model):
    """A record is kept apart: why, for whom, and whom all others ring; from when until it is lifted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_kind = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=list(rules.SEAL_KIND_WORDS.items()))
    reason = models.TextField()
    ring = models.CharField(max_length=200)
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField()
    looked_at = models.DateTimeField()
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    looked_finding = models.TextField(blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lifted_why = models.TextField(blank=True)

    objects = SealQuerySet.as_manager()

    class Privacy:
        open = {
            "id",
            "subject_kind",
            "sealed_by",
            "sealed_at",
            "looked_at",
            "looked_by",
            "lifted_at",
            "lifted_by",
        }
        sensitive = {"kind", "reason", "ring", "looked_finding", "lifted_why"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="seal_is_lifted_whole_or_not_at_all",
                condition=(
                    Q(lifted_at__isnull=True, lifted_by__isnull=True)
                    | Q(lifted_at__isnull=False, lifted_by__isnull=False)
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["looked_at", "id"], name="seal_to_look_at", condition=Q(lifted_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"Sealed at {self.sealed_at:%Y-%m-%d %H:%M}"


class WhileSealedQuerySet(models.QuerySet):
    def standing(self) -> "WhileSealedQuerySet":
        """What holds now."""
        return self.filter(until_at__isnull=True)

    def on(self, subject_kind: str, subject_ids) -> "WhileSealedQuerySet":
        """What is sealed among some records."""
        return self.filter(subject_kind=subject_kind, subject_id__in=subject_ids).select_related("seal")


class SealedSubject(models.Model):
    """A record that a seal keeps apart, until the seal is lifted; triggers on grants read this table."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="subjects")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    until_at = models.DateTimeField(null=True, blank=True)

    objects = WhileSealedQuerySet.as_manager()

    class Privacy:
        open = {"id", "seal", "subject_kind", "subject_id", "until_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"],
                condition=Q(until_at__isnull=True),
                name="record_is_under_one_seal_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"A sealed {self.subject_kind}"


class SealName(models.Model):
    """Somebody who may see a sealed record: named by whom and why, and until when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="names")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    from_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_why = models.TextField(blank=True)

    objects = WhileSealedQuerySet.as_manager()

    class Privacy:
        open = {"id", "seal", "user", "from_at", "added_by", "until_at", "taken_by"}
        sensitive = {"why", "taken_why"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seal", "user"], condition=Q(until_at__isnull=True), name="person_is_named_on_a_seal_once"
            ),
            models.CheckConstraint(
                name="name_is_taken_from_a_seal_by_someone",
                condition=(
                    Q(until_at__isnull=True, taken_by__isnull=True) | Q(until_at__isnull=False, taken_by__isnull=False)
                ),
            ),
        ]
        indexes = [models.Index(fields=["user"], name="seal_name_by_user", condition=Q(until_at__isnull=True))]

    def __str__(self) -> str:
        return "A name on a seal"


class KeptGrant(models.Model):
    """A grant that a seal ended, or that was to be given while it stands: it stands again once the seal is lifted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="kept")
    grant = models.OneToOneField(Grant, on_delete=models.PROTECT, related_name="kept")

    class Privacy:
        open = {"id", "seal", "grant"}

    def __str__(self) -> str:
        return "A grant kept for later"
