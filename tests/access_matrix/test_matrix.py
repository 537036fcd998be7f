"""Every page, asked for as everyone: it opens to exactly those whom the table names, and to nobody for another's.

What every page holds to stands in the same file, so that each page is asked for once.
"""

import csv
import io
import re
from contextlib import contextmanager
from functools import cache

import pytest
from django.db import transaction
from django.utils import timezone

from tests.access_matrix.pages import NAMES, NESTED, OF_SOMEONE, ROUTES, absent, lookers, mixed, others, own
from tests.access_matrix.table import (
    ANONYMOUS,
    CLERK,
    DOOR,
    FAMILY,
    KEEPERS,
    NO_ROLE,
    PAGES,
    PARTNER,
    SERVICE,
    SOCIAL,
    STEWARD,
    VIEWERS,
    WORKER,
)
from tests.access_matrix.world import MARK, OWN_MARK
from tests.record.given import seal

pytestmark = pytest.mark.django_db
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
ADDRESS = re.compile(r"""\b(?:href|action|src|formaction)=["']([^"']*)["']""")
BELOW_NOUGHT = re.compile(r"-\d+(\.\d+)?")
INLINE = {
    "a script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "a style": re.compile(r"<style\b|\sstyle=", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]+\son[a-z]+=", re.IGNORECASE),
    "a script in a link": re.compile(r"""(?:href|action|src)=["']\s*javascript:""", re.IGNORECASE),
}
OPEN_FOR_OTHERS = {
    "contact": DOOR,
    "known": PAGES["record:open_beyond"].roles,
    "link": set(VIEWERS),
    "two records": {STEWARD},
    "invitation": set(VIEWERS),
    "package": KEEPERS,
    "loose": PAGES["panels:choose_panel"].roles,
}
"""The front door sees every contact; all who search learn that a family is known; a secret link opens to its holder;
the data steward compares any two records; those who keep the money see every package, and not whose it is; a clerk
gives any question that has no panel yet to one."""
READ_EVERY = {SERVICE}
"""The role that reads the record of every family; each look is noted."""
OWN_COPY = {"plans:family_copy"}
"""The family's own copy of its plan, which the staff open too."""
STAFF_APPS = {
    "record",
    "cases",
    "plans",
    "panels",
    "assessments",
    "people",
    "frontdoor",
    "workforce",
    "places",
    "identity",
}


@pytest.fixture
def _django_db_helper(world):
    """The world's own transaction is enough: what a page writes is taken back at once."""


def reads_every(name: str) -> set[str]:
    """Those whose role opens this page for every family."""
    return READ_EVERY & PAGES[name].roles if PAGES[name].about == "family" else set()


def test_the_table_names_every_page_and_no_other():
    assert set(PAGES) == set(ROUTES)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_opens_to_those_whom_the_table_names(world, name):
    assert {viewer for viewer in VIEWERS if own(world, viewer, name).is_open} == PAGES[name].roles


@pytest.mark.parametrize("name", [name for name in NAMES if not PAGES[name].post])
def test_to_those_it_opens_to_it_answers_with_a_page(world, name):
    found = {viewer: own(world, viewer, name).status for viewer in PAGES[name].roles}
    assert set(found.values()) == {PAGES[name].status}, found


RUN = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for a formula."""


@pytest.mark.parametrize("name", [name for name in NAMES if not PAGES[name].post])
def test_a_table_is_marked_for_spreadsheets_and_runs_nothing(world, name):
    tables = [
        one
        for one in (own(world, viewer, name) for viewer in PAGES[name].roles)
        if one.headers.get("Content-Type", "").startswith("text/csv")
    ]
    for one in tables:
        assert one.body.startswith(b"\xef\xbb\xbf")
        cells = [cell for row in csv.reader(io.StringIO(one.body.decode("utf-8-sig"), newline="")) for cell in row]
        assert [cell for cell in cells if cell.startswith(RUN) and not BELOW_NOUGHT.fullmatch(cell)] == []
    assert tables or not ROUTES[name].endswith(".csv")


@pytest.mark.parametrize("name", OF_SOMEONE)
def test_another_familys_page_is_not_there(world, name):
    expected = OPEN_FOR_OTHERS.get(PAGES[name].about, reads_every(name)) & PAGES[name].roles
    assert {viewer for viewer in lookers(name) if others(world, viewer, name).is_open} == expected


@pytest.mark.parametrize("name", NESTED)
def test_nothing_of_another_family_opens_under_ones_own(world, name):
    assert {viewer for viewer in lookers(name) if mixed(world, viewer, name).status == 200} == set()


@pytest.mark.parametrize("name", [name for name in OF_SOMEONE if PAGES[name].about not in OPEN_FOR_OTHERS])
def test_absent_and_forbidden_are_the_same(world, name):
    for viewer in (WORKER, PARTNER, FAMILY, NO_ROLE):
        assert others(world, viewer, name).told == absent(world, viewer, name).told, viewer


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_another_family_is_in_any_answer(world, name):
    for viewer in set(lookers(name)) - READ_EVERY:
        if (viewer in DOOR and name.startswith("frontdoor:")) or (viewer == CLERK and name == "panels:list"):
            continue
        _has_nothing_of_another(world, viewer, own(world, viewer, name))
        if PAGES[name].about == "package" or (PAGES[name].about and PAGES[name].about not in OPEN_FOR_OTHERS):
            _has_nothing_of_another(world, viewer, others(world, viewer, name))
        if name in NESTED:
            _has_nothing_of_another(world, viewer, mixed(world, viewer, name))


def _has_nothing_of_another(world, viewer, answer):
    assert MARK not in answer.page, f"{viewer} reads a word of another family"
    told = {one for one in world.other.references if one in answer.page}
    assert not told, f"{viewer} reads a reference of another family"


@contextmanager
def _sealed(world):
    """Our own family's record, on which all hold grants, is sealed for one of them; afterwards all is as before."""
    asked = dict(world.answers)
    world.answers.clear()
    with transaction.atomic():
        seal(world.own.family, named=[world.users[WORKER]], by=world.users[SERVICE], at=timezone.now())
        yield
        transaction.set_rollback(True)
    world.answers.clear()
    world.answers.update(asked)


def test_a_sealed_family_opens_to_the_one_named_alone(world):
    """As whoever runs the service, and as the chair of a panel that has the family before it."""
    with _sealed(world):
        for viewer in (SERVICE, SOCIAL):
            for name in (name for name in NAMES if viewer in PAGES[name].roles):
                answer = own(world, viewer, name)
                assert not (PAGES[name].about == "family" and answer.is_open), f"{viewer} opens {name}"
                is_their_own_asking = name == "frontdoor:list_own_requests"
                assert is_their_own_asking or OWN_MARK not in answer.page, f"{viewer} reads of it on {name}"
        assert own(world, WORKER, "record:family").is_open
    assert own(world, SERVICE, "record:family").is_open


@pytest.mark.parametrize("name", [name for name in NAMES if name.split(":")[0] in STAFF_APPS])
def test_staffs_pages_are_not_there_for_the_family(world, name):
    is_for_everybody = ANONYMOUS in PAGES[name].roles
    assert is_for_everybody or name in OWN_COPY or not own(world, FAMILY, name).is_open


def test_everything_opened_beyond_the_table_is_known(world):
    """Someone with a role and a grant opens many pages, so that a world without grants cannot pass."""
    assert sum(own(world, WORKER, name).is_open for name in NAMES if PAGES[name].about == "family") > 40


def _answers(world, name):
    for viewer in lookers(name):
        yield viewer, own(world, viewer, name)
        if PAGES[name].about:
            yield viewer, others(world, viewer, name)


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_is_in_order(world, name):
    wrong = {f"{viewer}: {one}" for viewer, answer in _answers(world, name) for one in _wrong_with(answer)}
    wrong |= {
        f"{viewer} could keep a page of theirs in a cache"
        for viewer, answer in _answers(world, name)
        if world.sessions[viewer] and answer.headers["Cache-Control"] != "no-store"
    }
    assert not wrong


@pytest.mark.parametrize("name", NAMES)
def test_whoever_is_shown_someone_is_noted(world, name):
    for viewer, answer in _answers(world, name):
        if viewer == "anonymous" or not (OWN_MARK in answer.text or MARK in answer.text):
            continue
        assert answer.noted, f"{viewer} read a name and nobody noted it"


def _wrong_with(answer) -> list[str]:
    """What no answer may lack or hold, whoever asks."""
    return [
        *_unguarded(answer.headers),
        *_running_inside(answer.text),
        *_named_outside(answer),
        *_headings(answer.text),
    ]


def _unguarded(headers) -> list[str]:
    policy = headers.get("Content-Security-Policy", "")
    guards = {
        "everything comes from us": "default-src 'self'" in policy and "unsafe" not in policy,
        "no frame holds it": "frame-ancestors 'none'" in policy,
        "its kind is not guessed": headers["X-Content-Type-Options"] == "nosniff",
        "its address is told to nobody": headers["Referrer-Policy"] in {"same-origin", "no-referrer"},
    }
    return [f"no header says that {what}" for what, is_said in guards.items() if not is_said]


@cache
def _running_inside(page: str) -> list[str]:
    return [f"{what} is inside the page" for what, pattern in INLINE.items() if pattern.search(page)]


def _named_outside(answer) -> list[str]:
    places = [*TITLE.findall(answer.text), *ADDRESS.findall(answer.text), answer.goes_to]
    return [f"a name is in a title or an address: {one}" for one in places if OWN_MARK in one or MARK in one]


def _headings(page: str) -> list[str]:
    """A page has one; a part of a page has none of its own."""
    found, is_whole = len(re.findall(r"<h1\b", page)), "<html" in page
    return [f"it has {found} headings"] if page and found != is_whole else []
