"""Deciding on a contact, and noting that whoever asked was told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.cases.queries import current_threshold_document, list_descriptors
from alongside.cases.rules import Level
from alongside.directory.queries import search_services, services_with_slugs
from alongside.foundation.access.access import opens_to
from alongside.foundation.drafts.actions import DraftRefused, save_draft, start_or_resume_draft
from alongside.foundation.identity.queries import list_agencies

from .. import access, actions, forms, presenters, queries, rules
from ..queries.panels import panels_for
from .drafting import revision_of, typed_in
from .links import address_of_link
from .working import contact_or_404, show_contact

DECIDE_FORM = "frontdoor.decide"
FOUND_AT_MOST = 8


@opens_to(access.DECIDE)
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """Level, descriptors, reasons, and what happens now."""
    contact = contact_or_404(request, reference)
    if getattr(contact, "decision", None):
        messages.warning(request, "A decision has been made on this contact")
        return redirect("frontdoor:see_contact", reference=reference)
    today = timezone.localdate()
    draft = start_or_resume_draft(form=DECIDE_FORM, subject=reference, owner=request.user, at=timezone.now())
    typed = request.POST if request.method == "POST" else draft.typed
    choices = _choices(contact, request.user, today, typed)
    form = forms.DecideForm.resume(draft, **choices)
    version = contact.version
    if request.method == "POST":
        form = forms.DecideForm(request.POST, **choices)
        version = request.POST.get("version", "")
        try:
            draft = save_draft(draft=draft, fields=typed_in(request), revision=revision_of(request), at=timezone.now())
        except DraftRefused as refusal:
            form.add_error(None, f"{refusal}. What you typed here is below: send it again to keep it instead")
        else:
            if request.POST.get("go") == "find":
                return redirect(f"{request.path}#services")
            if form.is_valid() and _decided(request, contact, form, version, draft):
                messages.success(request, f"Decided: {rules.OUTCOME_WORDS[form.cleaned_data['outcome']].lower()}")
                return redirect("frontdoor:see_contact", reference=reference)
    actions.note_seen(contact=contact, by=request.user, at=timezone.now())
    return _show(request, contact, form, draft, choices)


def _choices(contact, viewer, today, typed) -> dict:
    words, chosen = typed.get("service_words", "").strip(), typed.getlist("services")
    found = search_services(words=words, size=FOUND_AT_MOST).rows if words else []
    picked = services_with_slugs(chosen)
    return {
        "services": [*picked, *(one for one in found if one.slug not in chosen)],
        "descriptors": list_descriptors(current_threshold_document(today)),
        "agencies": list(list_agencies()),
        "teams": queries.social_care_teams(),
        "families": queries.families_of_contact(contact, viewer=viewer),
        "panels": panels_for(area_id=contact.area_id),
    }


def _decided(request: HttpRequest, contact, form, version: str, draft) -> bool:
    typed = form.cleaned_data
    answer = actions.Answer(
        level=Level(int(typed["level"])),
        outcome=rules.Outcome(typed["outcome"]),
        reasons=typed["reasons"],
        descriptor_ids=tuple(form.descriptor_ids),
        agency=form.chosen_agency,
        to_team=form.chosen_team,
        panel=typed["panel"],
        signposted_to=typed["signposted_to"],
        services=tuple(typed["services"]),
        words_to_referrer=typed["words_to_referrer"],
        family_id=form.family_id,
    )
    try:
        actions.decide(
            contact=contact,
            version=int(version) if version.isdigit() else 0,
            answer=answer,
            draft=draft,
            own_page=reverse("frontdoor:see_own_request", args=[contact.reference]),
            address_of=address_of_link(request),
            by=request.user,
            at=timezone.now(),
        )
    except actions.ContactRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _show(request: HttpRequest, contact, form, draft, choices: dict) -> HttpResponse:
    saved_at = timezone.localtime(draft.saved_at)
    chosen = form["descriptors"].value() or []
    page = presenters.ContactPage.of(
        contact,
        viewer=request.user,
        today=timezone.localdate(),
        rule=queries.decision_rule(timezone.localdate()),
        matches=[],
        known=[],
        earlier=[],
        moves=[],
    )
    return render(
        request,
        "frontdoor/working/decide.html",
        {
            "form": form,
            "page": page,
            "draft": draft,
            "saved_at": f"{saved_at:%H:%M}" if draft.fields else "",
            "levels": presenters.level_groups(choices["descriptors"], chosen=chosen),
            "services": choices["services"],
            "looked_for": (form["service_words"].value() or "").strip(),
            "usual": presenters.usual_words(),
            "document": current_threshold_document(timezone.localdate()),
        },
    )


@require_POST
@opens_to(access.DECIDE)
def note_told(request: HttpRequest, reference: str) -> HttpResponse:
    """Note that whoever asked was told."""
    contact = contact_or_404(request, reference)
    decision = getattr(contact, "decision", None)
    form = forms.ToldForm(request.POST)
    if decision is None or not form.is_valid():
        return show_contact(request, contact, form=form)
    actions.note_told(decision=decision, how=form.cleaned_data["how"], by=request.user, at=timezone.now())
    messages.success(request, "Noted that they were told")
    return redirect("frontdoor:see_contact", reference=reference)
