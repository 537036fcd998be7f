"""Tables that a spreadsheet opens."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from alongside.values.sheets import MARK, csv_lines


@dataclass(frozen=True)
class Named:
    """Something that reads as its name."""

    name: str

    def __str__(self) -> str:
        return self.name


def test_a_table_is_marked_once_before_its_first_line():
    assert "".join(csv_lines([["Café", "Kin’s"], ["é", "–"]])) == f"{MARK}Café,Kin’s\r\né,–\r\n"


def test_a_table_without_a_line_is_an_empty_file():
    assert list(csv_lines([])) == []


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        pytest.param("=1+1", "'=1+1", id="a sum"),
        pytest.param("+44 1865 496 0000", "'+44 1865 496 0000", id="a telephone number keeps its plus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="a function"),
        pytest.param("\t=1+1", "'\t=1+1", id="a tab before a sum"),
        pytest.param("\n=1+1", "'\n=1+1", id="a line before a sum"),
        pytest.param("＝1+1", "'＝1+1", id="a sum at full width"),
        pytest.param("-2+3+cmd", "'-2+3+cmd", id="a sum that begins below nought"),
        pytest.param("-inf", "'-inf", id="a word that Python takes for a number"),
        pytest.param("-5.00", "-5.00", id="an amount below nought stays a number"),
        pytest.param(-5, "-5", id="a number is a number"),
        pytest.param(-1e-05, "-1e-05", id="a small number is one too"),
        pytest.param(Decimal("-5.00"), "-5.00", id="and so is an exact one"),
        pytest.param(date(2026, 3, 2), "2026-03-02", id="a day"),
        pytest.param(Named("=1+1"), "'=1+1", id="what is not words itself, but reads as a sum"),
        pytest.param("North – South", "North – South", id="a dash within"),
        pytest.param("", "", id="nothing"),
        pytest.param(None, "", id="a blank"),
    ],
)
def test_what_a_spreadsheet_would_run_is_written_as_words(cell, written):
    table = "".join(csv_lines([["=name", cell]])).removeprefix(MARK)
    assert next(csv.reader(io.StringIO(table, newline=""))) == ["'=name", written]
