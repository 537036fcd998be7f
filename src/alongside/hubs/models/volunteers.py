"""Volunteers of a hub, and the checks that come before they begin."""

from datetime import date

import pghistory
from django.db import models
from django.db.models import F, Q, QuerySet

from alongside.foundation.references.rules import new_id
from alongside.hubs.rules.volunteers import REFERENCES_NEEDED, Checks, DbsLevel, VolunteerStatus


class VolunteerQuerySet(models.QuerySet):
    """Sets of volunteers."""

    def at(self, site) -> QuerySet:
        """Those who help at a site; whose place is not said helps at the hub itself."""
        return self.filter(Q(site=site) | Q(site__isnull=True, hub=site))

    def with_something_to_do(self, by: date) -> QuerySet:
        """Those here of whom a check is missing, or falls due by a day."""
        missing = Q(references_taken__lt=REFERENCES_NEEDED)
        for name in ("interviewed_on", "dbs_seen_on", "trained_on", "inducted_on", "agreement_on"):
            missing |= Q(**{f"{name}__isnull": True})
        due = Q(dbs_renew_on__lte=by) | Q(train_again_on__lte=by)
        return self.filter(missing | due, ended_on__isnull=True)


@pghistory.track()
class Volunteer(models.Model):
    """Somebody who gives a hub their time. Of a DBS certificate no number is kept: its level, and when it was seen."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hub = models.ForeignKey("places.Site", on_delete=models.PROTECT, related_name="volunteers")
    site = models.ForeignKey("places.Site", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    part = models.CharField(max_length=160)
    hours_a_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    status = models.CharField(max_length=10, choices=[(one, one) for one in VolunteerStatus])
    interviewed_on = models.DateField(null=True, blank=True)
    references_taken = models.PositiveSmallIntegerField(default=0)
    dbs_level = models.CharField(max_length=10, choices=[(one, one) for one in DbsLevel], blank=True)
    dbs_seen_on = models.DateField(null=True, blank=True)
    dbs_renew_on = models.DateField(null=True, blank=True)
    trained_on = models.DateField(null=True, blank=True)
    train_again_on = models.DateField(null=True, blank=True)
    inducted_on = models.DateField(null=True, blank=True)
    agreement_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = VolunteerQuerySet.as_manager()

    class Privacy:
        open = {"id", "hub", "site", "part", "hours_a_week", "status", "started_on", "ended_on", "version"}
        personal = {
            "name", "phone", "email", "interviewed_on", "references_taken", "dbs_level", "dbs_seen_on", "dbs_renew_on",
            "trained_on", "train_again_on", "inducted_on", "agreement_on",
        }  # fmt: skip
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_volunteer_has_started_when_in_trial_or_active",
                condition=~Q(status__in=[VolunteerStatus.TRIAL, VolunteerStatus.ACTIVE]) | Q(started_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_volunteer_has_left_exactly_when_ended",
                condition=Q(status=VolunteerStatus.ENDED, ended_on__isnull=False)
                | ~Q(status=VolunteerStatus.ENDED) & Q(ended_on__isnull=True),
            ),
            models.CheckConstraint(
                name="a_volunteer_leaves_on_or_after_they_started",
                condition=Q(started_on__isnull=True) | Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
            ),
            models.CheckConstraint(
                name="a_dbs_certificate_seen_has_a_day_to_see_it_again",
                condition=Q(dbs_seen_on__isnull=True) | Q(dbs_renew_on__isnull=False),
            ),
            models.CheckConstraint(
                name="training_has_a_day_for_the_next",
                condition=Q(trained_on__isnull=True) | Q(train_again_on__isnull=False),
            ),
        ]
        indexes = [models.Index(name="volunteers_of_a_hub", fields=["hub", "name", "id"])]

    def __str__(self) -> str:
        return self.part

    @property
    def checks(self) -> Checks:
        """What has been done for them so far."""
        return Checks(
            interviewed_on=self.interviewed_on, references_taken=self.references_taken,
            dbs_seen_on=self.dbs_seen_on, dbs_renew_on=self.dbs_renew_on, trained_on=self.trained_on,
            train_again_on=self.train_again_on, inducted_on=self.inducted_on, agreement_on=self.agreement_on,
        )  # fmt: skip

    @property
    def place(self):
        """Where they help: at the hub itself where nothing else is said."""
        return self.site or self.hub
