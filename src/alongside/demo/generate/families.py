"""Inventing a family: who is in it, when they were born, where they live, and what is not known."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from alongside.demo import names

HAS_CHILDREN_NOW = 0.37
"""How many recorded families still have a child under 18; records go back ten years and more."""

_STREETS = (
    "High Street",
    "Church Lane",
    "Station Road",
    "Mill Lane",
    "Orchard Close",
    "Meadow View",
    "Park Road",
    "Victoria Road",
    "The Green",
    "School Lane",
    "Kings Road",
    "Queens Avenue",
    "Willow Way",
    "Chestnut Drive",
    "Abbey Close",
    "Bridge Street",
    "Manor Road",
    "Elm Grove",
    "Windmill Hill",
    "Cherry Tree Avenue",
)
_SCHOOLS = (
    "St Mary’s Primary School",
    "Meadow Lane Primary School",
    "Oakfield Academy",
    "The Avenue School",
    "Riverside Community College",
    "St Joseph’s Catholic School",
    "Hillside Nursery",
    "Greenway Infant School",
)
_PRACTICES = ("The Surgery", "Mill Street Surgery", "Riverside Medical Centre", "The Health Centre", "Park Practice")


@dataclass(frozen=True)
class Home:
    """A postcode to live in, with its area and locality."""

    postcode: str
    area_id: str
    locality_id: str | None


@dataclass
class Someone:
    """One invented person, as far as anything is known."""

    given_names: str
    family_name: str
    role: str
    sex: str
    born_on: date | None
    is_estimate: bool = False
    known_as: str = ""
    former_name: str = ""
    home: Home | None = None
    lines: str = ""
    former_home: Home | None = None
    is_restricted: bool = False
    in_household: bool = True
    facts: list[tuple[str, str]] = field(default_factory=list)
    twin_of: "Someone | None" = None


@dataclass
class InventedFamily:
    """An invented family: its name and the people in it, parents first."""

    name: str
    adults: list[Someone]
    children: list[Someone]
    others: list[Someone]
    has_children_now: bool

    @property
    def people(self) -> list[Someone]:
        return [*self.adults, *self.children, *self.others]


def invent_family(chance: Random, *, homes: list[Home], today: date) -> InventedFamily:
    """A family such as early help meets: most with two children or fewer, a third with a parent elsewhere."""
    origin = names.an_origin(chance)
    surname = names.a_surname(chance, origin)
    has_children_now = chance.random() < HAS_CHILDREN_NOW
    ages = _ages(chance, has_children_now=has_children_now)
    home, lines = homes[int(chance.random() * len(homes))], _lines(chance)
    adults = _adults(chance, origin, surname, eldest=max(ages), today=today)
    children = _children(chance, origin, surname, ages, today=today, mother=adults[0])
    others = _others(chance, origin, surname, today=today)
    for one in (*adults, *children, *others):
        _settle(chance, one, home, lines, homes)
    if len(adults) > 1 and chance.random() < 0.4:
        adults[1].in_household = False
        adults[1].home, adults[1].lines = _another(chance, homes), _lines(chance)
    if chance.random() < 0.02:
        for one in (adults[0], *children):
            one.is_restricted = True
    for child in children:
        _state_facts(chance, child, today=today)
    return InventedFamily(surname, adults, children, others, has_children_now)


def _ages(chance: Random, *, has_children_now: bool) -> list[float]:
    count = 1 + (chance.random() < 0.62) + (chance.random() < 0.27) + (chance.random() < 0.12)
    youngest = chance.random() * 16.5 if has_children_now else 18 + chance.random() * 14
    ages = [youngest]
    for _ in range(count - 1):
        ages.append(ages[-1] + (0.0 if chance.random() < 0.03 else 1.1 + chance.random() * 4))
    return ages


def _adults(chance: Random, origin: names.Origin, surname: str, *, eldest: float, today: date) -> list[Someone]:
    mother_age = eldest + 18 + chance.random() * 20
    has_own_name = chance.random() < 0.45
    own = names.a_surname(chance, origin) if has_own_name else surname
    mother = _someone(chance, origin, own, role="parent", is_girl=True, age=mother_age, today=today)
    if not has_own_name and chance.random() < 0.2:
        mother.former_name = names.surname_for(names.a_surname(chance, origin), origin, is_girl=True)
    if chance.random() < 0.17:
        return [mother]
    father_age = max(eldest + 17, mother_age + chance.gauss(2, 4))
    return [mother, _someone(chance, origin, surname, role="parent", is_girl=False, age=father_age, today=today)]


def _children(
    chance: Random, origin: names.Origin, surname: str, ages: list[float], *, today: date, mother: Someone
) -> list[Someone]:
    children: list[Someone] = []
    taken: set[str] = set()
    family_name = mother.family_name if chance.random() < 0.12 else surname
    for place, age in enumerate(ages):
        is_girl = chance.random() < 0.49
        child = _someone(chance, origin, family_name, role="child", is_girl=is_girl, age=age, today=today, taken=taken)
        taken.add(child.given_names)
        if place and age == ages[place - 1]:
            child.born_on, child.twin_of = children[-1].born_on, children[-1]
        children.append(child)
    return children


def _others(chance: Random, origin: names.Origin, surname: str, *, today: date) -> list[Someone]:
    if chance.random() > 0.16:
        return []
    is_girl = chance.random() < 0.7
    return [
        _someone(chance, origin, surname, role="other", is_girl=is_girl, age=52 + chance.random() * 30, today=today)
    ]


def _someone(
    chance: Random,
    origin: names.Origin,
    surname: str,
    *,
    role: str,
    is_girl: bool,
    age: float,
    today: date,
    taken: set[str] = frozenset(),
) -> Someone:
    given = names.a_given_name(chance, origin, is_girl=is_girl)
    while given in taken:
        given = names.a_given_name(chance, origin, is_girl=is_girl)
    if role == "child" and chance.random() < 0.35:
        given = f"{given} {names.a_given_name(chance, origin, is_girl=is_girl)}"
    born_on: date | None = today - timedelta(days=int(age * 365.25) + 1)
    is_child = role == "child"
    is_estimate = not is_child and chance.random() < 0.02
    if not is_child and chance.random() < 0.05:
        born_on = None
    known_as = names.a_given_name(chance, origin, is_girl=is_girl) if chance.random() < 0.03 else ""
    family_name = names.surname_for(surname, origin, is_girl=is_girl)
    if chance.random() < 0.004:
        family_name = ""
    return Someone(
        given,
        family_name,
        role,
        "female" if is_girl else "male",
        born_on,
        is_estimate=is_estimate and born_on is not None,
        known_as=known_as,
    )


def _settle(chance: Random, one: Someone, home: Home, lines: str, homes: list[Home]) -> None:
    if chance.random() < 0.02:
        return
    one.home, one.lines = home, lines
    if chance.random() < 0.2:
        one.former_home = _another(chance, homes)


def _state_facts(chance: Random, child: Someone, *, today: date) -> None:
    if chance.random() < 0.55:
        child.facts.append(("school", _SCHOOLS[int(chance.random() * len(_SCHOOLS))]))
    if chance.random() < 0.45:
        child.facts.append(("gp_practice", _PRACTICES[int(chance.random() * len(_PRACTICES))]))
    if chance.random() < 0.12:
        child.facts.append(("send_support", "SEN support at school"))


def _another(chance: Random, homes: list[Home]) -> Home:
    return homes[int(chance.random() * len(homes))]


def _lines(chance: Random) -> str:
    return f"{1 + int(chance.random() * 180)} {_STREETS[int(chance.random() * len(_STREETS))]}"
