"""Facts about places: districts, localities, areas, sites, postcodes, statistics, imports."""

from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id
from alongside.places.rules.kinds import (
    SITE_KIND_NAMES,
    HigherMeans,
    ImportStatus,
    SiteKind,
    UrbanRural,
    Vintage,
)


def _one_of(field: str, values: type) -> Q:
    return Q(**{f"{field}__in": [str(value) for value in values]})


class District(models.Model):
    """A council district, with its official code."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)

    class Privacy:
        open = {"id", "code", "name"}
        personal: set[str] = set()
        sensitive: set[str] = set()

    def __str__(self) -> str:
        return self.name


class Locality(models.Model):
    """The service's own patch: areas that share a hub and a team."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120, unique=True)
    hub_site = models.ForeignKey("places.Site", on_delete=models.PROTECT, null=True, blank=True, related_name="hub_of")
    team = models.ForeignKey(
        "identity.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="localities"
    )
    is_active = models.BooleanField(default=True)

    class Privacy:
        open = {"id", "slug", "name", "hub_site", "team", "is_active"}
        personal: set[str] = set()
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_site_is_the_hub_of_one_locality_at_most", fields=["hub_site"]),
        ]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """A small statistical area (LSOA) of one vintage, in one district and one locality."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=160)
    place_name = models.CharField(max_length=160, blank=True)
    vintage = models.CharField(max_length=8)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="areas")
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, null=True, blank=True, related_name="areas")
    urban_rural = models.CharField(max_length=8, blank=True)
    easting = models.IntegerField()
    northing = models.IntegerField()
    boundary = models.JSONField(null=True, blank=True)
    is_current = models.BooleanField(default=True)

    class Privacy:
        open = {
            "id", "code", "name", "place_name", "vintage", "district", "locality", "urban_rural",
            "easting", "northing", "boundary", "is_current",
        }  # fmt: skip
        personal: set[str] = set()
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.CheckConstraint(name="an_area_is_of_a_known_vintage", condition=_one_of("vintage", Vintage)),
            models.CheckConstraint(
                name="an_area_is_urban_or_rural_or_not_known",
                condition=_one_of("urban_rural", UrbanRural),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """A hub, children's centre, school, library, practice, venue or office."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    address_line_1 = models.CharField(max_length=120, blank=True)
    address_line_2 = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    easting = models.IntegerField(null=True, blank=True)
    northing = models.IntegerField(null=True, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="sites")
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, null=True, blank=True, related_name="sites")
    team = models.ForeignKey("identity.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="sites")
    agency = models.ForeignKey("identity.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="sites")
    detail = models.CharField(max_length=160, blank=True)
    source_id = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)

    class Privacy:
        open = {
            "id", "slug", "name", "kind", "address_line_1", "address_line_2", "town", "postcode",
            "easting", "northing", "area", "locality", "team", "agency", "detail", "source_id",
            "is_active",
        }  # fmt: skip
        personal: set[str] = set()
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_site_is_of_a_known_kind", condition=_one_of("kind", SiteKind)),
            models.CheckConstraint(
                name="a_site_has_both_coordinates_or_neither",
                condition=Q(easting__isnull=True, northing__isnull=True)
                | Q(easting__isnull=False, northing__isnull=False),
            ),
            models.UniqueConstraint(
                name="a_source_names_a_site_of_one_kind_once",
                fields=["kind", "source_id"],
                condition=~Q(source_id=""),
            ),
        ]
        indexes = [models.Index(name="sites_by_locality_and_kind", fields=["locality", "kind"])]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_name(self) -> str:
        """What a person would call this kind of site."""
        return SITE_KIND_NAMES[SiteKind(self.kind)]


class Postcode(models.Model):
    """A postcode, spaced as the Post Office writes it, and the area it lies in."""

    code = models.CharField(max_length=8, primary_key=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="postcodes")
    easting = models.IntegerField()
    northing = models.IntegerField()
    is_live = models.BooleanField(default=True)

    class Privacy:
        open = {"code", "area", "easting", "northing", "is_live"}
        personal: set[str] = set()
        sensitive: set[str] = set()

    def __str__(self) -> str:
        return self.code


class Measure(models.Model):
    """Something counted or scored for every area, on one vintage, from one source."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=160)
    unit = models.CharField(max_length=40)
    source = models.CharField(max_length=200)
    vintage = models.CharField(max_length=8)
    higher_means = models.CharField(max_length=12)
    decimals = models.PositiveSmallIntegerField(default=0)
    is_estimate = models.BooleanField(default=False)

    class Privacy:
        open = {
            "id", "key", "name", "unit", "source", "vintage", "higher_means", "decimals",
            "is_estimate",
        }  # fmt: skip
        personal: set[str] = set()
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_measure_is_kept_once_for_each_vintage", fields=["key", "vintage"]),
            models.CheckConstraint(name="a_measure_is_of_a_known_vintage", condition=_one_of("vintage", Vintage)),
            models.CheckConstraint(
                name="a_measure_says_what_a_bigger_figure_means",
                condition=_one_of("higher_means", HigherMeans),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Statistic(models.Model):
    """One figure: a measure, an area, a period. Suppressed figures are kept as suppressed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="statistics")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="statistics")
    period = models.CharField(max_length=20)
    value = models.FloatField(null=True, blank=True)
    suppressed = models.BooleanField(default=False)

    class Privacy:
        open = {"id", "measure", "area", "period", "value", "suppressed"}
        personal: set[str] = set()
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_figure_is_kept_once_for_each_measure_area_and_period",
                fields=["measure", "area", "period"],
            ),
            models.CheckConstraint(
                name="a_figure_has_no_value_exactly_when_suppressed",
                condition=Q(suppressed=True, value__isnull=True) | Q(suppressed=False, value__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.period}"


class Import(models.Model):
    """One loading of files: what was given, what came of it, and what did not join."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey("identity.User", on_delete=models.PROTECT, null=True, blank=True, related_name="imports")
    report = models.JSONField(default=dict)
    status = models.CharField(max_length=12, default=ImportStatus.RUNNING)

    class Privacy:
        open = {
            "id", "kind", "file_name", "digest", "started_at", "finished_at", "report", "status",
        }  # fmt: skip
        personal = {"by"}
        sensitive: set[str] = set()

    class Meta:
        constraints = [
            models.CheckConstraint(name="an_import_is_in_a_known_state", condition=_one_of("status", ImportStatus)),
            models.CheckConstraint(
                name="an_import_has_finished_exactly_when_no_longer_running",
                condition=Q(status=ImportStatus.RUNNING, finished_at__isnull=True)
                | (~Q(status=ImportStatus.RUNNING) & Q(finished_at__isnull=False, finished_at__gte=F("started_at"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name}"
