"""Why writing an assessment was refused; every message is fit to show."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from alongside.cases.rules import CaseStatus
from alongside.foundation.identity.models import User

from .. import access, rules
from ..models import Assessment

if TYPE_CHECKING:
    from alongside.cases.models import Case


class AssessmentRefused(Exception):
    """Something could not be done to an assessment; the message is fit to show."""


class StaleWords(AssessmentRefused):
    """Someone else wrote here meanwhile; `theirs` is what stands now, and nothing was overwritten."""

    def __init__(self, theirs) -> None:
        super().__init__(
            "Someone else wrote here while you did. Nothing is lost: their words are beside yours. "
            "Put together what should stand, and save again"
        )
        self.theirs = theirs


class NotReady(AssessmentRefused):
    """The assessment cannot be completed yet; `lacks` names what is missing."""

    def __init__(self, lacks: tuple[rules.Lack, ...]) -> None:
        super().__init__("Some things are still missing")
        self.lacks = lacks


def refuse_unless_may_write(by: User, case: Case) -> None:
    """Refuse someone who does not write assessments, or to whom the family is not open."""
    if not access.may_write(by, case):
        raise AssessmentRefused("Only those who work with this family can write its assessment")


def lock_draft(assessment: Assessment, by: User) -> Assessment:
    """The assessment as it stands now, held until the transaction ends, if it may be written."""
    held = Assessment.objects.select_for_update(of=("self",)).select_related("case__family").get(id=assessment.id)
    refuse_unless_may_write(by, held.case)
    is_closed = held.case.status == CaseStatus.CLOSED
    if is_closed:
        raise AssessmentRefused("This case is closed. Reopen it first")
    if not rules.may_be_written(rules.AssessmentStatus(held.status), is_case_closed=is_closed):
        stopped = held.status == rules.AssessmentStatus.STOPPED
        raise AssessmentRefused(
            f"This assessment {'has stopped' if stopped else 'is complete'}. Start a new one to change what it says"
        )
    return held


def refuse_stranger(assessment: Assessment, person_id: UUID) -> None:
    """Refuse words about someone who is not in the family."""
    if not assessment.case.family.members.filter(person_id=person_id, until_on__isnull=True).exists():
        raise AssessmentRefused("This person is not in the family now. Add them to the family first")
