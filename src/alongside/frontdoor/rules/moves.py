"""Where a contact stands, and where it can go from there."""

from enum import StrEnum


class ContactStatus(StrEnum):
    """Where a contact stands."""

    RECEIVED = "received"
    CONSIDERED = "considered"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


STATUS_WORDS = {
    ContactStatus.RECEIVED: "Received",
    ContactStatus.CONSIDERED: "Being considered",
    ContactStatus.DECIDED: "Decided",
    ContactStatus.WITHDRAWN: "Withdrawn",
}

MOVES: dict[ContactStatus, frozenset[ContactStatus]] = {
    ContactStatus.RECEIVED: frozenset({ContactStatus.CONSIDERED, ContactStatus.DECIDED, ContactStatus.WITHDRAWN}),
    ContactStatus.CONSIDERED: frozenset({ContactStatus.RECEIVED, ContactStatus.DECIDED, ContactStatus.WITHDRAWN}),
    ContactStatus.WITHDRAWN: frozenset({ContactStatus.CONSIDERED}),
    ContactStatus.DECIDED: frozenset(),
}


def may_move(status: ContactStatus, to: ContactStatus) -> bool:
    """A contact moves only along the table of moves; one that was withdrawn can be taken up all the same.

    Source: local default.
    """
    return to in MOVES[status]


def may_be_decided(status: ContactStatus) -> bool:
    """A contact is decided once; one that was withdrawn is taken up again first.

    Source: local default.
    """
    return may_move(status, ContactStatus.DECIDED)


def may_be_withdrawn(status: ContactStatus) -> bool:
    """Whoever asked can take a request back until it is decided.

    Source: local default.
    """
    return may_move(status, ContactStatus.WITHDRAWN)
