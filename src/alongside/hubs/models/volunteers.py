"""Volunteers of a hub, and the checks that come before they begin."""

import pghistory
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id
from alongside.hubs.rules.volunteers import Checks, VolunteerStatus


@pghistory.track()
class Volunteer(models.Model):
    """Somebody who gives a hub their time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hub = models.ForeignKey("places.Site", on_delete=models.PROTECT, related_name="volunteers")
    name = models.CharField(max_length=120)
    part = models.CharField(max_length=160)
    hours_a_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    status = models.CharField(max_length=10, choices=[(one, one) for one in VolunteerStatus])
    interviewed_on = models.DateField(null=True, blank=True)
    references_taken = models.PositiveSmallIntegerField(default=0)
    dbs_seen_on = models.DateField(null=True, blank=True)
    dbs_renew_on = models.DateField(null=True, blank=True)
    inducted_on = models.DateField(null=True, blank=True)
    agreement_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        open = {"id", "hub", "part", "hours_a_week", "status", "started_on", "ended_on", "version"}
        personal = {
            "name", "interviewed_on", "references_taken", "dbs_seen_on", "dbs_renew_on", "inducted_on", "agreement_on",
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
        ]
        indexes = [models.Index(name="volunteers_of_a_hub", fields=["hub", "name", "id"])]

    def __str__(self) -> str:
        return self.part

    @property
    def checks(self) -> Checks:
        """What has been done for them so far."""
        return Checks(
            interviewed_on=self.interviewed_on, references_taken=self.references_taken,
            dbs_seen_on=self.dbs_seen_on, dbs_renew_on=self.dbs_renew_on, inducted_on=self.inducted_on,
            agreement_on=self.agreement_on,
        )  # fmt: skip
