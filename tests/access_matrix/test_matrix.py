"""Every page, asked for as everyone: it opens to exactly those whom the table names, and to nobody for another's."""

import pytest

from tests.access_matrix.pages import NAMES, NESTED, OF_SOMEONE, ROUTES, absent, mixed, others, own
from tests.access_matrix.table import ANONYMOUS, DOOR, FAMILY, NO_ROLE, PAGES, PARTNER, VIEWERS, WORKER
from tests.access_matrix.world import MARK

pytestmark = pytest.mark.django_db
OPEN_FOR_OTHERS = {
    "contact": DOOR, "known": PAGES["record:open_beyond"].roles, "link": set(VIEWERS), "invitation": set(VIEWERS),
}
"""The front door sees every contact; all who search learn that a family is known; a secret link opens to its holder."""
STAFF_APPS = {"record", "cases", "plans", "assessments", "people", "frontdoor", "workforce", "places", "identity"}


def test_the_table_names_every_page_and_no_other():
    assert set(PAGES) == set(ROUTES)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_opens_to_those_whom_the_table_names(world, name):
    assert {viewer for viewer in VIEWERS if own(world, viewer, name).is_open} == PAGES[name].roles


@pytest.mark.parametrize("name", [name for name in NAMES if not PAGES[name].post])
def test_to_those_it_opens_to_it_answers_with_a_page(world, name):
    found = {viewer: own(world, viewer, name).status for viewer in PAGES[name].roles}
    assert set(found.values()) == {PAGES[name].status}, found


@pytest.mark.parametrize("name", OF_SOMEONE)
def test_another_familys_page_is_not_there(world, name):
    expected = OPEN_FOR_OTHERS.get(PAGES[name].about, set())
    assert {viewer for viewer in VIEWERS if others(world, viewer, name).is_open} == expected


@pytest.mark.parametrize("name", NESTED)
def test_nothing_of_another_family_opens_under_ones_own(world, name):
    assert {viewer for viewer in VIEWERS if mixed(world, viewer, name).status == 200} == set()


@pytest.mark.parametrize("name", [name for name in OF_SOMEONE if PAGES[name].about not in OPEN_FOR_OTHERS])
@pytest.mark.parametrize("viewer", [WORKER, PARTNER, FAMILY, NO_ROLE])
def test_absent_and_forbidden_are_the_same(world, name, viewer):
    forbidden, nobody = others(world, viewer, name), absent(world, viewer, name)
    assert (forbidden.status, forbidden.body) == (nobody.status, nobody.body)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("which", [own, others, mixed], ids=lambda which: which.__name__)
def test_no_word_of_another_family_is_in_any_answer(world, name, which):
    about = PAGES[name].about
    for viewer in VIEWERS:
        if viewer in DOOR and name.startswith("frontdoor:") or which is not own and about in OPEN_FOR_OTHERS:
            continue
        answer = which(world, viewer, name)
        assert MARK.encode() not in answer.body, f"{viewer} reads a word of another family"
        told = {one for one in world.other.references if one.encode() in answer.body}
        assert not told, f"{viewer} reads a reference of another family"


@pytest.mark.parametrize("name", [name for name in NAMES if name.split(":")[0] in STAFF_APPS])
def test_staffs_pages_are_not_there_for_the_family(world, name):
    door_is_public = ANONYMOUS in PAGES[name].roles
    assert door_is_public or not own(world, FAMILY, name).is_open


def test_everything_opened_beyond_the_table_is_known(world):
    """Someone with a role and a grant opens many pages, so that a world without grants cannot pass."""
    assert sum(own(world, WORKER, name).is_open for name in NAMES if PAGES[name].about == "family") > 40
