"""Scenarios before the public: publishing one, reading it and its paper, withdrawing it."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.access import opens_to, opens_to_anyone
from alongside.foundation.documents.views import csv_answer, public_file, public_page, unchanged_since
from alongside.planning.access import PLAN
from alongside.planning.actions import published_scenarios as actions
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.forms.scenarios import PublishScenario, WithdrawScenario
from alongside.planning.gateways.files import journey_rows, public_frontier_rows
from alongside.planning.presenters.frontier import NUMBERS, FrontierSheet
from alongside.planning.presenters.reasons import Reasons
from alongside.planning.presenters.sites import parts_of_plan, site_sheets
from alongside.planning.queries import appraisals as appraisal_queries
from alongside.planning.queries import scenarios as queries
from alongside.planning.queries.published_formulas import list_public_formulas
from alongside.planning.views.papers import folds, paper_file, paper_page
from alongside.planning.views.scenarios import COLUMNS, page_of, paper_or_404, scenario_or_404

PUBLIC = "A published plan holds figures of places and no person’s record"


def _act(form, act) -> bool:
    """Do what a valid form asks; a refusal is said on the form."""
    try:
        act(why=form.cleaned_data["why"])
    except PlanRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@opens_to(PLAN)
def publish_scenario(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a scenario before councillors and the public."""
    one = scenario_or_404(request, slug)
    form = PublishScenario(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.publish_scenario, scenario=one, by=request.user, at=timezone.now())
        if _act(form, act):
            messages.success(request, "Published")
            return redirect("planning:published_plan", slug=slug)
    return render(request, "planning/publish_scenario.html", {"form": form, "name": one.name, "slug": slug})


@opens_to(PLAN)
def withdraw_scenario(request: HttpRequest, slug: str) -> HttpResponse:
    """Withdraw a published scenario, with the reason."""
    one = scenario_or_404(request, slug)
    if one.published_at is None or one.withdrawn_at:
        raise Http404
    form = WithdrawScenario(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.withdraw_scenario, scenario=one, by=request.user, at=timezone.now())
        if _act(form, act):
            messages.success(request, "Withdrawn. It stays to be read, and says so")
            return redirect("planning:scenario", slug=slug)
    return render(request, "planning/withdraw_scenario.html", {"form": form, "name": one.name, "slug": slug})


@opens_to_anyone(why=PUBLIC)
@public_page
def published(request: HttpRequest) -> HttpResponse:
    """What is published."""
    shown = {
        "scenarios": list(queries.list_published().defer("answer", "rounds", "reasons", "wishes")[:100]),
        "appraisals": list(appraisal_queries.list_public_appraisals()[:100]),
        "formulas": list(list_public_formulas()[:100]),
    }
    return render(request, "planning/published.html", shown)


def _public(slug: str):
    try:
        return queries.get_published(slug)
    except queries.ScenarioNotFound as gone:
        raise Http404 from gone


def _reasons(one, smallest: int) -> Reasons | None:
    """What each site is worth, once all of it is known."""
    found = Reasons.of(one, queries.names_of_sites(), smallest=smallest) if one.reasons else None
    return found if found and not found.is_under_way and not found.problem else None


@opens_to_anyone(why=PUBLIC)
@public_page
def published_plan(request: HttpRequest, slug: str) -> HttpResponse:
    """One published plan, as councillors and residents read it."""
    one = _public(slug)
    smallest = queries.smallest_shown(timezone.localdate())
    page = page_of(one, smallest=smallest)
    told = {"page": page, "scenario": one, "smallest": smallest, "address": request.build_absolute_uri(request.path)}
    reasons, sites = _reasons(one, smallest), site_sheets(page.found, asks_again=False)
    told |= {"reasons": reasons, "sites": sites, "folds": folds(request), **COLUMNS}
    told |= {
        "frontier": FrontierSheet.in_public(one, smallest=smallest, published_at=one.published_at),
        "numbers_title": NUMBERS,
    }
    told["parts"] = parts_of_plan(sites, has_reasons=reasons is not None, has_numbers=told["frontier"] is not None)
    return render(request, "planning/published_plan.html", told)


@opens_to_anyone(why=PUBLIC)
@public_file
def published_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Each area's journey before and after in a published plan, for everybody; without the counts of its children."""
    one = _public(slug)
    answer = csv_answer(journey_rows(one, with_children=False), f"{slug}.csv")
    return unchanged_since(answer, one.withdrawn_at or one.published_at)


@opens_to_anyone(why=PUBLIC)
@public_file
def published_frontier_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """What each number of sites can do, for everybody, as far as the page tells it."""
    rows = public_frontier_rows(_public(slug), smallest=queries.smallest_shown(timezone.localdate()))
    return csv_answer(rows, f"{slug}-numbers-of-sites.csv")


@opens_to_anyone(why=PUBLIC)
@public_file
def published_plan_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The paper of a published plan, for everybody to read and to print."""
    pdf, back = (reverse(f"planning:{name}", args=[slug]) for name in ("published_plan_paper_pdf", "published_plan"))
    return paper_page(request, paper_or_404(_public(slug)), pdf=pdf, back=back)


@opens_to_anyone(why=PUBLIC)
@public_file
def published_plan_paper_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The paper of a published plan as an accessible PDF."""
    one = _public(slug)
    return paper_file(paper_or_404(one), made_at=one.published_at, name=slug)
