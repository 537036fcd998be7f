"""An invented county, Wenshire: areas, districts, localities, figures, postcodes and sites.

The same seed gives the same county, to the last digit. Nothing in it is real: the places are not on
any map, the postcodes begin with letters that are given to no part of the country, and the figures
are made up so that they hang together.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from alongside.demo import names_of_places as names
from alongside.demo.cells import with_bends
from alongside.demo.ground import SETTLEMENTS, Patch, lay_ground
from alongside.demo.sites_of_county import invent_sites
from alongside.places.rules.county import (
    AreaFacts,
    CountyFacts,
    DistrictFacts,
    FigureFacts,
    MeasureFacts,
    PostcodeFacts,
)
from alongside.places.rules.deciles import decile_of_rank
from alongside.places.rules.geometry import is_inside, longitude_latitude_of, neighbours_of
from alongside.places.rules.kinds import UrbanRural, Vintage
from alongside.places.rules.localities import pieces_of
from alongside.places.rules.measures import (
    bands_of,
    deprivation_measure,
    population_measure,
)
from alongside.places.rules.patches import drawn_for, with_localities

SEED = 2015
CODE = "Z10000001"
PERIOD = "2025"
YEAR_BEFORE, EARLIER_INDEX = "2024", "2019"
SOURCE = "Invented for the demonstration county"
LOCALITIES = 7
AREAS_IN_ENGLAND = 33_755
POSTCODE_AREA = "ZY"
POSTCODES_TO_AN_AREA = (12, 18)
ENDED = 0.04
UNIT_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
DOMAINS = ("imd", "income", "employment", "education", "health", "crime", "barriers", "living_env",
           "idaci")  # fmt: skip


def invent_county(*, seed: int = SEED) -> CountyFacts:
    """The whole county, ready to be loaded."""
    chance = Random(seed)
    patches = lay_ground(chance)
    districts = _districts_of(patches)
    areas = _areas(patches, districts, seed)
    measures, figures = _figures(areas, patches, chance)
    county = CountyFacts(
        code=CODE, name=names.COUNTY, vintage=Vintage.DEMO,
        districts=tuple(
            DistrictFacts(_district_code(n), name) for n, name in enumerate(names.DISTRICTS)
        ),
        areas=areas, measures=measures, figures=figures,
        postcodes=_postcodes(areas, patches, chance),
    )  # fmt: skip
    drawn = drawn_for(county, wanted=LOCALITIES)
    people = {area.code: patch.people for area, patch in zip(areas, patches, strict=True)}
    hardship = {area.code: patch.hardship for area, patch in zip(areas, patches, strict=True)}
    towns = {area.code: patch.settlement for area, patch in zip(areas, patches, strict=True)}
    sites = invent_sites(county, drawn=drawn, people=people, hardship=hardship, towns=towns, chance=chance)
    return with_localities(replace(county, sites=sites), drawn)


def _district_code(index: int) -> str:
    return f"Z07{index + 1:06d}"


def _districts_of(patches: Sequence[Patch]) -> list[int]:
    """The district of each area: the city's own, or that of the nearest town; each in one piece."""
    seats = {one.name: n for n, one in enumerate(SETTLEMENTS)}
    last = len(names.DISTRICTS) - 1
    found = []
    for patch in patches:
        if patch.settlement:
            found.append(min(seats[patch.settlement], last))
        else:
            towns = SETTLEMENTS[1:]
            nearest = min(towns, key=lambda one: math.dist(one.middle, patch.point))
            found.append(min(seats[nearest.name], last))
    beside = _neighbours(patches)
    for district in range(last + 1):
        members = {str(n) for n, one in enumerate(found) if one == district}
        for piece in sorted(pieces_of(members, beside), key=len, reverse=True)[1:]:
            for code in sorted(piece):
                around = Counter(found[int(o)] for o in beside[code] if found[int(o)] != district)
                if around:
                    found[int(code)] = min(around, key=lambda d: (-around[d], d))
    return found


def _neighbours(patches: Sequence[Patch]) -> dict[str, set[str]]:
    shapes = {
        str(n): {"type": "Polygon", "coordinates": [[*patch.ring, patch.ring[0]]]} for n, patch in enumerate(patches)
    }
    return neighbours_of(shapes)


def _areas(patches: Sequence[Patch], districts: Sequence[int], seed: int) -> tuple[AreaFacts, ...]:
    number: dict[tuple[int, str], int] = {}
    letters: Counter[tuple[int, str]] = Counter()
    found = []
    for n, (patch, district) in enumerate(zip(patches, districts, strict=True)):
        key = (district, patch.place)
        nth = number.setdefault(key, 1 + sum(1 for d, _ in number if d == district))
        letter = chr(ord("A") + letters[key])
        letters[key] += 1
        ring = [
            [round(one, 6) for one in longitude_latitude_of(*corner)] for corner in with_bends(patch.ring, seed=seed)
        ]
        found.append(
            AreaFacts(
                code=f"Z01{n + 1:06d}", name=f"{names.DISTRICTS[district]} {nth:03d}{letter}",
                district_code=_district_code(district), easting=round(patch.point[0]),
                northing=round(patch.point[1]), place_name=patch.place,
                urban_rural=UrbanRural.URBAN if patch.is_urban else UrbanRural.RURAL,
                boundary={"type": "Polygon", "coordinates": [ring]},
            )
        )  # fmt: skip
    return tuple(found)


def _ages(patch: Patch, chance: Random) -> dict[int, float]:
    """People by single year of age: more children where times are hard, fewer in the country."""
    young = 1 + 0.10 * max(-1.5, min(2.5, patch.hardship)) - (0 if patch.is_urban else 0.10)
    weights = {age: young * chance.uniform(0.8, 1.2) for age in range(20)}
    weights |= {age: (1.15 if age < 65 else 0.75 - (age - 65) * 0.02) for age in range(20, 91)}
    total = sum(weights.values())
    ages = {age: math.floor(patch.people * weight / total) for age, weight in weights.items()}
    ages[40] += patch.people - sum(ages.values())
    return {age: float(people) for age, people in ages.items()}


def _a_year_before(ages: dict[int, float]) -> dict[int, float]:
    """Everybody a year younger, and this year's babies not yet born: so each year can stand beside the other."""
    return {age: ages.get(age + 1, ages[age]) for age in ages}


def _figures(
    areas: Sequence[AreaFacts], patches: Sequence[Patch], chance: Random
) -> tuple[tuple[MeasureFacts, ...], tuple[FigureFacts, ...]]:
    measures: dict[str, MeasureFacts] = {}
    figures: list[FigureFacts] = []

    def add(measure: MeasureFacts, code: str, value: float, period: str = PERIOD) -> None:
        measures.setdefault(measure.key, replace(measure, source=SOURCE))
        figures.append(FigureFacts(measure.key, code, period, value))

    for area, patch in zip(areas, patches, strict=True):
        ages = _ages(patch, chance)
        for period, counted in ((PERIOD, ages), (YEAR_BEFORE, _a_year_before(ages))):
            for key, people in bands_of(counted).items():
                add(population_measure(key), area.code, people, period)
        before, _ = _score_and_rank("imd", patch.hardship + Random(area.code).gauss(0, 0.2))
        add(deprivation_measure("imd", "score"), area.code, before, EARLIER_INDEX)
        for domain in DOMAINS:
            lean = patch.hardship + (0 if domain == "imd" else chance.gauss(0, 0.35))
            if domain == "barriers":
                lean = -0.4 * patch.hardship + (0 if patch.is_urban else 1.4) + chance.gauss(0, 0.4)
            score, rank = _score_and_rank(domain, lean)
            add(deprivation_measure(domain, "score"), area.code, score)
            add(deprivation_measure(domain, "rank"), area.code, rank)
            decile = decile_of_rank(rank=rank, out_of=AREAS_IN_ENGLAND)
            add(deprivation_measure(domain, "decile"), area.code, decile)
    return tuple(measures[key] for key in sorted(measures)), tuple(figures)


def _score_and_rank(domain: str, lean: float) -> tuple[float, int]:
    """A score that reads like the real one, and its place among all areas of the country."""
    share_better_off = 1 / (1 + math.exp(-1.7 * (lean - 0.3)))
    rank = max(1, min(AREAS_IN_ENGLAND, round((1 - share_better_off) * AREAS_IN_ENGLAND)))
    if domain in ("income", "employment", "idaci"):
        return round(0.02 + 0.33 * share_better_off, 3), rank
    return round(3 + 60 * share_better_off**1.5, 3), rank


def _outward_codes() -> Mapping[str, tuple[str, ...]]:
    codes = {names.CITY: tuple(f"{POSTCODE_AREA}{n}" for n in range(1, 5))}
    for n, town in enumerate(names.TOWNS):
        codes[town] = (f"{POSTCODE_AREA}{10 + 2 * n}", f"{POSTCODE_AREA}{11 + 2 * n}")
    return codes


def _postcodes(areas: Sequence[AreaFacts], patches: Sequence[Patch], chance: Random) -> tuple[PostcodeFacts, ...]:
    codes = _outward_codes()
    given: dict[str, int] = defaultdict(int)
    found = []
    for area, patch in zip(areas, patches, strict=True):
        town = min(SETTLEMENTS, key=lambda one: math.dist(one.middle, patch.point))
        outward = _outward(codes[town.name], town.middle, patch)
        for _ in range(chance.randint(*POSTCODES_TO_AN_AREA)):
            nth = given[outward]
            given[outward] += 1
            easting, northing = _point_within(patch, chance)
            found.append(
                PostcodeFacts(
                    f"{outward} {_inward(nth)}", area.code, easting, northing,
                    is_live=chance.random() >= ENDED,
                )
            )  # fmt: skip
    return tuple(found)


def _outward(codes: Sequence[str], middle, patch: Patch) -> str:
    if len(codes) == 2:
        return codes[0 if patch.is_urban else 1]
    east, north = patch.point[0] > middle[0], patch.point[1] > middle[1]
    return codes[2 * east + north]


def _inward(nth: int) -> str:
    size = len(UNIT_LETTERS)
    sector, unit = divmod(nth * 7, size * size)
    return f"{sector % 10}{UNIT_LETTERS[unit // size]}{UNIT_LETTERS[unit % size]}"


def _point_within(patch: Patch, chance: Random) -> tuple[int, int]:
    """A point in the area, more often near its middle, and never so near the edge as to be over."""
    ring = [*patch.ring, patch.ring[0]]
    while True:
        corner = chance.choice(patch.ring)
        share = 0.8 * math.sqrt(chance.random()) * chance.uniform(0.5, 1)
        point = (
            patch.point[0] + share * (corner[0] - patch.point[0]) + chance.uniform(-30, 30),
            patch.point[1] + share * (corner[1] - patch.point[1]) + chance.uniform(-30, 30),
        )
        if is_inside(point, [ring]):
            return round(point[0]), round(point[1])
