"""Whether enough of the panel is there to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from alongside.foundation.identity.rules import AGENCY_KIND_WORDS, AgencyKind

FREE_DECISIONS = ("more_information",)
"""What can be decided without quorum unless a panel says otherwise: to ask for more binds nobody to anything."""


@dataclass(frozen=True)
class Quorum:
    """Who must be there: kept as data with each panel, because no public figure exists."""

    needs_chair: bool = True
    needs_kinds: tuple[str, ...] = ()
    least_agencies: int = 3
    free_decisions: tuple[str, ...] = FREE_DECISIONS

    def as_data(self) -> dict:
        """As it is kept."""
        return {
            "needs_chair": self.needs_chair,
            "needs_kinds": [str(one) for one in self.needs_kinds],
            "least_agencies": self.least_agencies,
            "free_decisions": list(self.free_decisions),
        }

    @classmethod
    def of(cls, data: dict) -> "Quorum":
        """As it was kept."""
        return cls(
            needs_chair=bool(data.get("needs_chair", True)),
            needs_kinds=tuple(data.get("needs_kinds", ())),
            least_agencies=int(data.get("least_agencies", 3)),
            free_decisions=tuple(data.get("free_decisions", FREE_DECISIONS)),
        )


@dataclass(frozen=True)
class Present:
    """Someone in the room, for which agency, and whether they can take the chair."""

    agency_id: UUID
    agency_kind: str
    is_chair: bool = False


def what_quorum_lacks(quorum: Quorum, present: Sequence[Present]) -> tuple[str, ...]:
    """A panel has its quorum when its chair or vice-chair is there, with the agencies it must hear and at least so
    many different agencies; each panel sets its own.

    Source: local default (no public figure was found).
    """
    lacks = []
    if quorum.needs_chair and not any(one.is_chair for one in present):
        lacks.append("the chair or vice-chair")
    there = {one.agency_kind for one in present}
    lacks += [AGENCY_KIND_WORDS[AgencyKind(kind)].lower() for kind in quorum.needs_kinds if kind not in there]
    short = quorum.least_agencies - len({one.agency_id for one in present})
    if short > 0:
        lacks.append("1 more agency" if short == 1 else f"{short} more agencies")
    return tuple(lacks)


def may_be_decided_now(decision: str, *, quorum: Quorum, has_quorum: bool) -> bool:
    """Without its quorum a panel can decide only what needs none.

    Source: local default.
    """
    return has_quorum or decision in quorum.free_decisions


def say_quorum(quorum: Quorum) -> str:
    """A quorum as we say it."""
    parts = ["the chair or vice-chair"] if quorum.needs_chair else []
    parts += [AGENCY_KIND_WORDS[AgencyKind(kind)].lower() for kind in quorum.needs_kinds]
    parts.append("at least 1 agency" if quorum.least_agencies == 1 else f"at least {quorum.least_agencies} agencies")
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]
