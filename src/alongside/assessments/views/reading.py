"""Starting an assessment, its overview, reading and printing it, and completing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to
from alongside.foundation.components.presenters import say_day

from .. import actions, forms, presenters, queries, rules
from .opening import assessment_or_404, case_or_404

READ, WRITE = "assessments.read", "assessments.write"
CAN_BE_TAKEN_UP = {rules.AssessmentStatus.COMPLETE, rules.AssessmentStatus.STOPPED}


@opens_to(READ)
def of_case(request: HttpRequest, reference: str) -> HttpResponse:
    """The assessments of a case, and starting one."""
    case = case_or_404(request, reference)
    today = timezone.localdate()
    reusable = queries.list_reusable(viewer=request.user, case=case, today=today)
    form = forms.StartAssessment(
        request.POST or None,
        initial={"earlier": reusable[0].reference if reusable else "afresh"},
        reusable=[
            (one.reference, f"From {one.reference}, complete {say_day(one.completed_at.date())}") for one in reusable
        ],
    )
    if request.method == "POST" and form.is_valid():
        earlier = next((one for one in reusable if one.reference == form.cleaned_data["earlier"]), None)
        try:
            started = actions.start_assessment(case=case, by=request.user, at=timezone.now(), earlier=earlier)
        except actions.AssessmentRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("assessments:detail", reference=started.reference)
    held = queries.list_of_case(viewer=request.user, case=case)
    for one in held:
        actions.note_seen(assessment=one, page="of_case", by=request.user, at=timezone.now())
    return render(
        request,
        "assessments/of_case.html",
        {
            "case": case,
            "held": [_line(one) for one in held],
            "form": form,
            "today": today,
            "reusable": reusable,
            "may_start": queries.may_start(viewer=request.user, case=case),
            "is_begun": any(one.status == rules.AssessmentStatus.DRAFT for one in held),
        },
    )


def _line(assessment) -> dict:
    has_stopped = assessment.status == rules.AssessmentStatus.STOPPED
    return {
        "stopped": say_day(assessment.stopping.at.date()) if has_stopped else "",
        "stopped_why": rules.STOP_WORDS[assessment.stopping.reason].lower() if has_stopped else "",
        "reference": assessment.reference,
        "status": rules.STATUS_WORDS[rules.AssessmentStatus(assessment.status)],
        "started": say_day(assessment.started_on),
        "by": str(assessment.started_by),
        "completed": say_day(assessment.completed_at.date()) if assessment.completed_at else "",
    }


@opens_to(READ)
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """What is done and left of a draft; or the whole assessment, once complete."""
    assessment = assessment_or_404(request, reference)
    today = timezone.localdate()
    actions.note_seen(assessment=assessment, page="detail", by=request.user, at=timezone.now())
    relatives = queries.relatives_of(assessment.case.family, today=today)
    if not queries.may_write(viewer=request.user, assessment=assessment):
        return _read(request, assessment, relatives, today, template="assessments/read.html")
    page = presenters.Overview.of(
        assessment,
        relatives=relatives,
        today=today,
        whole=queries.whole_of(assessment, today=today, relatives=relatives),
        headings_written=queries.headings_written(assessment),
    )
    return render(request, "assessments/overview.html", {"assessment": assessment, "page": page, "today": today})


def _read(request, assessment, relatives, today, *, template: str) -> HttpResponse:
    page = presenters.whole_page(assessment, parts=queries.parts_of(assessment), relatives=relatives, today=today)
    may_go_on = queries.may_start(viewer=request.user, case=assessment.case)
    return render(
        request,
        template,
        {
            "assessment": assessment,
            "page": page,
            "today": today,
            "drawing": queries.genogram_of(assessment.case.family, today=today),
            "changes": queries.changes_since(viewer=request.user, assessment=assessment),
            "may_again": assessment.status in CAN_BE_TAKEN_UP and may_go_on,
            "may_go_on": may_go_on,
        },
    )


@opens_to(READ)
def print_view(request: HttpRequest, reference: str) -> HttpResponse:
    """The whole assessment on paper."""
    assessment = assessment_or_404(request, reference)
    actions.note_seen(assessment=assessment, page="print", by=request.user, at=timezone.now())
    today = timezone.localdate()
    relatives = queries.relatives_of(assessment.case.family, today=today)
    return _read(request, assessment, relatives, today, template="assessments/print.html")


@opens_to(WRITE)
def complete(request: HttpRequest, reference: str) -> HttpResponse:
    """Review what is written and missing, and complete the assessment."""
    assessment = assessment_or_404(request, reference)
    if not queries.may_write(viewer=request.user, assessment=assessment):
        return redirect("assessments:detail", reference=reference)
    at, today = timezone.now(), timezone.localdate()
    form = forms.CompleteAssessment(request.POST or None)
    if request.method == "POST":
        try:
            actions.complete_assessment(assessment=assessment, by=request.user, at=at)
        except actions.AssessmentRefused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, "The assessment is complete. The plan can begin from what it found")
            return redirect("assessments:detail", reference=reference)
    actions.note_seen(assessment=assessment, page="complete", by=request.user, at=at)
    relatives = queries.relatives_of(assessment.case.family, today=today)
    lacks = queries.lacks_of(assessment, today=today, relatives=relatives)
    return render(
        request,
        "assessments/complete.html",
        {
            "assessment": assessment,
            "today": today,
            "form": form,
            "lacks": [presenters.lack_link(reference, lack, relatives) for lack in lacks],
            "page": presenters.whole_page(
                assessment, parts=queries.parts_of(assessment), relatives=relatives, today=today
            ),
        },
    )


@require_POST
@opens_to(WRITE)
def again(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a complete assessment up again as a new one."""
    assessment = assessment_or_404(request, reference)
    try:
        new = actions.reopen_as_new(assessment=assessment, by=request.user, at=timezone.now())
    except actions.AssessmentRefused as refusal:
        messages.warning(request, str(refusal))
        return redirect("assessments:detail", reference=reference)
    return redirect("assessments:detail", reference=new.reference)
