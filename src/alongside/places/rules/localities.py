"""Drawing localities along districts, when a county has not drawn its own."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import hypot

from alongside.places.rules.kinds import SiteKind

HUB_KINDS_IN_ORDER = (
    SiteKind.HUB, SiteKind.CHILDRENS_CENTRE, SiteKind.LIBRARY, SiteKind.VENUE, SiteKind.SCHOOL,
    SiteKind.OFFICE, SiteKind.GP_PRACTICE,
)  # fmt: skip
UNITS_THAT_NAME_A_LOCALITY = 3
ROUNDS_OF_EVENING_OUT = 200

Neighbours = Mapping[str, set[str]]


@dataclass(frozen=True, slots=True)
class Ground:
    """An area as the drawing needs it: where, how many people, in which district and place."""

    code: str
    district: str
    place: str
    people: float
    easting: float
    northing: float


@dataclass(frozen=True, slots=True)
class Unit:
    """Areas that are kept together: those of one named place in one district."""

    key: str
    name: str
    codes: tuple[str, ...]
    people: float
    easting: float
    northing: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A locality as drawn."""

    name: str
    codes: tuple[str, ...]
    people: float
    easting: float
    northing: float


def seats_of(people: Mapping[str, float], *, seats: int) -> dict[str, int]:
    """Each district has one locality; the others go where there are most people, by the largest
    remainder of its fair share. Ties go to the first code.
    """
    if seats < len(people):
        raise ValueError(f"{len(people)} districts need at least {len(people)} localities")
    total = sum(people.values()) or 1
    shares = {code: seats * number / total for code, number in people.items()}
    given = {code: max(1, int(share)) for code, share in shares.items()}
    while sum(given.values()) < seats:
        code = max(sorted(shares), key=lambda one: shares[one] - given[one])
        given[code] += 1
    while sum(given.values()) > seats:
        can_give = [code for code in sorted(given) if given[code] > 1]
        given[min(can_give, key=lambda one: shares[one] - given[one])] -= 1
    return given


def draw_localities(
    *,
    grounds: Sequence[Ground],
    neighbours: Neighbours,
    district_names: Mapping[str, str],
    wanted: int,
) -> list[Drawn]:
    """A locality is a whole district, or part of one: in one piece, of places kept together, and as
    even in people as moving whole places can make it. A county with more districts than localities
    joins neighbouring districts, the smallest first.

    The same county is always drawn in the same way. Names are those of the district, or of the town
    that leads three or more of its places, or the district with a point of the compass.
    """
    joined, grounds = _joined_districts(grounds, neighbours, wanted)
    names = {one: in_words(sorted(district_names[code] for code in joined[one])) for one in joined}
    by_district: dict[str, list[Ground]] = defaultdict(list)
    for ground in sorted(grounds, key=lambda one: one.code):
        by_district[ground.district].append(ground)
    seats = seats_of(
        {code: sum(one.people for one in members) for code, members in by_district.items()},
        seats=max(wanted, len(by_district)),
    )
    drawn: list[Drawn] = []
    for code in sorted(by_district):
        parts = _parts(by_district[code], neighbours, seats[code])
        drawn += _named(parts, names[code])
    return drawn


def in_words(names: Sequence[str]) -> str:
    """Names as one would say them: “Thame, Watlington and Chinnor”."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _joined_districts(grounds: Sequence[Ground], neighbours: Neighbours, wanted: int):
    district_of = {one.code: one.district for one in grounds}
    joined = {code: [code] for code in sorted(set(district_of.values()))}
    while len(joined) > max(wanted, 1):
        people: Counter[str] = Counter()
        for one in grounds:
            people[district_of[one.code]] += one.people
        smallest = min(sorted(people), key=lambda code: people[code])
        beside = {
            district_of[other]
            for code, others in neighbours.items()
            if district_of.get(code) == smallest
            for other in others
            if other in district_of
        } - {smallest}
        taker = min(sorted(beside or set(people) - {smallest}), key=lambda code: people[code])
        joined[taker] += joined.pop(smallest)
        district_of = {k: taker if v == smallest else v for k, v in district_of.items()}
    return joined, [replace(one, district=district_of[one.code]) for one in grounds]


def _centre(grounds: Iterable[Ground | Unit]) -> tuple[float, float]:
    members = list(grounds)
    weights = [max(one.people, 0.001) for one in members]
    total = sum(weights)
    return (
        sum(w * one.easting for w, one in zip(weights, members, strict=True)) / total,
        sum(w * one.northing for w, one in zip(weights, members, strict=True)) / total,
    )


def pieces_of(codes: Iterable[str], neighbours: Neighbours) -> list[set[str]]:
    """The pieces that these areas fall into when one walks only from neighbour to neighbour."""
    left, pieces = set(codes), []
    while left:
        edge = [min(left)]
        piece = set(edge)
        left -= piece
        while edge:
            found = neighbours.get(edge.pop(), set()) & left
            left -= found
            piece |= found
            edge += found
        pieces.append(piece)
    return pieces


def _units(grounds: Sequence[Ground], neighbours: Neighbours) -> list[Unit]:
    by_place: dict[str, list[Ground]] = defaultdict(list)
    for one in grounds:
        by_place[one.place or one.code].append(one)
    units = []
    for place, members in sorted(by_place.items()):
        at = {one.code: one for one in members}
        for piece in pieces_of(at, neighbours):
            inside = [at[code] for code in sorted(piece)]
            easting, northing = _centre(inside)
            units.append(
                Unit(
                    key=inside[0].code, name=place, codes=tuple(one.code for one in inside),
                    people=sum(one.people for one in inside), easting=easting, northing=northing,
                )
            )  # fmt: skip
    return units


def _apart(one: Unit, other: Unit) -> float:
    return hypot(one.easting - other.easting, one.northing - other.northing)


def _links(units: Sequence[Unit], neighbours: Neighbours) -> dict[str, set[str]]:
    """Which units touch; units that touch none of the rest are tied to the nearest that does."""
    owner = {code: unit.key for unit in units for code in unit.codes}
    links: dict[str, set[str]] = {unit.key: set() for unit in units}
    for code, others in neighbours.items():
        for other in others:
            if code in owner and other in owner and owner[code] != owner[other]:
                links[owner[code]].add(owner[other])
    by_key = {unit.key: unit for unit in units}
    while len(pieces := pieces_of(links, links)) > 1:
        first = pieces[0]
        here, there = min(
            ((a, b) for a in sorted(first) for b in sorted(set(by_key) - first)),
            key=lambda pair: _apart(by_key[pair[0]], by_key[pair[1]]),
        )
        links[here].add(there)
        links[there].add(here)
    return links


def _parts(grounds: Sequence[Ground], neighbours: Neighbours, seats: int) -> list[list[Unit]]:
    units = _units(grounds, neighbours)
    if seats == 1 or len(units) <= seats:
        return [[unit] for unit in units] if seats > 1 else [units]
    by_key = {unit.key: unit for unit in units}
    links = _links(units, neighbours)
    part_of = _grown(units, by_key, links, seats)
    _even_out(part_of, by_key, links)
    return [[u for u in units if part_of[u.key] == part] for part in range(seats)]


def _grown(units, by_key, links, seats) -> dict[str, int]:
    easting, northing = _centre(units)
    seeds = [max(units, key=lambda u: (hypot(u.easting - easting, u.northing - northing), u.key))]
    while len(seeds) < seats:
        rest = [unit for unit in units if unit not in seeds]
        seeds.append(max(rest, key=lambda u: (min(_apart(u, s) for s in seeds), u.key)))
    part_of = {seed.key: part for part, seed in enumerate(seeds)}
    people = [seed.people for seed in seeds]
    while len(part_of) < len(units):
        smallest_first = sorted(range(seats), key=lambda one: (people[one], one))
        part, edge = next((part, edge) for part in smallest_first if (edge := _edge_of(part, part_of, links)))
        taken = min(edge, key=lambda key: (_apart(by_key[key], seeds[part]), key))
        part_of[taken] = part
        people[part] += by_key[taken].people
    return part_of


def _edge_of(part: int, part_of: Mapping[str, int], links: Neighbours) -> set[str]:
    """The units beside a part that are in no part yet."""
    return {other for key, owner in part_of.items() if owner == part for other in links[key] if other not in part_of}


def _even_out(part_of: dict[str, int], by_key: Mapping[str, Unit], links: Neighbours) -> None:
    people: Counter[int] = Counter()
    for key, part in part_of.items():
        people[part] += by_key[key].people
    for _ in range(ROUNDS_OF_EVENING_OUT):
        best, gain = None, 0.0
        for key in sorted(part_of):
            here, size = part_of[key], by_key[key].people
            for there in sorted({part_of[other] for other in links[key]} - {here}):
                saved = size * (people[here] - people[there] - size)
                stay = {other for other, part in part_of.items() if part == here and other != key}
                if saved > gain and stay and len(pieces_of(stay, links)) == 1:
                    best, gain = (key, here, there), saved
        if best is None:
            return
        key, here, there = best
        part_of[key] = there
        people[here] -= by_key[key].people
        people[there] += by_key[key].people


def _named(parts: Sequence[Sequence[Unit]], district: str) -> list[Drawn]:
    centres = [_centre(part) for part in parts]
    names = [_town_of(part, district) or "" for part in parts]
    for index, name in enumerate(names):
        if len(parts) == 1:
            names[index] = district
        elif not name or names.count(name) > 1:
            names[index] = f"{district} {_compass(centres, index)}"
    seen: Counter[str] = Counter()
    drawn = []
    for part, name, (easting, northing) in zip(parts, names, centres, strict=True):
        seen[name] += 1
        drawn.append(
            Drawn(
                name=name if seen[name] == 1 else f"{name} {seen[name]}",
                codes=tuple(sorted(code for unit in part for code in unit.codes)),
                people=sum(unit.people for unit in part), easting=easting, northing=northing,
            )
        )  # fmt: skip
    return drawn


def _town_of(part: Sequence[Unit], district: str) -> str:
    leads: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for unit in part:
        first = unit.name.replace(",", " ").split(" ")[0]
        leads[first] += 1
        people[first] += unit.people
    towns = [
        word
        for word in sorted(leads)
        if leads[word] >= UNITS_THAT_NAME_A_LOCALITY and word != district and word.isalpha()
    ]
    return max(towns, key=lambda word: people[word], default="")


def _compass(centres: Sequence[tuple[float, float]], index: int) -> str:
    middle_e = sum(e for e, _ in centres) / len(centres)
    middle_n = sum(n for _, n in centres) / len(centres)
    east, north = centres[index][0] - middle_e, centres[index][1] - middle_n
    if abs(east) > abs(north):
        return "East" if east > 0 else "West"
    return "North" if north > 0 else "South"


def hub_of(*, sites: Sequence[tuple[str, SiteKind, float, float]], easting: float, northing: float) -> str:
    """A locality's hub is a site already called a hub, or else a children's centre, or else a
    library, a venue or a school; of several, the one nearest to where its people live.
    """
    ranked = sorted(
        sites,
        key=lambda site: (
            HUB_KINDS_IN_ORDER.index(site[1]),
            hypot(site[2] - easting, site[3] - northing),
            site[0],
        ),
    )
    return ranked[0][0] if ranked else ""
