"""The people and ties that are drawn, and the finished drawing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

PARENT, PARTNER, FORMER = "parent", "partner", "former_partner"
SIBLING, TWIN, HALF_SIBLING, STEP_SIBLING = "sibling", "twin", "half_sibling", "step_sibling"
STEP_PARENT, GRANDPARENT, AUNT_OR_UNCLE = "step_parent", "grandparent", "aunt_or_uncle"
COUPLES = (PARTNER, FORMER)
SYMMETRIC = {PARTNER, FORMER, SIBLING, TWIN, HALF_SIBLING, STEP_SIBLING}


@dataclass(frozen=True)
class Someone:
    """A person as the genogram shows them."""

    id: str
    name: str
    sex: str = "unknown"
    label: str = ""
    is_unborn: bool = False
    is_dead: bool = False
    in_household: bool = True
    is_child: bool = False


@dataclass(frozen=True)
class Tie:
    """How one person is related to another, read from the first to the second."""

    person: str
    other: str
    kind: str


@dataclass(frozen=True)
class Symbol:
    """One person's place on the page: a square, circle, diamond or triangle, with a name below it."""

    id: str
    shape: str
    x: float
    y: float
    row: int
    is_index: bool
    is_dead: bool
    in_household: bool
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One line between symbols; `kind` says how it is drawn."""

    kind: str
    path: str


@dataclass(frozen=True)
class Drawing:
    """A family, drawn: everything a template needs, and the same in words."""

    width: int
    height: int
    symbols: tuple[Symbol, ...] = ()
    lines: tuple[Line, ...] = ()
    homes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    summary: str = ""


@dataclass(frozen=True)
class Kin:
    """The ties sorted once: who is whose parent, partner, brother or sister."""

    people: dict[str, Someone]
    ties: tuple[Tie, ...]
    parents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    couples: dict[tuple[str, str], str] = field(default_factory=dict)
    born: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, people: Sequence[Someone], ties: Sequence[Tie]) -> "Kin":
        known = {one.id: one for one in people}
        order = {one.id: place for place, one in enumerate(people)}
        kept = tuple(dict.fromkeys(t for t in ties if t.person in known and t.other in known))
        parents: dict[str, set[str]] = {}
        couples: dict[tuple[str, str], str] = {}
        for tie in kept:
            pair = tuple(sorted((tie.person, tie.other), key=order.__getitem__))
            if tie.kind == PARENT:
                parents.setdefault(tie.other, set()).add(tie.person)
            elif tie.kind in COUPLES and couples.get(pair) != PARTNER:
                couples[pair] = tie.kind
        sorted_parents = {child: tuple(sorted(theirs, key=order.__getitem__)) for child, theirs in parents.items()}
        for theirs in sorted_parents.values():
            if len(theirs) == 2:
                couples.setdefault((theirs[0], theirs[1]), "co_parents")
        return cls(known, kept, sorted_parents, couples, order)
