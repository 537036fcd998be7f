"""Where the marks of a chart stand. A chart is always followed by its table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH = 640
HEIGHT = 280
LEFT, RIGHT, TOP, BOTTOM = 48, 120, 16, 40
MOST_LABELS = 8
BAR, GAP, BAR_LEFT, BAR_RIGHT = 22, 12, 190, 70
ROW = 44
WATERFALL_ROW, WATERFALL_BAR = 56, 28  # of which the words stand above the bar
SCALE_ROW = 58
NARROW = 400
SCALE_EDGE, SCALE_TOP = 14, 46
MOST_LETTERS = 45
LETTER = 9

Number = int | float


def nice_top(largest: Number) -> int:
    """Return the first round, even whole number at or above the largest value."""
    size = 1
    while size * 10 <= largest:
        size *= 10
    return next(step * size for step in (2, 4, 6, 8, 10) if step * size >= largest)


def say_number(value: Number | None) -> str:
    """Return a number as we write it, with commas; a blank says so."""
    if value is None:
        return "no figure"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


@dataclass(frozen=True)
class LineChart:
    """Values over time, a line for each series with its name at its end; gaps stay gaps."""

    width: int
    height: int
    lines: list[dict]
    ticks: list[dict]
    labels: list[dict]
    header: list
    rows: list[list]
    base: float

    @classmethod
    def of(cls, labels: Sequence[str], series: Sequence[Mapping]) -> "LineChart":
        values = [v for one in series for v in one["values"] if v is not None]
        top = nice_top(max(values, default=0))
        span = WIDTH - LEFT - RIGHT
        step = span / max(1, len(labels) - 1)

        def x(at: int) -> float:
            return round(LEFT + at * step, 1)

        def y(value: Number) -> float:
            return round(HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM), 1)

        lines = [_line(number, one, x, y) for number, one in enumerate(series)]
        _spread([line for line in lines if line["end"]], lowest=y(0) + 5)
        every = -(-len(labels) // MOST_LABELS) or 1
        shown = [{"x": x(at), "text": text} for at, text in enumerate(labels) if at % every == 0]
        ticks = [{"y": y(top * part / 4), "text": say_number(top * part / 4)} for part in (0, 2, 4)]
        header = ["When", *({"text": one["name"], "number": True} for one in series)]
        rows = [[text, *(say_number(one["values"][at]) for one in series)] for at, text in enumerate(labels)]
        return cls(WIDTH, HEIGHT, lines, ticks, shown, header, rows, y(0))


def _line(number: int, one: Mapping, x, y) -> dict:
    stretches, current, dots = [], [], []
    for at, value in enumerate(one["values"]):
        if value is None:
            stretches, current = [*stretches, current], []
            continue
        current.append(f"{x(at)},{y(value)}")
        dots.append({"x": x(at), "y": y(value)})
    path = "".join("M" + " L".join(part) for part in [*stretches, current] if part)
    end = {"x": dots[-1]["x"] + 10, "y": dots[-1]["y"] + 5} if dots else None
    return {"name": one["name"], "path": path, "dots": dots, "end": end, "kind": number % 5 + 1}


def _spread(lines: list[dict], *, lowest: float, apart: float = 18) -> None:
    """Names that would stand on one another stand apart, and none below the lowest line, where the labels are."""
    previous = None
    for line in sorted(lines, key=lambda one: one["end"]["y"]):
        if previous is not None and line["end"]["y"] - previous < apart:
            line["end"]["y"] = round(previous + apart, 1)
        previous = line["end"]["y"]
    limit = lowest
    for line in sorted(lines, key=lambda one: -one["end"]["y"]):
        line["end"]["y"] = round(min(line["end"]["y"], limit), 1)
        limit = line["end"]["y"] - apart


@dataclass(frozen=True)
class BarChart:
    """One bar for each thing, named before it and counted after it: by `words` where it has them, else its number."""

    width: int
    height: int
    bars: list[dict]
    header: list
    rows: list[list]

    @classmethod
    def of(cls, bars: Sequence[Mapping], *, thing: str, measure: str) -> "BarChart":
        top = max((bar["value"] or 0 for bar in bars), default=0) or 1
        said = [bar.get("words") or say_number(bar["value"]) for bar in bars]
        span = WIDTH - BAR_LEFT - max([BAR_RIGHT, *(LETTER * len(words) + 8 for words in said)])
        drawn = []
        for at, bar in enumerate(bars):
            long = round((bar["value"] or 0) / top * span, 1)
            middle = at * (BAR + GAP) + GAP + BAR / 2
            drawn.append(
                {
                    "label": bar["label"],
                    "words": said[at],
                    "kind": bar.get("kind", 1),
                    "x": BAR_LEFT,
                    "y": middle - BAR / 2,
                    "width": long,
                    "height": BAR,
                    "text_y": middle + 5,
                    "label_x": BAR_LEFT - 10,
                    "words_x": BAR_LEFT + long + 8,
                }
            )
        header = [thing, {"text": measure, "number": True}]
        rows = [[bar["label"], words] for bar, words in zip(bars, said, strict=True)]
        return cls(WIDTH, len(bars) * (BAR + GAP) + GAP, drawn, header, rows)


@dataclass(frozen=True)
class ScaleChart:
    """Distance travelled: where each scale stood at first and where it stands now."""

    width: int
    height: int
    rows: list[dict]
    ticks: list[dict]
    header: list
    table: list[list]
    meanings: list[dict]

    @classmethod
    def of(cls, rows: Sequence[Mapping], *, lowest: int, highest: int) -> "ScaleChart":
        left = SCALE_EDGE
        span = NARROW - 2 * SCALE_EDGE

        def x(score: Number) -> float:
            return round(left + (score - lowest) / (highest - lowest) * span, 1)

        drawn = []
        for at, row in enumerate(rows):
            y = SCALE_TOP + 20 + at * SCALE_ROW
            marks = [{"x": x(score), "when": when, "score": score} for when, score in row["marks"]]
            drawn.append(
                {
                    "label": _fit(row["label"]),
                    "y": y,
                    "text_y": y - 18,
                    "start": left,
                    "stop": NARROW - SCALE_EDGE,
                    "first": marks[0] if marks else None,
                    "latest": marks[-1] if marks else None,
                    "between": marks[1:-1],
                    "moved": _moved(row["marks"]),
                }
            )
        ticks = [{"x": x(score), "text": str(score)} for score in range(lowest, highest + 1)]
        header = [
            "Scale",
            {"text": "First", "number": True},
            {"text": "Latest", "number": True},
            "Moved",
        ]
        table = [
            [
                row["label"],
                _score(row["marks"][:1]),
                _score(row["marks"][-1:]),
                _moved(row["marks"]),
            ]
            for row in rows
        ]
        meanings = [
            {"name": row["label"], "low": row["low"], "high": row["high"]}
            for row in rows
            if row.get("low") and row.get("high")
        ]
        return cls(NARROW, SCALE_TOP + len(rows) * SCALE_ROW, drawn, ticks, header, table, meanings)


def _fit(words: str) -> str:
    """A label cut to fit above its scale or bar; the table below says it whole."""
    return words if len(words) <= MOST_LETTERS else words[: MOST_LETTERS - 1].rstrip() + "…"


def _score(marks: Sequence) -> str:
    return f"{marks[0][1]} ({marks[0][0]})" if marks else "Not asked"


def _moved(marks: Sequence) -> str:
    if len(marks) < 2:
        return "Asked once" if marks else "Not asked"
    by = marks[-1][1] - marks[0][1]
    if by == 0:
        return "The same"
    return f"{'Up' if by > 0 else 'Down'} {abs(by)}"


@dataclass(frozen=True)
class Waterfall:
    """What spoke for and against, each bar beginning where the one before ended, and what it comes to."""

    width: int
    height: int
    zero: float
    bars: list[dict]
    header: list
    rows: list[list]

    @classmethod
    def of(cls, parts: Sequence[Mapping]) -> "Waterfall":
        """Parts as `says`, `value` and `kind` (for, kin, against); the last bar is their sum."""
        ends, running = [], 0.0
        for part in parts:
            ends.append((running, running + part["value"]))
            running += part["value"]
        total = {"says": "All together", "value": running, "kind": "total"}
        ends.append((0.0, running))
        lowest = min(0.0, *(min(end) for end in ends))
        highest = max(0.0, *(max(end) for end in ends), lowest + 1)
        span = NARROW - BAR_RIGHT

        def x(value: float) -> float:
            return round((value - lowest) / (highest - lowest) * span, 1)

        bars = []
        for at, (part, (start, end)) in enumerate(zip([*parts, total], ends, strict=True)):
            top = at * WATERFALL_ROW + WATERFALL_BAR
            left, right = x(min(start, end)), x(max(start, end))
            bars.append(
                {
                    "label": _fit(part["says"]),
                    "words": say_weight(part["value"]),
                    "kind": part["kind"],
                    "x": left,
                    "y": top,
                    "width": max(right - left, 1.5),
                    "height": BAR,
                    "end_y": top + BAR,
                    "label_y": top - 8,
                    "words_x": right + 8,
                    "words_y": top + BAR / 2 + 6,
                }
            )
        header = ["What", "How it speaks", {"text": "Weight", "number": True}]
        rows = [[one["says"], one["speaks"], say_weight(one["value"])] for one in parts]
        rows.append(["All together", "", say_weight(running)])
        return cls(NARROW, len(bars) * WATERFALL_ROW, x(0.0), bars, header, rows)


def say_weight(value: float) -> str:
    """A weight with its sign, such as +4.2 or −1.0."""
    return f"{'−' if value < -0.05 else '+' if value > 0.05 else ''}{abs(value):.1f}"
