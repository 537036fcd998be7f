"""Stopping an assessment, or noting that a family wants none."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.cases.actions import look_at_case
from alongside.foundation.access.access import opens_to
from alongside.foundation.drafts.actions import discard_draft, start_or_resume_draft

from .. import actions, forms, queries
from .opening import Part, assessment_or_404, case_or_404, write_part

WRITE = "assessments.write"


@opens_to(WRITE)
def stop(request: HttpRequest, reference: str) -> HttpResponse:
    """Stop an assessment before it is complete."""
    assessment = assessment_or_404(request, reference)

    def save(form, at):
        actions.stop_assessment(assessment=assessment, said=_said(form), by=request.user, at=at)

    return write_part(
        request,
        Part(
            assessment=assessment,
            name="stop",
            template="assessments/stop.html",
            save=save,
            form=lambda data=None: forms.StopAssessment(data, today=timezone.localdate()),
            then=reverse("assessments:detail", args=[reference]),
            said="The assessment has stopped. What was written is kept",
        ),
    )


@opens_to(WRITE)
def decline(request: HttpRequest, reference: str) -> HttpResponse:
    """Note that there is to be no assessment, before any was begun."""
    case = case_or_404(request, reference)
    if not queries.may_start(viewer=request.user, case=case):
        return redirect("assessments:of_case", reference=reference)
    at, today = timezone.now(), timezone.localdate()
    draft = start_or_resume_draft(form="assessments.decline", subject=case.reference, owner=request.user, at=at)
    if request.method == "POST":
        form = forms.StopAssessment(request.POST, today=today)
        if form.is_valid():
            try:
                noted = actions.note_declined(case=case, said=_said(form), by=request.user, at=at)
            except actions.AssessmentRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                discard_draft(draft=draft)
                messages.success(request, "Noted. The family can still have an assessment later")
                return redirect("assessments:detail", reference=noted.reference)
    else:
        form = forms.StopAssessment.resume(draft, today=today)
    look_at_case(case=case, by=request.user, at=at)
    return render(
        request,
        "assessments/decline.html",
        {"case": case, "form": form, "draft": draft, "today": today, "theirs": None},
    )


def _said(form) -> actions.WhyStopped:
    data = form.cleaned_data
    return actions.WhyStopped(
        reason=data["reason"],
        why=data["why"],
        family_said=data["family_said"],
        next_step=data["next_step"],
        next_words=data["next_words"],
        ask_again_on=data["ask_again_on"],
    )
