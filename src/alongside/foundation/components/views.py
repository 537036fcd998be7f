"""The gallery: every component with its example."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.foundation.access.access import opens_to_anyone

from .presenters import gallery as presenter


@opens_to_anyone(why="It shows how our pages are made, and nobody’s record")
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component with its example, and every field of a form."""
    today = timezone.localdate()
    is_sent = request.method == "POST"
    sample = presenter.samples(today=today, data=request.POST if is_sent else None)
    page = {"pieces": presenter.list_pieces(), "sample": sample}
    if is_sent:
        page["form"] = sample["form"]
    return render(request, "components/gallery.html", page)
