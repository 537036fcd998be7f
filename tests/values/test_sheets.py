"""Tables that a spreadsheet opens."""

import csv
import io

import pytest

from alongside.values.sheets import MARK, csv_lines


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
        pytest.param("North – South", "North – South", id="a dash within"),
        pytest.param("", "", id="nothing"),
        pytest.param(None, "", id="a blank"),
    ],
)
def test_what_a_spreadsheet_would_run_is_written_as_words(cell, written):
    table = "".join(csv_lines([["=name", cell]])).removeprefix(MARK)
    assert next(csv.reader(io.StringIO(table, newline=""))) == ["'=name", written]
