"""A scripted day: hands that work without a pause until they are told to stop.

Each hand does one small thing after another and writes into the journal what it was promised. A
kill may interrupt it anywhere; it then tries the next thing. The journeys' hands are in
`tests.faults.hands`; add one to `HANDS` for each new journey.
"""

import http.client
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from itertools import count
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import Error, close_old_connections, transaction
from django.utils import timezone

from alongside.foundation.audit.actions import record
from alongside.foundation.drafts.actions import start_or_resume_draft
from alongside.foundation.identity.models import Agency, User
from tests.faults.journal import Journal

TOKEN = "t" * 32
DONE = "faults.agency_made"


def sign_in(user: User) -> str:
    """Begin a session for someone; return its key."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


@dataclass
class Scene:
    """Who works, and where."""

    port: int
    journal: Journal
    numbers: Callable[[], int]
    user: User
    session: str
    cast: dict = field(default_factory=dict)

    @classmethod
    def set(cls, port: int) -> "Scene":
        """Make one signed-in worker."""
        agency = Agency.objects.create(slug="faults", name="Agency of faults", kind="early_help")
        user = User.objects.create(email="faults@example.org", name="Fay Ault", kind="staff", agency=agency)
        return cls(port, Journal(), count(1).__next__, user, sign_in(user))

    def post(self, path: str, fields: dict[str, str], *, session: str = "") -> int:
        """Send a form as someone signed in; return the answer's status."""
        cookies = SimpleCookie(
            {settings.SESSION_COOKIE_NAME: session or self.session, settings.CSRF_COOKIE_NAME: TOKEN}
        )
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            connection.request(
                "POST",
                path,
                urlencode({**fields, "csrfmiddlewaretoken": TOKEN}),
                {
                    "Content-Type": "application/x-www-form-urlencoded",
                    "Cookie": cookies.output(header="", sep=";").strip(),
                },
            )
            status = connection.getresponse().status
            self.journal.was_answered(path.strip("/").split("/")[0], status)
            return status
        finally:
            connection.close()


def acts(scene: Scene) -> None:
    """Do one action: a row and its entry in the audit log, together or not at all."""
    time.sleep(0.02)
    name = f"faults-{scene.numbers()}"
    scene.journal.trying(name)
    with transaction.atomic():
        agency = Agency.objects.create(slug=name, name=name, kind="early_help")
        record(DONE, subject=agency, by=scene.user, at=timezone.now(), slug=name)
    scene.journal.did(name)


def types(scene: Scene) -> None:
    """Save a form as it is typed, over HTTP."""
    number = scene.numbers()
    draft = start_or_resume_draft(form="faults", subject=str(number % 5), owner=scene.user, at=timezone.now())
    words = f"The words of save {number}"
    scene.journal.begins_to_type(str(draft.id), words)
    if scene.post(f"/drafts/{draft.id}/save/", {"words": words}) == 200:
        scene.journal.has_typed(str(draft.id), words)


def types_on(scene: Scene) -> None:
    """Type into one long form, which saves itself every second, as a page does."""
    time.sleep(1)
    if scene.journal.killed_at:
        return  # whoever typed looks at what the form still holds
    draft = start_or_resume_draft(form="faults", subject="essay", owner=scene.user, at=timezone.now())
    words, typed_at = f"The words of save {scene.numbers()}", time.monotonic()
    scene.journal.types_the_essay(words, typed_at)
    scene.post(f"/drafts/{draft.id}/save/", {"words": words})


HANDS: list[Callable[[Scene], None]] = [acts, types, types_on]


class Day:
    """All hands at work."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.over = threading.Event()
        hands = (*HANDS, *scene.cast.get("hands", ()))
        self.threads = [threading.Thread(target=self._work, args=[hand]) for hand in hands]

    def __enter__(self) -> "Day":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()

    def _work(self, hand: Callable[[Scene], None]) -> None:
        while not self.over.is_set():
            try:
                hand(self.scene)
            except (Error, OSError, http.client.HTTPException):
                self.over.wait(0.1)  # it was killed under our hands: that is the point
            finally:
                close_old_connections()
