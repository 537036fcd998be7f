"""Whether this process can do its work: asked by load balancers and by the `alongside` command."""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse

from alongside.foundation.access.access import opens_to_anyone


@opens_to_anyone(why="A load balancer has no account, and learns only whether we are well")
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers, otherwise 503; say nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return _plain("unwell\n", status=503)
    return _plain("well\n", status=200)


def _plain(text: str, *, status: int) -> HttpResponse:
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(text, content_type="text/plain", status=status, headers=headers)
