"""What someone tells the front door, in one shape for every route."""

from dataclasses import dataclass
from datetime import date

from alongside.people.rules import RelationKind
from alongside.values.dates import months_after

from .kinds import AskerKind, FamilyView, Part, StatutoryWork
from .people import fold_name

RELATION_LABELS = {
    RelationKind.PARENT: "Mother or father",
    RelationKind.STEP_PARENT: "Step-parent",
    RelationKind.GRANDPARENT: "Grandparent",
    RelationKind.CARER: "Carer or guardian",
    RelationKind.AUNT_OR_UNCLE: "Aunt or uncle",
    RelationKind.SIBLING: "Grown-up brother or sister",
    RelationKind.OTHER: "Someone else",
}

_PARTS = {
    RelationKind.PARENT: Part.PARENT,
    RelationKind.STEP_PARENT: Part.PARENT,
    RelationKind.GRANDPARENT: Part.CARER,
    RelationKind.CARER: Part.CARER,
}


def part_of(relation: RelationKind) -> Part:
    """A mother, father or step-parent is a parent; a grandparent or guardian a carer; others are others.

    Source: local default.
    """
    return _PARTS.get(relation, Part.OTHER)


@dataclass(frozen=True)
class ToldOf:
    """One person told of: a name in any form, and a birth as far as it is known."""

    part: Part
    given_names: str = ""
    family_name: str = ""
    relation: str = ""
    born_on: date | None = None
    age: int | None = None
    due_on: date | None = None
    sex: str = "unknown"
    in_household: bool = True
    school: str = ""
    nhs_number: str = ""
    upn: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Asker:
    """Who tells the front door, and how to answer them."""

    kind: AskerKind
    name: str
    role: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class SteppedDown:
    """What social care says when a family steps down to early help."""

    work: StatutoryWork
    last_meeting_on: date
    named_lead: str
    agreed_by: str
    family_said: str


@dataclass(frozen=True)
class Told:
    """Everything told in one contact."""

    asker: Asker
    people: tuple[ToldOf, ...]
    worries: str
    family_view: FamilyView
    family_view_why: str = ""
    going_well: str = ""
    tried: str = ""
    family_wants: str = ""
    harm_rang: str = ""
    home_lines: str = ""
    home_postcode: str = ""
    stepped_down: SteppedDown | None = None


def problem_with_told(told: Told) -> str:
    """A contact tells of at least one child, of nobody twice, and why where the family has not agreed.

    Source: local default.
    """
    if not any(one.part is Part.CHILD for one in told.people):
        return "Tell us about at least one child. For a baby not yet born, give the due date"
    if twice := twice_told(told.people):
        return f"{twice} is here twice. Take one of them out"
    if told.family_view is not FamilyView.AGREES and not told.family_view_why.strip():
        return "Write down why the family has not agreed, or does not know"
    return ""


def twice_told(people: tuple[ToldOf, ...]) -> str:
    """The name of someone told of twice: the same words of a name, and no two different births.

    Source: local default.
    """
    seen: list[ToldOf] = []
    for one in people:
        if any(_is_twice(one, other) for other in seen):
            return f"{one.given_names} {one.family_name}".strip()
        seen.append(one)
    return ""


def _is_twice(one: ToldOf, other: ToldOf) -> bool:
    name = fold_name(one.given_names, one.family_name)
    if not name or name != fold_name(other.given_names, other.family_name) or one.part != other.part:
        return False
    births = [(one.born_on, other.born_on), (one.age, other.age)]
    return not any(mine is not None and theirs is not None and mine != theirs for mine, theirs in births)


def estimated_birth(*, age: int, on: date) -> date:
    """Someone of a given age was born, at a guess, half a year before that many years ago.

    Source: local default; the record says that the day is estimated.
    """
    return months_after(on, -(12 * age + 6))
