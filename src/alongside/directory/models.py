"""What help exists: services, the core offer, and what each hub offers and does not."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from alongside.foundation.references.rules import new_id

from . import rules


@pghistory.track(exclude=["found_by"])
class Service(models.Model):
    """Something a family can be offered, described so that a parent would understand it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, related_name="services")
    description = models.TextField()
    for_whom = models.CharField(max_length=300, blank=True)
    from_age = models.PositiveSmallIntegerField(null=True, blank=True)
    to_age = models.PositiveSmallIntegerField(null=True, blank=True)
    levels = ArrayField(models.IntegerField(), default=list, blank=True)
    how_to_ask = models.TextField(blank=True)
    cost = models.CharField(max_length=200, blank=True)
    website = models.URLField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    sites = models.ManyToManyField("places.Site", blank=True, related_name="services")
    localities = models.ManyToManyField("places.Locality", blank=True, related_name="services")
    is_active = models.BooleanField(default=True)
    checked_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    found_by = models.GeneratedField(
        expression=SearchVector("name", weight="A", config="english")
        + SearchVector("for_whom", weight="B", config="english")
        + SearchVector("description", weight="C", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Privacy:
        open = {
            "id", "slug", "name", "agency", "description", "for_whom", "from_age", "to_age",
            "levels", "how_to_ask", "cost", "website", "phone", "email", "sites", "localities",
            "is_active", "checked_on", "version", "found_by",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="service_is_for_ages_in_order",
                condition=Q(from_age__isnull=True) | Q(to_age__isnull=True) | Q(to_age__gte=F("from_age")),
            ),
            models.CheckConstraint(name="service_says_what_it_is", condition=~Q(name="") & ~Q(description="")),
        ]
        indexes = [
            GinIndex(fields=["found_by"], name="service_by_words"),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="service_by_name"),
            models.Index(fields=["name", "id"], name="service_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class CoreItem(models.Model):
    """One thing that every hub promises."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    promise = models.CharField(max_length=400)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Privacy:
        open = {"id", "slug", "name", "promise", "position", "is_active"}

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class HubOffer(models.Model):
    """One line of what a hub offers: part of the core offer, its own, or what it does not offer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site = models.ForeignKey("places.Site", on_delete=models.PROTECT, related_name="offers")
    kind = models.CharField(max_length=12, choices=list(rules.OFFER_KIND_WORDS.items()))
    core_item = models.ForeignKey(CoreItem, null=True, blank=True, on_delete=models.PROTECT, related_name="offers")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="offers")
    name = models.CharField(max_length=160, blank=True)
    promise = models.CharField(max_length=400, blank=True)
    when = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Privacy:
        open = {
            "id", "site", "kind", "core_item", "service", "name", "promise", "when", "position",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="offer_names_a_core_item_exactly_when_core",
                condition=Q(kind=rules.OfferKind.CORE, core_item__isnull=False)
                | ~Q(kind=rules.OfferKind.CORE) & Q(core_item__isnull=True),
            ),
            models.CheckConstraint(
                name="offer_says_what_it_is",
                condition=Q(core_item__isnull=False) | Q(service__isnull=False) | ~Q(name=""),
            ),
            models.UniqueConstraint(
                fields=["site", "core_item"],
                condition=Q(core_item__isnull=False),
                name="offer_answers_each_core_item_once_in_a_hub",
            ),
        ]
        indexes = [models.Index(fields=["site", "kind", "position", "id"], name="offer_of_hub")]

    def __str__(self) -> str:
        return self.kind
