"""Gives a county its localities and each locality its hub."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from alongside.places.rules.addresses import slug_of
from alongside.places.rules.county import CountyFacts, LocalityFacts
from alongside.places.rules.geometry import neighbours_of
from alongside.places.rules.localities import Drawn, Ground, draw_localities, hub_of


def _freshness(period: str) -> tuple[bool, str]:
    return period.startswith("census"), period[-4:]


def people_in(county: CountyFacts) -> dict[str, float]:
    """How many people live in each area: by the census where it is there, or else the latest year;
    failing both, as the Indices of Deprivation count them.
    """
    keys = ("indices_population", "population")
    counts = [f for f in county.figures if f.measure_key in keys and f.value is not None]
    counts.sort(key=lambda f: (keys.index(f.measure_key), *_freshness(f.period)))
    return {f.area_code: f.value for f in counts}


def drawn_for(county: CountyFacts, *, wanted: int) -> list[Drawn]:
    """Localities drawn along the county's districts."""
    people = people_in(county)
    boundaries = {one.code: one.boundary for one in county.areas if one.boundary}
    grounds = [
        Ground(
            one.code, one.district_code, one.place_name, people.get(one.code, 1.0), one.easting,
            one.northing,
        )
        for one in county.areas
    ]  # fmt: skip
    return draw_localities(
        grounds=grounds, neighbours=neighbours_of(boundaries),
        district_names={one.code: one.name or one.code for one in county.districts}, wanted=wanted,
    )  # fmt: skip


def listed_for(county: CountyFacts, listed: Mapping[str, Sequence[str]]) -> list[Drawn]:
    """Localities as a county lists them."""
    people, areas = people_in(county), {one.code: one for one in county.areas}
    drawn = []
    for name, codes in listed.items():
        weights = {code: people.get(code, 1.0) or 1.0 for code in codes}
        total = sum(weights.values())
        drawn.append(
            Drawn(
                name, tuple(sorted(codes)), sum(people.get(code, 0) for code in codes),
                sum(areas[code].easting * weight for code, weight in weights.items()) / total,
                sum(areas[code].northing * weight for code, weight in weights.items()) / total,
            )
        )  # fmt: skip
    return drawn


def with_localities(county: CountyFacts, drawn: Sequence[Drawn]) -> CountyFacts:
    """The county with these localities, each with the hub that fits it best."""
    localities = []
    for one in drawn:
        inside = set(one.codes)
        sites = [
            (site.slug, site.kind, float(site.easting), float(site.northing))
            for site in county.sites
            if site.area_code in inside and site.easting is not None and site.northing is not None
        ]
        hub = hub_of(sites=sites, easting=one.easting, northing=one.northing)
        localities.append(LocalityFacts(slug_of(one.name), one.name, one.codes, hub))
    return replace(county, localities=tuple(localities))


def told_of(county: CountyFacts) -> list[dict[str, object]]:
    """Each locality in a line of the report: areas, people, hub."""
    people = people_in(county)
    names = {site.slug: site.name for site in county.sites}
    return [
        {
            "name": one.name, "areas": len(one.area_codes),
            "people": sum(people.get(code, 0) for code in one.area_codes),
            "hub": names.get(one.hub_slug, ""),
        }
        for one in county.localities
    ]  # fmt: skip
