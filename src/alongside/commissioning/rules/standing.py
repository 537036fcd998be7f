"""Where a package and its versions stand, and how each may move; what kinds of money there are."""

from datetime import date
from enum import StrEnum


class PackageStatus(StrEnum):
    """Where the help commissioned for a family stands."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"
    NOT_TAKEN_UP = "not_taken_up"


PACKAGE_STATUS_WORDS = {
    PackageStatus.PLANNED: "Being agreed",
    PackageStatus.RUNNING: "Running",
    PackageStatus.ENDED: "Ended",
    PackageStatus.NOT_TAKEN_UP: "Not taken up",
}


def say_package_status(status: PackageStatus, *, starts_on: date | None, today: date) -> str:
    """A package that is signed is to begin until its first day, and runs from that day on.

    Source: local default.
    """
    if status == PackageStatus.RUNNING and starts_on is not None and starts_on > today:
        return "To begin"
    return PACKAGE_STATUS_WORDS[status]


PACKAGE_MOVES: dict[PackageStatus, frozenset[PackageStatus]] = {
    PackageStatus.PLANNED: frozenset({PackageStatus.RUNNING, PackageStatus.NOT_TAKEN_UP}),
    PackageStatus.RUNNING: frozenset({PackageStatus.RUNNING, PackageStatus.ENDED}),
    PackageStatus.ENDED: frozenset(),
    PackageStatus.NOT_TAKEN_UP: frozenset(),
}


class VersionStatus(StrEnum):
    """Where one version of a package stands on its way to being a promise of money."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    SIGNED = "signed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


VERSION_STATUS_WORDS = {
    VersionStatus.DRAFT: "Being written",
    VersionStatus.PROPOSED: "Waiting for approval",
    VersionStatus.APPROVED: "Approved, to be signed",
    VersionStatus.SIGNED: "Signed",
    VersionStatus.DECLINED: "Declined",
    VersionStatus.WITHDRAWN: "Withdrawn",
}

VERSION_MOVES: dict[VersionStatus, frozenset[VersionStatus]] = {
    VersionStatus.DRAFT: frozenset({VersionStatus.PROPOSED, VersionStatus.WITHDRAWN}),
    VersionStatus.PROPOSED: frozenset(
        {VersionStatus.APPROVED, VersionStatus.DECLINED, VersionStatus.DRAFT, VersionStatus.WITHDRAWN}
    ),
    VersionStatus.APPROVED: frozenset({VersionStatus.SIGNED, VersionStatus.DRAFT, VersionStatus.WITHDRAWN}),
    VersionStatus.SIGNED: frozenset(),
    VersionStatus.DECLINED: frozenset(),
    VersionStatus.WITHDRAWN: frozenset(),
}

UNDER_WAY = (VersionStatus.DRAFT, VersionStatus.PROPOSED, VersionStatus.APPROVED)
"""A version that is not settled yet; a package has one of these at most."""


class VersionKind(StrEnum):
    """Why a version was written."""

    FIRST = "first"
    CHANGE = "change"
    PAUSE = "pause"
    EARLY_END = "early_end"
    INFLATION = "inflation"
    RENEWAL = "renewal"


VERSION_KIND_WORDS = {
    VersionKind.FIRST: "First agreed",
    VersionKind.CHANGE: "Change to what is given",
    VersionKind.PAUSE: "Pause",
    VersionKind.EARLY_END: "Ended early",
    VersionKind.INFLATION: "New prices",
    VersionKind.RENEWAL: "Renewed",
}


class FundKind(StrEnum):
    """Whose money a fund is."""

    SINGLE = "single"
    POOLED = "pooled"


FUND_KIND_WORDS = {FundKind.SINGLE: "One agency’s money", FundKind.POOLED: "Pooled by several agencies"}


class Stream(StrEnum):
    """From which service’s money a fund comes, as joint funding is reported.

    Source: the North West placements census (contribution from social care, education and health).
    """

    SOCIAL_CARE = "social_care"
    EDUCATION = "education"
    HEALTH = "health"
    JOINT = "joint"


STREAM_WORDS = {
    Stream.SOCIAL_CARE: "Social care",
    Stream.EDUCATION: "Education",
    Stream.HEALTH: "Health",
    Stream.JOINT: "Joint",
}


class VirementStatus(StrEnum):
    """Where a move of money between funds stands."""

    ASKED = "asked"
    MADE = "made"
    REFUSED = "refused"


VIREMENT_STATUS_WORDS = {
    VirementStatus.ASKED: "Waiting for a second person",
    VirementStatus.MADE: "Made",
    VirementStatus.REFUSED: "Refused",
}

VIREMENT_MOVES: dict[VirementStatus, frozenset[VirementStatus]] = {
    VirementStatus.ASKED: frozenset({VirementStatus.MADE, VirementStatus.REFUSED}),
    VirementStatus.MADE: frozenset(),
    VirementStatus.REFUSED: frozenset(),
}


def may_move_package(status: PackageStatus, to: PackageStatus) -> bool:
    """A package is agreed, runs from version to version, and is closed; what has ended is commissioned anew.

    Source: local default.
    """
    return to in PACKAGE_MOVES[status]


def may_move_version(status: VersionStatus, to: VersionStatus) -> bool:
    """A version is written, proposed, approved and signed, in this order; once signed it never changes.

    Source: local default (every change of a promise of money is a version of its own).
    """
    return to in VERSION_MOVES[status]
