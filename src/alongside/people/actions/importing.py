"""Taking in a list of people: a register to begin with, from CSV or Parquet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.foundation.references.rules import new_id, new_reference
from alongside.places.queries import areas_of_postcodes
from alongside.values.codes import NhsNumber, Postcode, Upn
from alongside.values.names import sort_key

from .. import rules
from ..models import ListedPerson, MatchStale, Person
from ..queries.evidence import KnownOfPerson
from ..rules.clues import Known, words_of
from .matching import count_values, match_columns, match_row
from .searching import search_columns

LONGEST_NAME = 120
AT_ONCE = 10_000
LONGEST_ADDRESS = 300
SEXES = {"m": rules.Sex.MALE, "male": rules.Sex.MALE, "f": rules.Sex.FEMALE, "female": rules.Sex.FEMALE}
AS_LISTED = {"nhs_number": "nhs_number_as_listed", "upn": "upn_as_listed"}

# fmt: off
COLUMNS: dict[str, tuple[str, ...]] = {
    "people_person": (
        "id", "reference", "given_names", "family_name", "known_as", "sort_name", "born_on", "birth_precision", "sex",
        "nhs_number", "upn", "phone", "email", "version", "recorded_at",
    ),
    "people_address": (
        "id", "person_id", "lines", "postcode", "area_id", "locality_id", "is_restricted", "from_on", "source", "as_of",
    ),
    "people_fact": (
        "id", "person_id", "key", "value", "meaning", "source", "as_of", "recorded_at", "is_current",
    ),
    "people_searchkey": ("person_id", "keys", "given", "family", "born_on", "postcodes"),
    "people_listedperson": ("person_id", "source", "listed_as", "as_of"),
    "people_matchrecord": tuple(match_columns()),
}
# fmt: on


@dataclass(frozen=True)
class Problem:
    """A row that was not taken in, or not wholly: which, of which field, and what was expected."""

    row: int
    field: str
    expected: str


@dataclass(frozen=True)
class Taken:
    """How many rows were read, taken in, and known before; and what was wrong."""

    read: int
    taken: int
    known_before: int
    problems: tuple[Problem, ...]


@transaction.atomic
def take_in_people(
    *, rows: Sequence[Mapping[str, str]], source: str, by: User | None, as_of: date, at: datetime
) -> Taken:
    """Take in the people of a list; those whom the same list named before are left as they are."""
    taking = _Taking(rows=rows, source=source, as_of=as_of, at=at)
    for number, row in enumerate(rows, start=1):
        taking.take(number, row)
        if len(taking.lines["people_person"]) >= AT_ONCE:
            taking.write()
    taking.write()
    if taking.first is not None:
        count_values()
        record(
            "people.list_taken_in",
            subject=Person.objects.get(id=taking.first),
            by=by,
            at=at,
            source=source,
            people=taking.taken,
        )
    return Taken(len(rows), taking.taken, taking.known_before, tuple(taking.problems))


class _Taking:
    """Rows of a list becoming rows of the register."""

    def __init__(self, *, rows: Sequence[Mapping[str, str]], source: str, as_of: date, at: datetime) -> None:
        self.source, self.as_of, self.at = source, as_of, at
        self.lines: dict[str, list[tuple]] = {table: [] for table in COLUMNS}
        self.problems: list[Problem] = []
        self.known_before = self.taken = 0
        self.first: UUID | None = None
        self.listed = set(ListedPerson.objects.filter(source=source).values_list("listed_as", flat=True))
        self.references = set(Person.objects.values_list("reference", flat=True))
        self.numbers = set(Person.objects.exclude(nhs_number="").values_list("nhs_number", flat=True))
        self.places = areas_of_postcodes(_spaced(row.get("postcode", "")) for row in rows)

    def write(self) -> None:
        """Copy in what was read so far; nobody is left to be read by the model again."""
        people = [line[0] for line in self.lines["people_person"]]
        self.first = self.first or next(iter(people), None)
        self.taken += len(people)
        with connection.cursor() as cursor:
            for table, lines in self.lines.items():
                with cursor.copy(f"copy {table} ({', '.join(COLUMNS[table])}) from stdin") as copy:
                    for line in lines:
                        copy.write_row(line)
                lines.clear()
        MatchStale.objects.filter(person_id__in=people).delete()

    def take(self, number: int, row: Mapping[str, str]) -> None:
        """Read one row into the lines of every table; nothing where it cannot be read or was known before."""
        if row["id"] in self.listed:
            self.known_before += 1
            return
        given = " ".join(filter(None, (row.get("given_names", ""), row.get("middle_names", ""))))
        family = row.get("family_name", "")
        if not (given or family) or max(len(given), len(family)) > LONGEST_NAME:
            self._problem(number, "given_names", f"a name of 1 to {LONGEST_NAME} letters")
            return
        self.listed.add(row["id"])
        person_id = new_id()
        born_on, precision = self._born(number, row.get("born_on", ""))
        codes = {name: self._code(person_id, name, row.get(name, "")) for name in AS_LISTED}
        reference = self._reference()
        sex = SEXES.get(row.get("sex", "").casefold(), rules.Sex.UNKNOWN)
        phone, email = row.get("phone", "")[:40], row.get("email", "")[:254]
        self._add(
            "people_person", person_id, reference, given, family, "", sort_key(family, given), born_on, precision,
            sex, codes["nhs_number"], codes["upn"], phone, email, 1, self.at,
        )  # fmt: skip
        self._add("people_listedperson", person_id, self.source, row["id"], self.as_of)
        read = KnownOfPerson()
        self._parents(person_id, row, read)
        postcode = self._home(person_id, row, read)
        born = born_on.isoformat() if born_on else ""
        facts = {"given_names": given, "family_name": family, "born_on": born, "phone": phone, "email": email}
        facts |= {"sex": "" if sex is rules.Sex.UNKNOWN else sex}
        for name, value in (facts | {name: codes[name] or row.get(name, "") for name in codes}).items():
            read.add(name, value)
        self._add("people_matchrecord", *match_row(person_id, read.fields))
        known = Known(
            given=words_of(given),
            family=words_of(family),
            born_on=born_on,
            postcodes=(postcode.replace(" ", ""),) if postcode else (),
            numbers=tuple(filter(None, (*codes.values(), reference))),
        )
        self._add("people_searchkey", person_id, *search_columns(known).values())

    def _born(self, number: int, text: str) -> tuple[date | None, rules.BirthPrecision]:
        if not text:
            return None, rules.BirthPrecision.UNKNOWN
        try:
            born_on = date.fromisoformat(text[:10])
        except ValueError:
            born_on = None
        if born_on is None or rules.problem_with_birth_date(born_on, today=self.at.date()):
            self._problem(number, "born_on", "a date of birth such as 2015-03-02, not in the future")
            return None, rules.BirthPrecision.UNKNOWN
        return born_on, rules.BirthPrecision.EXACT

    def _code(self, person_id: UUID, name: str, text: str) -> str:
        """The number when it can be right and nobody else has it; otherwise it is kept as the list gives it."""
        if not text:
            return ""
        try:
            code = str((NhsNumber if name == "nhs_number" else Upn).parse(text))
        except ValueError:
            code = ""
        if not code or code in self.numbers:
            self._fact(person_id, AS_LISTED[name], text)
            return ""
        if name == "nhs_number":
            self.numbers.add(code)
        return code

    def _parents(self, person_id: UUID, row: Mapping[str, str], read: KnownOfPerson) -> None:
        for parent in ("mother", "father"):
            family, given = row.get(f"{parent}_family", ""), row.get(f"{parent}_given", "")
            if family or given:
                self._fact(person_id, f"{parent}_as_listed", f"{family}, {given}")
                read.add_parent(parent, given=given, family=family)

    def _home(self, person_id: UUID, row: Mapping[str, str], read: KnownOfPerson) -> str:
        street = " ".join(filter(None, (row.get("house", ""), row.get("street", ""))))
        lines = ", ".join(filter(None, (street, row.get("second_line", ""), row.get("place", ""))))[:LONGEST_ADDRESS]
        postcode = _spaced(row.get("postcode", ""))
        if lines or postcode:
            area, locality = self.places.get(postcode, (None, None))
            read.add_home(lines=lines, postcode=postcode, is_confidential=False)
            self._add(
                "people_address", new_id(), person_id, lines, postcode, area, locality, False, self.as_of, self.source,
                self.as_of,
            )  # fmt: skip
        return postcode

    def _reference(self) -> str:
        reference = new_reference("P", is_taken=self.references.__contains__)
        self.references.add(reference)
        return reference

    def _fact(self, person_id: UUID, key: str, value: str) -> None:
        self._add(
            "people_fact", new_id(), person_id, key, value, rules.Meaning.VALUE, self.source, self.as_of, self.at, True
        )

    def _add(self, table: str, *values: object) -> None:
        self.lines[table].append(values)

    def _problem(self, number: int, field: str, expected: str) -> None:
        self.problems.append(Problem(number, field, expected))


def _spaced(text: str) -> str:
    try:
        return str(Postcode.parse(text)) if text else ""
    except ValueError:
        return ""


def counted(problems: Iterable[Problem]) -> dict[str, int]:
    """How many rows were wrong in each field."""
    found: dict[str, int] = {}
    for one in problems:
        found[one.field] = found.get(one.field, 0) + 1
    return found
