"""The front door's worklist, and one contact with all that belongs to it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to
from alongside.foundation.components.paging import key_page
from alongside.places.queries import get_locality, list_localities

from .. import access, actions, forms, presenters, queries


@opens_to(access.CONSIDER)
def list_waiting(request: HttpRequest) -> HttpResponse:
    """Contacts that wait for a decision, soonest due first."""
    today = timezone.localdate()
    narrow = forms.Narrow(request.GET or None, localities=list_localities(), auto_id="narrow_%s")
    chosen = narrow.cleaned_data if narrow.is_valid() else {}
    if sought := queries.reference_open_to(viewer=request.user, typed=chosen.get("words", "")):
        return redirect("frontdoor:see_contact", reference=sought)
    contacts = queries.list_waiting(viewer=request.user, today=today, **chosen)
    page = key_page(contacts, after=request.GET.get("after"), before=request.GET.get("before"), order=("due_on", "id"))
    actions.note_waiting_seen(contacts=page.rows, by=request.user, at=timezone.now())
    return render(
        request,
        "frontdoor/working/list_waiting.html",
        {
            "page": page,
            "rows": presenters.waiting_rows(page.rows, viewer=request.user, today=today),
            "narrow": narrow,
            "is_narrowed": any(chosen.values()),
            "rule": queries.decision_rule(today),
            "counts": queries.count_waiting(viewer=request.user, today=today),
        },
    )


@opens_to(access.CONSIDER)
def list_outcomes(request: HttpRequest) -> HttpResponse:
    """Decisions of which whoever asked has not been told: ring them, and note it here."""
    today = timezone.localdate()
    page = key_page(
        queries.list_outcomes_to_tell(viewer=request.user),
        after=request.GET.get("after"),
        before=request.GET.get("before"),
        order=("telling_due_on", "id"),
    )
    actions.note_waiting_seen(contacts=[one.contact for one in page.rows], by=request.user, at=timezone.now())
    return render(
        request,
        "frontdoor/working/list_outcomes.html",
        {
            "page": page,
            "rows": presenters.outcome_rows(page.rows, today=today),
            "rule": queries.telling_rule(today),
        },
    )


def contact_or_404(request: HttpRequest, reference: str):
    """The contact, or no such page."""
    try:
        return queries.get_contact(viewer=request.user, reference=reference)
    except queries.ContactNotFound as absent:
        raise Http404 from absent


@opens_to(access.CONSIDER)
def see_contact(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything told, who it may be already, who is involved, and where things stand."""
    return show_contact(request, contact_or_404(request, reference))


def show_contact(request: HttpRequest, contact, *, form=None, status: int = 200) -> HttpResponse:
    """The contact's page, with a form that could not be taken."""
    today = timezone.localdate()
    matches = queries.matches_of(viewer=request.user, contact=contact, today=today)
    known = queries.known_to_contact(contact=contact, matches=matches)
    page = presenters.ContactPage.of(
        contact,
        viewer=request.user,
        today=today,
        rule=queries.decision_rule(today),
        matches=matches,
        known=known,
        earlier=queries.earlier_contacts(viewer=request.user, contact=contact),
        moves=queries.list_moves(contact),
        sees_case=queries.sees_case_of(viewer=request.user, contact=contact),
    )
    actions.note_seen(contact=contact, families=[one.id for one, _ in known], by=request.user, at=timezone.now())
    return render(
        request,
        "frontdoor/working/see_contact.html",
        {
            "page": page,
            "form": form,
            "today": today,
            "contact_id": contact.id,
            "place_form": form if isinstance(form, forms.PlaceForm) else forms.PlaceForm(localities=list_localities()),
            "take_up_form": form if isinstance(form, forms.TakeUpForm) else forms.TakeUpForm(),
            "told_form": form if isinstance(form, forms.ToldForm) else forms.ToldForm(),
        },
        status=status,
    )


def _did(request: HttpRequest, reference: str, verb, done: str, **kwargs) -> HttpResponse:
    contact = contact_or_404(request, reference)
    try:
        verb(contact=contact, by=request.user, at=timezone.now(), **kwargs)
    except actions.ContactRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("frontdoor:see_contact", reference=reference)


@require_POST
@opens_to(access.CONSIDER)
def take_on(request: HttpRequest, reference: str) -> HttpResponse:
    """Take the contact on."""
    return _did(request, reference, actions.take_on, "You have taken this contact on")


@require_POST
@opens_to(access.CONSIDER)
def put_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Put the contact back in the list."""
    return _did(request, reference, actions.put_back, "The contact is back in the list")


@require_POST
@opens_to(access.CONSIDER)
def take_up_again(request: HttpRequest, reference: str) -> HttpResponse:
    """Go on with a contact that was withdrawn."""
    form = forms.TakeUpForm(request.POST)
    if not form.is_valid():
        return show_contact(request, contact_or_404(request, reference), form=form)
    return _did(request, reference, actions.take_up_again, "You have taken this contact up again", **form.cleaned_data)


@require_POST
@opens_to(access.CONSIDER)
def place_by_hand(request: HttpRequest, reference: str) -> HttpResponse:
    """Say in which locality the home is."""
    form = forms.PlaceForm(request.POST, localities=list_localities())
    if not form.is_valid():
        return show_contact(request, contact_or_404(request, reference), form=form)
    locality = get_locality(form.cleaned_data["locality"])
    return _did(
        request,
        reference,
        actions.place_by_hand,
        f"The home is placed in {locality.name}",
        locality=locality,
        why=form.cleaned_data["why"],
    )


@opens_to(access.CONSIDER)
def see_evidence(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """What speaks for and against each whom someone told of may be already."""
    contact = contact_or_404(request, reference)
    matches = queries.matches_of(viewer=request.user, contact=contact, today=timezone.localdate())
    match = next((one for one in matches if one.told.position == position), None)
    if match is None:
        raise Http404
    match = queries.weighed_match(contact=contact, match=match)
    families = [family.id for one in match.found for family in one.families]
    actions.note_seen(contact=contact, families=families, by=request.user, at=timezone.now())
    page = presenters.EvidencePage.of(contact, match)
    return render(request, "frontdoor/working/see_evidence.html", {"page": page})


@require_POST
@opens_to(access.CONSIDER)
def match_person(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """Say who someone told of is."""
    contact = contact_or_404(request, reference)
    told = next((one for one in contact.people.all() if one.position == position), None)
    if told is None:
        raise Http404
    form = forms.MatchForm(request.POST)
    if not form.is_valid():
        messages.warning(request, form.errors["answer"][0])
        return redirect("frontdoor:see_contact", reference=reference)
    match, person = form.cleaned_data["answer"]
    found = {
        str(one.id): one.id
        for each in queries.matches_of(viewer=request.user, contact=contact, today=timezone.localdate())
        for one in each.found
        if each.told.id == told.id
    }
    if person and person not in found:
        messages.warning(request, "That person is no longer among those found. Look again")
        return redirect("frontdoor:see_contact", reference=reference)
    try:
        actions.answer_match(told=told, match=match, person_id=found.get(person), by=request.user, at=timezone.now())
    except actions.ContactRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"Noted who {told.full_name} is")
    return redirect("frontdoor:see_contact", reference=reference)
