"""Which row each person stands in."""

from .family import (
    AUNT_OR_UNCLE,
    FORMER,
    GRANDPARENT,
    HALF_SIBLING,
    PARENT,
    PARTNER,
    SIBLING,
    STEP_PARENT,
    STEP_SIBLING,
    TWIN,
    Kin,
)

# How many rows the first person stands above the second; the surest ties are counted first.
ROWS_ABOVE = {
    PARENT: 1,
    TWIN: 0,
    SIBLING: 0,
    PARTNER: 0,
    FORMER: 0,
    HALF_SIBLING: 0,
    STEP_PARENT: 1,
    GRANDPARENT: 2,
    AUNT_OR_UNCLE: 1,
    STEP_SIBLING: 0,
}
SUREST_FIRST = tuple(ROWS_ABOVE)


class _Rows:
    """People joined by ties, each with a row relative to the one they are joined to."""

    def __init__(self, ids):
        self.up = {one: (one, 0) for one in ids}

    def root(self, one: str) -> tuple[str, int]:
        above, rows = self.up[one]
        if above == one:
            return one, 0
        top, more = self.root(above)
        self.up[one] = (top, rows + more)
        return self.up[one]

    def join(self, one: str, other: str, rows_above: int) -> None:
        """Put `one` so many rows above `other`, unless a surer tie has placed both already."""
        (root, row), (other_root, other_row) = self.root(one), self.root(other)
        if root != other_root:
            self.up[root] = (other_root, other_row - rows_above - row)


def rows_of(kin: Kin) -> dict[str, int]:
    """Each person's generation: parents one row above their children, partners side by side.

    The children of the family stand in one row with each other even where nothing joins them;
    the oldest generation is row 0. Where ties contradict one another the surer one counts.
    """
    rows = _Rows(kin.people)
    for kind in SUREST_FIRST:
        for tie in kin.ties:
            if tie.kind == kind:
                rows.join(tie.person, tie.other, ROWS_ABOVE[kind])
    for first, second in kin.couples:
        rows.join(first, second, 0)
    found = _level({one: rows.root(one) for one in kin.people}, kin)
    used = {row: place for place, row in enumerate(sorted(set(found.values())))}
    return {one: used[row] for one, row in found.items()}


def _level(placed: dict[str, tuple[str, int]], kin: Kin) -> dict[str, int]:
    """Set groups that nothing joins beside one another: children level with children."""
    groups: dict[str, list[str]] = {}
    for one, (root, _) in placed.items():
        groups.setdefault(root, []).append(one)
    found = {}
    for members in groups.values():
        children = [placed[one][1] for one in members if kin.people[one].is_child]
        # A group without a child of the family is taken to be of the parents' age.
        floor = max(children) if children else max(placed[one][1] for one in members) + 1
        found |= {one: placed[one][1] - floor for one in members}
    return found
