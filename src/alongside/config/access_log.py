"""One line of JSON for every request, without anything a person typed.

The route is written instead of the address: an address may hold the secret of an e-mailed link.
"""

import json
import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("alongside.access")


class AccessLog:
    """Write down what was asked for, by whom, with what answer, and how long it took."""

    def __init__(self, get_response: Handler) -> None:
        """Stand round the rest."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then write the line."""
        began = time.perf_counter()
        response = self.get_response(request)
        milliseconds = round((time.perf_counter() - began) * 1000, 1)
        log.info(json.dumps(_line(request, response, milliseconds), separators=(",", ":")))
        return response


def _line(request: HttpRequest, response: HttpResponse, milliseconds: float) -> dict[str, object]:
    matched = request.resolver_match
    return {
        "method": request.method,
        "route": matched.route if matched else None,
        "view": matched.view_name if matched else None,
        "status": response.status_code,
        "ms": milliseconds,
        "user": _user(request),
    }


def _user(request: HttpRequest) -> str | None:
    """Return the user's identifier if the request has already found out who they are."""
    user = request.__dict__.get("_cached_user")
    return str(user.pk) if user is not None and user.is_authenticated else None


class WithoutAddress(logging.Filter):
    """Django's own lines about a request name the route, never the address that was asked for."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Put the route in the place of the address."""
        request = getattr(record, "request", None)
        if request is not None and record.args:
            matched = getattr(request, "resolver_match", None)
            route = matched.route if matched else "an address that is not ours"
            asked = {request.path, request.get_full_path()}
            record.args = tuple(route if word in asked else word for word in record.args)
        return True
