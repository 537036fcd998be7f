"""Which census's areas a file speaks of, and the refusal to mix two."""

import re
from collections.abc import Iterable, Mapping

from alongside.places.rules.kinds import Vintage

LAST_CODE_OF_2011 = 33_768
"""LSOAs first drawn for Census 2021 are numbered from E01033769. Source: ONS, LSOA (2021) names
and codes."""

_AREA_CODE = re.compile(r"E01\d{6}")
_DATED_COLUMN = re.compile(r"lsoa[\s_]*(?:code)?[\s_]*\(?(?:20)?(?P<year>11|21)\)?[\s_]*(?:code|cd|_code)?")


class VintagesMixed(Exception):
    """Areas of two censuses were about to stand in one county."""


def is_area_code(text: str) -> bool:
    """Whether this is written as a code of an English small area, such as E01028422."""
    return _AREA_CODE.fullmatch(text) is not None


def vintages_of_columns(columns: Iterable[str]) -> dict[Vintage, str]:
    """The vintages that a file's column names speak of, each with the column of its codes."""
    found: dict[Vintage, str] = {}
    for column in columns:
        match = _DATED_COLUMN.fullmatch(column.strip().lower())
        if match is not None:
            found.setdefault(Vintage(f"20{match['year']}"), column)
    return found


def vintage_of_codes(codes: Iterable[str]) -> Vintage | None:
    """The vintage that codes give away: a code first drawn in 2021 makes it 2021.

    Most codes are the same in both, so codes without such a one leave the question open.
    """
    for code in codes:
        if is_area_code(code) and int(code[3:]) > LAST_CODE_OF_2011:
            return Vintage.LSOA_2021
    return None


def vintage_of_undated(codes: Iterable[str], *, county_codes: Iterable[str], chosen: Vintage) -> Vintage:
    """The vintage of a file that does not say it, from its codes and those of the county.

    A file with a code first drawn in 2021 is of 2021; one with none of the county's codes first
    drawn in 2021, though there are some, is of 2011; otherwise the two are the same here.
    """
    codes = set(codes)
    if found := vintage_of_codes(codes):
        return found
    if chosen == Vintage.LSOA_2021 and vintage_of_codes(county_codes) and codes:
        return Vintage.LSOA_2011
    return chosen


def must_be_one_vintage(
    *, vintages: Mapping[str, Vintage], wanted: Vintage | None, held: Vintage | None
) -> Vintage | None:
    """A county's areas are all of one vintage: 2011 and 2021 areas are never mixed.

    `vintages` are the files' by name, `wanted` is what was asked for, and `held` is what the county
    already has. When nothing was asked for, the files must agree. Raises VintagesMixed, with what
    to do about it.
    """
    named = sorted(set(vintages.values()))
    if wanted is None and len(named) > 1:
        example = {vintage: _first_of(vintages, vintage) for vintage in named}
        listed = " and ".join(f"{vintage} areas ({example[vintage]})" for vintage in named)
        raise VintagesMixed(
            f"The folder holds {listed}. They are different areas and can not be mixed: "
            f"say --vintage {named[0]} or --vintage {named[-1]}, and the others are left out"
        )
    chosen = wanted or (named[0] if named else held)
    if held is not None and chosen is not None and chosen != held:
        raise VintagesMixed(
            f"This county is held on {held} areas, and these files are of {chosen} areas. "
            f"They can not be mixed: give files of {held} areas, or load {chosen} into an empty "
            "database"
        )
    return chosen


def _first_of(vintages: Mapping[str, Vintage], vintage: Vintage) -> str:
    return min(name for name, one in vintages.items() if one == vintage)
