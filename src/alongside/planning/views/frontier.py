"""What each number of sites can do: asked, stopped, taken away as a file, and where the next scenario starts."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to
from alongside.foundation.documents.views import csv_answer
from alongside.planning import tasks
from alongside.planning.access import PLAN, SEE_NEED
from alongside.planning.actions import frontier as actions
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.forms.frontier import AskFrontier
from alongside.planning.gateways.files import frontier_rows
from alongside.planning.presenters.frontier import START
from alongside.planning.views.scenarios import at_part, scenario_or_404, scenario_page

PART = "numbers"
NOTHING_NEW = "These numbers are known already, or are being worked out"


@require_POST
@opens_to(PLAN)
def ask_frontier(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask what each number of sites from one to another can do."""
    one, form = scenario_or_404(request, slug), AskFrontier(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                if actions.ask_frontier(scenario=one, **form.cleaned_data, by=request.user, at=timezone.now()):
                    tasks.work_out_frontier.defer(scenario_id=str(one.id))
                else:
                    messages.info(request, NOTHING_NEW)
        except PlanRefused as refusal:
            form.add_error("least", str(refusal))
        else:
            return at_part(slug, PART)
    return scenario_page(request, one, form)


@require_POST
@opens_to(PLAN)
def stop_frontier(request: HttpRequest, slug: str) -> HttpResponse:
    """Stop when enough numbers are known."""
    actions.stop_frontier(scenario=scenario_or_404(request, slug), by=request.user, at=timezone.now())
    return at_part(slug, PART)


@require_POST
@opens_to(PLAN)
def start_with_number(request: HttpRequest, slug: str) -> HttpResponse:
    """Start a scenario with the same wishes and one of the numbers of sites."""
    one, said = scenario_or_404(request, slug), request.POST.get(START, "")
    try:
        with transaction.atomic():
            started, is_new = actions.start_with_number(
                scenario=one, number=int(said) if said.isdecimal() else 0, by=request.user, at=timezone.now()
            )
            if is_new:
                tasks.work_out_scenario.defer(scenario_id=str(started.id))
    except PlanRefused as refusal:
        messages.error(request, str(refusal))
        return at_part(slug, PART)
    return redirect("planning:scenario", slug=started.slug)


@opens_to(SEE_NEED)
def frontier_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """What each number of sites can do, as a file."""
    return csv_answer(frontier_rows(scenario_or_404(request, slug)), f"{slug}-numbers-of-sites.csv")
