"""Typing in a contact for someone else, and bringing a family down from statutory work."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to, opens_to_signed_in
from alongside.foundation.drafts.actions import discard_draft
from alongside.foundation.identity.queries import list_agencies
from alongside.people.access import SEARCH
from alongside.people.actions import note_likely_seen
from alongside.people.queries import LookedFor, Sought, look_while_typed

from .. import access, actions, forms, presenters, queries, rules
from .asking import begin_draft
from .drafting import draft_of, fill

FOUND = 302
LOOK = "likely"


@opens_to(access.TAKE_IN)
def start_take_in(request: HttpRequest) -> HttpResponse:
    """Begin to take in a contact, or go on with one."""
    return redirect("frontdoor:take_in", draft_id=begin_draft(request, queries.TAKE_IN_FORM).id)


@opens_to(access.STEP_DOWN)
def start_step_down(request: HttpRequest) -> HttpResponse:
    """Begin to step a family down, or go on with it."""
    return redirect("frontdoor:step_down", draft_id=begin_draft(request, queries.STEP_DOWN_FORM).id)


@opens_to(access.TAKE_IN)
def take_in(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """A contact typed in while someone tells it."""
    draft = draft_of(request, draft_id)
    if draft is None:
        return _sent_or_404(request, draft_id)
    agencies = {str(one.id): one for one in list_agencies()}
    begun = presenters.begun_of(one for one in queries.list_begun(viewer=request.user) if one.id != draft.id)

    def go_on(page) -> HttpResponse:
        typed = page.form.cleaned_data
        contact = actions.take_in(
            told=page.told(),
            route=rules.Route(typed["route"]),
            agency=agencies.get(typed["agency"]),
            draft=draft,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, f"Taken in as {contact.reference}")
        return redirect("frontdoor:see_contact", reference=contact.reference)

    form_class = partial(forms.TakeInForm, agencies=agencies.values())
    may_search = request.user.may(SEARCH)
    looked = _looked_for(request, form_class, draft) if may_search and LOOK in request.GET else []
    answer = fill(
        request,
        draft=draft,
        form_class=form_class,
        template="frontdoor/working/take_in.html",
        initial={"route": str(rules.Route.PHONE)},
        later=reverse("frontdoor:list_waiting"),
        go_on=go_on,
        context={"begun": begun, "lines": queries.duty_lines(), "may_search": may_search, "looked": looked},
    )
    is_kept_to_look = request.POST.get("add") == LOOK and answer.status_code == FOUND
    return redirect(f"{request.path}?{LOOK}=1#{LOOK}") if is_kept_to_look else answer


def _looked_for(request: HttpRequest, form_class, draft) -> list[LookedFor]:
    """Who each child of a contact may be of whom is told so far; that they were shown is noted."""
    today = timezone.localdate()
    children = forms.IntakePage(form_class, draft.typed, today=today).children_so_far() if draft.fields else []
    looked = look_while_typed(viewer=request.user, sought=[Sought(**one) for one in children], today=today)
    note_likely_seen(looked, by=request.user, at=timezone.now())
    return looked


def _sent_or_404(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    contact = queries.get_sent_by_draft(draft_id=draft_id)
    if contact is None:
        raise Http404
    return redirect("frontdoor:see_contact", reference=contact.reference)


@opens_to(access.STEP_DOWN)
def step_down(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """A family that steps down from statutory work."""
    draft = draft_of(request, draft_id)
    if draft is None:
        return redirect("frontdoor:see_stepped_down", draft_id=draft_id)
    user = request.user
    known = rules.Asker(
        kind=rules.AskerKind.PROFESSIONAL,
        name=user.name,
        role=user.job_title,
        organisation=user.agency.name,
        email=user.email,
        phone=user.phone,
    )

    def go_on(page) -> HttpResponse:
        actions.bring_down(told=page.told(known), draft=draft, by=user, at=timezone.now())
        return redirect("frontdoor:see_stepped_down", draft_id=draft_id)

    return fill(
        request,
        draft=draft,
        form_class=forms.StepDownForm,
        template="frontdoor/working/step_down.html",
        initial={},
        later=reverse("frontdoor:list_own_requests"),
        context={"known": known},
        go_on=go_on,
    )


@opens_to(access.STEP_DOWN)
def see_stepped_down(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The reference, and what happens next."""
    contact = queries.get_sent_by_draft(draft_id=draft_id)
    if contact is None or contact.referrer_id != request.user.id:
        raise Http404
    return render(
        request,
        "frontdoor/asking/see_sent.html",
        {
            "request_sent": presenters.own_requests_of([contact])[0],
            "may_list": request.user.may(access.SEE_OWN),
            "is_told": True,
            "is_step_down": True,
        },
    )


@require_POST
@opens_to_signed_in
def discard_begun(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Throw away what was begun."""
    draft = draft_of(request, draft_id)
    if draft is None:
        raise Http404
    discard_draft(draft=draft)
    messages.success(request, "Thrown away")
    return redirect("frontdoor:ask" if draft.form == queries.ASK_FORM else "frontdoor:list_waiting")
