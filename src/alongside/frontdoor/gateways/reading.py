"""Reading a file of requests row by row: what is wrong is said by row, column and what is expected."""

import csv
import hashlib
import io
import re
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from alongside.people.rules import RelationKind
from alongside.values.codes import NhsNumber, Postcode, Upn

from .. import rules
from .columns import COLUMNS, MOST_ADULTS, MOST_CHILDREN

LARGEST_FILE = 5_000_000
MOST_ROWS = 2_000
OLDEST_CHILD = 25
SHOWN_OF_VALUE = 60

_RELATIONS = {kind.value.replace("_", " "): kind for kind in rules.RELATION_LABELS}
_VIEWS = {
    "yes": rules.FamilyView.AGREES,
    "no": rules.FamilyView.DOES_NOT_AGREE,
    "does not know": rules.FamilyView.DOES_NOT_KNOW,
}


class FileRefused(Exception):
    """The file cannot be read as a batch at all; the message is fit to show."""


@dataclass(frozen=True)
class Problem:
    """What is wrong in one place of the file."""

    row: int
    column: str
    value: str
    expected: str


@dataclass
class Row:
    """One row: what it tells, or what is wrong with it."""

    number: int
    digest: str
    told: rules.Told | None = None
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Batch:
    """Every row of a file, and the file's digest."""

    rows: list[Row]
    digest: str


def read_batch(content: bytes, *, today: date) -> Batch:
    """Read a file of requests; a file that is not one is refused with what to do."""
    if len(content) > LARGEST_FILE:
        raise FileRefused("This file is larger than 5 MB. Split it into smaller ones")
    reader = csv.DictReader(io.StringIO(_decoded(content), newline=""), strict=True)
    try:
        _refuse_header([name or "" for name in reader.fieldnames or []])
        reader.fieldnames = [(name or "").strip().lower() for name in reader.fieldnames]
        rows = []
        for values in reader:
            if len(rows) == MOST_ROWS:
                raise FileRefused(f"This file has more than {MOST_ROWS} rows. Split it into smaller ones")
            if any((value or "").strip() for value in _cells(values)):
                rows.append(_Reader(reader.line_num, values, today).read())
    except csv.Error as wrong:
        raise FileRefused(f"Row {reader.line_num} is not well-formed CSV: check its quotation marks") from wrong
    if not rows:
        raise FileRefused("This file has a header and no rows. Fill in a row for each family")
    return Batch(rows, hashlib.sha256(content).hexdigest())


def _cells(values: dict) -> list[str]:
    return [value for name, value in values.items() if name is not None and not isinstance(value, list)]


def _decoded(content: bytes) -> str:
    if content[:2] == b"PK":
        raise FileRefused("This is a spreadsheet, not a CSV file. Save it as “CSV UTF-8” and try again")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise FileRefused("This file is in the encoding UTF-16. Save it as “CSV UTF-8” and try again")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        raise FileRefused(
            f"This file is not in the encoding UTF-8 (see line {line}); it is probably Windows-1252, which Excel "
            "calls “CSV”. Save it as “CSV UTF-8” and try again"
        ) from wrong
    if "\0" in text:
        raise FileRefused("This is not a text file. Save your list as “CSV UTF-8” and try again")
    return text


def _refuse_header(names: list[str]) -> None:
    found = [name.strip().lower() for name in names]
    needed = [one.name for one in COLUMNS.values() if one.is_needed] + ["child_1_first_names"]
    if missing := [name for name in needed if name not in found]:
        raise FileRefused(f"Row 1 lacks the column {missing[0]}. Start from our template")
    if unknown := [name for name in found if name and name not in COLUMNS]:
        raise FileRefused(f"We do not know the column {unknown[0][:SHOWN_OF_VALUE]}. Take it out or rename it")
    if len(found) != len(set(found)):
        raise FileRefused("Two columns have the same name. Keep one of each")


class _Reader:
    """Reads one row, gathering what is wrong with it."""

    def __init__(self, number: int, values: dict, today: date) -> None:
        self.values = {name: (values.get(name) or "").strip() for name in COLUMNS}
        self.has_extra = bool(values.get(None))
        self.today = today
        told = "\x1f".join(f"{name}={self.values[name]}" for name in sorted(COLUMNS))
        self.row = Row(number=number, digest=hashlib.sha256(told.encode()).hexdigest())

    def read(self) -> Row:
        self._check_shape()
        people = (*self._children(), *self._adults())
        view = _VIEWS.get(self.values["family_agrees"].lower())
        if view is None and self.values["family_agrees"]:
            self._wrong("family_agrees")
        asker = self._asker()
        postcode = self._code("postcode", Postcode)
        if not self.row.problems:
            words = {name: self.values[name] for name in ("worries", "going_well", "tried", "family_wants")}
            told = rules.Told(
                asker=asker,
                people=people,
                family_view=view,
                home_lines=self.values["address"],
                family_view_why=self.values["why_not_agreed"],
                home_postcode=postcode,
                **words,
            )
            self._keep(told)
        return self.row

    def _keep(self, told: rules.Told) -> None:
        if told.family_view is not rules.FamilyView.AGREES and not told.family_view_why:
            self._wrong("why_not_agreed", "why the family has not agreed or does not know")
        elif problem := rules.problem_with_told(told):
            self._wrong("child_1_first_names", problem)
        else:
            self.row.told = told

    def _check_shape(self) -> None:
        if self.has_extra:
            self.row.problems.append(Problem(self.row.number, "", "", "as many cells as there are columns"))
        for name, column in COLUMNS.items():
            if column.is_needed and not self.values[name]:
                self._wrong(name)
            if len(self.values[name]) > column.most:
                self._wrong(name, f"at most {column.most} characters")

    def _asker(self) -> rules.Asker:
        email = self.values["asked_by_email"]
        if email:
            try:
                validate_email(email)
            except ValidationError:
                self._wrong("asked_by_email")
        return rules.Asker(
            kind=rules.AskerKind.PROFESSIONAL,
            name=self.values["asked_by_name"],
            role=self.values["asked_by_role"],
            organisation=self.values["asked_by_organisation"],
            email=email,
            phone=self.values["asked_by_phone"],
        )

    def _children(self) -> list[rules.ToldOf]:
        children = []
        for n in range(1, MOST_CHILDREN + 1):
            cell = f"child_{n}_"
            if not any(value for name, value in self.values.items() if name.startswith(cell)):
                continue
            child = rules.ToldOf(
                part=rules.Part.CHILD,
                given_names=self.values[f"{cell}first_names"],
                family_name=self.values[f"{cell}family_name"],
                born_on=self._day(f"{cell}date_of_birth"),
                age=self._age(f"{cell}age"),
                due_on=self._day(f"{cell}due_date"),
                school=self.values[f"{cell}school"],
                nhs_number=self._code(f"{cell}nhs_number", NhsNumber),
                upn=self._code(f"{cell}upn", Upn),
            )
            self._check_child(child, cell)
            children.append(child)
        return children

    def _check_child(self, child: rules.ToldOf, cell: str) -> None:
        problem = rules.problem_with_birth(born_on=child.born_on, age=child.age, due_on=child.due_on, today=self.today)
        if problem:
            self._wrong(f"{cell}due_date" if child.due_on else f"{cell}date_of_birth", problem)
        if not child.given_names and not child.family_name and not child.due_on:
            self._wrong(f"{cell}first_names", "a name, or the due date of a baby not yet born")

    def _adults(self) -> list[rules.ToldOf]:
        adults = []
        for n in range(1, MOST_ADULTS + 1):
            cell = f"adult_{n}_"
            if not any(value for name, value in self.values.items() if name.startswith(cell)):
                continue
            relation = self._relation(f"{cell}relation")
            if not self.values[f"{cell}first_names"] and not self.values[f"{cell}family_name"]:
                self._wrong(f"{cell}first_names", "a name")
            adults.append(
                rules.ToldOf(
                    part=rules.part_of(relation),
                    relation=relation,
                    given_names=self.values[f"{cell}first_names"],
                    family_name=self.values[f"{cell}family_name"],
                    phone=self.values[f"{cell}phone"],
                )
            )
        return adults

    def _relation(self, name: str) -> RelationKind:
        typed = self.values[name].lower().replace("-", " ")
        if typed and typed not in _RELATIONS:
            self._wrong(name)
        return _RELATIONS.get(typed, RelationKind.OTHER)

    def _day(self, name: str) -> date | None:
        typed = self.values[name]
        if not typed:
            return None
        try:
            if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", typed):
                return date(int(found[3]), int(found[2]), int(found[1]))
            return date.fromisoformat(typed)
        except ValueError:
            self._wrong(name)
            return None

    def _age(self, name: str) -> int | None:
        typed = self.values[name]
        if not typed:
            return None
        if not re.fullmatch(r"[0-9]{1,2}", typed) or int(typed) > OLDEST_CHILD:
            self._wrong(name)
            return None
        return int(typed)

    def _code(self, name: str, kind) -> str:
        if not self.values[name]:
            return ""
        try:
            return kind.parse(self.values[name]).value
        except ValueError as problem:
            self._wrong(name, str(problem))
            return ""

    def _wrong(self, name: str, expected: str = "") -> None:
        value = self.values[name][:SHOWN_OF_VALUE]
        self.row.problems.append(Problem(self.row.number, name, value, expected or COLUMNS[name].expects))
