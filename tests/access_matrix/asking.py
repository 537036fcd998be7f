"""Asking for a page as somebody, and what the answer says about its door."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.test import Client
from django.test.client import ClientHandler

from alongside.foundation.audit.models import Entry
from tests.access_matrix.world import MARK, OWN_MARK, Side, World

SIGN_IN = "/account/sign-in/"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
HANDLER = ClientHandler(enforce_csrf_checks=False)
"""One for all who ask, so that the middleware is set up once."""
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


class _Undo(Exception):
    """Takes back what a page did."""


def parameters_of(address: str) -> list[str]:
    """The names of what stands in an address."""
    return PARAMETER.findall(address)


def argument(world: World, side: Side, name: str, parameter: str) -> str:
    """What to put in an address: the nearest that the world names."""
    app = name.split(":")[0]
    for key in (f"{name}:{parameter}", f"{app}:{parameter}", parameter):
        for known in (side.arguments, world.general):
            if key in known:
                return known[key]
    raise KeyError(f"The world has no {parameter} for {name}")


def address(world: World, name: str, pattern: str, *, first: Side, rest: Side | None = None) -> str:
    """The address of a page: its first argument of one side, the others of the same or another."""
    values = {}
    for position, parameter in enumerate(parameters_of(pattern)):
        side = first if position == 0 or rest is None else rest
        values[parameter] = argument(world, side, name, parameter)
    return PARAMETER.sub(lambda found: values[found[1]], pattern)


@dataclass(frozen=True)
class Answer:
    """What somebody was answered, and what was noted where it names someone."""

    path: str
    status: int
    body: bytes
    headers: dict[str, str]
    goes_to: str
    noted: tuple

    @property
    def page(self) -> str:
        """What can be read in the answer, apart from the address that was asked for."""
        return self.body.decode(errors="replace").replace(self.path, "")

    @property
    def told(self) -> tuple:
        """All that the answer tells whoever asked."""
        return self.status, self.page, self.goes_to.replace(quote(self.path), "")

    @property
    def text(self) -> str:
        """The page, or nothing where the answer is a file."""
        return self.body.decode() if self.headers.get("Content-Type", "").startswith("text/html") else ""

    @property
    def is_open(self) -> bool:
        """Whether the door opened: anything but no such page, and the way to sign in."""
        assert self.status < 500, f"it failed with {self.status}"
        if self.goes_to:
            return not self.goes_to.startswith(SIGN_IN)
        return self.status not in (401, 403, 404)


def ask(world: World, viewer: str, path: str, *, post: bool = False) -> Answer:
    """The answer to somebody's request; what it wrote is taken back. The same question is asked once."""
    key = (viewer, path, post)
    if key not in world.answers:
        world.answers[key] = _ask(world, viewer, path, post)
    return world.answers[key]


def _names_someone(found) -> bool:
    """Whether an answer holds a word of either family: only then does it matter what was noted."""
    return not found.streaming and any(mark.encode() in found.content for mark in (MARK, OWN_MARK))


def _noted_since(last: int) -> tuple:
    return tuple(Entry.objects.filter(id__gt=last, kind__endswith="_seen").values_list("kind", "about"))


def _ask(world: World, viewer: str, path: str, post: bool) -> Answer:
    client = Client(raise_request_exception=False)
    client.handler = HANDLER
    if world.sessions[viewer]:
        client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[viewer]
    if world.noted_before is None:
        world.noted_before = Entry.objects.aggregate(last=Max("id"))["last"] or 0
    try:
        with transaction.atomic():
            found = client.post(path) if post else client.get(path)
            if found.status_code == 302 and not post and found.url.startswith("/") and SIGN_IN not in found.url:
                found = client.get(found.url)
            noted = _noted_since(world.noted_before) if _names_someone(found) else ()
            raise _Undo
    except _Undo:
        return Answer(
            path,
            found.status_code,
            TOKEN.sub(b"", b"".join(found.streaming_content) if found.streaming else found.content),
            dict(found.headers),
            found.headers.get("Location", ""),
            noted,
        )
