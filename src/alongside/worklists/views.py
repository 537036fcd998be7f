"""Where someone's day begins."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access import actions as opening
from alongside.foundation.access.access import REVIEW_OPENINGS, opens_to, opens_to_agencies, opens_to_anyone
from alongside.foundation.access.queries import list_openings_to_review
from alongside.foundation.policy.queries import read_together

from . import actions, forms, presenters, queries
from .access import SEE_TEAM


@opens_to_anyone(why="The front page sends everyone where their day begins, or to sign in")
def home(request: HttpRequest) -> HttpResponse:
    """Send each to where their day begins."""
    if not request.user.is_authenticated:
        return render(request, "worklists/welcome.html")
    if request.user.kind == "family":
        return redirect("family:home")
    return redirect("worklists:mine")


@opens_to_agencies
@read_together()
def mine(request: HttpRequest) -> HttpResponse:
    """What someone owes by the clock, the families they lead, what is unread and what they began."""
    today = timezone.localdate()
    found = queries.get_mine(viewer=request.user, today=today)
    actions.note_mine_seen(family_ids=found.family_ids, by=request.user, at=timezone.now())
    return render(
        request,
        "worklists/mine.html",
        {
            "page": presenters.MinePage.of(found, viewer=request.user),
            "today": today,
        },
    )


@opens_to(SEE_TEAM)
def team(request: HttpRequest) -> HttpResponse:
    """A manager's day: what is late and due by rule, who carries what, what to review."""
    today = timezone.localdate()
    teams = queries.list_own_teams(viewer=request.user)
    chosen = next((one.id for one in teams if one.slug == request.GET.get("team")), None)
    found = queries.get_team_day(viewer=request.user, team_id=chosen, today=today)
    page = presenters.TeamPage.of(found) if found else None
    return render(
        request,
        "worklists/team.html",
        {
            "page": page,
            "today": today,
            "teams": teams if len(teams) > 1 else [],
        },
    )


@opens_to(REVIEW_OPENINGS)
def openings(request: HttpRequest) -> HttpResponse:
    """Records opened beyond someone's work, to be reviewed."""
    found = list_openings_to_review(viewer=request.user)
    return render(request, "worklists/openings.html", {"openings": found})


@opens_to(REVIEW_OPENINGS)
def review_opening(request: HttpRequest, opening_id) -> HttpResponse:
    """Say whether opening a record was right."""
    one = next((o for o in list_openings_to_review(viewer=request.user) if o.id == opening_id), None)
    if one is None:
        raise Http404
    form = forms.ReviewOpening(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opening.review_opening(
                opening=one,
                was_right=form.cleaned_data["was_right"],
                finding=form.cleaned_data["finding"],
                by=request.user,
                at=timezone.now(),
            )
        except opening.OpeningRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Reviewed")
            return redirect("worklists:openings")
    return render(request, "worklists/review_opening.html", {"form": form, "opening": one})
