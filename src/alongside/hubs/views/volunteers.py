"""Volunteers on screen. Their pages show persons, so that every view of one is noted."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.drafts.actions import discard_draft
from alongside.foundation.drafts.views.afresh import can_start_afresh
from alongside.foundation.references.rules import new_id

from .. import access, actions, forms, presenters, queries
from .finding import found, typed_before
from .sessions import organised_hub

COLUMNS = ["Volunteer", "Does", {"text": "Hours a week", "number": True}, "Stands", "Still to do"]
CHECKS = ("version", "interviewed_on", "references_taken", "dbs_seen_on", "dbs_renew_on", "inducted_on", "agreement_on")


@opens_to(access.ORGANISE)
def volunteers(request: HttpRequest, slug: str) -> HttpResponse:
    """A hub's volunteers."""
    hub = organised_hub(request, slug)
    with_ended = bool(request.GET.get("ended"))
    found_here = queries.list_volunteers(hub, with_ended=with_ended)
    actions.note_volunteers_seen(hub=hub, volunteers=found_here, by=request.user, at=timezone.now())
    rows = presenters.volunteer_rows(found_here, today=timezone.localdate())
    page = {"hub": hub, "columns": COLUMNS, "rows": rows, "with_ended": with_ended}
    return render(request, "hubs/volunteers.html", page)


@opens_to(access.ORGANISE)
@can_start_afresh
def add_volunteer(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down somebody who wants to volunteer."""
    hub = organised_hub(request, slug)
    draft, form = typed_before(request, forms.TellOfVolunteer, str(hub.id), initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        one = actions.add_volunteer(hub=hub, **form.cleaned_data, by=request.user, at=timezone.now())
        discard_draft(draft=draft)
        messages.success(request, "Written down. Now note what has been checked")
        return redirect("hubs:volunteer", volunteer_id=one.id)
    page = {"form": form, "draft": draft, "hub": hub, "title": "Add a volunteer", "button": "Add them"}
    return render(request, "hubs/edit_volunteer.html", page)


def _volunteer(request: HttpRequest, volunteer_id: UUID):
    return found(queries.get_volunteer, viewer=request.user, volunteer_id=volunteer_id)


@opens_to(access.ORGANISE)
def volunteer(request: HttpRequest, volunteer_id: UUID) -> HttpResponse:
    """One volunteer and their checks."""
    one = _volunteer(request, volunteer_id)
    actions.note_volunteers_seen(hub=one.hub, volunteers=[one], by=request.user, at=timezone.now())
    page = presenters.VolunteerPage.of(one, today=timezone.localdate())
    return render(request, "hubs/volunteer.html", {"page": page})


def _edit(request: HttpRequest, one, form, act, *, title: str, button: str, said: str, draft=None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act(volunteer=one, **form.cleaned_data, by=request.user, at=timezone.now())
        except actions.HubRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            if draft is not None:
                discard_draft(draft=draft)
            messages.success(request, said)
            return redirect("hubs:volunteer", volunteer_id=one.id)
    page = {"form": form, "draft": draft, "hub": one.hub, "title": title, "button": button}
    return render(request, "hubs/edit_volunteer.html", page)


@opens_to(access.ORGANISE)
@can_start_afresh
def note_checks(request: HttpRequest, volunteer_id: UUID) -> HttpResponse:
    """Note what has been checked and done."""
    one = _volunteer(request, volunteer_id)
    first = {name: getattr(one, name) for name in CHECKS}
    draft, form = typed_before(request, forms.Checks, str(one.id), initial=first, today=timezone.localdate())
    title, said = f"What has been checked for {one.name}", "The checks are noted"
    return _edit(request, one, form, actions.note_checks, title=title, button="Note the checks", said=said, draft=draft)


@opens_to(access.ORGANISE)
def start_volunteer(request: HttpRequest, volunteer_id: UUID) -> HttpResponse:
    """Begin the trial period, or make them active."""
    one = _volunteer(request, volunteer_id)
    today = timezone.localdate()
    form = forms.StartDay(request.POST or None, initial={"on": today}, today=today)
    title = f"{one.name} begins" if one.status == "checking" else f"{one.name} is past the trial"
    return _edit(request, one, form, actions.start_volunteer, title=title, button="They begin", said="They have begun")


@opens_to(access.ORGANISE)
def end_volunteer(request: HttpRequest, volunteer_id: UUID) -> HttpResponse:
    """Say that a volunteer has left."""
    one = _volunteer(request, volunteer_id)
    today = timezone.localdate()
    form = forms.LastDay(request.POST or None, initial={"on": today}, today=today)
    title = f"{one.name} has left"
    return _edit(request, one, form, actions.end_volunteer, title=title, button="They have left", said="They have left")
