"""The blocks that every paper is made of: headings, words, tables and maps, the same on screen and in print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alongside.foundation.components.presenters.maps import AreaMap
    from alongside.planning.presenters.sheets import Sheet

Block = dict[str, Any]
FILLS = {0: "#e9e4d8", 1: "#d9e8e4", 2: "#a9cbc4", 3: "#6da69c", 4: "#35786f", 5: "#123f3a"}
"""As the stylesheet has them: a printed map has no stylesheet."""
SHADES = {0: "sand", 1: "palest", 2: "pale", 3: "middling", 4: "dark", 5: "darkest"}
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


def figure_of(block: Block) -> str:
    """A map as it stands in a page, named for those who do not see it."""
    return block["svg"].replace(
        "<svg ", f'<svg class="al-chart__picture" role="img" aria-label="{escape(block["alt"])}" ', 1
    )


def key_words(key: Sequence[Mapping[str, Any]]) -> list[str]:
    """What each shade of a map means."""
    return [f"{SHADES[one['band']].capitalize()}: {one['text']}" for one in key]
