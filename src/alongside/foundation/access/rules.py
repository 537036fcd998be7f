"""Permissions, doors and the reasons for which a record is open to someone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.foundation.policy.rules import local_policy, number
from alongside.values.dates import months_after


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
    NAMED = "named"


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
    GrantReason.NAMED: "is named as one of the few who may see this record while it is sealed",
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


class SealKind(StrEnum):
    """Why a record is kept apart."""

    ADOPTION = "adoption"
    STAFF_FAMILY = "staff_family"
    NAMED_RISK = "named_risk"


SEAL_KIND_WORDS = {
    SealKind.ADOPTION: "Adoption",
    SealKind.STAFF_FAMILY: "The family of somebody who works here",
    SealKind.NAMED_RISK: "A named risk, such as somebody who would seek them out",
}

KEPT_APART = "There may be a record that is kept apart"
"""All that a seal lets be said to those who are not named."""


@local_policy("seals", "Sealed records")
@dataclass(frozen=True)
class SealPolicy:
    """Local numbers of sealed records."""

    review_months: int = number(12, "Months after which a seal is looked at again", least=1, most=60)


def seal_review_due_on(*, looked_at_on: date, policy: SealPolicy) -> date:
    """A seal is looked at again a year after it was set or last looked at.

    Source: local default.
    """
    return months_after(looked_at_on, policy.review_months)


def may_stand_under_seal(*, reason: GrantReason, is_named: bool, is_family: bool) -> bool:
    """While a record is sealed it is open to the people named, and to the family itself; to no team, agency or role.

    Source: local default; for adoption, Adoption Agencies Regulations 2005, reg. 41 (case records are confidential).
    """
    return is_named or (is_family and reason is GrantReason.FAMILY)


def problem_with_sealing(*, reason: str, ring: str, names: int) -> str:
    """A seal says why in a sentence, names somebody who may see the record, and whom all others ring.

    Source: local default.
    """
    if not is_reason_enough(reason):
        return "Say in a sentence why this record is to be sealed"
    if not ring.strip():
        return "Say whom others should ring"
    return "" if names else "Name at least one person who may see this record"
