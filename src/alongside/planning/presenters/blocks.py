"""The blocks that every paper is made of: headings, words, tables, maps and charts, the same on screen and in print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alongside.foundation.components.presenters import ScatterChart
    from alongside.foundation.components.presenters.maps import AreaMap
    from alongside.planning.presenters.sheets import Sheet

Block = dict[str, Any]
FILLS = {0: "#e9e4d8", 1: "#d9e8e4", 2: "#a9cbc4", 3: "#6da69c", 4: "#35786f", 5: "#123f3a"}
"""As the stylesheet has them: a printed map has no stylesheet."""
SHADES = {0: "sand", 1: "palest", 2: "pale", 3: "middling", 4: "dark", 5: "darkest"}
INK, QUIET, LINE, PINE = "#24302e", "#55605c", "#ddd4c6", "#1d5a54"
PICTURES = ("map", "chart")
MOST_WORDS, LEAST_WIDTH, MOST_WIDTH = 60, 6, 26


def heading(level: int, text: str) -> Block:
    """A heading of a level."""
    return {"kind": "heading", "level": level, "text": text}


def words(lines: Sequence[str]) -> list[Block]:
    """A paragraph for each line that says something."""
    return [{"kind": "words", "text": line} for line in lines if line]


def tables(sheets: Sequence[Sheet]) -> list[Block]:
    """Each table, or what is said in the place of one without rows."""
    return [
        block
        for one in sheets
        for block in ([table_block(one)] if one.rows else words([f"{one.caption}: {one.empty}"]))
    ]


def table_block(sheet: Sheet) -> Block:
    """A table as it stands in the paper."""
    columns = [one["text"] if isinstance(one, dict) else str(one) for one in sheet.columns]
    rows = [[_plain(cell) for cell in row] for row in sheet.rows]
    return {
        "kind": "table", "caption": sheet.caption, "columns": columns, "rows": rows, "note": sheet.note,
        "numeric": [isinstance(one, dict) and bool(one.get("number")) for one in sheet.columns],
        "widths": [_width([row[at] for row in rows]) for at in range(len(columns))],
        "named": sheet.columns,
    }  # fmt: skip


def _plain(cell: Any) -> str:
    said = cell.get("text", "") if isinstance(cell, dict) else cell
    return str(said) if said not in (None, "") else "–"


def _width(cells: Sequence[str]) -> int:
    return max(LEAST_WIDTH, min(MOST_WIDTH, max((min(len(one), MOST_WORDS) for one in cells), default=0) // 2))


def svg_of(drawn: AreaMap) -> str:
    """A map as a picture by itself, its colours in it."""
    shapes = "".join(
        f'<path d="{one["path"]}" fill="{FILLS[one["band"]]}" stroke="#fff" stroke-width="0.8"/>'
        for one in drawn.shapes
    )
    dots = "".join(
        f'<circle cx="{one["x"]}" cy="{one["y"]}" r="5" fill="#f2b84b" stroke="#1c2b2a" stroke-width="1.5"/>'
        for one in drawn.sites
    )
    size = f'viewBox="0 0 {drawn.width} {drawn.height}" width="{drawn.width}" height="{drawn.height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{shapes}{dots}</svg>'


def chart_block(caption: str, chart: ScatterChart, *, x_name: str, y_name: str, alt: str) -> Block:
    """A chart as it stands in the paper; the table with the same figures follows it."""
    alt = f"{alt} The table below says the same."
    return {"kind": "chart", "caption": caption, "svg": _drawn(chart, x_name, y_name), "alt": alt, "key": []}


def _drawn(chart: ScatterChart, x_name: str, y_name: str) -> str:
    """A chart as a picture by itself, its colours and letters in it."""
    up, across = [one["at"] for one in chart.up], [one["at"] for one in chart.across]
    inside = [
        *(_line(chart.left, at, chart.right, at) for at in up),
        *(_line(at, chart.up[-1]["at"], at, chart.base) for at in across),
        *(_text(chart.left - 8, one["at"] + 5, one["text"], end="end") for one in chart.up),
        *(_text(one["at"], chart.base + 22, one["text"], end="middle") for one in chart.across),
        _text(8, 18, y_name),
        _text(chart.right, chart.base + 46, x_name, end="end"),
        f'<path d="{chart.path}" fill="none" stroke="{PINE}" stroke-width="2.5"/>' if chart.path else "",
        *(
            f'<circle cx="{one["x"]}" cy="{one["y"]}" r="7" fill="{"#ffffff" if one["is_open"] else PINE}" '
            f'stroke="{PINE}" stroke-width="2.5"/>'
            for one in chart.dots
        ),
        *(_text(one["label_x"], one["label_y"], one["number"], ink=INK) for one in chart.dots if one["number"]),
    ]
    size = f'viewBox="0 0 {chart.width} {chart.height}" width="{chart.width}" height="{chart.height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(inside)}</svg>'


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{LINE}" stroke-width="1"/>'


def _text(x: float, y: float, said: str, *, end: str = "start", ink: str = QUIET) -> str:
    font = f'font-family="Public Sans" font-size="14" fill="{ink}"'
    return f'<text x="{x}" y="{y}" text-anchor="{end}" {font}>{escape(said)}</text>'


def figure_of(block: Block) -> str:
    """A map or a chart as it stands in a page, named for those who do not see it."""
    return block["svg"].replace(
        "<svg ", f'<svg class="al-chart__picture" role="img" aria-label="{escape(block["alt"])}" ', 1
    )


def key_words(key: Sequence[Mapping[str, Any]]) -> list[str]:
    """What each shade of a map means."""
    return [f"{SHADES[one['band']].capitalize()}: {one['text']}" for one in key]
