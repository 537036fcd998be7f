"""How the sign-in library meets our house: nobody signs themselves up, and roles ask for a second step."""

from collections.abc import Callable

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

OPEN_WITHOUT = ("/account/", "/static/", "/health/", "/drafts/")


class Accounts(DefaultAccountAdapter):
    """People are invited; there is no page to sign up on."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/"


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
        return needs and not is_mfa_enabled(user)
