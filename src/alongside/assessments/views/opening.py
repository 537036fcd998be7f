"""Finding what a page is about, and writing one part of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.cases.queries import CaseNotFound, get_case
from alongside.foundation.drafts.actions import DraftRefused, discard_draft, save_draft, start_or_resume_draft

from .. import actions, presenters, queries

OFFERED = object()
"""Nothing was saved: the form now asks one thing more."""
NOT_FIELDS = {"csrfmiddlewaretoken", "draft_revision"}


def assessment_or_404(request: HttpRequest, reference: str):
    """The assessment, if it is open to whoever asks."""
    try:
        return queries.get_assessment(viewer=request.user, reference=reference)
    except queries.AssessmentNotFound as nobody:
        raise Http404 from nobody


def case_or_404(request: HttpRequest, reference: str):
    """The case, if it is open to whoever asks."""
    try:
        return get_case(viewer=request.user, reference=reference)
    except CaseNotFound as nobody:
        raise Http404 from nobody


def relative_or_404(assessment, person: str) -> queries.Relative:
    """The member of the family with this reference."""
    relatives = queries.relatives_of(assessment.case.family, today=timezone.localdate())
    found = next((one for one in relatives if one.reference == person), None)
    if found is None:
        raise Http404
    return found


@dataclass
class Part:
    """One page of an assessment that is written: its form, what stands there, and how it is saved."""

    assessment: object
    name: str
    template: str
    form: Callable
    save: Callable
    then: str
    subject: str = ""
    standing: object = None
    said: str = "Saved"
    context: dict = field(default_factory=dict)
    more: Callable | None = None


def write_part(request: HttpRequest, part: Part) -> HttpResponse:
    """Show a part as it stands or as it was being typed; save it, and lose nothing on the way."""
    if not queries.may_write(viewer=request.user, assessment=part.assessment):
        return redirect("assessments:detail", reference=part.assessment.reference)
    at = timezone.now()
    draft = start_or_resume_draft(
        form=f"assessments.{part.name}",
        owner=request.user,
        at=at,
        subject=f"{part.assessment.reference}:{part.subject}",
    )
    if request.method == "POST":
        form, theirs, is_saved = _send(part, request.POST, at)
        if is_saved:
            discard_draft(draft=draft)
            messages.success(request, part.said)
            return redirect(part.then)
        draft = _keep(draft, request.POST, at) or draft
    else:
        form, theirs = _resume(part, draft)
    actions.note_seen(assessment=part.assessment, page=part.name, by=request.user, at=at)
    seen = {
        "assessment": part.assessment,
        "form": form,
        "draft": draft,
        "today": at.date(),
        "theirs": presenters.beside(form, theirs),
    }
    return render(request, part.template, seen | part.context)


def _send(part: Part, data, at: datetime):
    """Check, then save; what someone else wrote meanwhile comes back to stand beside."""
    form = part.form(data)
    if not form.is_valid():
        return form, None, False
    try:
        clashes = part.save(form, at)
    except actions.StaleWords as stale:
        form.beside({"version": stale.theirs.version})
        form.add_error(None, str(stale))
        return form, stale.theirs, False
    except actions.AssessmentRefused as refusal:
        form.add_error(None, str(refusal))
        return form, None, False
    if clashes is OFFERED:
        return form, None, False
    if clashes:
        part.more(form, clashes)
        return form, None, False
    return form, None, True


def _resume(part: Part, draft):
    """The form as it was being typed; where someone has written since, their words beside it."""
    form = part.form(draft.typed if draft.fields else None)
    if not draft.fields:
        return form, None
    form.errors.clear()
    form.cleaned_data = {}
    if part.more is not None:
        part.more(form, None)
        return form, None
    standing = part.standing
    if standing is not None and form.typed_version() != standing.version:
        form.beside({"version": standing.version})
        return form, standing
    return form, None


def _keep(draft, data, at: datetime):
    """What was sent and could not be saved is kept as typed."""
    fields = {name: values for name, values in data.lists() if name not in NOT_FIELDS}
    try:
        return save_draft(draft=draft, fields=fields, revision=None, at=at)
    except DraftRefused:
        return None
