"""When two records are one person or one family: what was said of a pair, and what follows from all that was said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class LinkDecision(StrEnum):
    """What somebody said of two records; each saying is kept, and the latest holds."""

    SAME = "same"
    NOT_THE_SAME = "not_the_same"
    NOT_SURE = "not_sure"
    UNDONE = "undone"


LINK_DECISION_WORDS = {
    LinkDecision.SAME: "The same",
    LinkDecision.NOT_THE_SAME: "Not the same",
    LinkDecision.NOT_SURE: "Not sure",
    LinkDecision.UNDONE: "Taken apart again",
}

LINK_MOVES: dict[LinkDecision, frozenset[LinkDecision]] = {
    LinkDecision.SAME: frozenset({LinkDecision.UNDONE, LinkDecision.NOT_THE_SAME}),
    LinkDecision.NOT_THE_SAME: frozenset({LinkDecision.SAME, LinkDecision.NOT_SURE}),
    LinkDecision.NOT_SURE: frozenset({LinkDecision.SAME, LinkDecision.NOT_THE_SAME}),
    LinkDecision.UNDONE: frozenset({LinkDecision.SAME, LinkDecision.NOT_THE_SAME, LinkDecision.NOT_SURE}),
}

NEEDS_A_REASON = frozenset({LinkDecision.UNDONE})


class SortingStatus(StrEnum):
    """What was written while two records were one, and now must be looked at."""

    WAITING = "waiting"
    STAYS = "stays"
    MOVED = "moved"


SORTING_STATUS_WORDS = {
    SortingStatus.WAITING: "To be looked at",
    SortingStatus.STAYS: "Stays where it was written",
    SortingStatus.MOVED: "Moved to the other record",
}

SORTING_MOVES: dict[SortingStatus, frozenset[SortingStatus]] = {
    SortingStatus.WAITING: frozenset({SortingStatus.STAYS, SortingStatus.MOVED}),
    SortingStatus.STAYS: frozenset(),
    SortingStatus.MOVED: frozenset(),
}


def may_follow(standing: LinkDecision | None, decision: LinkDecision) -> bool:
    """What was said of two records may be said anew in another sense; only what was joined can be taken apart.

    Source: local default.
    """
    if standing is None:
        return decision is not LinkDecision.UNDONE
    return decision in LINK_MOVES[standing]


def in_order(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """Two records make one pair, whichever was named first.

    Source: local default.
    """
    return (one, other) if one < other else (other, one)


def is_across_seal(one: UUID, other: UUID, sealed: Mapping[UUID, frozenset[UUID]]) -> bool:
    """A sealed record is one with no record outside its seal, whatever was said of the two.

    Source: local default.
    """
    return sealed.get(one) != sealed.get(other)


@dataclass(frozen=True)
class Bond:
    """That two records are the same, as it stands; one of the two was to lead, and the bond was made then."""

    low: UUID
    high: UUID
    lead: UUID
    at: datetime


def groups_of(members: Iterable[UUID], bonds: Sequence[Bond]) -> dict[UUID, frozenset[UUID]]:
    """Records are one when a chain of bonds joins them; each leading record with all that are one with it.

    A record that no bond touches stands alone and is left out. The record leads that the latest bond named.

    Source: local default.
    """
    above = {one: one for one in members}

    def root(one: UUID) -> UUID:
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for bond in bonds:
        above[root(bond.low)] = root(bond.high)
    gathered: dict[UUID, set[UUID]] = {}
    for one in above:
        gathered.setdefault(root(one), set()).add(one)
    return {_lead_of(group, bonds): frozenset(group) for group in gathered.values() if len(group) > 1}


def _lead_of(group: set[UUID], bonds: Sequence[Bond]) -> UUID:
    latest = max((bond for bond in bonds if bond.low in group), key=lambda bond: (bond.at, bond.low, bond.high))
    return latest.lead


def clash_within(
    groups: Iterable[frozenset[UUID]], told_apart: Iterable[tuple[UUID, UUID]]
) -> tuple[UUID, UUID] | None:
    """Nobody is joined to someone of whom it was said that they are not the same, not even by way of a third.

    Source: local default.
    """
    gathered = list(groups)
    for low, high in sorted(told_apart):
        if any(low in group and high in group for group in gathered):
            return low, high
    return None
