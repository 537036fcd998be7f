"""Where on the page each person stands: never closer than a column, under parents, over children."""

from .family import Kin

COLUMN = 140
PASSES = 8


def place_rows(kin: Kin, ordered: list[list[str]]) -> dict[str, float]:
    """The middle of each person's column, from the left edge of the page."""
    places = {one: float(COLUMN * place) for row in ordered for place, one in enumerate(row)}
    children: dict[str, list[str]] = {}
    for child, parents in kin.parents.items():
        for parent in parents:
            children.setdefault(parent, []).append(child)
    for step in range(PASSES):
        for row in ordered if step % 2 else reversed(ordered):
            wished = [_wish(one, kin, children, places, row, upwards=bool(step % 2)) for one in row]
            places |= dict(zip(row, spread(wished), strict=True))
    left = min(places.values())
    return {one: x - left + COLUMN / 2 for one, x in places.items()}


def _wish(one: str, kin: Kin, children: dict, places: dict[str, float], row: list[str], *, upwards: bool) -> float:
    """Where someone would stand: their sibship under its parents, a couple over its children, and
    whoever has neither beside their neighbour."""
    parents = kin.parents.get(one, ())
    if upwards and parents:
        sibship = [child for child, theirs in kin.parents.items() if theirs == parents]
        own = places[one] - sum(places[child] for child in sibship) / len(sibship)
        return sum(places[parent] for parent in parents) / len(parents) + own
    theirs = children.get(one, [])
    if not upwards and theirs:
        couple = sorted({parent for child in theirs for parent in kin.parents[child]}, key=kin.born.get)
        own = places[one] - sum(places[parent] for parent in couple) / len(couple)
        return sum(places[child] for child in theirs) / len(theirs) + own
    return _beside(row.index(one), row, kin, places)


def _beside(at: int, row: list[str], kin: Kin, places: dict[str, float]) -> float:
    """A column away from the partner next to them; where there is none, where they are."""
    for side in (-1, 1):
        if (
            0 <= at + side < len(row)
            and tuple(sorted((row[at], row[at + side]), key=kin.born.__getitem__)) in kin.couples
        ):
            return places[row[at + side]] - side * COLUMN
    return places[row[at]]


def spread(wished: list[float]) -> list[float]:
    """The nearest places to those wished, in the same order and at least a column apart.

    Least squares by pooling neighbours that would come too close (isotonic regression).
    """
    pools: list[tuple[float, int]] = []
    for place, wish in enumerate(wished):
        total, count = wish - place * COLUMN, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before = pools.pop()
            total, count = total + before[0], count + before[1]
        pools.append((total, count))
    level = [total / count for total, count in pools for _ in range(count)]
    return [round(base + place * COLUMN, 1) for place, base in enumerate(level)]
