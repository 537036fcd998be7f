"""The headers that every answer carries."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = {
    "default-src": ("'self'",),
    "img-src": ("'self'", "data:"),
    "style-src": ("'self'",),
    "script-src": ("'self'",),
    "object-src": ("'none'",),
    "base-uri": ("'none'",),
    "form-action": ("'self'",),
    "frame-ancestors": ("'none'",),
}
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


class SecurityHeaders:
    """Say what a page may load, and keep signed-in pages out of every cache."""

    def __init__(self, get_response: Handler) -> None:
        """Work out the policy once."""
        self.get_response = get_response
        # After a form is sent, a browser also follows redirects only to places named here, so the
        # council's single sign-on must be among them.
        sign_in = tuple(getattr(settings, "SIGN_IN_ORIGINS", ()))
        self.policy = _policy({**CONTENT_SECURITY_POLICY, "form-action": ("'self'", *sign_in)})

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers that the answer does not have yet."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        if _belongs_to_a_session(request, response):
            response.headers["Cache-Control"] = "no-store"
        return response


def _belongs_to_a_session(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell by the cookie, so that looking costs no query."""
    name = settings.SESSION_COOKIE_NAME
    return name in request.COOKIES or name in response.cookies


def _policy(directives: dict[str, tuple[str, ...]]) -> str:
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())
