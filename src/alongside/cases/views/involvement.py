"""Who else is involved with a family."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.drafts.actions import discard_draft, start_or_resume_draft

from .. import access, actions, forms, queries
from .finding import case_or_404


@opens_to(access.SEE)
def note_involvement(request: HttpRequest, reference: str) -> HttpResponse:
    """Note an agency's part, with who said so and as of which day."""
    case, today = _noted_case(request, reference), timezone.localdate()
    agencies = {agency.slug: agency for agency in queries.list_agencies()}
    draft = start_or_resume_draft(
        form="cases.note_involvement", subject=reference, owner=request.user, at=timezone.now()
    )
    asked = {
        "today": today,
        "initial": {"as_of": today},
        "agencies": [(slug, agency.name) for slug, agency in agencies.items()],
    }
    is_sent = request.method == "POST"
    form = forms.NoteInvolvement(request.POST, **asked) if is_sent else forms.NoteInvolvement.resume(draft, **asked)
    if is_sent and form.is_valid():
        facts = {**form.cleaned_data, "agency": agencies[form.cleaned_data["agency"]]}
        try:
            actions.note_involvement(family=case.family, **facts, by=request.user, at=timezone.now())
        except actions.InvolvementRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            discard_draft(draft=draft)
            messages.success(request, f"Noted: {facts['agency'].name}")
            return redirect("cases:case", reference=reference)
    actions.look_at_case(case=case, by=request.user, at=timezone.now())
    return render(request, "cases/note_involvement.html", {"case": case, "form": form, "draft": draft})


@opens_to(access.SEE)
def end_involvement(request: HttpRequest, reference: str, involvement_id: UUID) -> HttpResponse:
    """Note that an agency's part has ended."""
    case = _noted_case(request, reference)
    involvement = queries.get_involvement(viewer=request.user, family_id=case.family_id, involvement_id=involvement_id)
    if involvement is None:
        raise Http404
    form = forms.EndInvolvement(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_involvement(involvement=involvement, **form.cleaned_data, by=request.user, at=timezone.now())
        except actions.InvolvementRefused as refusal:
            form.add_error("until_on", str(refusal))
        else:
            messages.success(request, f"Ended: {involvement.agency.name}")
            return redirect("cases:case", reference=reference)
    actions.look_at_case(case=case, by=request.user, at=timezone.now())
    return render(
        request, "cases/end_involvement.html", {"case": case, "form": form, "agency": involvement.agency.name}
    )


def _noted_case(request: HttpRequest, reference: str):
    case = case_or_404(request, reference)
    if not access.may_note_involvement(request.user, case.family):
        raise Http404
    return case
