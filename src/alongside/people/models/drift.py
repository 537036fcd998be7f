"""How the register and its pairs stood, month by month: what drift is read from."""

from django.db import models
from django.db.models import Q

from alongside.foundation.references.rules import new_id


class DriftReport(models.Model):
    """What was counted of one month; the database refuses to change or remove it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    month_from = models.DateField(unique=True)
    counts = models.JSONField()
    model_version = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Privacy:
        open = {"id", "month_from", "counts", "model_version", "at"}

    class Meta:
        constraints = [
            models.CheckConstraint(name="drift_report_is_of_a_whole_month", condition=Q(month_from__day=1)),
        ]

    def __str__(self) -> str:
        return "Drift report"
