"""Weeks of outreach on screen."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to
from alongside.foundation.components.paging import key_page
from alongside.foundation.documents.views import csv_answer
from alongside.foundation.drafts.actions import discard_draft
from alongside.foundation.drafts.views.afresh import can_start_afresh
from alongside.foundation.policy.queries import policy_on
from alongside.foundation.references.rules import new_id
from alongside.planning import tasks
from alongside.planning.access import PLAN, SEE_NEED, may_plan
from alongside.planning.actions import outreach as actions
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.forms.outreach import AskOutreach
from alongside.planning.gateways.files import outreach_area_rows, timetable_file_rows
from alongside.planning.presenters import outreach as presenters
from alongside.planning.presenters.outreach_paper import outreach_paper
from alongside.planning.queries import outreach as queries
from alongside.planning.queries.scenarios import names_of_sites, smallest_shown, weighs_held
from alongside.planning.queries.sheets import county_sheet
from alongside.planning.rules.outreach import OutreachPolicy, OutreachWishes
from alongside.planning.rules.scenarios import Weigh
from alongside.planning.views.papers import folds, paper_file, paper_page
from alongside.planning.views.scenarios import LOOK_AGAIN_SECONDS, draft_of


def _week(request: HttpRequest, slug: str):
    try:
        return queries.get_outreach(viewer=request.user, slug=slug)
    except queries.OutreachNotFound as gone:
        raise Http404 from gone


@opens_to(SEE_NEED)
def outreach(request: HttpRequest) -> HttpResponse:
    """Every week of outreach, the latest first."""
    paged = key_page(
        queries.list_outreach(viewer=request.user), after=request.GET.get("after"),
        before=request.GET.get("before"), order=("-made_at", "-id"),
    )  # fmt: skip
    page = {
        "paged": paged, "rows": presenters.outreach_rows(paged.rows), "plans": may_plan(request.user),
        "columns": ["Week", "State", "A good week", "By", "Made"],
    }  # fmt: skip
    return render(request, "planning/outreach.html", page)


def _first(request: HttpRequest) -> dict:
    """What the form starts from: an earlier week, or what the council takes a week to be."""
    first = {"id": new_id()} | AskOutreach.first_of(policy_on(OutreachPolicy, timezone.localdate()))
    if not (slug := request.GET.get("from")):
        return first
    earlier = _week(request, slug)
    wishes = OutreachWishes.from_data(earlier.wishes).as_data()
    return first | wishes | {"centres": wishes["bases"], "name": f"{earlier.name}, again", "why": earlier.why}


@opens_to(PLAN)
@can_start_afresh
def make_outreach(request: HttpRequest) -> HttpResponse:
    """Ask for a week of outreach."""
    weighs = [one for one in weighs_held() if one is not Weigh.UNDER_5_BY_TENTH]
    hubs, centres = queries.choices_of_bases()
    told = {
        "initial": _first(request), "weighs": weighs, "hubs": hubs, "centres": centres,
        "venues": queries.choices_of_venues(), "localities": queries.choices_of_localities(),
    }  # fmt: skip
    draft = draft_of(request, "planning.outreach")
    form = AskOutreach(request.POST, **told) if request.method == "POST" else AskOutreach.resume(draft, **told)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "why", "id")}
        try:
            with transaction.atomic():
                week = actions.make_outreach(**said, wishes=form.wishes, by=request.user, at=timezone.now())
                tasks.work_out_outreach.defer(week_id=str(week.id))
        except PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            discard_draft(draft=draft)
            return redirect("planning:outreach_week", slug=week.slug)
    page = {"form": form, "has_figures": bool(weighs), "has_bases": bool(hubs or centres), "draft": draft}
    return render(request, "planning/make_outreach.html", page)


@opens_to(SEE_NEED)
def outreach_week(request: HttpRequest, slug: str) -> HttpResponse:
    """One week of outreach: how far it is, or what came of it."""
    week = _week(request, slug)
    codes = [one["code"] for one in week.answer.get("areas", ())]
    page = presenters.OutreachPage.of(
        week, names=names_of_sites(), localities=dict(queries.choices_of_localities()),
        sheet=county_sheet(codes) if codes else None,
    )  # fmt: skip
    told = {"page": page, "plans": may_plan(request.user), "digest": week.digest, **presenters.COLUMNS}
    told["folds"] = folds(request)
    shown = render(request, "planning/outreach_week.html", told)
    if page.is_under_way and "still" not in request.GET:
        shown["Refresh"] = LOOK_AGAIN_SECONDS
    return shown


def _paper_or_404(week) -> dict[str, Any]:
    """A week as a paper with small counts hidden; one that was not found has none."""
    paper = outreach_paper(
        week, county_sheet(one["code"] for one in week.answer.get("areas", ())), names=names_of_sites(),
        localities=dict(queries.choices_of_localities()), smallest=smallest_shown(timezone.localdate()),
    )  # fmt: skip
    if paper is None:
        raise Http404
    return paper


@opens_to(SEE_NEED)
def outreach_paper_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A week of outreach as a paper, to read and to print."""
    pdf, back = (reverse(f"planning:{name}", args=[slug]) for name in ("outreach_paper_pdf", "outreach_week"))
    return paper_page(request, _paper_or_404(_week(request, slug)), pdf=pdf, back=back)


@opens_to(SEE_NEED)
def outreach_paper_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """A week of outreach as an accessible PDF."""
    week = _week(request, slug)
    return paper_file(_paper_or_404(week), made_at=week.finished_at, name=slug)


@require_POST
@opens_to(PLAN)
def stop_outreach(request: HttpRequest, slug: str) -> HttpResponse:
    """Stop when it is good enough."""
    actions.stop_outreach(week=_week(request, slug), by=request.user, at=timezone.now())
    messages.success(request, "It stops after this round, and keeps the best week so far")
    return redirect("planning:outreach_week", slug=slug)


@opens_to(SEE_NEED)
def timetable_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The week's timetable, as a file."""
    week = _week(request, slug)
    rows = timetable_file_rows(week, names_of_sites())
    return csv_answer(rows, f"{slug}-timetable.csv")


@opens_to(SEE_NEED)
def outreach_areas_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Each area with who is met and where, as a file."""
    week = _week(request, slug)
    return csv_answer(outreach_area_rows(week, names_of_sites()), f"{slug}-areas.csv")
