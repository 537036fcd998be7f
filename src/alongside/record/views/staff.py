"""One family on one screen, for those who work with it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.access import OPEN_BEYOND_GRANTS, SEAL, SEE_SEALS, asked_once, opens_to
from alongside.foundation.identity.access import INVITE_FAMILY
from alongside.foundation.policy.queries import read_together
from alongside.people.access import ring_about

from .. import access, actions, forms, presenters, queries


def record_or_404(request: HttpRequest, reference: str, *, page: str) -> queries.get_record:
    """The record, noted as seen; what is not there and what is not theirs are the same."""
    try:
        record = queries.get_record(viewer=request.user, reference=reference)
    except queries.RecordNotFound as gone:
        raise Http404 from gone
    if request.method == "GET":
        actions.note_seen(family=record.family, page=page, by=request.user, at=timezone.now())
    return record


@opens_to(access.SEE_RECORD)
@asked_once()
@read_together()
def family(request: HttpRequest, reference: str) -> HttpResponse:
    """One family on one screen."""
    record = record_or_404(request, reference, page="family")
    today = timezone.localdate()
    page = presenters.RecordPage.of(record, today=today)
    return render(
        request,
        "record/family.html",
        {
            "page": page,
            "today": today,
            "record": record,
            "family": record.family,
            "case": record.case,
            "tabs": presenters.tabs(reference, "family"),
            "sight": queries.get_sight(viewer=request.user, family=record.family),
            "may_see_seal": request.user.may(SEE_SEALS),
            "may_invite": request.user.may(INVITE_FAMILY),
        },
    )


@opens_to(access.SEE_RECORD)
def sight(request: HttpRequest, reference: str) -> HttpResponse:
    """Who may see this record and why, and who looked."""
    record = record_or_404(request, reference, page="who sees it")
    looked = queries.list_who_looked(family=record.family) if request.user.may(access.SEE_WHO_LOOKED) else None
    return render(
        request,
        "record/sight.html",
        {
            "page": presenters.RecordPage.of(record, today=timezone.localdate()),
            "may_see": queries.list_who_may_see(family=record.family),
            "looked": looked,
            "may_seal": request.user.may(SEAL),
            "tabs": presenters.tabs(reference, "sight"),
        },
    )


@opens_to(OPEN_BEYOND_GRANTS)
def open_beyond(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a record beyond one's work: say why, for some hours, and a manager reviews it."""
    try:
        known = queries.family_known(viewer=request.user, reference=reference, today=timezone.localdate())
    except queries.RecordNotFound as gone:
        if (ring := ring_about(request.user, reference)) is None:
            raise Http404 from gone
        return render(request, "record/kept_apart.html", {"ring": ring}, status=403)
    if known.is_open:
        return redirect("record:family", reference=reference)
    form = forms.OpenBeyond(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.open_beyond_grants(
                family=known.family, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
            )
        except actions.LookingRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            return redirect("record:family", reference=reference)
    return render(request, "record/open_beyond.html", {"known": known, "form": form})


@opens_to(INVITE_FAMILY)
def invite_member(request: HttpRequest, reference: str, person_reference: str) -> HttpResponse:
    """Invite a parent or young person to see the plan."""
    record = record_or_404(request, reference, page="invite")
    member = next((one for one in record.members if one.person.reference == person_reference), None)
    if member is None:
        raise Http404
    form = forms.InviteMember(request.POST or None, initial={"email": member.person.email})
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite_member(
                family=record.family,
                person=member.person,
                email=form.cleaned_data["email"],
                link_for=lambda key: request.build_absolute_uri(reverse("identity:accept", args=[key])),
                by=request.user,
                at=timezone.now(),
            )
        except actions.InvitationRefused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, "The invitation is on its way. It opens for fourteen days")
            return redirect("record:family", reference=reference)
    return render(
        request,
        "record/invite_member.html",
        {
            "form": form,
            "name": member.person.full_name,
            "reference": reference,
        },
    )
