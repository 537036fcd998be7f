"""Who helps: a worker's skills, languages and hours, and how many families they take."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from alongside.foundation.references.rules import new_id

from . import rules


class Skill(models.Model):
    """Something a worker is trained or practised in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120, unique=True)
    is_active = models.BooleanField(default=True)

    class Privacy:
        open = {"id", "slug", "name", "is_active"}

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class WorkerProfile(models.Model):
    """What colleagues need to know of a worker to share work well."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="worker_profile")
    skills = models.ManyToManyField(Skill, blank=True, related_name="workers")
    languages = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    hours_a_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    working_pattern = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Privacy:
        open = {"id", "user", "version", "changed_at"}
        personal = {"skills", "languages", "capacity", "hours_a_week", "working_pattern"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="worker_takes_a_number_of_families_that_can_be",
                condition=Q(capacity__isnull=True) | Q(capacity__lte=rules.LARGEST_CAPACITY),
            ),
            models.CheckConstraint(
                name="worker_works_hours_that_the_law_allows",
                condition=Q(hours_a_week__isnull=True) | Q(hours_a_week__gt=0, hours_a_week__lte=rules.MOST_HOURS),
            ),
        ]

    def __str__(self) -> str:
        return "Worker"
