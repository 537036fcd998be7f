"""A family drawn as a genogram: generations in rows, the same family always the same drawing.

Squares are men and boys, circles women and girls, diamonds anyone else or not known, triangles
unborn children. A double outline is a child of the family, a cross someone who has died, two
slashes a couple that has parted, a dotted line the family home.

Source: standard genogram symbols (McGoldrick, Gerson and Petry).
"""

from collections.abc import Sequence

from .family import Drawing, Kin, Someone, Symbol, Tie
from .generations import rows_of
from .household import homes_of
from .lines import (
    HALF,
    TEXT_BELOW,
    TRACK,
    child_lines,
    couple_lines,
    is_side_by_side,
    other_lines,
    sibships_of,
    stem_x,
    tracks_of,
)
from .ordering import order_rows
from .placing import COLUMN, place_rows
from .words import summary_of, words_of

__all__ = ["Drawing", "Someone", "Symbol", "Tie", "draw"]

TOP = 52
ROOM = 34
LETTERS = 15
NAME_LINES = 2
SHAPES = {"male": "square", "female": "circle"}


def draw(people: Sequence[Someone], ties: Sequence[Tie]) -> Drawing:
    """Draw a family: nobody overlaps, each generation has its row, and it is all said in words too.

    Source: standard genogram symbols (McGoldrick, Gerson and Petry).
    """
    kin = Kin.of(people, ties)
    if not kin.people:
        return Drawing(0, 0)
    rows = rows_of(kin)
    ordered = order_rows(kin, rows)
    x = place_rows(kin, ordered)
    deep, spans = _deep_tracks(kin, x, rows, ordered), _bar_spans(kin, x, rows, ordered)
    tops, bars = _heights(rows, deep, spans)
    y = {one: tops[row] for one, row in rows.items()}
    symbols = tuple(_symbol(kin.people[one], x[one], y[one], rows[one]) for row in ordered for one in row)
    lines = (
        *couple_lines(kin, x, y, ordered, deep),
        *child_lines(kin, x, y, ordered, bars, deep, {one.id: len(one.lines) for one in symbols}),
        *other_lines(kin, x, y),
    )
    return Drawing(
        width=int(max(x.values()) + COLUMN / 2),
        height=int(max(tops) + TEXT_BELOW + 16),
        symbols=symbols,
        lines=lines,
        homes=homes_of(symbols),
        words=words_of(kin, rows),
        summary=summary_of(kin),
    )


def _deep_tracks(kin: Kin, x: dict, rows: dict, ordered: list) -> dict:
    """Couples who do not stand side by side are joined below their names, each on a track."""
    found = {}
    for row in range(len(ordered)):
        spans = {
            pair: tuple(sorted((x[pair[0]], x[pair[1]])))
            for pair in kin.couples
            if not is_side_by_side(pair, ordered) and max(rows[pair[0]], rows[pair[1]]) == row
        }
        found |= tracks_of(spans)
    return found


def _bar_spans(kin: Kin, x: dict, rows: dict, ordered: list) -> dict:
    """How far the bar over each set of brothers and sisters reaches, by the row they stand in."""
    found: dict[int, dict] = {}
    for parents, children in sibships_of(kin).items():
        ends = [x[child] for child in children]
        if parents[0]:
            ends.append(stem_x(parents, x, ordered))
        found.setdefault(min(rows[child] for child in children), {})[parents] = (min(ends), max(ends))
    return found


def _heights(rows: dict, deep: dict, spans: dict) -> tuple[list[float], dict]:
    """The height of each row, and of each bar in the room above its children."""
    tops, bars = [], {}
    y = float(TOP)
    for row in range(max(rows.values()) + 1):
        tracks = tracks_of(spans.get(row, {}))
        if row:
            crossing = [track for pair, track in deep.items() if rows[pair[0]] == row - 1]
            y += TEXT_BELOW + TRACK * (max(crossing, default=-1) + 1)
            y += TRACK * (max(tracks.values(), default=-1) + 1) + ROOM + HALF
        tops.append(y)
        bars |= {parents: y - HALF - ROOM / 2 - TRACK * track for parents, track in tracks.items()}
    return tops, bars


def _symbol(one: Someone, x: float, y: float, row: int) -> Symbol:
    shape = "triangle" if one.is_unborn else SHAPES.get(one.sex, "diamond")
    lines = (*_name_lines(one.name), *((one.label,) if one.label else ()))
    return Symbol(one.id, shape, x, y, row, one.is_child, one.is_dead, one.in_household, lines)


def _name_lines(name: str) -> tuple[str, ...]:
    """A name in at most two short lines; what does not fit stands in the words beside the drawing."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= LETTERS:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return tuple(_shortened(line) for line in lines[:NAME_LINES])


def _shortened(line: str) -> str:
    return line if len(line) <= LETTERS else f"{line[: LETTERS - 1]}…"
