"""How the sign-in library meets our house: nobody signs themselves up, and roles ask for a second step."""

from collections.abc import Callable

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.foundation.audit.actions import record

from ..models import User

ELSEWHERE = "second_step_elsewhere"
OPEN_WITHOUT = ("/account/", "/static/", "/health/", "/drafts/")


class Accounts(DefaultAccountAdapter):
    """People are invited; there is no page to sign up on."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/"

    def get_login_stages(self) -> list[str]:
        """The library's steps of signing in, with our word on the second one."""
        ours = f"{__package__}.{SecondStepUnlessDone.__name__}"
        return [ours if one.endswith("mfa.stages.AuthenticateStage") else one for one in super().get_login_stages()]

    def post_login(self, request: HttpRequest, user: User, *, signal_kwargs=None, **facts) -> HttpResponse:
        """Note in the audit log that someone signed in, and where they proved who they are."""
        answer = super().post_login(request, user, signal_kwargs=signal_kwargs, **facts)
        where = (signal_kwargs or {}).get("where", "here")
        record("identity.signed_in", subject=user, about=(user.id,), by=user, at=user.last_login, where=where)
        return answer


class SecondStepUnlessDone(AuthenticateStage):
    """Whoever has just taken a second step at their organisation is not asked for ours as well."""

    def handle(self) -> tuple:
        """Ask for the second step, unless it was taken."""
        if _took_second_step_elsewhere(self.request, self.login.user):
            return None, True
        return super().handle()


def note_signed_in_elsewhere(request: HttpRequest, user: User, *, second_step: bool) -> None:
    """Keep in the session whether someone took a second step where they just signed in."""
    request.session[ELSEWHERE] = str(user.id) if second_step else ""


def _took_second_step_elsewhere(request: HttpRequest, user: User | None) -> bool:
    return user is not None and request.session.get(ELSEWHERE) == str(user.id)


class SecondStep:
    """Middleware: whoever holds a role that needs a second step sets it up before anything else."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECOND_STEP_NEEDED and self._must_set_up(request):
            return redirect("mfa_index")
        return self.answer(request)

    def _must_set_up(self, request: HttpRequest) -> bool:
        user = request.user
        if not user.is_authenticated or request.path.startswith(OPEN_WITHOUT):
            return False
        needs = any(held.role.needs_second_factor for held in user.current_memberships)
        return needs and not is_mfa_enabled(user) and not _took_second_step_elsewhere(request, user)
