"""The chronology and the documents of a family."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.cases import queries as cases
from alongside.foundation.access.access import opens_to
from alongside.foundation.documents.gateways import read_file
from alongside.foundation.documents.queries import list_documents
from alongside.foundation.drafts.actions import discard_draft, start_or_resume_draft
from alongside.people.access import SUBJECT

from .. import access, actions, forms, presenters, queries
from .staff import record_or_404


@opens_to(access.SEE_RECORD)
def chronology(request: HttpRequest, reference: str) -> HttpResponse:
    """What happened: the automatic timeline, and the events that someone judged to matter."""
    record = record_or_404(request, reference, page="chronology")
    timeline = cases.timeline_of(
        viewer=request.user,
        family=record.family,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    return render(
        request,
        "record/chronology.html",
        {
            "page": presenters.RecordPage.of(record, today=timezone.localdate()),
            "timeline": timeline,
            "events": [presenters.timeline_event(one) for one in timeline.rows],
            "key_events": queries.list_key_events(family=record.family),
            "may_keep": access.may_keep_chronology(request.user, record.family),
            "tabs": presenters.tabs(reference, "chronology"),
        },
    )


@opens_to(access.KEEP_CHRONOLOGY)
def add_key_event(request: HttpRequest, reference: str) -> HttpResponse:
    """Write an event that mattered, and why; one from the timeline is taken over as it stands."""
    record = record_or_404(request, reference, page="chronology")
    now = timezone.now()
    entry = _entry(request, record.family)
    draft = start_or_resume_draft(
        form="record.key_event", subject=f"{reference} {entry.id if entry else ''}", owner=request.user, at=now
    )
    today = timezone.localdate()
    if request.method == "POST":
        form = forms.AddKeyEvent(request.POST, today=today)
        if form.is_valid() and _added(form, record.family, entry, request, now):
            discard_draft(draft=draft)
            messages.success(request, "Added to the chronology")
            return redirect("record:chronology", reference=reference)
    else:
        form = forms.AddKeyEvent.resume(draft, today=today, initial=_initial(entry))
    return render(
        request,
        "record/add_key_event.html",
        {
            "form": form,
            "draft": draft,
            "reference": reference,
            "entry": entry,
        },
    )


def _entry(request: HttpRequest, family):
    ident = request.GET.get("from", "")
    try:
        return queries.timeline_entry(family=family, entry_id=ident) if ident else None
    except ValueError as wrong:
        raise Http404 from wrong


def _initial(entry) -> dict:
    if entry is None:
        return {}
    day = timezone.localtime(entry.at).date()
    return {"happened_on": day, "what": entry.title, "source": "The service’s own record"}


def _added(form, family, entry, request: HttpRequest, now) -> bool:
    try:
        actions.add_key_event(family=family, from_entry=entry, by=request.user, at=now, **form.cleaned_data)
    except actions.ChronologyRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@opens_to(access.KEEP_CHRONOLOGY)
def withdraw_key_event(request: HttpRequest, reference: str, event_id) -> HttpResponse:
    """Take an event out of the chronology, saying why."""
    record = record_or_404(request, reference, page="chronology")
    event = queries.get_key_event(family=record.family, event_id=event_id)
    if event is None:
        raise Http404
    form = forms.Withdraw(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_key_event(event=event, why=form.cleaned_data["why"], by=request.user, at=timezone.now())
        except actions.ChronologyRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Taken out of the chronology")
            return redirect("record:chronology", reference=reference)
    return render(request, "record/withdraw.html", {"form": form, "what": event.what, "reference": reference})


@opens_to(access.SEE_RECORD)
def documents(request: HttpRequest, reference: str) -> HttpResponse:
    """The documents kept with this family, and adding one."""
    record = record_or_404(request, reference, page="documents")
    may_keep = access.may_keep_documents(request.user, record.family)
    form = forms.AddDocument(request.POST or None, request.FILES or None) if may_keep else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            actions.keep_document(family=record.family, by=request.user, at=timezone.now(), **form.cleaned_data)
        except actions.DocumentRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, "Document added")
            return redirect("record:documents", reference=reference)
    return render(
        request,
        "record/documents.html",
        {
            "page": presenters.RecordPage.of(record, today=timezone.localdate()),
            "form": form,
            "documents": list_documents(subject_kind=SUBJECT, subject_id=record.family.id),
            "tabs": presenters.tabs(reference, "documents"),
        },
    )


@opens_to(access.SEE_RECORD)
def download(request: HttpRequest, reference: str, document_reference: str) -> HttpResponse:
    """Give out one document, as a file and never as a page."""
    record = record_or_404(request, reference, page="document")
    document = queries.get_document(family=record.family, reference=document_reference)
    if document is None:
        raise Http404
    actions.note_document_seen(family=record.family, document=document, by=request.user, at=timezone.now())
    ending = document.file_name.rsplit(".", 1)[-1].lower()
    answer = HttpResponse(read_file(document.kept_as), content_type=document.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{document.reference}.{ending}"'
    return answer


@opens_to(access.KEEP_DOCUMENTS)
def remove_document(request: HttpRequest, reference: str, document_reference: str) -> HttpResponse:
    """Take a document out of sight, saying why."""
    record = record_or_404(request, reference, page="documents")
    document = queries.get_document(family=record.family, reference=document_reference)
    if document is None:
        raise Http404
    form = forms.Withdraw(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.remove_document(
                family=record.family,
                document=document,
                why=form.cleaned_data["why"],
                by=request.user,
                at=timezone.now(),
            )
        except actions.DocumentRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Document removed")
            return redirect("record:documents", reference=reference)
    return render(request, "record/withdraw.html", {"form": form, "what": document.title, "reference": reference})
