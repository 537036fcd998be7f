"""A hub's timetable on screen."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.drafts.actions import discard_draft
from alongside.foundation.drafts.views.afresh import can_start_afresh
from alongside.foundation.references.rules import new_id

from .. import access, actions, forms, presenters, queries
from .finding import found, typed_before

COLUMNS = ["Session", "When", "Where", "Keeps", {"text": "Places", "number": True}]


def organised_hub(request: HttpRequest, slug: str):
    """A hub whose timetable and volunteers the viewer looks after, or no such page."""
    hub = found(queries.get_hub, viewer=request.user, slug=slug)
    if not access.may_organise(request.user, hub):
        raise Http404
    return hub


@opens_to(access.ORGANISE)
def timetable(request: HttpRequest, slug: str) -> HttpResponse:
    """What a hub holds through the week."""
    hub = organised_hub(request, slug)
    with_ended = bool(request.GET.get("ended"))
    sessions = queries.timetable_of(hub, viewer=request.user, on=timezone.localdate(), with_ended=with_ended)
    page = {
        "hub": hub,
        "columns": COLUMNS,
        "rows": presenters.session_rows(sessions),
        "with_ended": with_ended,
    }
    return render(request, "hubs/timetable.html", page)


def _form(request: HttpRequest, hub, first: dict, about):
    return typed_before(
        request,
        forms.ChangeSession,
        str(about.id),
        initial=first,
        core_items=[(one.slug, one.name) for one in queries.core_items()],
        venues=[(one.slug, f"{one.name} ({one.kind_name.lower()})") for one in queries.venues(hub)],
    )


def _facts(hub, said: dict) -> dict:
    item = next((one for one in queries.core_items() if one.slug == said["core_item"]), None)
    site = next(one for one in queries.venues(hub) if one.slug == said["site"])
    facts = {name: value for name, value in said.items() if name not in ("id", "version")}
    return facts | {"core_item": item, "site": site}


@opens_to(access.ORGANISE)
@can_start_afresh
def add_session(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a session into the timetable."""
    hub = organised_hub(request, slug)
    first = {"id": new_id(), "site": hub.slug, "every_weeks": "1", "from_on": timezone.localdate()}
    draft, form = _form(request, hub, first, hub)
    if request.method == "POST" and form.is_valid():
        facts = _facts(hub, form.cleaned_data) | {"id": form.cleaned_data["id"]}
        try:
            actions.add_session(hub=hub, **facts, by=request.user, at=timezone.now())
        except actions.HubRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            discard_draft(draft=draft)
            messages.success(request, "The session is in the timetable")
            return redirect("hubs:timetable", slug=slug)
    page = {"form": form, "draft": draft, "hub": hub, "title": "Add a session", "button": "Put it into the timetable"}
    return render(request, "hubs/change_session.html", page)


def _session(request: HttpRequest, session_id: UUID):
    session = found(queries.get_session, viewer=request.user, session_id=session_id)
    if not access.may_organise(request.user, session.hub):
        raise Http404
    return session


@opens_to(access.ORGANISE)
def session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """One session of the timetable, and its latest registers."""
    one = _session(request, session_id)
    page = {
        "session": presenters.SessionPage.of(
            one,
            history=queries.history_of(viewer=request.user, session=one),
            may_open=access.may_record(request.user, one.hub),
        ),
        "hub": one.hub,
        "columns": ["Day", "What became of it", {"text": "Came", "number": True}, "Why not"],
    }
    return render(request, "hubs/session.html", page)


@opens_to(access.ORGANISE)
@can_start_afresh
def change_session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Change a session from now on."""
    one = _session(request, session_id)
    plain = ("version", "name", "for_whom", "weekday", "every_weeks", "starts_at", "minutes", "places", "from_on",
             "until_on")  # fmt: skip
    first = {name: getattr(one, name) for name in plain}
    first |= {"site": one.site.slug, "core_item": one.core_item.slug if one.core_item else ""}
    draft, form = _form(request, one.hub, first, one)
    if request.method == "POST" and form.is_valid():
        facts = _facts(one.hub, form.cleaned_data)
        try:
            actions.change_session(
                session=one, version=form.cleaned_data["version"] or 0, **facts, by=request.user, at=timezone.now()
            )
        except actions.HubRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            discard_draft(draft=draft)
            messages.success(request, "The session is changed")
            return redirect("hubs:session", session_id=one.id)
    page = {"form": form, "draft": draft, "hub": one.hub, "title": f"Change {one.name}", "button": "Change it"}
    return render(request, "hubs/change_session.html", page)


@opens_to(access.ORGANISE)
def end_session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Take a session out of the timetable after a last day."""
    one = _session(request, session_id)
    form = forms.EndSession(request.POST or None, initial={"last_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_session(session=one, **form.cleaned_data, by=request.user, at=timezone.now())
        except actions.HubRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The session ends")
            return redirect("hubs:timetable", slug=one.hub.slug)
    page = {"form": form, "hub": one.hub, "title": f"End {one.name}", "button": "End it"}
    return render(request, "hubs/change_session.html", page)
