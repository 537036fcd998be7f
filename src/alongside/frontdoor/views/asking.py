"""Asking for help: the question about danger, the form, checking the answers, and the reference at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.access import opens_to_anyone
from alongside.foundation.drafts.actions import save_draft, start_or_resume_draft
from alongside.foundation.references.rules import new_id

from .. import actions, forms, presenters, queries, rules
from ..access import ASK, SEE_OWN, STEP_DOWN
from ..forms.intake import IntakePage
from .drafting import draft_of, fill, lost, posted

if TYPE_CHECKING:
    from alongside.foundation.drafts.models import Draft

ANYONE_ASKS = "Anyone may ask for help for a child; without an account the form goes by an e-mailed link"
ONLY_ITS_HOLDER = "A public form too; it opens only to its owner or to the session that opened its link"
HARM = "frontdoor_harm_rang"
SENT = "frontdoor_sent"


@opens_to_anyone(why=ANYONE_ASKS)
def ask(request: HttpRequest) -> HttpResponse:
    """Begin: is a child in danger now? Below, what was begun and not sent."""
    form = forms.HarmFirst(posted(request))
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["is_harm"]:
            return redirect("frontdoor:face_danger")
        request.session.pop(HARM, None)
        return _begin(request)
    is_partner = request.user.is_authenticated and request.user.may(ASK)
    begun = (
        presenters.begun_of(one for one in queries.list_begun(viewer=request.user) if one.form == queries.ASK_FORM)
        if is_partner
        else []
    )
    may_step_down = is_partner and request.user.may(STEP_DOWN)
    return render(
        request,
        "frontdoor/asking/ask.html",
        {"form": form, "begun": begun, "is_partner": is_partner, "may_step_down": may_step_down},
    )


@opens_to_anyone(why=ANYONE_ASKS)
def face_danger(request: HttpRequest) -> HttpResponse:
    """Ring now; then the request can go on."""
    form = forms.Danger(posted(request))
    if request.method == "POST" and form.is_valid():
        request.session[HARM] = form.cleaned_data["harm_rang"]
        return _begin(request)
    return render(request, "frontdoor/asking/face_danger.html", {"form": form, "lines": queries.duty_lines()})


def _begin(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect("frontdoor:ask_link")
    if not request.user.may(ASK):
        raise Http404
    draft = begin_draft(request, queries.ASK_FORM)
    if harm_rang := request.session.pop(HARM, ""):
        save_draft(draft=draft, fields={"harm_rang": [harm_rang]}, revision=None, at=timezone.now())
    return redirect("frontdoor:fill_in", draft_id=draft.id)


def begin_draft(request: HttpRequest, form: str) -> Draft:
    """A fresh draft of a form; one that was begun without a word is used again."""
    own = start_or_resume_draft(form=form, owner=request.user, at=timezone.now())
    if not own.fields:
        return own
    return start_or_resume_draft(form=form, subject=str(new_id()), owner=request.user, at=timezone.now())


def _asker(request: HttpRequest, draft: Draft) -> tuple[type, rules.Asker]:
    if draft.owner_id:
        user = request.user
        return forms.FromPartner, rules.Asker(
            kind=rules.AskerKind.PROFESSIONAL,
            name=user.name,
            role=user.job_title,
            email=user.email,
            organisation=user.agency.name if user.agency else "",
            phone=user.phone,
        )
    link = queries.link_of_draft(draft_id=draft.id)
    return forms.BySomeone, rules.Asker(kind=rules.AskerKind.SOMEONE_ELSE, name="", email=link.email)


@opens_to_anyone(why=ONLY_ITS_HOLDER)
def fill_in(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The form itself."""
    draft = draft_of(request, draft_id)
    if draft is None:
        return _gone(request, draft_id)
    form_class, known = _asker(request, draft)
    return fill(
        request,
        draft=draft,
        form_class=form_class,
        template="frontdoor/asking/fill_in.html",
        initial={"phone": known.phone},
        later=reverse("frontdoor:ask") if draft.owner_id else request.path,
        context={"known": known, "is_partner": bool(draft.owner_id)},
        go_on=lambda page: redirect("frontdoor:check_answers", draft_id=draft.id),
    )


@opens_to_anyone(why=ONLY_ITS_HOLDER)
def check_answers(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Everything typed, to read once more and send."""
    draft = draft_of(request, draft_id)
    if draft is None:
        return _gone(request, draft_id)
    form_class, known = _asker(request, draft)
    page = IntakePage(form_class, draft.typed if draft.fields else None, today=timezone.localdate())
    if not draft.fields or not page.is_valid():
        messages.warning(request, "Something is still missing. Look through the form once more")
        return redirect("frontdoor:fill_in", draft_id=draft.id)
    told = page.told(known)
    refused = ""
    if request.method == "POST":
        by = request.user if draft.owner_id else None
        try:
            actions.ask_for_help(told=told, draft=draft, by=by, at=timezone.now())
        except actions.ContactRefused as refusal:
            refused = str(refusal)
        else:
            _remember_sent(request, draft_id)
            return redirect("frontdoor:see_sent", draft_id=draft_id)
    change = reverse("frontdoor:fill_in", args=[draft.id])
    parts = presenters.answers_of(told, change=change)
    return render(
        request, "frontdoor/asking/check_answers.html", {"parts": parts, "change": change, "refused": refused}
    )


@opens_to_anyone(why=ONLY_ITS_HOLDER)
def see_sent(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The reference, what happens next, and by when."""
    contact = _own_sent(request, draft_id)
    if contact is None:
        return lost(request)
    return render(
        request,
        "frontdoor/asking/see_sent.html",
        {
            "request_sent": presenters.own_requests_of([contact])[0],
            "may_list": request.user.is_authenticated and request.user.may(SEE_OWN),
            "is_told": bool(contact.referrer_email),
            "lines": queries.duty_lines(),
        },
    )


def _remember_sent(request: HttpRequest, draft_id: UUID) -> None:
    sent = request.session.get(SENT, [])
    request.session[SENT] = [*sent[-20:], str(draft_id)]


def _own_sent(request: HttpRequest, draft_id: UUID):
    contact = queries.get_sent_by_draft(draft_id=draft_id)
    if contact is None:
        return None
    is_own = request.user.is_authenticated and contact.referrer_id == request.user.id
    return contact if is_own or str(draft_id) in request.session.get(SENT, []) else None


def _gone(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The draft is not there: it was sent already (a refresh, a double click), or the session is lost."""
    if _own_sent(request, draft_id) is not None:
        return redirect("frontdoor:see_sent", draft_id=draft_id)
    return lost(request)
