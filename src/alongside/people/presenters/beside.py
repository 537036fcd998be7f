"""Two records side by side: what is written in each, where they differ, and what speaks for and against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from alongside.values.dates import spoken_date

from .. import access, rules
from .records import birth_of, home_words

if TYPE_CHECKING:
    from alongside.foundation.identity.models import User

    from ..models import Family, FamilyLink, Person, PersonLink, Sorting
    from ..queries import Beside, Counted
    from ..queries.pairs import Side

AGREES, DIFFERS = "agrees", "differs"


@dataclass(frozen=True)
class BesideRow:
    """One thing of both records; `mark` says whether they agree, and is empty where one does not know."""

    label: str
    one: str
    other: str
    mark: str

    @property
    def words(self) -> str:
        """The mark in words."""
        unmarked = "Not compared" if self.one and self.other else "One does not say"
        return {AGREES: "The same", DIFFERS: "Different"}.get(self.mark, unmarked)


@dataclass(frozen=True)
class BesidePage:
    """Two records, row by row, with the waterfall."""

    one: str
    other: str
    one_reference: str
    other_reference: str
    rows: tuple[BesideRow, ...]
    parts: list[dict]
    verdict: str
    model: str

    @classmethod
    def of(cls, both: Beside, *, viewer: User, today: date) -> BesidePage:
        left, right = (_said_of(side, viewer=viewer, today=today) for side in (both.one, both.other))
        unsaid = ("", frozenset())
        both_said = {label: (left.get(label, unsaid), right.get(label, unsaid)) for label in (*left, *right)}
        rows = tuple(
            BesideRow(label, mine[0], theirs[0], _mark(mine, theirs))
            for label, (mine, theirs) in both_said.items()
            if mine[0] or theirs[0]
        )
        return cls(
            one=both.one.person.full_name,
            other=both.other.person.full_name,
            one_reference=both.one.person.reference,
            other_reference=both.other.person.reference,
            rows=rows,
            parts=rules.waterfall_parts(both.weighed),
            verdict=rules.verdict_of(both.weighed),
            model=both.weighed.model_version,
        )


def _mark(one: tuple[str, frozenset], other: tuple[str, frozenset]) -> str:
    if not one[1] or not other[1]:
        return ""
    return AGREES if one[1] & other[1] else DIFFERS


def _said_of(side: Side, *, viewer: User, today: date) -> dict[str, tuple[str, frozenset]]:
    person = side.person
    others = [f"{one.given_names} {one.family_name}".strip() for one in side.other_names]
    homes = [(home_words(one, viewer=viewer), one.is_restricted) for one in side.homes]
    said = {
        "First names": [person.given_names],
        "Known as": [person.known_as],
        "Family name": [person.family_name],
        "Other names": others,
        "Born": [birth_of(person, today=today)] if person.born_on or person.due_on else [],
        "Sex": [] if person.sex == rules.Sex.UNKNOWN else [rules.SEX_WORDS[rules.Sex(person.sex)]],
        "NHS number": [person.nhs_number],
        "Pupil number": [person.upn],
        "Telephone": [person.phone],
        "E-mail": [person.email],
        "Homes": [words for words, _ in homes],
        "Family": [f"{one.family.name}, {one.family.reference}" for one in side.families],
        "Others at home": [
            f"{one.person.full_name}, {rules.FAMILY_ROLE_WORDS[rules.FamilyRole(one.role)].lower()}"
            for one in side.household
        ],
        **{one.words: [one.value] for one in side.facts if one.value},
        "On record since": [spoken_date(timezone.localtime(person.recorded_at).date())],
    }
    gathered = {label: (", ".join(filter(None, words)), _compared(words)) for label, words in said.items()}
    if person.born_on:
        gathered["Born"] = (gathered["Born"][0], frozenset({person.born_on.isoformat()}))
    if side.homes:
        gathered["Homes"] = (
            "; ".join(dict.fromkeys(words for words, _ in homes)),
            frozenset(one.postcode or one.lines.casefold() for one in side.homes),
        )
    return gathered | {"On record since": (gathered["On record since"][0], frozenset())}


def _compared(words: list[str]) -> frozenset:
    return frozenset(one.casefold() for one in words if one)


@dataclass(frozen=True)
class SaidLine:
    """Something that was said of two records."""

    title: str
    by: str
    when: str
    words: str

    @classmethod
    def of(cls, link: PersonLink | FamilyLink) -> SaidLine:
        at = timezone.localtime(link.at)
        lead = f" {link.lead.reference} leads." if link.lead else ""
        return cls(
            rules.LINK_DECISION_WORDS[rules.LinkDecision(link.decision)],
            link.by.name if link.by else "the system",
            f"{spoken_date(at.date())}, {at:%H:%M}",
            f"{link.why}{lead}".strip(),
        )


@dataclass(frozen=True)
class RecordLine:
    """One of several records that are one, with the way to take it apart."""

    name: str
    reference: str
    is_leading: bool
    beside: str

    @classmethod
    def lines(cls, records: list[Person] | list[Family], bonds: list) -> list[RecordLine]:
        """Each record of a person or family, the leading one first."""
        if len(records) < 2:
            return []
        beside = {}
        for bond in bonds:
            beside.setdefault(bond.low_id, bond.high.reference)
            beside.setdefault(bond.high_id, bond.low.reference)
        return [
            cls(
                getattr(one, "full_name", "") or f"The {one.title}",
                one.reference,
                place == 0,
                beside.get(one.id, ""),
            )
            for place, one in enumerate(records)
        ]


def gathered_rows(counted: list[Counted], *, one, other) -> list[list[str]]:
    """Everything that will stand together: how much hangs on each record, and in all."""
    return [
        [each.words, *(str(each.counts.get(record.id, 0)) for record in (one, other)), str(sum(each.counts.values()))]
        for each in counted
    ]


@dataclass(frozen=True)
class SortLine:
    """Something written while two records were one."""

    id: object
    what: str
    stands_with: str
    other: str
    may_move: bool
    href: str

    @classmethod
    def of(cls, sorting: Sorting, *, may_move: frozenset, names: dict) -> SortLine:
        return cls(
            sorting.id,
            sorting.what,
            names.get(sorting.stands_with, ""),
            names.get(sorting.other, ""),
            sorting.table in may_move,
            "",
        )


def is_steward(viewer: User) -> bool:
    """Whether the viewer reviews pairs."""
    return viewer.may(access.STEWARD)
