"""Turning invented families into rows, in the text in which PostgreSQL copies them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from alongside.people.rules.clues import Known, clues_of, words_of
from alongside.values.names import sort_key

from .families import Home, InventedFamily, Someone, invent_family
from .help import HelpWriter
from .numbering import ids, nhs_number, reference
from .pen import Of, Staff

NUMBERS_IN_A_CHUNK = 60_000
"""Each chunk has its own numbers, of which references are made."""
CHILDREN_IN_A_CHUNK = 11_000
"""And its own NHS numbers."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "people_family": ("id", "reference", "name", "sort_name", "recorded_at", "version"),
    "people_person": (
        "id",
        "reference",
        "given_names",
        "family_name",
        "known_as",
        "sort_name",
        "born_on",
        "birth_precision",
        "due_on",
        "died_on",
        "sex",
        "nhs_number",
        "upn",
        "phone",
        "email",
        "account_id",
        "version",
        "recorded_at",
    ),
    "people_personname": ("id", "person_id", "given_names", "family_name", "kind"),
    "people_familymember": ("id", "family_id", "person_id", "role", "in_household", "from_on", "until_on"),
    "people_address": (
        "id",
        "person_id",
        "lines",
        "postcode",
        "area_id",
        "locality_id",
        "is_restricted",
        "from_on",
        "until_on",
        "source",
        "as_of",
    ),
    "people_relationship": (
        "id",
        "person_id",
        "other_id",
        "kind",
        "has_parental_responsibility",
        "until_on",
        "source",
        "as_of",
    ),
    "people_fact": (
        "id",
        "person_id",
        "key",
        "value",
        "meaning",
        "source",
        "as_of",
        "recorded_by_id",
        "recorded_at",
        "is_current",
    ),
    "people_searchkey": ("person_id", "keys", "given", "family", "born_on", "postcodes"),
}
SOURCE = "Invented for tests of scale"


@dataclass(frozen=True)
class Ground:
    """What every chunk stands on."""

    homes: list[Home]
    today: date
    at: datetime
    seed: int
    taken: frozenset[str] = frozenset()
    staff: Staff | None = None
    shapes: dict[str, dict[str, str]] = field(default_factory=dict)


class Rows:
    """Rows by table, each already the line that is copied.

    `shapes` names the columns of tables whose rows are put by name, each with what stands there otherwise.
    """

    def __init__(self, shapes: dict[str, dict[str, str]] | None = None) -> None:
        self.lines: dict[str, list[str]] = defaultdict(list)
        self.shapes = shapes or {}

    def put(self, table: str, **values) -> None:
        """Add a row by the names of its columns."""
        self.lines[table].append("\t".join((self.shapes[table] | {k: copied(v) for k, v in values.items()}).values()))

    def add(self, table: str, *values) -> None:
        self.lines[table].append("\t".join(map(copied, values)))

    def as_bytes(self) -> dict[str, bytes]:
        return {table: ("\n".join(lines) + "\n").encode() for table, lines in self.lines.items()}


def copied(value) -> str:
    """A value in the text that COPY reads.

    Source: PostgreSQL, COPY, text format.
    """
    if value is None:
        return "\\N"
    if value is True or value is False:
        return "t" if value else "f"
    if isinstance(value, str):
        return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
    return str(value)


def make_chunk(ground: Ground, chunk: int, people_wanted: int) -> tuple[int, dict[str, bytes]]:
    """Families until there are enough people, as rows; the same chunk is always the same."""
    chance = Random(f"{ground.seed}/{chunk}")
    writer = _Writer(ground, chunk)
    while writer.people < people_wanted:
        writer.write(invent_family(chance, homes=ground.homes, today=ground.today), chance)
    return writer.people, writer.rows.as_bytes()


class _Writer:
    """Writes the families of one chunk."""

    def __init__(self, ground: Ground, chunk: int) -> None:
        self.ground, self.rows, self.people = ground, Rows(ground.shapes), 0
        self._chunk, self._number = chunk, chunk * NUMBERS_IN_A_CHUNK
        self._new_id = ids(chunk=chunk, seed=ground.seed, first_millisecond=int(ground.at.timestamp() * 1000))
        self._help = ground.staff and HelpWriter(
            rows=self.rows, new_id=self._new_id, reference=self._reference, staff=ground.staff, at=ground.at
        )

    def write(self, family: InventedFamily, chance: Random) -> None:
        """One family: its people, homes, relationships, facts and what they are found by."""
        recorded_at = self.ground.at - timedelta(days=int(chance.random() * 3650))
        family_id = self._new_id()
        self.rows.add(
            "people_family",
            family_id,
            self._reference("F"),
            family.name,
            sort_key(family.name, ""),
            recorded_at.isoformat(),
            1,
        )
        known = {}
        for one in family.people:
            known[id(one)] = self._person(one, family_id, recorded_at)
        for adult in family.adults:
            for child in family.children:
                self._related(known[id(adult)], known[id(child)], "parent", recorded_at, has_pr=chance.random() < 0.9)
        if len(family.adults) > 1:
            kind = "partner" if family.adults[1].in_household else "former_partner"
            self._related(known[id(family.adults[0])], known[id(family.adults[1])], kind, recorded_at)
        for child in family.children:
            if child.twin_of is not None:
                self._related(known[id(child.twin_of)], known[id(child)], "twin", recorded_at)
        if self._help:
            self._help.write(Of(family_id, family, known), chance)

    def _person(self, one: Someone, family_id, recorded_at: datetime):
        self.people += 1
        person_id, person_reference = self._new_id(), self._reference("P")
        has_number = one.role == "child"
        nhs = nhs_number(number=self._chunk * CHILDREN_IN_A_CHUNK + self.people) if has_number else ""
        nhs = "" if nhs in self.ground.taken else nhs
        precision = "unknown" if one.born_on is None else "estimated" if one.is_estimate else "exact"
        self.rows.add(
            "people_person",
            person_id,
            person_reference,
            one.given_names,
            one.family_name,
            one.known_as,
            sort_key(one.family_name, one.given_names),
            one.born_on,
            precision,
            None,
            None,
            one.sex,
            nhs,
            "",
            "",
            "",
            None,
            1,
            recorded_at.isoformat(),
        )
        if one.former_name:
            self.rows.add(
                "people_personname", self._new_id(), person_id, one.given_names, one.former_name, "former name"
            )
        self.rows.add(
            "people_familymember", self._new_id(), family_id, person_id, one.role, one.in_household, None, None
        )
        self._homes(one, person_id, recorded_at)
        for key, value in one.facts:
            self.rows.add(
                "people_fact",
                self._new_id(),
                person_id,
                key,
                value,
                "value",
                SOURCE,
                recorded_at.date(),
                None,
                recorded_at.isoformat(),
                True,
            )
        self._search_key(one, person_id, [number for number in (nhs, person_reference) if number])
        return person_id

    def _homes(self, one: Someone, person_id, recorded_at: datetime) -> None:
        day = recorded_at.date()
        homes = ((one.former_home, day - timedelta(days=900), day), (one.home, day, None))
        for home, from_on, until_on in homes:
            if home is not None:
                self.rows.add(
                    "people_address",
                    self._new_id(),
                    person_id,
                    one.lines,
                    home.postcode,
                    home.area_id,
                    home.locality_id,
                    one.is_restricted,
                    from_on,
                    until_on,
                    SOURCE,
                    from_on,
                )

    def _related(self, person_id, other_id, kind: str, at: datetime, has_pr: bool | None = None) -> None:
        self.rows.add("people_relationship", self._new_id(), person_id, other_id, kind, has_pr, None, SOURCE, at.date())

    def _search_key(self, one: Someone, person_id, numbers: Iterable[str]) -> None:
        homes = (
            ()
            if one.is_restricted
            else tuple(dict.fromkeys(home.postcode.replace(" ", "") for home in (one.home, one.former_home) if home))
        )
        known = Known(
            given=words_of(one.given_names, one.known_as),
            family=words_of(one.family_name, one.former_name),
            born_on=one.born_on,
            postcodes=homes,
            numbers=tuple(numbers),
        )
        keys = "{" + ",".join(map(str, clues_of(known))) + "}"
        self.rows.add(
            "people_searchkey",
            person_id,
            keys,
            " ".join(known.given),
            " ".join(known.family),
            one.born_on,
            " ".join(homes),
        )

    def _reference(self, prefix: str) -> str:
        self._number += 1
        made = reference(prefix, number=self._number, seed=self.ground.seed)
        while made in self.ground.taken:
            self._number += 1
            made = reference(prefix, number=self._number, seed=self.ground.seed)
        return made
