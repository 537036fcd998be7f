"""An agency's list as a file: CSV, a spreadsheet or Parquet, read by the names of its columns; and our register."""

import codecs
import csv
import hashlib
import io
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zipfile import BadZipFile

import polars as pl
from django.db import connection
from openpyxl import load_workbook

import kinfolk

COLUMNS = {
    "id": "The agency’s own number of the person, such as a pupil or patient number of theirs",
    "given_names": "First names",
    "family_name": "Family name",
    "born_on": "Date of birth, such as 2015-06-04 or 04/06/2015",
    "sex": "female or male",
    "house": "House number or name",
    "street": "Street",
    "postcode": "Postcode",
    "nhs_number": "NHS number",
    "upn": "Unique pupil number",
    "phone": "Telephone",
    "email": "E-mail",
}
ALSO = {
    "forename": "given_names",
    "forenames": "given_names",
    "first_name": "given_names",
    "first_names": "given_names",
    "surname": "family_name",
    "last_name": "family_name",
    "dob": "born_on",
    "date_of_birth": "born_on",
    "gender": "sex",
    "nhs": "nhs_number",
    "telephone": "phone",
}
NEEDED = ("id", "given_names", "family_name")
LARGEST_KEY = 80
MOST_PROBLEMS = 500
READ_AT_ONCE = 1 << 20

_REGISTER = """
copy (
  select p.id, concat_ws(' ', p.given_names, nullif(p.known_as, '')) as given_names, p.family_name,
         coalesce(p.born_on::text, '') as born_on, case p.sex when 'unknown' then '' else p.sex end as sex,
         coalesce((regexp_match(split_part(a.lines, ',', 1), '^((?:flat |unit )?\\d+\\w?)'))[1], '') as house,
         coalesce(regexp_replace(split_part(a.lines, ',', 1), '^(?:flat |unit )?\\d+\\w?\\s+', ''), '') as street,
         coalesce(a.postcode, '') as postcode, p.nhs_number, p.upn, p.phone, p.email
  from people_person p
  left join lateral (
    select lines, postcode from people_address
    where person_id = p.id and until_on is null and not is_restricted order by as_of desc, id limit 1
  ) a on true
) to stdout with (format csv, header)
"""


class ListRefused(Exception):
    """A list that cannot be taken in; the message is fit to show."""


@dataclass
class ListFile:
    """The rows of a list by the agency's own number, and what is wrong with others."""

    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    problems: list[dict] = field(default_factory=list)
    read: int = 0

    def digest_of(self, key: str) -> str:
        """What tells whether a row changed."""
        said = "\x1f".join(self.rows[key].get(name, "") for name in COLUMNS)
        return hashlib.sha256(said.encode()).hexdigest()[:32]


def read_agency_list(path: Path) -> ListFile:
    """Read a list; a row without a number or a name, with a number used before or a birth on no day, is told and
    left out.
    """
    table = _table(path)
    names = {name: _named(name) for name in table.columns}
    known = {ours: theirs for theirs, ours in names.items() if ours in COLUMNS}
    if missing := [name for name in NEEDED if name not in known]:
        raise ListRefused(f"The list has no column {', '.join(missing)}. The columns are found by their names")
    found = ListFile()
    for number, row in enumerate(table.select(list(known.values())).iter_rows(named=True), start=2):
        found.read += 1
        said = {ours: " ".join((row[theirs] or "").split()) for ours, theirs in known.items()}
        if problem := _problem(said, found):
            if len(found.problems) < MOST_PROBLEMS:
                found.problems.append({"row": number, **problem})
            continue
        found.rows[said["id"]] = said
        found.numbers[said["id"]] = number
    if not found.rows:
        raise ListRefused("No row of this list can be taken in. Each needs a number and a name")
    return found


def _problem(said: dict[str, str], found: ListFile) -> dict | None:
    if not said["id"] or len(said["id"]) > LARGEST_KEY:
        return {
            "column": "id",
            "value": said["id"][:40],
            "expected": f"A number of the agency’s own, at most {LARGEST_KEY} characters",
        }
    if said["id"] in found.rows:
        first = found.numbers[said["id"]]
        return {"column": "id", "value": said["id"], "expected": f"A number used once; row {first} has it already"}
    if not (said["given_names"] or said["family_name"]):
        return {"column": "given_names", "expected": "A first name or a family name"}
    if (born := said.get("born_on", "")) and not kinfolk.is_date(born):
        return {"column": "born_on", "value": born[:40], "expected": "A day that exists, as 2015-06-04 or 04/06/2015"}
    return None


def _named(column: str) -> str:
    plain = column.strip().lower().lstrip("\ufeff").replace(" ", "_")
    return ALSO.get(plain, plain)


def _is_utf_8(path: Path) -> bool:
    """Whether a text is in UTF-8; one in UTF-16 would pass for it but for its empty bytes."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while part := file.read(READ_AT_ONCE):
                if b"\0" in part:
                    return False
                decoder.decode(part)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _table(path: Path) -> pl.DataFrame:
    try:
        match path.suffix.lower():
            case ".parquet" | ".pq":
                return pl.read_parquet(path).with_columns(pl.all().cast(pl.String))
            case ".xlsx":
                return _sheet(path)
            case _ if not _is_utf_8(path):
                raise ListRefused(
                    "This CSV is not in UTF-8, so letters such as é or ł would be lost. Save it as “CSV UTF-8”, "
                    "or hand in the Excel workbook (.xlsx) itself"
                )
            case _:
                return pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, BadZipFile, OSError, ValueError, KeyError) as wrong:
        raise ListRefused(
            "This file cannot be read. Send CSV in UTF-8, an Excel workbook (.xlsx) or Parquet"
        ) from wrong


def _sheet(path: Path) -> pl.DataFrame:
    sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
    rows = sheet.iter_rows(values_only=True)
    header = [str(one or f"column {n}") for n, one in enumerate(next(rows, ()))]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_said(one) for one in row] for row in rows)
    return pl.read_csv(io.BytesIO(text.getvalue().encode()), infer_schema=False)


def _said(value) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def write_rows(path: Path, listed: ListFile, keys: list[str]) -> None:
    """Write some rows of a list for the engine."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(COLUMNS))
        writer.writeheader()
        writer.writerows({name: listed.rows[key].get(name, "") for name in COLUMNS} for key in keys)


def write_register(path: Path) -> None:
    """Write everybody on record for the engine; homes that are kept confidential are left out."""
    with path.open("wb") as file, connection.cursor() as cursor, cursor.copy(_REGISTER) as copy:
        for part in copy:
            file.write(part)
