"""The dotted line round those who live together: round all of them, and round nobody else."""

from .family import Symbol

PAD_X, PAD_TOP, PAD_BOTTOM = 63, 36, 80


def homes_of(symbols: tuple[Symbol, ...]) -> tuple[str, ...]:
    """One outline where the household stands together; otherwise one round each part of it."""
    runs = _runs(symbols)
    joined: list[list[tuple]] = []
    for run in runs:
        row, left, right, _ = run
        above = next(
            (part for part in joined if part[-1][0] == row - 1 and part[-1][1] < right and left < part[-1][2]),
            None,
        )
        if above is None:
            joined.append([run])
        else:
            above.append(run)
    return tuple(_outline(part) for part in joined)


def _runs(symbols: tuple[Symbol, ...]) -> list[tuple[int, float, float, float]]:
    """Neighbours in a row who all live in the home: row, left, right and height."""
    found: list[tuple[int, float, float, float]] = []
    for row in sorted({one.row for one in symbols}):
        line = sorted((one for one in symbols if one.row == row), key=lambda one: one.x)
        run: list[Symbol] = []
        for one in [*line, None]:
            if one is not None and one.in_household:
                run.append(one)
                continue
            if run:
                found.append((row, run[0].x - PAD_X, run[-1].x + PAD_X, run[0].y))
            run = []
    return found


def _outline(part: list[tuple[int, float, float, float]]) -> str:
    """Down the right-hand side of every row and up the left, stepping between the rows."""
    right, left = [], []
    for place, (_, from_x, to_x, y) in enumerate(part):
        top = y - PAD_TOP if place == 0 else part[place - 1][3] + PAD_BOTTOM
        bottom = y + PAD_BOTTOM
        right += [(to_x, top), (to_x, bottom)]
        left += [(from_x, top), (from_x, bottom)]
    points = right + left[::-1]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"
