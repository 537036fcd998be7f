"""Which doors a page has, and which records are open to a viewer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from alongside.foundation.identity.rules import UserKind

from .models import GrantReach, SealedSubject, SealName
from .rules import Door, declare

REVIEW_OPENINGS = declare(
    "access.review_openings",
    "Review records opened beyond someone’s work",
    roles={"hub-manager", "front-door-manager", "service-manager", "auditor"},
)
OPEN_BEYOND_GRANTS = declare(
    "access.open_beyond_grants",
    "Open a record beyond one’s work, giving a reason",
    roles={
        "front-door-worker",
        "front-door-manager",
        "family-worker",
        "hub-manager",
        "social-worker",
        "service-manager",
    },
)

READ_EVERY = declare(
    "access.read_every",
    "Read the record of every family that anybody has worked with; each look is noted",
    roles={"service-manager"},
)

SEAL = declare(
    "access.seal",
    "Seal a record, say who may see it, and lift the seal",
    roles={"service-manager"},
)
SEE_SEALS = declare(
    "access.see_seals",
    "See which records are sealed, since when and for whom, without what is in them",
    roles={"service-manager", "auditor"},
)

_answers: ContextVar[dict | None] = ContextVar("answers", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """While a page is read, whether a record is open to its viewer is asked of the database once.

    Only for pages that change no grant: `@asked_once()` stands below the door of a view.
    """
    before = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(before)


def remember_open(viewer, subject_kind: str, subject_id) -> None:
    """A record found among those open to the viewer is not asked about again while its page is read."""
    answers = _answers.get()
    if answers is not None:
        answers[viewer.pk, subject_kind, str(subject_id), frozenset()] = True


def _guarded(door: Door, may_open: Callable[[HttpRequest], bool]):
    def guard(view):
        @wraps(view)
        def opened(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if door.kind != "anyone" and not request.user.is_authenticated:
                return redirect_to_login(_page_to_return_to(request))
            if not may_open(request):
                raise Http404
            return view(request, *args, **kwargs)

        opened.door = door
        return opened

    return guard


def _page_to_return_to(request: HttpRequest) -> str:
    """Where to go on after signing in again: the page itself, or the one from which something was sent."""
    if request.method == "GET":
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    return urlsplit(came_from)._replace(scheme="", netloc="", fragment="").geturl()


def opens_to(permission: str):
    """The page opens to whoever holds the permission; to all others it is not there."""
    return _guarded(Door("permission", permission), lambda request: request.user.may(permission))


def opens_to_signed_in(view):
    """The page opens to everyone signed in; what it shows follows their grants."""
    return _guarded(Door("signed_in"), lambda request: True)(view)


def opens_to_agencies(view):
    """The page opens to everyone signed in who works for an agency; to a member of a family it is not there."""
    return _guarded(Door("agencies"), lambda request: request.user.kind != UserKind.FAMILY)(view)


def opens_to_anyone(*, why: str):
    """The page opens without signing in, for the reason given."""
    return _guarded(Door("anyone", why=why), lambda request: True)


def subjects_open_to(viewer, subject_kind: str) -> QuerySet:
    """The ids of the records of one kind open to the viewer now: by a grant, or by a role that reads every one."""
    if viewer.may(READ_EVERY):
        every = GrantReach.objects.filter(subject_kind=subject_kind)
        return every.exclude(subject_id__in=subjects_sealed_from(viewer, subject_kind)).values("subject_id")
    return GrantReach.objects.open().held_by(viewer).filter(subject_kind=subject_kind).values("subject_id")


def subjects_sealed_from(viewer, subject_kind: str) -> QuerySet:
    """The ids of the sealed records of one kind on which the viewer is not named; to exclude by."""
    named = SealName.objects.standing().filter(seal_id=OuterRef("seal_id"), user_id=viewer.id)
    sealed = SealedSubject.objects.standing().filter(subject_kind=subject_kind)
    return sealed.filter(~Exists(named)).values("subject_id")


def ring_for(viewer, subject_kind: str, subject_id) -> str | None:
    """Whom the viewer rings about a record that is sealed from them; nobody for any other record."""
    sealed = SealedSubject.objects.filter(subject_kind=subject_kind, subject_id=subject_id)
    found = sealed.filter(subject_id__in=subjects_sealed_from(viewer, subject_kind), until_at__isnull=True)
    return found.values_list("seal__ring", flat=True).first()


def is_open_to(viewer, subject_kind: str, subject_id, *, not_by: frozenset = frozenset()) -> bool:
    """Whether one record is open to the viewer now, by a grant for another reason than those named."""
    answers = _answers.get()
    asked = (viewer.pk, subject_kind, str(subject_id))
    if answers is not None and (*asked, not_by) in answers:
        return answers[*asked, not_by]
    if not not_by and answers and any(is_open and key[:3] == asked for key, is_open in answers.items()):
        return True  # open for some reasons is open
    found = subjects_open_to(viewer, subject_kind).filter(subject_id=subject_id)
    is_open = (found.exclude(reason__in=not_by) if not_by else found).exists()
    if answers is not None:
        answers[*asked, not_by] = is_open
    return is_open
