"""The gallery: every component with its example."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.foundation.access.access import opens_to_anyone


@opens_to_anyone(why="It shows how our pages are made, and nobody’s record")
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component with its example."""
    return render(request, "components/gallery.html", {})
