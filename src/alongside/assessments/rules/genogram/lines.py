"""The lines between people: couples side by side, children hanging from a bar, twins from a point."""

from .family import COUPLES, HALF_SIBLING, PARENT, SIBLING, STEP_SIBLING, TWIN, Kin, Line
from .placing import COLUMN

HALF = 22
TEXT_BELOW = 76
TRACK = 12
SLASH = 8
NAME_STARTS, LINE_HEIGHT, CLEAR = 26, 16, 8


def tracks_of(spans: dict) -> dict:
    """A track for each span, so that no two that overlap share one."""
    taken: list[list[tuple[float, float]]] = []
    found = {}
    for name, (left, right) in sorted(spans.items(), key=lambda item: (item[1], str(item[0]))):
        free = (n for n, line in enumerate(taken) if all(right < a or b < left for a, b in line))
        track = next(free, len(taken))
        if track == len(taken):
            taken.append([])
        taken[track].append((left, right))
        found[name] = track
    return found


def is_side_by_side(pair: tuple[str, str], ordered: list[list[str]]) -> bool:
    """Whether nobody stands between two people of one row."""
    for row in ordered:
        if pair[0] in row and pair[1] in row:
            return abs(row.index(pair[0]) - row.index(pair[1])) == 1
    return False


def sibships_of(kin: Kin) -> dict[tuple, list[str]]:
    """Children by the parents drawn for them; those without any, by the siblings they are tied to."""
    found: dict[tuple, list[str]] = {}
    for child in kin.people:
        if parents := kin.parents.get(child, ()):
            found.setdefault(parents, []).append(child)
    for tie in kin.ties:
        if tie.kind not in {SIBLING, TWIN}:
            continue
        loose = [one for one in (tie.person, tie.other) if one not in kin.parents]
        if len(loose) == 2:
            group = next((key for key, theirs in found.items() if key[0] == "" and set(theirs) & set(loose)), None)
            group = group or ("", loose[0])
            found[group] = list(dict.fromkeys(found.get(group, []) + loose))
    return found


def stem_x(parents: tuple, x: dict[str, float], ordered: list[list[str]]) -> float:
    """Where the line down to the children starts."""
    if len(parents) == 2 and parents[0]:
        if is_side_by_side(parents, ordered):
            return (x[parents[0]] + x[parents[1]]) / 2
        return max(x[parents[0]], x[parents[1]]) - COLUMN / 2 + 6
    return x[parents[0]]


def couple_lines(kin: Kin, x: dict, y: dict, ordered: list[list[str]], deep: dict) -> list[Line]:
    """A line between partners, with two slashes where they have parted, dashed for parents who were not a couple."""
    found = []
    for pair, kind in kin.couples.items():
        left, right = sorted(pair, key=x.__getitem__)
        if y[left] == y[right] and is_side_by_side(pair, ordered):
            path = f"M{x[left] + HALF:g} {y[left]:g}H{x[right] - HALF:g}"
            middle, height = (x[left] + x[right]) / 2 + 18, y[left]
        else:
            low = max(y[left], y[right]) + TEXT_BELOW + TRACK * deep.get(pair, 0)
            gap = x[left] + COLUMN / 2 - 6
            back = x[right] - COLUMN / 2 + 6
            path = f"M{x[left] + HALF:g} {y[left] + 8:g}H{gap:g}V{low:g}H{back:g}V{y[right] + 8:g}H{x[right] - HALF:g}"
            middle, height = (gap + back) / 2, low
        found.append(Line("couple" if kind in COUPLES else "co-parents", path))
        if kind == "former_partner":
            found.append(
                Line(
                    "parted",
                    "".join(
                        f"M{middle + shift - 4:g} {height + SLASH:g}L{middle + shift + 4:g} {height - SLASH:g}"
                        for shift in (0, 7)
                    ),
                )
            )
    return found


def child_lines(
    kin: Kin, x: dict, y: dict, ordered: list, bars: dict, deep: dict, text_lines: dict[str, int]
) -> list[Line]:
    """A stem from the parents, a bar, and a line down to each child; twins share a point of the bar."""
    found = []
    for parents, children in sibships_of(kin).items():
        points = _hanging_points(children, kin, x)
        bar = bars[parents]
        ends = list(points)
        if parents[0]:
            stem = stem_x(parents, x, ordered)
            found.append(Line("stem", _stem(parents, stem, y, ordered, deep, text_lines) + f"V{bar:g}"))
            ends.append(stem)
        if max(ends) > min(ends):
            found.append(Line("bar", f"M{min(ends):g} {bar:g}H{max(ends):g}"))
        for point, hanging in points.items():
            for child in hanging:
                found.append(Line("child", f"M{point:g} {bar:g}L{x[child]:g} {y[child] - HALF:g}"))
    return found


def _stem(parents: tuple, stem: float, y: dict, ordered: list, deep: dict, text_lines: dict[str, int]) -> str:
    if len(parents) == 1:
        one = parents[0]
        below = y[one] + NAME_STARTS + LINE_HEIGHT * text_lines[one] + CLEAR
        return f"M{stem:g} {y[one] + HALF:g}v4M{stem:g} {below:g}"
    if is_side_by_side(parents, ordered):
        return f"M{stem:g} {y[parents[0]]:g}"
    return f"M{stem:g} {max(y[p] for p in parents) + TEXT_BELOW + TRACK * deep.get(parents, 0):g}"


def _hanging_points(children: list[str], kin: Kin, x: dict) -> dict[float, list[str]]:
    """From where on the bar each child hangs; twins hang from one point between them."""
    found: dict[float, list[str]] = {}
    left = list(children)
    while left:
        group = _twins(left[0], left, kin)
        found.setdefault(sum(x[one] for one in group) / len(group), []).extend(group)
        left = [one for one in left if one not in group]
    return found


def _twins(start: str, among: list[str], kin: Kin) -> list[str]:
    group, waiting = [], [start]
    while waiting:
        one = waiting.pop()
        if one in group or one not in among:
            continue
        group.append(one)
        for tie in kin.ties:
            if tie.kind == TWIN and one in (tie.person, tie.other):
                waiting.append(tie.other if one == tie.person else tie.person)
    return sorted(group, key=kin.born.__getitem__)


def other_lines(kin: Kin, x: dict, y: dict) -> list[Line]:
    """A dashed line for a tie that no other line shows: a carer, a step-parent, a grandparent."""
    found = []
    for tie in kin.ties:
        if _is_shown(tie, kin):
            continue
        found.append(Line("other", _from_edge_to_edge(x[tie.person], y[tie.person], x[tie.other], y[tie.other])))
    return found


def _is_shown(tie, kin: Kin) -> bool:
    if tie.kind in {PARENT, *COUPLES}:
        return True
    mine, theirs = set(kin.parents.get(tie.person, ())), set(kin.parents.get(tie.other, ()))
    if tie.kind in {SIBLING, TWIN}:
        return bool(mine & theirs) or not (mine or theirs)
    if tie.kind == HALF_SIBLING:
        return bool(mine & theirs)
    if tie.kind in {"grandparent", "aunt_or_uncle"}:
        between = {grand for parent in theirs for grand in kin.parents.get(parent, ())}
        return tie.person in between if tie.kind == "grandparent" else bool(mine & between)
    couples = {frozenset(pair) for pair in kin.couples}
    if tie.kind == "step_parent":
        return any(frozenset((tie.person, parent)) in couples for parent in theirs)
    if tie.kind == STEP_SIBLING:
        return any(frozenset((a, b)) in couples for a in mine for b in theirs)
    return False


def _from_edge_to_edge(x1: float, y1: float, x2: float, y2: float) -> str:
    if y1 == y2:
        low = y1 - HALF - 8
        return f"M{x1:g} {y1 - HALF:g}C{x1:g} {low - 14:g} {x2:g} {low - 14:g} {x2:g} {y2 - HALF:g}"
    if y1 > y2:
        x1, y1, x2, y2 = x2, y2, x1, y1
    side = 10
    start = x1 + HALF if x2 >= x1 else x1 - HALF
    end = x2 - side if x2 >= x1 else x2 + side
    return f"M{start:g} {y1 + 6:g}L{end:g} {y2 - HALF:g}"
