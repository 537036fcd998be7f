"""Which column of a file is which field: from a mapping file, or recognised by name and by what stands in it."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import yaml

from ..columns.dates import parts_of
from ..model.parts import Model

Source = str | list[str] | dict[str, str]
SAMPLE = 2_000
MOST_OF_THEM = 0.8

# fmt: off
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "uid", "uniqueid", "recordid", "recid", "personid", "pid", "qid", "queryid", "childid", "key"),
    "given_names": (
        "givennames", "givenname", "given", "firstname", "firstnames", "forename", "forenames", "fn", "fname",
        "fnamec1", "christianname", "childfirstname", "childforename", "pupilforename",
    ),
    "middle_names": ("middlenames", "middlename", "mn", "mname", "fnamec2", "secondname", "othernames"),
    "family_name": (
        "familyname", "surname", "lastname", "sn", "lname", "lnamec1", "family", "childsurname", "pupilsurname",
    ),
    "full_name": ("name", "fullname", "personname", "childname", "pupilname"),
    "sex": ("sex", "gender", "sexcode", "gendercode"),
    "born_on": ("bornon", "dob", "dateofbirth", "birthdate", "birthday", "born", "datebirth", "bdate"),
    "birth_year": ("birthyear", "yearofbirth", "by", "yob", "bornyear"),
    "birth_month": ("birthmonth", "monthofbirth", "bm", "mob"),
    "birth_day": ("birthdayofmonth", "dayofbirth", "bd", "dayofmonth"),
    "due_on": ("dueon", "duedate", "edd", "expecteddeliverydate"),
    "house": ("house", "housenumber", "houseno", "streetnumber", "houseid", "propertynumber", "buildingnumber"),
    "street": ("street", "address1", "addressline1", "streetname", "road", "address", "addr1", "streetaddress"),
    "second_line": ("secondline", "address2", "addressline2", "addr2"),
    "place": (
        "place", "city", "town", "suburb", "birthplace", "placeofbirth", "posttown", "municipality", "locality",
    ),
    "region": ("region", "state", "county", "province"),
    "postcode": ("postcode", "pc", "zip", "zipcode", "postalcode", "postcodefake", "pcode"),
    "mother_given": ("mothergiven", "mumfn", "motherfirstname", "motherforename", "mothername", "mumfirstname"),
    "mother_family": ("motherfamily", "mumsn", "mothersurname", "mumsurname", "motherlastname"),
    "father_given": ("fathergiven", "dadfn", "fatherfirstname", "fatherforename", "fathername", "dadfirstname"),
    "father_family": ("fatherfamily", "dadsn", "fathersurname", "dadsurname", "fatherlastname"),
    "siblings": ("siblings", "siblingnames", "brothersandsisters"),
    "nhs_number": ("nhsnumber", "nhs", "nhsno"),
    "upn": ("upn", "uniquepupilnumber", "pupilnumber"),
    "number": (
        "number", "socsecid", "ssn", "socialsecuritynumber", "nationalid", "nino", "nationalinsurancenumber",
        "passport", "studentid", "medicareid", "patientnumber",
    ),
    "email": ("email", "emailaddress", "mail"),
    "phone": ("phone", "telephone", "mobile", "phonenumber", "tel", "mobilenumber"),
    "occupation": ("occupation", "job", "profession", "jobtitle"),
}
# fmt: on
PLAIN = re.compile(r"[^a-z0-9]")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
POSTCODE = re.compile(r"(?i)^[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}$")
SEXES = frozenset(("m", "f", "male", "female", "boy", "girl", "u", "unknown"))


class MappingRefused(ValueError):
    """A file whose columns cannot be understood, with what to do."""


def mapping_from(path: Path, side: str) -> dict[str, Source]:
    """Read a mapping file: field to column, or to several columns; under `a` and `b` where the two files differ."""
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(read, dict):
        raise MappingRefused(f"{path} holds no mapping. Write one line for each field, such as `family_name: surname`")
    return dict(read.get(side, read))


def recognised(model: Model, table: pl.DataFrame) -> dict[str, Source]:
    """Tell which column is which by its name, and, where the name says nothing, by what stands in it."""
    found: dict[str, Source] = {}
    known = {name: field for field, names in NAMES.items() for name in names}
    for column in table.columns:
        field = known.get(PLAIN.sub("", column.lower()))
        if field and field not in found:
            found[field] = column
    for column in table.columns:
        if column not in found.values() and (field := _by_content(table[column])) and field not in found:
            found[field] = column
    return _whole(found)


def read_through(model: Model, table: pl.DataFrame, mapping: Mapping[str, Source]) -> pl.DataFrame:
    """Return the id and the fields of the model that a file has, as text."""
    named = {one.name for one in model.fields} | {"id", "full_name"}
    if unknown := set(mapping) - named:
        raise MappingRefused(f"The mapping names fields that do not exist: {', '.join(sorted(unknown))}")
    if "id" not in mapping:
        raise MappingRefused(f"No column of {', '.join(table.columns)} is the id. Say which in a mapping file: `id: …`")
    missing = {column for source in mapping.values() for column in _columns(source)} - set(table.columns)
    if missing:
        raise MappingRefused(f"The file has no column {', '.join(sorted(missing))}; it has {', '.join(table.columns)}")
    made = [_read(source).alias(field) for field, source in mapping.items() if field != "full_name"]
    out = table.select(made)
    if "full_name" in mapping:
        out = out.with_columns(*_split(table[mapping["full_name"]]))
    if out.width == 1:
        raise MappingRefused(
            f"None of {', '.join(table.columns)} tells anything of a person. Say which field is which in a mapping file"
        )
    if out["id"].n_unique() != out.height:
        raise MappingRefused("Two rows have the same id")
    return out


def _columns(source: Source) -> list[str]:
    if isinstance(source, str):
        return [source]
    return list(source.values()) if isinstance(source, dict) else list(source)


def _read(source: Source) -> pl.Expr:
    if isinstance(source, str):
        return _text(source)
    if isinstance(source, dict):
        year, month, day = (_text(source[part]) for part in ("year", "month", "day"))
        parts = [year.str.zfill(4), month.str.zfill(2), day.str.zfill(2)]
        return pl.concat_str(parts, separator="-", ignore_nulls=False).fill_null(year.fill_null(""))
    return pl.concat_str([_text(column) for column in source], separator=" ", ignore_nulls=True)


def _text(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.String).str.strip_chars().fill_null("")


def _whole(found: dict[str, Source]) -> dict[str, Source]:
    parts = {part: found.pop(f"birth_{part}", None) for part in ("year", "month", "day")}
    if "born_on" not in found and all(parts.values()):
        found["born_on"] = parts
    elif "born_on" not in found and parts["year"]:
        found["born_on"] = parts["year"]
    if "given_names" in found or "family_name" in found:
        found.pop("full_name", None)
    return found


def _split(names: pl.Series) -> list[pl.Series]:
    given, family = [], []
    for name in names.cast(pl.String).fill_null("").to_list():
        before, comma, after = name.partition(",")
        if comma:
            given.append(after.strip())
            family.append(before.strip())
        else:
            *first, last = name.split() or [""]
            given.append(" ".join(first))
            family.append(last)
    return [pl.Series("given_names", given), pl.Series("family_name", family)]


def _by_content(column: pl.Series) -> str | None:
    values = [str(value).strip() for value in column.drop_nulls().head(SAMPLE).to_list() if str(value).strip()]
    if not values:
        return None
    if {value.lower() for value in values} <= SEXES:
        return "sex"
    for field, tells in (("born_on", _is_date), ("email", EMAIL.match), ("postcode", POSTCODE.match)):
        if _most(values, tells):
            return field
    return None


def _most(values: Sequence[str], tells) -> bool:
    return sum(bool(tells(value)) for value in values) >= MOST_OF_THEM * len(values)


def _is_date(value: str) -> bool:
    return len(value) >= 8 and all(parts_of(value))
