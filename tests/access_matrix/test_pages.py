"""What every page of the product holds to, seen by everyone who may open it."""

import re

import pytest

from tests.access_matrix.pages import NAMES, lookers, others, own
from tests.access_matrix.table import PAGES
from tests.access_matrix.world import MARK, OWN_MARK

pytestmark = pytest.mark.django_db
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
ADDRESS = re.compile(r"""\b(?:href|action|src|formaction)=["']([^"']*)["']""")
INLINE = {
    "a script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "a style": re.compile(r"<style\b|\sstyle=", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]+\son[a-z]+=", re.IGNORECASE),
    "a script in a link": re.compile(r"""(?:href|action|src)=["']\s*javascript:""", re.IGNORECASE),
}


def _answers(world, name):
    for viewer in lookers(name):
        yield viewer, own(world, viewer, name)
        if PAGES[name].about:
            yield viewer, others(world, viewer, name)


@pytest.mark.parametrize("name", NAMES)
def test_headers_guard_every_answer(world, name):
    for viewer, answer in _answers(world, name):
        policy = answer.headers.get("Content-Security-Policy", "")
        assert "default-src 'self'" in policy, viewer
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
        assert "frame-ancestors 'none'" in policy
        if world.sessions[viewer]:
            assert answer.headers["Cache-Control"] == "no-store", viewer


@pytest.mark.parametrize("name", NAMES)
def test_nothing_runs_inside_a_page(world, name):
    for viewer, answer in _answers(world, name):
        found = [what for what, pattern in INLINE.items() if pattern.search(answer.text)]
        assert not found, f"{viewer} is given {found}"


@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_in_a_title_or_an_address(world, name):
    for viewer, answer in _answers(world, name):
        places = [*TITLE.findall(answer.text), *ADDRESS.findall(answer.text), answer.goes_to]
        named = [one for one in places if OWN_MARK in one or MARK in one]
        assert not named, viewer


@pytest.mark.parametrize("name", NAMES)
def test_whoever_is_shown_someone_is_noted(world, name):
    for viewer, answer in _answers(world, name):
        if viewer == "anonymous" or not (OWN_MARK in answer.text or MARK in answer.text):
            continue
        assert answer.noted, f"{viewer} read a name and nobody noted it"


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_one_heading(world, name):
    for viewer, answer in _answers(world, name):
        if answer.text:
            assert len(re.findall(r"<h1\b", answer.text)) == 1, viewer
