"""Where a sitting and an item stand, and how each may move."""

from enum import StrEnum


class Thing(StrEnum):
    """What a move is of."""

    SITTING = "sitting"
    ITEM = "item"


class SittingStatus(StrEnum):
    """Where one meeting of a panel stands."""

    PLANNED = "planned"
    SENT = "sent"
    SITTING = "sitting"
    RISEN = "risen"
    SIGNED = "signed"
    CANCELLED = "cancelled"


SITTING_STATUS_WORDS = {
    SittingStatus.PLANNED: "Planned",
    SittingStatus.SENT: "Papers sent",
    SittingStatus.SITTING: "Sitting now",
    SittingStatus.RISEN: "Risen, to be signed",
    SittingStatus.SIGNED: "Signed",
    SittingStatus.CANCELLED: "Called off",
}

SITTING_MOVES: dict[SittingStatus, frozenset[SittingStatus]] = {
    SittingStatus.PLANNED: frozenset({SittingStatus.SENT, SittingStatus.SITTING, SittingStatus.CANCELLED}),
    SittingStatus.SENT: frozenset({SittingStatus.SITTING, SittingStatus.CANCELLED}),
    SittingStatus.SITTING: frozenset({SittingStatus.RISEN}),
    SittingStatus.RISEN: frozenset({SittingStatus.SITTING, SittingStatus.SIGNED}),
    SittingStatus.SIGNED: frozenset(),
    SittingStatus.CANCELLED: frozenset(),
}


class ItemStatus(StrEnum):
    """Where one question to a panel stands."""

    WAITING = "waiting"
    ON_AGENDA = "on_agenda"
    DECIDED = "decided"
    MERGED = "merged"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"


ITEM_STATUS_WORDS = {
    ItemStatus.WAITING: "Waiting for an agenda",
    ItemStatus.ON_AGENDA: "On an agenda",
    ItemStatus.DECIDED: "Decided",
    ItemStatus.MERGED: "Heard with another item",
    ItemStatus.REFERRED: "Referred to another panel",
    ItemStatus.WITHDRAWN: "Withdrawn",
}

ITEM_MOVES: dict[ItemStatus, frozenset[ItemStatus]] = {
    ItemStatus.WAITING: frozenset({ItemStatus.ON_AGENDA, ItemStatus.MERGED, ItemStatus.REFERRED, ItemStatus.WITHDRAWN}),
    ItemStatus.ON_AGENDA: frozenset(
        {ItemStatus.WAITING, ItemStatus.DECIDED, ItemStatus.MERGED, ItemStatus.REFERRED, ItemStatus.WITHDRAWN}
    ),
    ItemStatus.MERGED: frozenset({ItemStatus.WAITING, ItemStatus.DECIDED}),
    ItemStatus.DECIDED: frozenset(),
    ItemStatus.REFERRED: frozenset(),
    ItemStatus.WITHDRAWN: frozenset(),
}


def may_move_sitting(status: SittingStatus, to: SittingStatus) -> bool:
    """A sitting is planned, its papers are sent, it sits, rises and is signed; it is called off only before it sits,
    and once signed it is never changed.

    Source: local default.
    """
    return to in SITTING_MOVES[status]


def may_move_item(status: ItemStatus, to: ItemStatus) -> bool:
    """An item waits, stands on an agenda and is decided once; until then it may be deferred, heard with a sibling’s,
    referred to another panel or withdrawn.

    Source: local default.
    """
    return to in ITEM_MOVES[status]


AGENDA_OPEN = frozenset({SittingStatus.PLANNED, SittingStatus.SENT, SittingStatus.SITTING})
"""While a sitting stands here, its agenda can change."""

NOT_OVER = frozenset({SittingStatus.PLANNED, SittingStatus.SENT, SittingStatus.SITTING, SittingStatus.RISEN})


def may_change_agenda(status: SittingStatus) -> bool:
    """An agenda can change until the panel rises.

    Source: local default.
    """
    return status in AGENDA_OPEN
