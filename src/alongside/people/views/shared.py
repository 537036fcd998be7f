"""What the pages about people have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from .. import actions, presenters, queries

if TYPE_CHECKING:
    from ..models import Family, Person


def person_or_404(request: HttpRequest, reference: str) -> Person:
    """The person, if open to whoever asks."""
    try:
        return queries.get_person(viewer=request.user, reference=reference)
    except queries.PersonNotFound as absent:
        raise Http404 from absent


def family_or_404(request: HttpRequest, reference: str) -> Family:
    """The family, if open to whoever asks."""
    try:
        return queries.get_family(viewer=request.user, reference=reference)
    except queries.FamilyNotFound as absent:
        raise Http404 from absent


def people_of(family: Family) -> dict[str, Person]:
    """The people of a family, by reference."""
    return {member.person.reference: member.person for member in queries.family_members(family)}


def choices_of(people: dict[str, Person]) -> list[tuple[str, str]]:
    """People of a family to choose from."""
    return [(reference, person.full_name) for reference, person in people.items()]


def done(form, act: Callable[[], object]) -> bool:
    """Do what the form asks; a refusal stands on the form."""
    try:
        act()
    except actions.StaleVersion as stale:
        form.clash = presenters.clash_rows(form, stale.current, tuple(form.fields))
        form.now_correct(stale.current.version)
        form.add_error(None, str(stale))
    except actions.PeopleRefused as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


def verb(
    request: HttpRequest,
    form,
    act: Callable[[], object],
    *,
    of: Person | Family,
    title: str,
    button: str,
    said: str,
    to: tuple,
    back: str,
    lead: str = "",
) -> HttpResponse:
    """A page with one form that does one thing and goes back to the record; that it was shown is noted."""
    if request.method == "POST" and form.is_valid() and done(form, act):
        messages.success(request, said)
        return redirect(*to)
    actions.note_seen(
        subject=of,
        about=queries.families_about(viewer=request.user, of=of),
        page=request.resolver_match.url_name,
        by=request.user,
        at=timezone.now(),
    )
    return render(
        request,
        "people/verb.html",
        {
            "form": form,
            "title": title,
            "button": button,
            "lead": lead,
            "back": back,
            "to": to,
            "clash": getattr(form, "clash", ()),
        },
    )
