"""Scenarios on screen."""

from hashlib import sha256
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
from alongside.foundation.drafts.actions import discard_draft, start_or_resume_draft
from alongside.foundation.drafts.views.afresh import can_start_afresh
from alongside.foundation.references.rules import new_id
from alongside.planning import tasks
from alongside.planning.access import PLAN, SEE_NEED, may_plan
from alongside.planning.actions import scenarios as actions
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.forms.frontier import AskFrontier
from alongside.planning.forms.scenarios import PINS, AskScenario
from alongside.planning.gateways.files import journey_rows
from alongside.planning.presenters import scenarios as presenters
from alongside.planning.presenters.buildings import buildings_sheet
from alongside.planning.presenters.frontier import FrontierSheet
from alongside.planning.presenters.papers import scenario_paper
from alongside.planning.presenters.pins import PinBoard
from alongside.planning.presenters.reasons import Reasons
from alongside.planning.presenters.sites import parts_of_scenario, site_sheets
from alongside.planning.queries import scenarios as queries
from alongside.planning.queries.sheets import county_sheet
from alongside.planning.rules.frontier import NO_NUMBER, range_offered
from alongside.planning.rules.scenarios import Seek, Wishes
from alongside.planning.views.papers import folds, paper_file, paper_page

LOOK_AGAIN_SECONDS = "4"
COLUMNS = {
    "map_columns": ["Area", "Code", "Today", "In the plan", "Change"],
    "progress_columns": ["After", "Best plan so far", "No plan can beat", "Apart by"],
}


def scenario_or_404(request: HttpRequest, slug: str):
    """A scenario that the viewer may see."""
    try:
        return queries.get_scenario(viewer=request.user, slug=slug)
    except queries.ScenarioNotFound as gone:
        raise Http404 from gone


@opens_to(SEE_NEED)
def scenarios(request: HttpRequest) -> HttpResponse:
    """Every scenario, the latest first."""
    paged = key_page(
        queries.list_scenarios(viewer=request.user), after=request.GET.get("after"),
        before=request.GET.get("before"), order=("-made_at", "-id"),
    )  # fmt: skip
    page = {
        "paged": paged, "rows": presenters.scenario_rows(paged.rows), "plans": may_plan(request.user),
        "columns": ["Scenario", "State", "A good plan has", "By", "Made", "Published"],
    }  # fmt: skip
    return render(request, "planning/scenarios.html", page)


def _first(request: HttpRequest, *, is_costed: bool) -> tuple[dict, dict[str, Any]]:
    """What the form starts from, and what else it offers: an earlier scenario with a site pinned, or nothing yet."""
    first = {"id": new_id(), "seek": Seek.MEDIAN, "count_is": "exactly", "only_costed": is_costed}
    if not (slug := request.GET.get("from")):
        return first, {"indexes": queries.indexes_to_weigh_by(viewer=request.user)}
    earlier = scenario_or_404(request, slug)
    wishes = Wishes.from_data(earlier.wishes)
    first |= AskScenario.first_of(wishes) | {"name": f"{earlier.name}, again", "why": earlier.why}
    names = {one["slug"]: one["name"] for one in earlier.answer.get("sites", ())}
    pins = {pin: set(getattr(wishes, pin)) for pin in PINS}
    for pin, other in (PINS, PINS[::-1]):
        if (site := request.GET.get(pin)) in names:
            pins[pin].add(site)
            pins[other].discard(site)
    every = queries.names_of_sites()
    names |= {slug: every[slug] for chosen in pins.values() for slug in chosen if slug in every}
    offered = {"pinned": sorted(names.items())}
    offered["indexes"] = queries.indexes_to_weigh_by(viewer=request.user, also=wishes)
    return first | {pin: sorted(chosen) for pin, chosen in pins.items()}, offered


def draft_of(request: HttpRequest, form: str):
    """What was typed before: once for a new question, and once for each change of an earlier one."""
    about = "&".join(f"{name}={request.GET[name]}" for name in ("from", *PINS) if request.GET.get(name))
    subject = sha256(about.encode()).hexdigest() if about else ""
    return start_or_resume_draft(form=form, subject=subject, owner=request.user, at=timezone.now())


@opens_to(PLAN)
@can_start_afresh
def make_scenario(request: HttpRequest) -> HttpResponse:
    """Ask for a scenario, starting from today's model or from an earlier one."""
    candidates = queries.candidates_on_the_map(viewer=request.user, today=timezone.localdate())
    first, offered = _first(request, is_costed=any(one.is_costed for one in candidates if one.is_todays))
    told = {"initial": first, "weighs": queries.weighs_held(), "candidates": candidates, **offered}
    draft = draft_of(request, "planning.scenario")
    form = AskScenario(request.POST, **told) if request.method == "POST" else AskScenario.resume(draft, **told)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "why", "id")}
        try:
            with transaction.atomic():
                one = actions.make_scenario(**said, wishes=form.wishes, by=request.user, at=timezone.now())
                tasks.work_out_scenario.defer(scenario_id=str(one.id))
        except PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            discard_draft(draft=draft)
            return redirect("planning:scenario", slug=one.slug)
    known = sum(one.is_costed for one in form.todays)
    page = {"form": form, "sites": len(form.todays), "costed": known, "draft": draft,
            "has_figures": bool(form.fields["weigh"].choices), "board": _board(candidates)}  # fmt: skip
    return render(request, "planning/make_scenario.html", page)


def _board(candidates) -> PinBoard | None:
    areas, tenths = queries.ground_of_pins()
    return PinBoard.of(candidates, areas, tenths, sheet=county_sheet(one.code for one in areas))


def page_of(scenario, *, names=None, smallest: int = 0) -> presenters.ScenarioPage:
    """A scenario as a page, on the county's map."""
    journeys = scenario.answer.get("journeys")
    sheet = county_sheet([one["code"] for one in journeys]) if journeys else None
    return presenters.ScenarioPage.of(scenario, sheet=sheet, names=names or {}, smallest=smallest)


@opens_to(SEE_NEED)
def scenario(request: HttpRequest, slug: str) -> HttpResponse:
    """One scenario: how far it is, or what came of it."""
    return scenario_page(request, scenario_or_404(request, slug))


def scenario_page(request: HttpRequest, one, form: AskFrontier | None = None) -> HttpResponse:
    """A scenario's page, with the numbers of sites as they were typed when they could not be asked about."""
    names, plans = queries.names_of_sites(), may_plan(request.user)
    page = page_of(one, names=names)
    reasons, frontier = Reasons.of(one, names), FrontierSheet.of(one, starts=plans)
    told = {"page": page, "plans": plans, "digest": one.digest, "reasons": reasons, "frontier": frontier, **COLUMNS}
    told["sites"] = site_sheets(page.found, asks_again=plans)
    told |= {"parts": parts_of_scenario(told["sites"]), "folds": folds(request)}
    told["buildings"] = buildings_sheet(queries.closing_buildings(one, viewer=request.user, today=timezone.localdate()))
    told["form"], told["no_number"] = form or _numbers_offered(one), one.wishes["seek"] == Seek.LEAST_COST and NO_NUMBER
    shown = render(request, "planning/scenario.html", told)
    under_way = (page, *(found for found in (reasons, frontier) if found))
    looks_again = request.method == "GET" and "still" not in request.GET
    if looks_again and any(found.is_under_way for found in under_way):
        shown["Refresh"] = LOOK_AGAIN_SECONDS
    return shown


def _numbers_offered(one) -> AskFrontier | None:
    """The range of numbers of sites that is offered, as it was asked for last; none of a scenario without a plan."""
    if not one.answer.get("open"):
        return None
    wanted = one.frontier.get("wanted") or range_offered(Wishes.from_data(one.wishes), one.answer)
    return AskFrontier(initial={"least": wanted[0], "most": wanted[-1]})


def paper_or_404(one) -> dict[str, Any]:
    """A scenario as a paper with small counts hidden; a scenario without a plan has none."""
    sheet = county_sheet(journey["code"] for journey in one.answer.get("journeys", ()))
    smallest = queries.smallest_shown(timezone.localdate())
    reasons = Reasons.of(one, queries.names_of_sites(), smallest=smallest)
    frontier = FrontierSheet.in_public(one, smallest=smallest, published_at=one.published_at)
    paper = scenario_paper(one, sheet, smallest=smallest, reasons=reasons, frontier=frontier)
    if paper is None:
        raise Http404
    return paper


@opens_to(SEE_NEED)
def scenario_paper_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A scenario as a paper, to read and to print."""
    paper = paper_or_404(scenario_or_404(request, slug))
    pdf, back = (reverse(f"planning:{name}", args=[slug]) for name in ("scenario_paper_pdf", "scenario"))
    return paper_page(request, paper, pdf=pdf, back=back)


@opens_to(SEE_NEED)
def scenario_paper_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """A scenario as an accessible PDF."""
    one = scenario_or_404(request, slug)
    return paper_file(paper_or_404(one), made_at=one.finished_at, name=slug)


@require_POST
@opens_to(PLAN)
def stop_scenario(request: HttpRequest, slug: str) -> HttpResponse:
    """Stop when it is good enough."""
    actions.stop_scenario(scenario=scenario_or_404(request, slug), by=request.user, at=timezone.now())
    messages.success(request, "It stops after this round, and keeps the best plan so far")
    return redirect("planning:scenario", slug=slug)


@require_POST
@opens_to(PLAN)
def ask_why(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask what each site of the plan is worth, and what the others would cost."""
    one = scenario_or_404(request, slug)
    try:
        with transaction.atomic():
            if actions.ask_why(scenario=one, by=request.user, at=timezone.now()):
                tasks.work_out_reasons.defer(scenario_id=str(one.id))
    except PlanRefused as refusal:
        messages.error(request, str(refusal))
    return at_part(slug, "why")


def at_part(slug: str, part: str) -> HttpResponse:
    """A scenario's page, at one part of it."""
    return redirect(f"{reverse('planning:scenario', args=[slug])}#{part}")


@opens_to(SEE_NEED)
def scenario_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Each area's journey before and after, as a file."""
    return csv_answer(journey_rows(scenario_or_404(request, slug)), f"{slug}.csv")
