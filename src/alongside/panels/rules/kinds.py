"""The kinds of panel shipped as defaults, and the parts that people have in a panel."""

from dataclasses import dataclass
from enum import StrEnum

from alongside.foundation.identity.rules import AgencyKind

from .quorum import Quorum


class Reach(StrEnum):
    """Which part of the county a panel is for."""

    DISTRICT = "district"
    COUNTY = "county"


REACH_WORDS = {Reach.DISTRICT: "One district", Reach.COUNTY: "The whole county"}


class Part(StrEnum):
    """What someone is in a panel."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    CLERK = "clerk"
    MEMBER = "member"


PART_WORDS = {
    Part.CHAIR: "Chair",
    Part.VICE_CHAIR: "Vice-chair",
    Part.CLERK: "Clerk",
    Part.MEMBER: "Member",
}
CHAIRS = frozenset({Part.CHAIR, Part.VICE_CHAIR})


class Cadence(StrEnum):
    """How often a panel sits."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


CADENCE_WORDS = {Cadence.WEEKLY: "Every week", Cadence.FORTNIGHTLY: "Every two weeks", Cadence.MONTHLY: "Every month"}


@dataclass(frozen=True)
class KindFacts:
    """A kind of panel as a council starts from it; every number is a setting of each panel."""

    key: str
    name: str
    full_name: str
    purpose: str
    reach: Reach
    cadence: Cadence
    length_minutes: int
    slot_minutes: int
    papers_working_days: int
    quorum: Quorum
    paper_parts: tuple[str, ...]
    source: str


PAPER_PARTS = {
    "family": "Who is in the family",
    "view": "What the family says",
    "worries": "What worries, and since when",
    "strengths": "What is going well",
    "tried": "What has been tried",
    "plan": "The plan so far",
    "involved": "Who is involved",
    "sharing": "What the family agreed to share",
    "history": "Help and steps before",
}
"""The parts of a paper in their order. A kind of panel names those that it needs, and reads no others."""

_ALLOCATION = ("family", "view", "worries", "strengths", "tried", "plan", "involved", "sharing")

KINDS_VERSION = "2026.1"

DEFAULT_KINDS = (
    KindFacts(
        key="maag",
        name="MAAG",
        full_name="Multi-agency allocation group",
        purpose="Decides in each district who is best placed to be lead professional, and which help families are "
        "offered; looks again at what came of it.",
        reach=Reach.DISTRICT,
        cadence=Cadence.WEEKLY,
        length_minutes=120,
        slot_minutes=10,
        papers_working_days=3,
        quorum=Quorum(needs_chair=True, needs_kinds=(AgencyKind.SOCIAL_CARE,), least_agencies=4),
        paper_parts=_ALLOCATION,
        source="Essex 2010: weekly in every district. Slough: two hours in slots of ten minutes. Quorum: local default",
    ),
    KindFacts(
        key="earp",
        name="EARP",
        full_name="Early alternatives and resources panel",
        purpose="Builds support for children who might otherwise come into care or leave their school, so that they "
        "stay at home and in their community.",
        reach=Reach.COUNTY,
        cadence=Cadence.MONTHLY,
        length_minutes=120,
        slot_minutes=15,
        papers_working_days=5,
        quorum=Quorum(needs_chair=True, needs_kinds=(AgencyKind.SOCIAL_CARE,), least_agencies=3),
        paper_parts=(*_ALLOCATION, "history"),
        source="Essex 2010: county panel of heads of service and commissioners. Rest: local default",
    ),
    KindFacts(
        key="jap",
        name="JAP",
        full_name="Joint agency panel",
        purpose="Agrees joint resources with health and adult services for children with complex needs.",
        reach=Reach.COUNTY,
        cadence=Cadence.MONTHLY,
        length_minutes=150,
        slot_minutes=20,
        papers_working_days=10,
        quorum=Quorum(needs_chair=True, needs_kinds=(AgencyKind.SOCIAL_CARE, AgencyKind.HEALTH), least_agencies=3),
        paper_parts=(*_ALLOCATION, "history"),
        source="Essex 2010; Knowsley: monthly, papers ten days before. Quorum: local default",
    ),
)
