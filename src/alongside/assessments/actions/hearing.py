"""What an assessment does when something happens to its case."""

from alongside.cases import events as case_events
from alongside.cases.rules import StepKind
from alongside.foundation.identity.models import User

from .. import rules
from ..models import Assessment
from .stopping import WhyStopped, stop


def follow_case(event: case_events.CaseStepped) -> None:
    """An assessment still being written stops when its case closes; what was written is kept."""
    if event.kind != StepKind.CLOSED:
        return
    drafts = Assessment.objects.filter(case_id=event.case_id, status=rules.AssessmentStatus.DRAFT)
    for held in drafts.select_for_update(of=("self",)).select_related("case"):
        said = WhyStopped(reason=rules.StopReason.CASE_CLOSED, why="The case closed", next_step=rules.NextStep.CLOSE)
        stop(held, said, "The early help assessment stopped", by=User.objects.get(id=event.by_id), at=event.at)
