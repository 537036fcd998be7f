"""Volunteers: what must be done before one begins, and where each stands."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.values.dates import months_after

REFERENCES_NEEDED = 2
TRIAL_MONTHS = 6


class VolunteerStatus(StrEnum):
    """Where a volunteer stands."""

    CHECKING = "checking"
    TRIAL = "trial"
    ACTIVE = "active"
    ENDED = "ended"


VOLUNTEER_WORDS = {
    VolunteerStatus.CHECKING: "Being checked",
    VolunteerStatus.TRIAL: "In the trial period",
    VolunteerStatus.ACTIVE: "Active",
    VolunteerStatus.ENDED: "Has left",
}

MOVES: dict[VolunteerStatus, frozenset[VolunteerStatus]] = {
    VolunteerStatus.CHECKING: frozenset({VolunteerStatus.TRIAL, VolunteerStatus.ENDED}),
    VolunteerStatus.TRIAL: frozenset({VolunteerStatus.ACTIVE, VolunteerStatus.ENDED}),
    VolunteerStatus.ACTIVE: frozenset({VolunteerStatus.ENDED}),
    VolunteerStatus.ENDED: frozenset(),
}


@dataclass(frozen=True)
class Checks:
    """What has been done for a volunteer so far."""

    interviewed_on: date | None = None
    references_taken: int = 0
    dbs_seen_on: date | None = None
    dbs_renew_on: date | None = None
    inducted_on: date | None = None
    agreement_on: date | None = None


def still_to_do(checks: Checks, *, today: date) -> list[str]:
    """A volunteer begins when they have been interviewed, two references and a DBS certificate have been
    seen, and they have had their induction and signed the volunteer agreement.

    Source: local default, after the published volunteer policy of Wigan Contact Centre.
    """
    left = []
    if checks.interviewed_on is None:
        left.append("interview")
    if checks.references_taken < REFERENCES_NEEDED:
        left.append(f"references: {checks.references_taken} of {REFERENCES_NEEDED}")
    if checks.dbs_seen_on is None:
        left.append("DBS certificate")
    elif checks.dbs_renew_on is not None and checks.dbs_renew_on <= today:
        left.append("DBS certificate, to be renewed")
    if checks.inducted_on is None:
        left.append("induction")
    if checks.agreement_on is None:
        left.append("volunteer agreement")
    return left


def trial_ends_on(started_on: date) -> date:
    """A volunteer's trial period is six months.

    Source: local default, after volunteer policies of children's centres.
    """
    return months_after(started_on, TRIAL_MONTHS)
