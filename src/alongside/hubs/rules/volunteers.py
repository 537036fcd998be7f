"""Volunteers: what must be done before one begins, and where each stands."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alongside.values.dates import months_after

from .facts import HubsPolicy

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


class DbsLevel(StrEnum):
    """The level of a DBS certificate."""

    BASIC = "basic"
    STANDARD = "standard"
    ENHANCED = "enhanced"
    BARRED = "barred"


DBS_WORDS = {
    DbsLevel.BASIC: "Basic",
    DbsLevel.STANDARD: "Standard",
    DbsLevel.ENHANCED: "Enhanced",
    DbsLevel.BARRED: "Enhanced, with the children’s barred list",
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
    trained_on: date | None = None
    train_again_on: date | None = None
    inducted_on: date | None = None
    agreement_on: date | None = None


def still_to_do(checks: Checks, *, today: date) -> list[str]:
    """A volunteer begins when they have been interviewed, two references and a DBS certificate have been
    seen, and they have had safeguarding training and their induction and signed the volunteer agreement.

    Source: local default, after the published volunteer policy of Wigan Contact Centre; training after Working
    Together to Safeguard Children 2023, chapter 4.
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
    if checks.trained_on is None:
        left.append("safeguarding training")
    elif checks.train_again_on is not None and checks.train_again_on <= today:
        left.append("safeguarding training, to be renewed")
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


def dbs_due_again_on(seen_on: date, *, policy: HubsPolicy) -> date:
    """A volunteer's DBS certificate is asked for again three years after it was seen, unless local policy says
    otherwise.

    Source: local default; a certificate has no day on which it runs out (DBS guidance for employers).
    """
    return months_after(seen_on, policy.dbs_again_months)


def training_due_again_on(trained_on: date, *, policy: HubsPolicy) -> date:
    """A volunteer is trained in safeguarding again after three years, unless local policy says otherwise.

    Source: local default.
    """
    return months_after(trained_on, policy.training_again_months)


def told_of_checks_until(today: date, *, policy: HubsPolicy) -> date:
    """A hub's manager is told of a volunteer's check eight weeks before it is due again, unless local policy says
    otherwise.

    Source: local default.
    """
    return today + timedelta(weeks=policy.checks_told_weeks)


def due_soon(checks: Checks, *, today: date, until: date) -> list[tuple[str, date]]:
    """What is in order, and due again by a day."""
    again = (("DBS certificate", checks.dbs_renew_on), ("safeguarding training", checks.train_again_on))
    return [(what, on) for what, on in again if on is not None and today < on <= until]
