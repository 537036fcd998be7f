"""What is known of a building: each answer with its source and its day; earlier answers stay."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.foundation.references.rules import new_id
from alongside.hubs.rules.facts import FactKind, Standing


class SiteFact(models.Model):
    """One answer to one question about a site. The latest stands; none at all means “not asked”."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site = models.ForeignKey("places.Site", on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=16, choices=[(one, one) for one in FactKind])
    standing = models.CharField(max_length=12, choices=[(one, one) for one in Standing])
    words = models.TextField(blank=True)
    number = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    source = models.CharField(max_length=200)
    as_of = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField()

    class Privacy:
        open = {"id", "site", "kind", "standing", "words", "number", "source", "as_of", "at"}
        personal = {"by"}
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_known_fact_of_a_site_says_something",
                condition=Q(standing=Standing.KNOWN) & (~Q(words="") | Q(number__isnull=False))
                | Q(standing__in=[Standing.NONE, Standing.NOT_IN_DATA], number__isnull=True),
            ),
            models.CheckConstraint(name="a_fact_of_a_site_names_its_source", condition=~Q(source="")),
        ]
        indexes = [models.Index(name="facts_of_a_site", fields=["site", "kind", "as_of", "id"])]

    def __str__(self) -> str:
        return self.kind
