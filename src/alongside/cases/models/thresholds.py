"""The local threshold document: descriptors of each level of need, in dated versions."""

from django.db import models
from django.db.models import Q

from alongside.foundation.references.rules import new_id


class ThresholdDocument(models.Model):
    """One published version of the threshold document."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title = models.CharField(max_length=200)
    version = models.CharField(max_length=40, unique=True)
    from_on = models.DateField(unique=True)

    class Privacy:
        open = {"id", "title", "version", "from_on"}

    def __str__(self) -> str:
        return self.version


class Descriptor(models.Model):
    """What need looks like at one level, in one area of a child's life."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(ThresholdDocument, on_delete=models.CASCADE, related_name="descriptors")
    level = models.PositiveSmallIntegerField()
    domain = models.CharField(max_length=80)
    words = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Privacy:
        open = {"id", "document", "level", "domain", "words", "position"}

    class Meta:
        constraints = [
            models.CheckConstraint(name="descriptor_is_of_one_of_four_levels", condition=Q(level__gte=1, level__lte=4)),
            models.UniqueConstraint(
                fields=["document", "level", "domain", "words"], name="descriptor_stands_once_in_a_document"
            ),
        ]

    def __str__(self) -> str:
        return self.words
