"""How days, charts and maps read."""

import itertools
import re
from dataclasses import asdict
from datetime import date

import pytest

from alongside.foundation.components.presenters import (
    AreaMap,
    BarChart,
    DuePresenter,
    LineChart,
    MapSheet,
    Place,
    ScaleChart,
    ScatterChart,
    Waterfall,
    places_of,
)
from alongside.foundation.components.templatetags.components import map_shapes, table_rows

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("due", "done", "words", "state"),
    [
        (date(2026, 3, 9), None, "3 days late", "late"),
        (date(2026, 3, 11), None, "1 day late", "late"),
        (TODAY, None, "Due today", "soon"),
        (date(2026, 3, 13), None, "Due tomorrow", "soon"),
        (date(2026, 3, 14), None, "Due Saturday 14 March", "soon"),
        (date(2026, 3, 20), None, "Due Friday 20 March", "later"),
        (date(2026, 4, 20), None, "Due 20 April 2026", "later"),
        (date(2026, 3, 9), date(2026, 3, 9), "Done 9 March 2026, in time", "done"),
        (date(2026, 3, 9), date(2026, 3, 11), "Done 11 March 2026, 2 days late", "done-late"),
    ],
)
def test_due_is_said_in_words(due, done, words, state):
    read = DuePresenter.of(due, today=TODAY, done_on=done)
    assert (read.words, read.state) == (words, state)


def test_line_breaks_where_there_is_no_figure_and_the_table_says_so():
    chart = LineChart.of(["Oct", "Nov", "Dec"], [{"name": "Schools", "values": [2, None, 4]}])
    assert chart.lines[0]["path"].count("M") == 2
    assert chart.rows == [["Oct", "2"], ["Nov", "no figure"], ["Dec", "4"]]
    assert chart.ticks[-1]["text"] == "4"


def test_names_of_lines_that_end_together_do_not_overlap():
    chart = LineChart.of(["a"], [{"name": str(n), "values": [5]} for n in range(3)])
    heights = sorted(line["end"]["y"] for line in chart.lines)
    assert all(b - a >= 18 for a, b in itertools.pairwise(heights))


def test_names_of_lines_that_lie_at_nought_stand_above_the_labels():
    chart = LineChart.of(["a", "b"], [{"name": str(n), "values": [9 * n, 0]} for n in range(4)])
    heights = sorted(line["end"]["y"] for line in chart.lines)
    assert heights[-1] == chart.base + 5
    assert all(b - a == 18 for a, b in itertools.pairwise(heights))


def test_chart_of_nothing_is_drawn_all_the_same():
    assert LineChart.of([], []).lines == []
    assert LineChart.of(["a"], [{"name": "x", "values": [None]}]).lines[0]["end"] is None
    assert BarChart.of([{"label": "a", "value": 0}], thing="Hub", measure="Families").bars[0]["width"] == 0


def test_bars_keep_their_proportion():
    bars = BarChart.of([{"label": "a", "value": 40}, {"label": "b", "value": 10}], thing="Hub", measure="n").bars
    assert bars[0]["width"] == pytest.approx(4 * bars[1]["width"])


def test_distance_travelled_is_said_in_the_table():
    chart = ScaleChart.of(
        [
            {"label": "Sleep", "marks": [("Feb", 3), ("Apr", 7)]},
            {"label": "Money", "marks": [("Feb", 5), ("Apr", 4)]},
            {"label": "School", "marks": [("Feb", 5)]},
            {"label": "Time", "marks": []},
        ],
        lowest=1,
        highest=10,
    )
    assert [row[-1] for row in chart.table] == ["Up 4", "Down 1", "Asked once", "Not asked"]
    assert chart.rows[0]["first"]["x"] < chart.rows[0]["latest"]["x"]


def test_map_fits_its_width_with_north_at_the_top():
    square = [(-1.3, 51.7), (-1.2, 51.7), (-1.2, 51.8), (-1.3, 51.8)]
    drawn = AreaMap.of(
        [Place("Millbrook", [square], band=5)],
        sites=[{"name": "Hub", "longitude": -1.25, "latitude": 51.79}],
        width=400,
    )
    assert drawn.sites[0]["y"] < drawn.height / 2
    assert 0 < drawn.sites[0]["x"] < 400
    assert drawn.height > 400  # a tenth of a degree of latitude is longer than one of longitude here


def test_map_of_nothing_is_empty():
    assert AreaMap.of([]).shapes == []
    assert not AreaMap.of([]).is_linked


def test_each_scale_says_what_its_family_means_by_one_and_ten():
    rows = [
        {"label": "Mornings before school and after", "marks": [], "low": "a battle", "high": "calm"},
        {"label": "Sleep", "marks": []},
    ]
    chart = ScaleChart.of(rows, lowest=1, highest=10)
    assert chart.meanings == [{"name": "Mornings before school and after", "low": "a battle", "high": "calm"}]
    assert [row["label"] for row in chart.rows] == ["Mornings before school and after", "Sleep"]
    assert chart.table[0][0] == "Mornings before school and after"


def test_a_long_name_of_a_scale_is_cut_in_the_picture_and_whole_in_the_table():
    name = "Getting everybody out of the house in the morning without shouting"
    chart = ScaleChart.of([{"label": name, "marks": []}], lowest=1, highest=10)
    assert chart.rows[0]["label"] == "Getting everybody out of the house in the mo…"
    assert chart.table[0][0] == name


def test_dots_of_a_scatter_keep_their_order_and_stay_inside_their_scales():
    dots = [{"x": 5, "y": 17, "name": "Fewer"}, {"x": 9, "y": 12, "name": "Moved", "open": True}]
    chart = ScatterChart.of(dots, say_x=str, say_y=str)
    assert [(one["number"], one["is_open"]) for one in chart.dots] == [("1", False), ("2", True)]
    assert chart.left < chart.dots[0]["x"] < chart.dots[1]["x"] < chart.right
    assert chart.dots[0]["y"] < chart.dots[1]["y"] < chart.base
    alike = ScatterChart.of([dots[0], dots[0]], say_x=str, say_y=str)
    assert alike.dots[0]["x"] == alike.dots[1]["x"]
    assert chart.path == ""


def test_full_dots_of_a_scatter_are_joined_and_its_marks_do_not_stand_on_one_another():
    dots = [{"x": n, "y": 20 - n, "name": str(n), "label": ""} for n in (1, 20, 21, 40)]
    dots.append({"x": 20, "y": 25, "name": "Today", "label": "today", "open": True})
    chart = ScatterChart.of(dots, say_x=str, say_y=str, across=[1, 20, 21, 40], is_joined=True)
    assert [one["text"] for one in chart.across] == ["1", "20", "40"]
    assert [one["number"] for one in chart.dots] == ["", "", "", "", "today"]
    assert chart.path.count("L") == 3
    assert f"{chart.dots[3]['x']},{chart.dots[3]['y']}" in chart.path
    above, below = ScatterChart.of([dots[0], dots[1] | {"below": True}], say_x=str, say_y=str, is_joined=True).dots
    assert (above["label_y"] < above["y"], below["label_y"] > below["y"]) == (True, True)
    long = ScatterChart.of([dots[0], dots[3] | {"label": "this scenario"}], say_x=str, say_y=str)
    assert long.right < chart.right, "a long label finds room beside the last dot"


@pytest.mark.parametrize(
    ("values", "places"), [([11.5, 12.6], 1), ([11.5, 12.4], 2), ([], 2)], ids=["far apart", "near", "none"]
)
def test_marks_of_a_scale_are_said_so_that_no_two_read_the_same(values, places):
    assert places_of(values) == places


def test_a_sheet_is_drawn_once_and_areas_stand_on_it_by_their_key():
    rings = {"a": [[(-1.3, 51.7), (-1.2, 51.7), (-1.2, 51.8), (-1.3, 51.7)]]}
    sheet = MapSheet.draw(rings)
    assert MapSheet(**asdict(sheet)) == sheet
    site = {"name": "Hub", "longitude": -1.25, "latitude": 51.75}
    there = AreaMap.on(sheet, [("a", Place("A", band=3)), ("gone", Place("Gone"))], sites=[site])
    at_once = AreaMap.of([Place("A", rings["a"], band=3)], sites=[site])
    assert (there.shapes, there.sites, there.height) == (at_once.shapes, at_once.sites, at_once.height)


def test_a_path_is_said_in_steps_that_lead_to_the_same_points():
    """Read back by the grammar of paths: a number ends before a sign, a space, or a second point in it."""
    ring = [(-1.3, 51.7), (-1.21, 51.7), (-1.2, 51.83), (-1.297, 51.81), (-1.299, 51.74), (-1.3, 51.7)]
    sheet = MapSheet.draw({"a": [ring, ring[:1]]})
    whole, dot = sheet.paths["a"].removesuffix("z").split("z")
    begin, steps = ([float(one) for one in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", part)] for part in whole[1:].split("l"))
    at, found = begin, [tuple(begin)]
    for east, south in zip(steps[::2], steps[1::2], strict=True):
        at = [round(at[0] + east, 1), round(at[1] + south, 1)]
        found.append(tuple(at))
    assert found == [sheet.fit(point) for point in ring]
    assert "l" not in dot


def test_cells_and_shapes_never_let_markup_through():
    bad = "<script>x</script>"
    press = {"text": bad, "press": '"><b>', "value": bad}
    cells = [bad, {"text": bad, "href": '"><b>'}, {"text": bad, "tag": "red"}, press, None, {"text": ""}, 3]
    drawn = table_rows([{"text": bad, "number": True}] * len(cells), [cells])
    assert "<script>" not in drawn
    assert '"><b>' not in drawn
    assert drawn.count("–</span>") == 2
    assert drawn.count("govuk-table__cell--numeric") == len(cells) - 1
    drawn = map_shapes(AreaMap.of([Place(bad, [[(0, 0), (1, 0), (1, 1), (0, 0)]], bad, '"><b>', 2)]))
    assert "<script>" not in drawn
    assert '"><b>' not in drawn


def test_what_speaks_for_and_against_fits_a_phone_and_each_bar_begins_where_the_last_ended():
    parts = [
        {"says": "Same house", "speaks": "for", "value": 14.0, "kind": "kin"},
        {"says": "Born within a year", "speaks": "against", "value": -20.0, "kind": "against"},
    ]
    chart = Waterfall.of(parts)
    house, born, together = chart.bars
    assert chart.width == 400
    assert all(bar["x"] >= 0 and bar["words_x"] < chart.width - 50 for bar in chart.bars)
    assert house["x"] == chart.zero
    assert round(born["x"] + born["width"], 1) == round(house["x"] + house["width"], 1)
    assert (together["words"], round(together["x"] + together["width"], 1)) == ("−6.0", chart.zero)
    assert born["label_y"] > house["end_y"], "words stand below the bar before"
