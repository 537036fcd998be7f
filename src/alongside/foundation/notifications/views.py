"""Opening a notice."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to_signed_in

from . import actions


@require_POST
@opens_to_signed_in
def read(request: HttpRequest, notice_id) -> HttpResponse:
    """Mark a notice as read and go where it can be dealt with."""
    notice = actions.read_notice(viewer=request.user, notice_id=notice_id, at=timezone.now())
    if notice is None:
        raise Http404
    link = notice.link or "/"
    return redirect(link if url_has_allowed_host_and_scheme(link, allowed_hosts=None) else "/")
