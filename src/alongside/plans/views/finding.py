"""The plan, meeting or line that an address names; what is not there and what is not theirs are the same."""

from django.http import Http404, HttpRequest
from django.utils import timezone

from .. import actions, queries


def plan_or_404(request: HttpRequest, reference: str):
    """The plan, noted as seen."""
    try:
        plan = queries.get_plan(viewer=request.user, reference=reference)
    except queries.PlanNotFound as missing:
        raise Http404 from missing
    if request.method == "GET":
        actions.show_plan(plan=plan, by=request.user, at=timezone.now())
    return plan


def meeting_or_404(request: HttpRequest, reference: str, meeting_reference: str):
    """The meeting of a plan, noted as seen."""
    try:
        meeting = queries.get_meeting(viewer=request.user, reference=meeting_reference)
    except queries.PlanNotFound as missing:
        raise Http404 from missing
    if meeting.plan.reference != reference:
        raise Http404
    if request.method == "GET":
        actions.show_meeting(meeting=meeting, by=request.user, at=timezone.now())
    return meeting


def one_or_404(rows, **which):
    """The one row of a plan's own list that has these values."""
    for row in rows:
        if all(str(getattr(row, name)) == str(value) for name, value in which.items()):
            return row
    raise Http404
