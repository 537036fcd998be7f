"""The front page of the desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.foundation.access.access import opens_to_anyone
from alongside.planning.access import may_plan, may_see_money, may_see_need
from alongside.planning.presenters.desk import DeskPage
from alongside.planning.queries.desk import get_desk


@opens_to_anyone(why="It leads whoever may not see the desk to what is published")
def desk(request: HttpRequest) -> HttpResponse:
    """What the desk holds and what to do next; for everybody else, what is published."""
    viewer = request.user
    if not may_see_need(viewer):
        return redirect("planning:published")
    page = DeskPage.of(get_desk(viewer=viewer), plans=may_plan(viewer), sees_money=may_see_money(viewer))
    return render(request, "planning/desk.html", {"page": page})
