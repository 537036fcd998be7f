"""Every page of the route table, in one browser at both widths: axe finds nothing, and nothing is too wide.

The pages come from the matrix of access, which has an example of every route; they are answered by the
application in this process, and only drawn by the browser.
"""

import mimetypes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.access_matrix.conftest import world as world
from tests.access_matrix.pages import NAMES, own
from tests.access_matrix.table import ANONYMOUS, PAGES, VIEWERS
from tests.browser import PHONE, axe_source, violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
AXE = "/axe.js"
PAGES_SHOWN = [name for name in NAMES if not PAGES[name].post]
OF_THE_LIBRARY = (
    "/account/sign-in/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/no-such-page/",
)


def viewer_of(name: str) -> str:
    """Somebody to whom a page opens: whoever works for the service before the family and the stranger."""
    return next(viewer for viewer in VIEWERS if viewer in PAGES[name].roles)


class _Shelf(ThreadingHTTPServer):
    """Pages as they were answered, and the files beside them, for the browser to fetch and keep."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Giving)
        self.pages: dict[str, bytes] = {}


class _Giving(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        body, kind = self.server.pages.get(path), "text/html; charset=utf-8"
        if path == AXE:
            body, kind = axe_source().encode(), "text/javascript; charset=utf-8"
        elif path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            body, kind = Path(found).read_bytes() if found else None, mimetypes.guess_type(path)[0]
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Type", kind or "application/octet-stream")
        self.send_header("Content-Length", str(len(body or b"")))
        if path not in self.server.pages:
            self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *said) -> None:
        """Nothing is said of each request."""


@pytest.fixture(scope="module")
def shown(browser):
    """One tab for every page, which fetches them from this process."""
    shelf = _Shelf()
    thread = Thread(target=shelf.serve_forever, daemon=True)
    thread.start()
    context = browser.new_context(viewport=PHONE, locale="en-GB")
    tab, errors = context.new_page(), []
    tab.on("pageerror", lambda error: errors.append(str(error)))

    def show(path: str, body: bytes) -> list[str]:
        """What is wrong with a page, at either width."""
        shelf.pages = {path: body.replace(b"</body>", b'<script src="%s"></script></body>' % AXE.encode())}
        errors.clear()
        tab.set_viewport_size(PHONE)
        tab.goto(f"http://127.0.0.1:{shelf.server_port}{path}")
        return violations_of(tab) + errors

    yield show
    context.close()
    shelf.shutdown()
    thread.join()
    shelf.server_close()


@pytest.mark.parametrize("name", PAGES_SHOWN)
def test_axe_finds_nothing(world, shown, name):
    answer = own(world, viewer_of(name), name)
    if not answer.text:
        pytest.skip("a file, not a page")
    assert answer.text.count("<h1") == 1
    assert shown(urlsplit(answer.goes_to or answer.path).path, answer.body) == []


@pytest.mark.parametrize("path", OF_THE_LIBRARY)
def test_axe_finds_nothing_on_the_way_in(world, shown, path):
    assert ANONYMOUS in VIEWERS
    assert shown(path, Client().get(path).content) == []
