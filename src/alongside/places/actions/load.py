"""Stores a county's places, from official files or invented, in one transaction."""

from datetime import datetime

from django.db import connection, transaction

from alongside.foundation.events.actions import publish
from alongside.foundation.references.rules import new_id
from alongside.places.actions.bulk import Changed, put_rows
from alongside.places.events import CountyLoaded
from alongside.places.models import (
    Area,
    District,
    Locality,
    Measure,
    Postcode,
    Site,
    Statistic,
)
from alongside.places.rules.county import CountyFacts, SiteFacts
from alongside.places.rules.vintages import VintagesMixed


class LoadRefused(Exception):
    """A county that does not hang together, with what is wrong."""


@transaction.atomic
def load_county(*, county: CountyFacts, at: datetime) -> dict[str, Changed]:
    """Store a county: add what is new, change what differs, and leave alone what people have set.

    Localities that people have named or moved areas between stay as they are: a locality is set
    only for an area that has none, and a hub only for a locality that has none. The same county
    again changes nothing.
    """
    if gaps := county.gaps():
        raise LoadRefused("; ".join(gaps))
    _refuse_other_vintage(county)
    changes = {"districts": _put_districts(county)}
    changes["areas"] = _put_areas(county)
    area_ids = dict(Area.objects.values_list("code", "id"))
    changes["localities"], changes["areas given a locality"] = _put_localities(county, area_ids)
    changes["sites"] = _put_sites(county, area_ids)
    changes["hubs set"] = _set_hubs(county)
    changes["postcodes"] = _put_postcodes(county, area_ids)
    changes["measures"] = _put_measures(county)
    changes["figures"] = _put_figures(county, area_ids)
    _refresh_planner()
    publish(CountyLoaded(code=county.code, name=county.name, vintage=county.vintage, at=at))
    return changes


def _refuse_other_vintage(county: CountyFacts) -> None:
    others = Area.objects.filter(is_current=True).exclude(vintage=county.vintage)
    other = others.values_list("vintage", flat=True).first()
    if other:
        raise VintagesMixed(f"This county is held on {other} areas; {county.vintage} areas can not be mixed in")


def _put_districts(county: CountyFacts) -> Changed:
    return put_rows(
        District, columns=("id", "code", "name"), key=("code",), keep=("id",),
        rows=((new_id(), one.code, one.name or one.code) for one in county.districts),
    )  # fmt: skip


def _put_areas(county: CountyFacts) -> Changed:
    districts = dict(District.objects.values_list("code", "id"))
    return put_rows(
        Area,
        columns=(
            "id", "is_current", "code", "name", "place_name", "vintage", "district_id",
            "urban_rural", "easting", "northing", "boundary",
        ),
        key=("code",),
        keep=("id", "is_current"),
        rows=(
            (
                new_id(), True, one.code, one.name, one.place_name, county.vintage,
                districts[one.district_code], one.urban_rural, one.easting, one.northing,
                one.boundary,
            )
            for one in county.areas
        ),
    )  # fmt: skip


def _put_localities(county: CountyFacts, area_ids) -> tuple[Changed, Changed]:
    unplaced = set(Area.objects.filter(locality=None).values_list("code", flat=True))
    needed = [one for one in county.localities if unplaced.intersection(one.area_codes)]
    put = put_rows(
        Locality, columns=("id", "slug", "name", "is_active"), key=("slug",),
        keep=("id", "name", "is_active"),
        rows=((new_id(), one.slug, one.name, True) for one in needed),
    )  # fmt: skip
    ids = dict(Locality.objects.values_list("slug", "id"))
    given = 0
    for one in needed:
        codes = unplaced.intersection(one.area_codes)
        given += Area.objects.filter(code__in=codes).update(locality_id=ids[one.slug])
    return put, Changed(changed=given, unchanged=len(area_ids) - given)


def _put_sites(county: CountyFacts, area_ids) -> Changed:
    sourced = Site.objects.exclude(source_id="")
    held = {(one[0], one[1]): one[2] for one in sourced.values_list("kind", "source_id", "slug")}
    taken = set(Site.objects.values_list("slug", flat=True))
    localities = dict(Area.objects.values_list("id", "locality_id"))

    def row(one: SiteFacts):
        slug = held.get((one.kind.value, one.source_id))
        if slug is None:
            slug = one.slug if one.slug not in taken else f"{one.slug}-{one.source_id}".lower()
        area = area_ids.get(one.area_code)
        return (
            new_id(), True, localities.get(area), slug[:120], one.name, one.kind, one.source_id,
            one.easting, one.northing, area, one.postcode, one.address_line_1, one.address_line_2,
            one.town, one.detail,
        )  # fmt: skip

    return put_rows(
        Site,
        columns=(
            "id", "is_active", "locality_id", "slug", "name", "kind", "source_id", "easting",
            "northing", "area_id", "postcode", "address_line_1", "address_line_2", "town", "detail",
        ),
        key=("kind", "source_id"),
        key_condition="WHERE NOT (source_id = '')",
        keep=("id", "is_active", "locality_id", "slug"),
        rows=(row(one) for one in county.sites),
    )  # fmt: skip


def _set_hubs(county: CountyFacts) -> Changed:
    facts = {one.slug: one for one in county.sites}
    ids = {(kind, source): pk for kind, source, pk in
           Site.objects.exclude(source_id="").values_list("kind", "source_id", "id")}  # fmt: skip
    given = 0
    for one in county.localities:
        if hub := facts.get(one.hub_slug):
            without = Locality.objects.filter(slug=one.slug, hub_site=None)
            given += without.update(hub_site=ids[hub.kind.value, hub.source_id])
    return Changed(changed=given, unchanged=len(county.localities) - given)


def _put_postcodes(county: CountyFacts, area_ids) -> Changed:
    changes = Changed()
    for is_said, keep in ((True, ()), (False, ("is_live",))):
        changes += put_rows(
            Postcode, columns=("code", "area_id", "easting", "northing", "is_live"),
            key=("code",), keep=keep,
            rows=(
                (
                    one.code, area_ids[one.area_code], one.easting, one.northing,
                    one.is_live is not False,
                )
                for one in county.postcodes
                if (one.is_live is not None) is is_said
            ),
        )  # fmt: skip
    return changes


def _put_measures(county: CountyFacts) -> Changed:
    return put_rows(
        Measure,
        columns=(
            "id", "key", "vintage", "name", "unit", "source", "higher_means", "decimals",
            "is_estimate",
        ),
        key=("key", "vintage"),
        keep=("id",),
        rows=(
            (
                new_id(), one.key, county.vintage, one.name, one.unit, one.source,
                one.higher_means, one.decimals, one.is_estimate,
            )
            for one in county.measures
        ),
    )  # fmt: skip


def _put_figures(county: CountyFacts, area_ids) -> Changed:
    of_vintage = Measure.objects.filter(vintage=county.vintage)
    measures = dict(of_vintage.values_list("key", "id"))
    return put_rows(
        Statistic,
        columns=("id", "measure_id", "area_id", "period", "value", "suppressed"),
        key=("measure_id", "area_id", "period"),
        keep=("id",),
        rows=(
            (
                new_id(), measures[one.measure_key], area_ids[one.area_code], one.period,
                one.value, one.value is None,
            )
            for one in county.figures
        ),
    )  # fmt: skip


def _refresh_planner() -> None:
    with connection.cursor() as cursor:
        for model in (Area, Postcode, Site, Statistic):
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')
