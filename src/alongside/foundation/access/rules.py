"""Permissions, doors and the reasons for which a record is open to someone."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Permission:
    """One thing a role may let its holder do."""

    code: str
    words: str
    roles: frozenset[str]


_declared: dict[str, Permission] = {}


def declare(code: str, words: str, *, roles: set[str]) -> str:
    """Name a permission, and the shipped roles that have it from the start; gives back its code."""
    _declared[code] = Permission(code, words, frozenset(roles))
    return code


def declared_permissions() -> tuple[Permission, ...]:
    """Every permission of the product, by code."""
    return tuple(_declared[code] for code in sorted(_declared))


class GrantReason(StrEnum):
    """Why a record is open to someone."""

    FRONT_DOOR = "front_door"
    ASKED = "asked"
    HUB = "hub"
    ALLOCATED = "allocated"
    TEAM_AROUND = "team_around"
    AGENDA = "agenda"
    PANEL = "panel"
    AGREEMENT = "agreement"
    FAMILY = "family"
    SOCIAL_CARE = "social_care"
    BREAK_GLASS = "break_glass"


GRANT_REASON_WORDS = {
    GrantReason.FRONT_DOOR: "works at the front door, which decides on this contact",
    GrantReason.ASKED: "asked for help for this family",
    GrantReason.HUB: "works in the hub that helps this family",
    GrantReason.ALLOCATED: "is allocated to this family",
    GrantReason.TEAM_AROUND: "is in the team around this family",
    GrantReason.AGENDA: "sits on a panel that has this family on its agenda",
    GrantReason.PANEL: "helps this family because a panel decided so",
    GrantReason.AGREEMENT: "the family agreed to share with them",
    GrantReason.FAMILY: "is a member of this family",
    GrantReason.SOCIAL_CARE: "works in social care with this family",
    GrantReason.BREAK_GLASS: "opened the record beyond their work, with a reason that a manager reviews",
}


BY_ROLE_WORDS = "has a role that reads every family’s record, and each look is noted"


@dataclass(frozen=True)
class Door:
    """Who may open a page: a permission, all signed in, whoever works for an agency, or anyone for a stated reason."""

    kind: str
    permission: str = ""
    why: str = ""


OPENING_HOURS = 4
"""How long a record opened beyond someone's grants stays open. Source: local default."""

REASON_LEAST_LETTERS = 15
"""A reason for opening a record must say something. Source: local default."""


def is_reason_enough(reason: str) -> bool:
    """A reason says something when it has at least fifteen letters.

    Source: local default.
    """
    return sum(letter.isalpha() for letter in reason) >= REASON_LEAST_LETTERS
