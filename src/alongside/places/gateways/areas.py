"""Reads the joined table of areas: which areas a county has, and their figures."""

from alongside.places.gateways.draft import SUPPRESSED, AreaDraft, Draft, grid_point, number_in
from alongside.places.gateways.layouts import code_column, column_named
from alongside.places.gateways.tables import Row, Table
from alongside.places.rules.county import FigureFacts
from alongside.places.rules.kinds import UrbanRural
from alongside.places.rules.measures import (
    edition_of,
    meaning_of_shared_column,
    what_is_expected,
)
from alongside.places.rules.vintages import is_area_code

_POINTS = (("demand_e", "demand_n"), ("pwc_e", "pwc_n"), ("rep_e", "rep_n"), ("label_e", "label_n"))
_DISTRICTS = (("lad24cd", "lad24nm"), ("lad_current_cd", "lad_current_nm"), ("lad22cd", "lad22nm"))


def find_areas(table: Table, draft: Draft) -> None:
    """Note which areas are in the county, before any file is read for its figures."""
    code_at = code_column(table.columns, draft.vintage)
    name_at, district = column_named(table.columns, code_at[:-2] + "nm"), _district(table)
    for row in table.rows():
        if draft.county in (row["utla_cd"], row[district[0]]) and is_area_code(row[code_at]):
            _add_area(draft, row, row[code_at], row[name_at], district)


def read_areas(table: Table, draft: Draft) -> int:
    """Take in every figure that the table has for the county's areas."""
    code_at = code_column(table.columns, draft.vintage)
    district = _district(table)
    meanings = {c: m for c in table.columns if (m := meaning_of_shared_column(c))}
    used = 0
    for row in table.rows():
        if row.expected:
            draft.bad(table, row, "", row.expected)
            continue
        if draft.county not in (row["utla_cd"], row[district[0]]):
            continue
        if not is_area_code(row[code_at]):
            draft.bad(table, row, code_at, "a code such as E01028422")
            continue
        used += 1
        for column, meaning in meanings.items():
            period = meaning.period or edition_of(draft.vintage)
            _add_figure(table, draft, row, row[code_at], column, meaning.measure, period)
    return used


def _district(table: Table) -> tuple[str, str]:
    return next((pair for pair in _DISTRICTS if pair[0] in table.columns), ("", ""))


def _add_area(draft: Draft, row: Row, code: str, name: str, district: tuple[str, str]) -> None:
    draft.county_name = draft.county_name or row["utla_nm"]
    draft.districts.setdefault(row[district[0]], row[district[1]])
    if code in draft.areas and draft.areas[code].point:
        return
    points = (grid_point(row[e], row[n]) for e, n in _POINTS)
    said = row["urban_rural"].lower()
    draft.areas[code] = AreaDraft(
        code=code, name=name, district_code=row[district[0]], place_name=row["msoa_hcl_name"],
        urban_rural=UrbanRural(said) if said in ("urban", "rural") else UrbanRural.NOT_KNOWN,
        point=next((point for point in points if point), None),
    )  # fmt: skip


def _add_figure(table, draft, row, code, column, measure, period) -> None:
    text = row[column]
    if not text:
        return
    value = None if text.lower() in SUPPRESSED else number_in(text)
    if text.lower() not in SUPPRESSED and (expected := what_is_expected(measure.key, value)):
        draft.bad(table, row, column, expected)
        return
    draft.add_figure(measure, FigureFacts(measure.key, code, period, value))
