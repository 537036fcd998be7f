"""Every hub, and one against the need of its own streets."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.cases.queries import demand_on
from alongside.foundation.access.access import opens_to
from alongside.foundation.policy.queries import policy_on
from alongside.values.dates import months_after

from .. import access, presenters, queries
from ..rules.facts import HubsPolicy
from ..rules.money import LINE_WORDS, financial_year_of
from .finding import as_file, found


@opens_to(access.SEE_FIGURES)
def hubs(request: HttpRequest) -> HttpResponse:
    """Every hub, side by side: budget, forecast, and who works there."""
    today = timezone.localdate()
    policy, year = policy_on(HubsPolicy, today), financial_year_of(today)
    rows = []
    for hub in queries.list_hubs_for(viewer=request.user):
        forecast = queries.forecast_of(hub, year, viewer=request.user, policy=policy)
        visits = queries.footfall_of(hub, year, viewer=request.user)
        rows.append(presenters.hub_row(hub, forecast, year=year, visits=visits))
    page = {
        "rows": rows,
        "columns": presenters.COLUMNS_OF_HUBS,
        "may_take_in": request.user.may(access.KEEP_ALL_FIGURES),
    }
    return render(request, "hubs/hubs.html", page)


def _demand(hub, *, since: date):
    return demand_on(hub_team_id=hub.team_id, since=since) if hub.team_id else None


def _page_of(hub, *, viewer, today: date) -> presenters.HubPage:
    policy, year = policy_on(HubsPolicy, today), financial_year_of(today)
    since = months_after(today.replace(day=1), -12)
    reach, nowhere, came = queries.reach_of(hub, viewer=viewer, since=since, policy=policy)
    return presenters.HubPage.of(
        hub,
        demand=_demand(hub, since=today - timedelta(weeks=policy.weeks_looked_at)),
        forecast=queries.forecast_of(hub, year, viewer=viewer, policy=policy),
        outturn=queries.outturn_of(hub, year, viewer=viewer),
        attendance=queries.attendance_by_month(hub, viewer=viewer, since=since),
        reach=reach,
        nowhere=nowhere,
        came=came,
        streets=queries.own_streets(hub, viewer=viewer, since=since, policy=policy),
        core=queries.core_offer_kept(hub, viewer=viewer, today=today, policy=policy),
        where=queries.off_site_of(hub, viewer=viewer, since=since),
        volunteers=queries.volunteering_of(viewer=viewer, hub=hub, since=since),
        today=today,
        weeks=policy.weeks_looked_at,
    )


@opens_to(access.SEE_FIGURES)
def hub(request: HttpRequest, slug: str) -> HttpResponse:
    """One hub: demand, capacity, the core offer kept and the budget, against the need of its own streets."""
    one = found(queries.get_hub, viewer=request.user, slug=slug)
    page = _page_of(one, viewer=request.user, today=timezone.localdate())
    organises = access.may_organise(request.user, one)
    return render(request, "hubs/hub.html", {"page": page, "organises": organises})


@opens_to(access.SEE_FIGURES)
def download_hub(request: HttpRequest, slug: str) -> HttpResponse:
    """A hub's outturn by month and line, as a file."""
    one = found(queries.get_hub, viewer=request.user, slug=slug)
    year = financial_year_of(timezone.localdate())
    rows = []
    for each in (year - 2, year - 1, year):
        for month, lines in queries.outturn_of(one, each, viewer=request.user).items():
            rows += [[f"{month:%Y-%m}", line, LINE_WORDS[line], f"{pence / 100:.2f}"] for line, pence in lines.items()]
    return as_file(f"{slug}-outturn", ("month", "line", "what", "pounds"), rows)
