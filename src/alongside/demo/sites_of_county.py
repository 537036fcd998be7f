"""Hubs, children's centres, schools, libraries and practices of the invented county."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from random import Random

from alongside.demo import names_of_places as names
from alongside.places.rules.addresses import with_own_slugs
from alongside.places.rules.county import AreaFacts, CountyFacts, PostcodeFacts, SiteFacts
from alongside.places.rules.kinds import SiteKind, UrbanRural
from alongside.places.rules.localities import Drawn

CHILDRENS_CENTRES, LIBRARIES, PRACTICES, VENUES = 40, 32, 46, 14
PRIMARIES, SECONDARIES, SPECIALS = 118, 24, 8
FIRST_SCHOOL_NUMBER = 900_001
"""Real schools are numbered from 100000 to below 160000."""

WALK, RIDE = 700, 5000
"""Metres that a site in a town, or in the country, mostly serves."""

_PRIMARY = ("Primary School", "Church Primary School", "Community Primary School", "Infant School",
            "Junior School")  # fmt: skip
_SECONDARY = ("Academy", "School", "Community College", "High School")
_SPECIAL = ("The Copper Beech School", "Larkrise School", "Stepping Stones School",
            "The Lantern School", "Tidewater School", "Rowan Gate School",
            "Kingfisher Court School", "The Bridge Academy")  # fmt: skip
_CENTRES = ("Children’s Centre", "Children and Family Centre")
_PRACTICES = ("Surgery", "Medical Centre", "Health Centre", "Practice")


class _Ground:
    """Areas with what the choice of sites needs to know of them, and an address in each."""

    def __init__(self, county: CountyFacts, people, hardship, towns, chance: Random) -> None:
        self.areas = county.areas
        self.people, self.hardship, self.towns = people, hardship, towns
        self.chance = chance
        self._postcodes: dict[str, list[PostcodeFacts]] = defaultdict(list)
        for one in county.postcodes:
            if one.is_live:
                self._postcodes[one.area_code].append(one)
        self._said: set[tuple[str, str]] = set()

    def site(
        self, area: AreaFacts, *, kind: SiteKind, source: str, endings, detail: str = "",
        name: str = "",
    ) -> SiteFacts:  # fmt: skip
        """A site at one of the area's postcodes, with a name that no other of its kind has."""
        at = self.chance.choice(self._postcodes[area.code])
        return SiteFacts(
            slug="", name=name or self._name(area, kind, endings), kind=kind, source_id=source,
            easting=at.easting, northing=at.northing, area_code=area.code, postcode=at.code,
            address_line_1=names.a_street(self.chance), address_line_2=_place(area),
            town=self.towns[area.code], detail=detail,
        )  # fmt: skip

    def _name(self, area: AreaFacts, kind: SiteKind, endings: Sequence[str]) -> str:
        for ending in self.chance.sample(endings, len(endings)):
            name = f"{_place(area)} {ending}"
            if (kind, name) not in self._said:
                break
        else:
            name = f"{self.chance.choice(('Oak', 'Elm', 'Hazel', 'Brook', 'Holly'))} Lane {name}"
        self._said.add((kind, name))
        return name


def _place(area: AreaFacts) -> str:
    return area.place_name.split(" and ")[area.northing % 2 if " and " in area.place_name else 0]


def _spread(areas: Sequence[AreaFacts], weights: Mapping[str, float], number: int) -> list[AreaFacts]:
    """That many areas, each where the weight not yet served is greatest: spread, but by need.

    In a town a site serves those within walking distance; in the country it serves a wide round.
    """
    left = {one.code: weights[one.code] for one in areas}
    at = {one.code: (one.easting, one.northing) for one in areas}
    by_code = {one.code: one for one in areas}
    chosen = []
    for _ in range(number):
        code = max(sorted(left), key=lambda one: left[one])
        chosen.append(by_code[code])
        reach = WALK if by_code[code].urban_rural == UrbanRural.URBAN else RIDE
        for other in left:
            near = math.dist(at[code], at[other])
            left[other] *= 1 - 0.9 * math.exp(-((near / reach) ** 2))
        left[code] *= 0.05
    return chosen


def invent_sites(
    county: CountyFacts,
    *,
    drawn: Sequence[Drawn],
    people: Mapping[str, float],
    hardship: Mapping[str, float],
    towns: Mapping[str, str],
    chance: Random,
) -> tuple[SiteFacts, ...]:
    """Every site of the county: a hub for each locality, the others where people and need are."""
    ground = _Ground(county, people, hardship, towns, chance)
    need = {code: people[code] * math.exp(0.5 * hardship[code]) for code in people}
    sites = [*_hubs(ground, drawn), *_schools(ground)]
    for kind, number, letter, endings, weights in (
        (SiteKind.CHILDRENS_CENTRE, CHILDRENS_CENTRES, "CC", _CENTRES, need),
        (SiteKind.LIBRARY, LIBRARIES, "LB", ("Library",), people),
        (SiteKind.GP_PRACTICE, PRACTICES, "GP", _PRACTICES, people),
        (SiteKind.VENUE, VENUES, "VN", ("Village Hall", "Community Hall", "Pavilion"), people),
    ):
        areas = ground.areas
        if kind == SiteKind.VENUE:
            areas = tuple(one for one in areas if not towns[one.code])
        sites += [
            ground.site(area, kind=kind, source=f"{letter}{n:04d}", endings=endings)
            for n, area in enumerate(_spread(areas, weights, number), start=1)
        ]
    sites.append(
        ground.site(
            ground.areas[0], kind=SiteKind.OFFICE, source="OF0001", endings=(),
            name=f"{names.COUNTY} County Hall",
        )
    )  # fmt: skip
    return with_own_slugs(sites)


def _apart(one: AreaFacts, other: AreaFacts) -> float:
    return math.dist((one.easting, one.northing), (other.easting, other.northing))


def _hubs(ground: _Ground, drawn: Sequence[Drawn]) -> list[SiteFacts]:
    by_code = {one.code: one for one in ground.areas}
    hubs = []
    for n, locality in enumerate(drawn, start=1):
        inside = [by_code[code] for code in locality.codes]
        urban = [one for one in inside if ground.towns[one.code]] or inside
        area = min(urban, key=lambda one: (sum(_apart(one, o) for o in urban), one.code))
        hubs.append(
            ground.site(
                area, kind=SiteKind.HUB, source=f"HB{n:04d}", endings=(),
                name=f"{locality.name} Hub",
            )
        )  # fmt: skip
    return hubs


def _schools(ground: _Ground) -> list[SiteFacts]:
    urban, people = tuple(one for one in ground.areas if ground.towns[one.code]), ground.people
    chosen = [
        *((one, _PRIMARY, "Primary", "") for one in _spread(ground.areas, people, PRIMARIES)),
        *((one, _SECONDARY, "Secondary", "") for one in _spread(urban, people, SECONDARIES)),
        *(
            (one, (), "Special", name)
            for one, name in zip(_spread(urban, people, 4 * SPECIALS)[::4], _SPECIAL, strict=True)
        ),
    ]
    return [
        ground.site(
            area, kind=SiteKind.SCHOOL, source=str(FIRST_SCHOOL_NUMBER + n), endings=endings,
            detail=phase, name=name,
        )
        for n, (area, endings, phase, name) in enumerate(chosen)
    ]  # fmt: skip
