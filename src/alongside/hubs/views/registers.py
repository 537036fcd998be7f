"""Today's sessions, and a register on a phone."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to
from alongside.foundation.components.presenters.days import say_day
from alongside.foundation.drafts.actions import discard_draft, start_or_resume_draft
from alongside.foundation.references.rules import new_id
from alongside.people import queries as people

from .. import access, actions, forms, presenters, queries
from .finding import day_of, found


@opens_to(access.RECORD)
def today(request: HttpRequest) -> HttpResponse:
    """The sessions of today, or of another day, in the hubs one works in."""
    now = timezone.localdate()
    day = day_of(request.GET["day"]) if request.GET.get("day") else now
    page = {
        "day": say_day(day),
        "weekday": f"{day:%A}",
        "is_today": day == now,
        "is_to_come": day > now,
        "before": (day - timedelta(days=1)).isoformat(),
        "after": (day + timedelta(days=1)).isoformat(),
        "sessions": presenters.today_rows(queries.sessions_on(viewer=request.user, day=day), day=day),
        "hubs": [
            {"name": one.name, "slug": one.slug, "is_organised": access.may_organise(request.user, one)}
            for one in queries.list_hubs_for(viewer=request.user)
            if access.may_see_volunteers(request.user, one)
        ],
    }
    return render(request, "hubs/today.html", page)


@require_POST
@opens_to(access.RECORD)
def open_register(request: HttpRequest, session_id: UUID, day: str) -> HttpResponse:
    """Open the register of a session."""
    session = found(queries.get_session, viewer=request.user, session_id=session_id)
    try:
        register = actions.open_register(
            session=session, held_on=day_of(day), by=request.user, at=timezone.now(), today=timezone.localdate()
        )
    except actions.HubRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("hubs:today")
    return redirect("hubs:register", register_id=register.id)


def _register(request: HttpRequest, register_id: UUID):
    return found(queries.get_register, viewer=request.user, register_id=register_id)


def _show(request: HttpRequest, register, **given) -> HttpResponse:
    viewer, asked = request.user, request.GET.get("q", "")[:100]
    came = queries.who_came(viewer=viewer, register=register)
    regulars = queries.regulars_of(viewer=viewer, register=register)
    matching = queries.find_known(viewer=viewer, register=register, words=asked)
    shown = {one.person.id for one in (*regulars, *matching)} | {one.person.id for one in came if one.person}
    actions.note_register_seen(register=register, people=shown, by=viewer, at=timezone.now())
    tally = queries.tally_of(viewer=viewer, register=register)
    page = {
        "page": presenters.RegisterPage.of(
            register, came=came, tally=tally, regulars=regulars, found=matching, asked=asked
        ),
        "count": forms.CountPeople(initial={"id": new_id()}),
        "postcode": forms.NotePostcode(initial={"id": new_id()}),
        "close": forms.CloseRegister(initial={"staff": register.staff or "", "volunteers": register.volunteers or ""}),
        "cancel": forms.CancelRegister(),
        "wrong": next((one for one in given.values() if one.errors), None),
    }
    return render(request, "hubs/register.html", page | given)


@opens_to(access.RECORD)
def register(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """One register."""
    return _show(request, _register(request, register_id))


def _back(register, part: str) -> HttpResponse:
    there = redirect("hubs:register", register_id=register.id)
    there["Location"] += f"#{part}"
    return there


def _do(request: HttpRequest, register, act, part: str) -> HttpResponse:
    try:
        act()
    except actions.HubRefused as refusal:
        messages.error(request, str(refusal))
    return _back(register, part)


@require_POST
@opens_to(access.RECORD)
def mark_person(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """Tick somebody known."""
    one = _register(request, register_id)
    try:
        person = people.get_person(viewer=request.user, reference=request.POST.get("person", ""))
    except people.PersonNotFound:
        messages.error(request, "This person’s record is not open to you: count them as somebody who walked in")
        return _back(one, "known")
    by = {"by": request.user, "at": timezone.now()}
    return _do(request, one, lambda: actions.mark_person(register=one, person=person, **by), "known")


def _add(request: HttpRequest, register_id: UUID, form, act, name: str) -> HttpResponse:
    one = _register(request, register_id)
    if form.is_valid():
        try:
            act(register=one, **form.cleaned_data, by=request.user, at=timezone.now())
        except actions.HubRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(one, name)
    return _show(request, one, **{name: form})


@require_POST
@opens_to(access.RECORD)
def note_postcode(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """Note people by their postcode."""
    return _add(request, register_id, forms.NotePostcode(request.POST), actions.note_postcode, "postcode")


@require_POST
@opens_to(access.RECORD)
def count_people(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """Count people who walked in."""
    return _add(request, register_id, forms.CountPeople(request.POST), actions.count_people, "count")


@require_POST
@opens_to(access.RECORD)
def take_away(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """Take away what was written by mistake."""
    one = _register(request, register_id)
    try:
        line = UUID(request.POST.get("line", ""))
    except ValueError:
        return _back(one, "came")
    by = {"by": request.user, "at": timezone.now()}
    return _do(request, one, lambda: actions.take_away(register=one, attendance_id=line, **by), "came")


@require_POST
@opens_to(access.RECORD)
def close_register(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """Say that the session was held."""
    return _add(request, register_id, forms.CloseRegister(request.POST), actions.close_register, "close")


@require_POST
@opens_to(access.RECORD)
def cancel_register(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """Say that the session did not happen."""
    return _add(request, register_id, forms.CancelRegister(request.POST), actions.cancel_register, "cancel")


@require_POST
@opens_to(access.RECORD)
def reopen_register(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """Open it again."""
    one = _register(request, register_id)
    by = {"by": request.user, "at": timezone.now()}
    return _do(request, one, lambda: actions.reopen_register(register=one, **by), "came")


@opens_to(access.RECORD)
def write_up(request: HttpRequest, register_id: UUID) -> HttpResponse:
    """Write up the whole session at once; the form saves itself as it is typed."""
    one = _register(request, register_id)
    now = timezone.now()
    draft = start_or_resume_draft(form="hubs.write_up", subject=str(one.id), owner=request.user, at=now)
    form = (
        forms.WriteUp(request.POST)
        if request.method == "POST"
        else forms.WriteUp.resume(draft, initial={"batch": draft.id})
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_up(register=one, **form.cleaned_data, by=request.user, at=now)
        except actions.HubRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            discard_draft(draft=draft)
            messages.success(request, "The session is written up")
            return _back(one, "came")
    page = {"form": form, "draft": draft, "register": one, "saved_at": timezone.localtime(draft.saved_at)}
    return render(request, "hubs/write_up.html", page)
