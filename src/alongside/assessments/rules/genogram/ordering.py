"""In which order people stand in their row: partners together, brothers and sisters by age."""

from .family import Kin

SWEEPS = 3


def order_rows(kin: Kin, rows: dict[str, int]) -> list[list[str]]:
    """Each row from left to right, so that lines cross as little as a few sweeps can manage."""
    count = max(rows.values(), default=-1) + 1
    groups = [_couple_groups(kin, [one for one in kin.people if rows[one] == row]) for row in range(count)]
    children = _children_of(kin)
    for _ in range(SWEEPS):
        for row in range(1, count):
            _sort(groups[row], _places(groups[row - 1]), kin.parents, kin)
        for row in range(count - 2, -1, -1):
            _sort(groups[row], _places(groups[row + 1]), children, kin)
    for row in range(1, count):
        _sort(groups[row], _places(groups[row - 1]), kin.parents, kin)
    return [[one for group in row for one in group] for row in groups]


def _couple_groups(kin: Kin, row: list[str]) -> list[list[str]]:
    """Partners in chains, the former to the left and the present to the right of whoever has both."""
    left = list(row)
    groups = []
    while left:
        group = _together(kin, left[0], set(left))
        groups.append(_chain(kin, group))
        left = [one for one in left if one not in group]
    return groups


def _together(kin: Kin, start: str, among: set[str]) -> list[str]:
    found, waiting = [], [start]
    while waiting:
        one = waiting.pop(0)
        if one in found:
            continue
        found.append(one)
        waiting += [other for other in _partners(kin, one) if other in among]
    return found


def _partners(kin: Kin, one: str) -> list[str]:
    return [a if b == one else b for a, b in kin.couples if one in (a, b)]


def _chain(kin: Kin, group: list[str]) -> list[str]:
    """A line of people in which as many couples as possible stand side by side."""
    if len(group) <= 1:
        return group
    ends = [one for one in group if len(set(_partners(kin, one)) & set(group)) == 1]
    start = min(
        ends or group,
        key=lambda one: (
            _is_present(kin, one),
            kin.people[one].in_household,
            kin.people[one].sex == "female",
            kin.born[one],
        ),
    )
    chain, left = [], set(group)
    one = start
    while left:
        chain.append(one)
        left.discard(one)
        beside = [other for other in _partners(kin, one) if other in left]
        one = min(beside or left, key=lambda other: (_is_present(kin, other), kin.born[other]), default="")
    return chain


def _is_present(kin: Kin, one: str) -> bool:
    return any(kind == "partner" for pair, kind in kin.couples.items() if one in pair)


def _children_of(kin: Kin) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for child, parents in kin.parents.items():
        for parent in parents:
            found.setdefault(parent, []).append(child)
    return {parent: tuple(theirs) for parent, theirs in found.items()}


def _places(groups: list[list[str]]) -> dict[str, int]:
    return {one: place for place, one in enumerate(one for group in groups for one in group)}


def _sort(groups: list[list[str]], beyond: dict[str, int], joined: dict, kin: Kin) -> None:
    """Put groups in the order of those they hang from; who hangs from nobody keeps their place."""
    here = {id(group): place for place, group in enumerate(groups)}
    scale = max(len(beyond), 1) / max(len(groups), 1)

    def middle(one: str) -> float | None:
        found = [beyond[other] for other in joined.get(one, ()) if other in beyond]
        return sum(found) / len(found) if found else None

    def key(group: list[str]):
        middles = [found for one in group if (found := middle(one)) is not None]
        place = sum(middles) / len(middles) if middles else here[id(group)] * scale
        return (place, not any(kin.people[one].in_household for one in group), min(kin.born[one] for one in group))

    for group in groups:
        first, last = middle(group[0]), middle(group[-1])
        if len(group) == 2 and first is not None and last is not None and first > last:
            group.reverse()
    groups.sort(key=key)
