"""Things by two measures at once: numbered dots, named in the table below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 84, 28, 36, 58
TICKS = 4
APART, LETTER = 24, 9
ABOVE, ABOVE_A_LINE, BELOW = -8, -14, 24
ROOM = 0.08
"""Left free at either end of a scale, as a part of it."""


@dataclass(frozen=True)
class ScatterChart:
    """Dots between two scales that begin where the figures do."""

    width: int
    height: int
    dots: list[dict]
    across: list[dict]
    up: list[dict]
    left: int
    right: int
    base: int
    path: str

    @classmethod
    def of(
        cls, dots: Sequence[dict], *, say_x: Callable[[float], str], say_y: Callable[[float], str],
        across: Sequence[float] = (), is_joined: bool = False,
    ) -> "ScatterChart":  # fmt: skip
        """Each dot has `x`, `y`, `name`, `open` when it is drawn hollow, and `label` when that is not its number, which
        stands above or `below`.
        The marks below stand where `across` says, or at even steps; joined, a line leads through the full dots."""
        low_x, high_x = _ends([one["x"] for one in dots])
        low_y, high_y = _ends([one["y"] for one in dots])
        right, base = WIDTH - max(RIGHT, _room_for([one.get("label", "") for one in dots])), HEIGHT - BOTTOM
        above = ABOVE_A_LINE if is_joined else ABOVE

        def x(value: float) -> float:
            return round(LEFT + (value - low_x) / (high_x - low_x) * (right - LEFT), 1)

        def y(value: float) -> float:
            return round(base - (value - low_y) / (high_y - low_y) * (base - TOP), 1)

        return cls(
            WIDTH,
            HEIGHT,
            [
                {"x": x(one["x"]), "y": y(one["y"]), "number": one.get("label", str(place)), "name": one["name"],
                 "is_open": bool(one.get("open")), "label_x": x(one["x"]) + 12,
                 "label_y": y(one["y"]) + (BELOW if one.get("below") else above)}
                for place, one in enumerate(dots, start=1)
            ],
            _apart([{"at": x(value), "text": say_x(value)} for value in across or _ticks(low_x, high_x)]),
            [{"at": y(value), "text": say_y(value)} for value in _ticks(low_y, high_y)],
            LEFT,
            right,
            base,
            "M" + " L".join(f"{x(one['x'])},{y(one['y'])}" for one in dots if not one.get("open")) if is_joined else "",
        )  # fmt: skip


def places_of(values: Sequence[float]) -> int:
    """To how many places the marks of a scale are said, so that no two read the same."""
    return 1 if values and max(values) - min(values) >= 1 else 2


def _room_for(labels: Sequence[str]) -> int:
    """What the longest label takes beyond the last dot."""
    return LETTER * max(map(len, labels), default=0) - RIGHT


def _apart(marks: Sequence[dict]) -> list[dict]:
    """Marks without those that would stand on the one before."""
    kept: list[dict] = []
    for one in marks:
        if not kept or one["at"] - kept[-1]["at"] >= APART:
            kept.append(one)
    return kept


def _ends(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * ROOM or abs(high) * ROOM or 1.0
    return low - room, high + room


def _ticks(low: float, high: float) -> list[float]:
    return [low + (high - low) * part / TICKS for part in range(TICKS + 1)]
