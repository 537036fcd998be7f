"""Reads the English Indices of Deprivation 2019 and 2025: Files 1, 2, 5, 6 and 7."""

from alongside.places.gateways.draft import AreaDraft, Draft, number_in
from alongside.places.gateways.layouts import code_column, column_named, deprivation_columns
from alongside.places.gateways.tables import Row, Table
from alongside.places.rules.county import FigureFacts
from alongside.places.rules.measures import edition_of, what_is_expected
from alongside.places.rules.vintages import is_area_code


def read_deprivation(table: Table, draft: Draft, *, districts: frozenset[str]) -> int:
    """Take in scores, ranks, tenths and denominators of the county's areas.

    Areas of the `districts` are added when no other file has said which areas there are.
    """
    code_at = code_column(table.columns, draft.vintage)
    name_at = code_at.replace("code", "name")
    lad_code = next((c for c in table.columns if c.startswith("Local Authority District code")), "")
    lad_name = column_named(table.columns, lad_code.replace("code", "name"))
    meanings = deprivation_columns(table.columns)
    used = 0
    for row in table.rows():
        if row.expected:
            draft.bad(table, row, "", row.expected)
            continue
        code = row[code_at]
        if not is_area_code(code):
            draft.bad(table, row, code_at, "a code such as E01028422")
            continue
        if row[lad_code] in districts:
            draft.areas.setdefault(code, AreaDraft(code))
        area = draft.areas.get(code)
        if area is None:
            continue
        used += 1
        area.name = area.name or row[name_at]
        if not area.district_code:
            area.district_code = row[lad_code]
        if not draft.districts.get(area.district_code):
            draft.districts[area.district_code] = row[lad_name]
        _add_figures(table, draft, row, code, meanings)
    return used


def _add_figures(table: Table, draft: Draft, row: Row, code: str, meanings) -> None:
    for column, meaning in meanings.items():
        value = number_in(row[column])
        if expected := what_is_expected(meaning.measure.key, value):
            draft.bad(table, row, column, expected)
            continue
        period = meaning.period or edition_of(draft.vintage)
        figure = FigureFacts(meaning.measure.key, code, period, value)
        draft.add_figure(meaning.measure, figure)
