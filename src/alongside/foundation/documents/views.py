"""Files to take away, and what is the same for everybody. Every table that leaves the product does so by `csv_answer`;
an architecture test looks."""

import ipaddress
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers, set_response_etag
from django.utils.crypto import salted_hmac
from django.utils.http import http_date, parse_http_date_safe

from alongside.values.sheets import csv_lines

from . import rules

CSV = "text/csv; charset=utf-8"
PDF = "application/pdf"
_pressing = GZipMiddleware(lambda request: HttpResponse())


def file_answer(body: str | bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep, under a name."""
    return HttpResponse(body, content_type=kind, headers=_kept_as(name))


def csv_answer(rows: Iterable[Sequence[Any]], name: str, *, is_long: bool = False) -> HttpResponseBase:
    """A table to keep, its first row the names of its columns; a long one is sent while it is read."""
    if is_long:
        return StreamingHttpResponse(csv_lines(rows), content_type=CSV, headers=_kept_as(name))
    return file_answer("".join(csv_lines(rows)), CSV, name)


def _kept_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def unchanged_since(answer: HttpResponseBase, moment: datetime) -> HttpResponseBase:
    """The same answer, of which nothing has changed since a moment; only for what is frozen to the letter."""
    answer.headers["Last-Modified"] = http_date(moment.timestamp())
    return answer


def _same_for_everybody(most_a_minute: int):
    """The page or file is the same for everybody who is not signed in: browsers and caches keep it for a little while,
    it is sent again only when it has changed, and only so many times a minute to one place."""

    def guard(view: Callable[..., HttpResponse]):
        @wraps(view)
        def answered(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            if request.user.is_authenticated:
                return view(request, *args, **kwargs)
            if wait := _seconds_to_wait(request, most_a_minute):
                return _asked_too_often(request, wait)
            return _shared(request, view(request, *args, **kwargs))

        return answered

    return guard


public_page = _same_for_everybody(rules.MOST_PAGES_A_MINUTE)
public_file = _same_for_everybody(rules.MOST_FILES_A_MINUTE)


def _seconds_to_wait(request: HttpRequest, most: int) -> int:
    """Count one more in this minute; of the place only a digest is kept, in memory, until the minute is over."""
    now, asked = timezone.now(), caches["asked"]
    place = salted_hmac("documents.asked", _place_of(request), algorithm="sha256").hexdigest()
    key = f"{now:%H:%M}:{most}:{place}"
    asked.add(key, 0, timeout=60)
    try:
        number = asked.incr(key)
    except ValueError:  # so many places that this one was forgotten meanwhile
        return 0
    return rules.seconds_to_wait(asked=number, most=most, second=now.second)


def _place_of(request: HttpRequest) -> str:
    """Where someone asks from: of version 6 the network, for one reader has a whole one. A proxy of ours adds whom it
    speaks for at the end."""
    told = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        told = request.headers.get("X-Forwarded-For", told).rsplit(",", 1)[-1].strip()
    try:
        place = ipaddress.ip_address(told)
    except ValueError:
        return told
    return str(ipaddress.ip_network(f"{place}/64", strict=False)) if place.version == 6 else told


def _asked_too_often(request: HttpRequest, wait: int) -> HttpResponse:
    answer = render(request, "429.html", {"wait": wait}, status=429)
    answer["Retry-After"] = str(wait)
    answer["Cache-Control"] = "no-store"
    return answer


def _shared(request: HttpRequest, answer: HttpResponse) -> HttpResponseBase:
    if answer.status_code != 200:
        return answer
    patch_vary_headers(answer, ["Cookie", "Accept-Encoding"])
    if request.COOKIES or request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
        patch_cache_control(answer, private=True, no_cache=True)  # a page may say something to whoever brings a cookie
        return answer
    patch_cache_control(answer, public=True, max_age=rules.KEPT_SECONDS, must_revalidate=True)
    set_response_etag(answer)
    changed = parse_http_date_safe(answer.get("Last-Modified", ""))
    found = get_conditional_response(request, etag=answer.get("ETag"), last_modified=changed, response=answer)
    is_pressed_already = answer["Content-Type"] == PDF
    return found if found is not answer or is_pressed_already else _pressing.process_response(request, answer)
