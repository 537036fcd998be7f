"""Families worked with by several teams at once, in figures from which nobody can be recognised."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from alongside.cases import queries, rules
from alongside.cases.actions import note_involvement
from alongside.people.actions import say_of_families
from alongside.people.rules import LinkDecision
from tests.cases.given import given_a_hub, given_an_allocated_case
from tests.directory.given import given_a_service
from tests.factories import NOW, TODAY, a_user, an_agency


@pytest.mark.django_db
def test_families_of_several_teams_are_counted_once_however_many_records_they_have():
    hub, school, police = given_a_hub(), an_agency(kind="school"), an_agency(kind="police")
    cases = [given_an_allocated_case(hub) for _ in range(6)]
    for case in cases:
        note_involvement(family=case.family, agency=school, as_of=TODAY, source="x", by=hub.manager, at=NOW)
    viewer = a_user("service-manager")
    found = queries.overlap(viewer=viewer, today=TODAY)
    assert (found.families, [n for _, _, n in found.together]) == (6, [6])
    steward = a_user("data-steward")
    one, other = cases[0].family, cases[1].family
    say_of_families(one=one, other=other, decision=LinkDecision.SAME, by=steward, at=NOW)
    note_involvement(family=cases[5].family, agency=police, as_of=TODAY, source="x", by=hub.manager, at=NOW)
    found = queries.overlap(viewer=viewer, today=TODAY)
    assert (found.families, [n for _, _, n in found.together]) == (5, [5])
    [counts] = found.by_locality.values()
    assert counts == {"2": None, "3": None, "4 or more": 0}
    given_a_service(name="Talking treatment for teenagers")
    given_a_service(name="Teenagers talking")
    [alike] = queries.overlap(viewer=viewer, today=TODAY).services
    assert (alike.places, alike.words) == (None, "Talking, teenagers")
    client = Client()
    client.force_login(viewer)
    page = client.get("/cases/overlap/").content.decode()
    assert "fewer than 5" in page
    assert one.reference not in page
    assert "5" in client.get("/cases/overlap/figures.csv").content.decode()
    assert queries.overlap(viewer=a_user("family-worker"), today=TODAY) is None


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        pytest.param({"2": 9, "3": 3}, {"2": None, "3": None}, id="with the total, 3 could be worked out"),
        pytest.param({"2": 9, "3": 3, "4": 12}, {"2": None, "3": None, "4": 12}, id="the next smallest goes with it"),
        pytest.param({"2": 3, "3": 4, "4": 12}, {"2": None, "3": None, "4": 12}, id="two small ones hide each other"),
        pytest.param({"2": 5, "3": 0}, {"2": 5, "3": 0}, id="five is enough, and none is no one"),
        pytest.param({"2": 1, "3": 0}, {"2": None, "3": 0}, id="nothing else to hide it with"),
    ],
)
def test_what_may_be_told(numbers, told):
    assert rules.may_be_told(numbers, smallest=5) == told


@given(st.dictionaries(st.text(max_size=2), st.integers(0, 30), max_size=5), st.integers(3, 9))
def test_no_small_number_is_ever_told(numbers, smallest):
    told = rules.may_be_told(numbers, smallest=smallest)
    assert all(n is None or (n == numbers[key] and not 0 < n < smallest) for key, n in told.items())
