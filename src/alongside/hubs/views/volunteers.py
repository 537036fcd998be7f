"""Volunteers on screen. Their pages show persons, so that every view of one is noted."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.components.paging import key_page
from alongside.foundation.drafts.actions import discard_draft
from alongside.foundation.drafts.views.afresh import can_start_afresh
from alongside.foundation.policy.queries import policy_on
from alongside.foundation.references.rules import new_id
from alongside.values.dates import months_after

from .. import access, actions, forms, presenters, queries
from ..rules.facts import HubsPolicy
from ..rules.volunteers import told_of_checks_until
from .finding import as_file, found, typed_before
from .sessions import organised_hub

ALSO = [(queries.TO_DO, "With something to do"), ("ended", "Those who have left")]
ABOUT = ("version", "name", "phone", "email", "part", "hours_a_week")
CHECKS = (
    "version", "interviewed_on", "references_taken", "dbs_level", "dbs_seen_on", "dbs_renew_on", "trained_on",
    "train_again_on", "inducted_on", "agreement_on",
)  # fmt: skip


def _told_until(today: date) -> date:
    return told_of_checks_until(today, policy=policy_on(HubsPolicy, today))


def _narrowed(request: HttpRequest, hub, *, keeps: bool):
    form = forms.NarrowVolunteers(request.GET, also=ALSO if keeps else [])
    asked = form.cleaned_data if form.is_valid() else {}
    return form, queries.list_volunteers(viewer=request.user, hub=hub, today=timezone.localdate(), **asked)


@opens_to(access.SEE_VOLUNTEERS)
def volunteers(request: HttpRequest, slug: str) -> HttpResponse:
    """A hub's volunteers, by name."""
    hub, today = found(queries.get_hub, viewer=request.user, slug=slug), timezone.localdate()
    if not access.may_see_volunteers(request.user, hub):
        raise Http404
    counted = queries.volunteering_of(viewer=request.user, hub=hub, since=months_after(today, -12))
    keeps = access.may_organise(request.user, hub)
    form, narrowed = _narrowed(request, hub, keeps=keeps)
    paged = key_page(
        narrowed, after=request.GET.get("after"), before=request.GET.get("before"), order=("name", "id"), size=50
    )
    actions.note_volunteers_seen(hub=hub, volunteers=paged.rows, by=request.user, at=timezone.now())
    page = {
        "hub": hub,
        "keeps": keeps,
        "sees_hub": request.user.may(access.SEE_FIGURES),
        "finder": form,
        "paged": paged,
        "is_narrowed": any(form.data.get(name) for name in form.fields),
        "words": presenters.volunteers_words(counted),
        "hours": presenters.hours_rows(counted),
        "hours_columns": presenters.COLUMNS_OF_HOURS,
        "columns": presenters.volunteer_columns(keeps=keeps),
        "rows": presenters.volunteer_rows(paged.rows, today=today, until=_told_until(today), keeps=keeps),
    }
    return render(request, "hubs/volunteers.html", page)


@opens_to(access.ORGANISE)
def download_volunteers(request: HttpRequest, slug: str) -> HttpResponse:
    """The same list as a file, with the checks; that it was taken is noted."""
    hub = organised_hub(request, slug)
    _, narrowed = _narrowed(request, hub, keeps=True)
    rows = list(narrowed.order_by("name", "id"))
    actions.note_volunteers_seen(hub=hub, volunteers=rows, by=request.user, at=timezone.now(), as_file=True)
    return as_file(f"{slug}-volunteers", *presenters.volunteers_as_file(rows, today=timezone.localdate()))


def _telling(request: HttpRequest, hub, about: UUID, first: dict):
    """The form that tells who a volunteer is, and the facts that it said."""
    venues = {one.slug: one for one in queries.venues(hub)}
    choices = [(one.slug, f"{one.name} ({one.kind_name.lower()})") for one in venues.values()]
    draft, form = typed_before(request, forms.TellOfVolunteer, str(about), initial=first, venues=choices)
    if request.method != "POST" or not form.is_valid():
        return draft, form, None
    return draft, form, form.cleaned_data | {"site": venues[form.cleaned_data["site"]]}


@opens_to(access.ORGANISE)
@can_start_afresh
def add_volunteer(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down somebody who wants to volunteer."""
    hub = organised_hub(request, slug)
    draft, form, facts = _telling(request, hub, hub.id, {"id": new_id(), "site": hub.slug})
    if facts:
        del facts["version"]
        one = actions.add_volunteer(hub=hub, **facts, by=request.user, at=timezone.now())
        discard_draft(draft=draft)
        messages.success(request, "Written down. Now note what has been checked")
        return redirect("hubs:volunteer", volunteer_id=one.id)
    page = {"form": form, "draft": draft, "hub": hub, "title": "Add a volunteer", "button": "Add them"}
    return render(request, "hubs/edit_volunteer.html", page)


def _volunteer(request: HttpRequest, volunteer_id: UUID):
    return found(queries.get_volunteer, viewer=request.user, volunteer_id=volunteer_id)


@opens_to(access.SEE_VOLUNTEERS)
def volunteer(request: HttpRequest, volunteer_id: UUID) -> HttpResponse:
    """One volunteer, and for whoever looks after them their checks."""
    one, today = _volunteer(request, volunteer_id), timezone.localdate()
    actions.note_volunteers_seen(hub=one.hub, volunteers=[one], by=request.user, at=timezone.now())
    keeps = access.may_organise(request.user, one.hub)
    page = presenters.VolunteerPage.of(one, today=today, until=_told_until(today), keeps=keeps)
    return render(request, "hubs/volunteer.html", {"page": page, "keeps": keeps})


def _edit(
    request: HttpRequest, one, form, act, facts: dict | None, *, title: str, button: str, said: str, draft=None
) -> HttpResponse:
    if facts is not None:
        try:
            act(volunteer=one, **facts, by=request.user, at=timezone.now())
        except actions.HubRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            if draft is not None:
                discard_draft(draft=draft)
            messages.success(request, said)
            return redirect("hubs:volunteer", volunteer_id=one.id)
    page = {"form": form, "draft": draft, "hub": one.hub, "one": one, "title": title, "button": button}
    return render(request, "hubs/edit_volunteer.html", page)


def _said(request: HttpRequest, form) -> dict | None:
    return form.cleaned_data if request.method == "POST" and form.is_valid() else None


@opens_to(access.ORGANISE)
@can_start_afresh
def change_volunteer(request: HttpRequest, volunteer_id: UUID) -> HttpResponse:
    """Put right who a volunteer is, how to reach them, and what they do where."""
    one = _volunteer(request, volunteer_id)
    first = {name: getattr(one, name) for name in ABOUT} | {"site": one.place.slug}
    draft, form, facts = _telling(request, one.hub, one.id, first)
    if facts:
        del facts["id"]
        facts["version"] = facts["version"] or 0
    words = {"title": f"Change what stands of {one.name}", "button": "Change it", "said": "It is changed"}
    return _edit(request, one, form, actions.change_volunteer, facts, **words, draft=draft)


@opens_to(access.ORGANISE)
@can_start_afresh
def note_checks(request: HttpRequest, volunteer_id: UUID) -> HttpResponse:
    """Note what has been checked and done."""
    one = _volunteer(request, volunteer_id)
    first = {name: getattr(one, name) for name in CHECKS}
    draft, form = typed_before(request, forms.Checks, str(one.id), initial=first, today=timezone.localdate())
    words = {"title": f"What has been checked for {one.name}", "button": "Note the checks"}
    facts = _said(request, form)
    return _edit(request, one, form, actions.note_checks, facts, **words, said="The checks are noted", draft=draft)


@opens_to(access.ORGANISE)
def start_volunteer(request: HttpRequest, volunteer_id: UUID) -> HttpResponse:
    """Begin the trial period, or make them active."""
    one, today = _volunteer(request, volunteer_id), timezone.localdate()
    form = forms.StartDay(request.POST or None, initial={"on": today}, today=today)
    title = f"{one.name} begins" if one.status == "checking" else f"{one.name} is past the trial"
    words = {"title": title, "button": "They begin", "said": "They have begun"}
    return _edit(request, one, form, actions.start_volunteer, _said(request, form), **words)


@opens_to(access.ORGANISE)
def end_volunteer(request: HttpRequest, volunteer_id: UUID) -> HttpResponse:
    """Say that a volunteer has left."""
    one, today = _volunteer(request, volunteer_id), timezone.localdate()
    form = forms.LastDay(request.POST or None, initial={"on": today}, today=today)
    words = {"title": f"{one.name} has left", "button": "They have left", "said": "They have left"}
    return _edit(request, one, form, actions.end_volunteer, _said(request, form), **words)
