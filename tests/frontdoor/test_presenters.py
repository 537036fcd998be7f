"""How what was told reads."""

from datetime import date

import pytest

from alongside.frontdoor import actions, presenters, queries, rules
from alongside.frontdoor.actions.carrying import _told_by
from alongside.frontdoor.models import Contact
from tests.factories import NOW, TODAY
from tests.people.given import given_a_family, given_a_person

from .given import a_child, a_mother, a_worker, given_a_contact, what_is_told


@pytest.mark.parametrize(
    ("told", "words"),
    [
        pytest.param(a_child(), "Born 27 March 2019", id="a day"),
        pytest.param(a_child(born_on=None, age=7), "Aged about 7", id="an age"),
        pytest.param(a_child(born_on=None, age=0), "Less than a year old", id="a baby"),
        pytest.param(a_child(born_on=None, due_on=date(2026, 8, 1)), "Due 1 August 2026", id="unborn"),
        pytest.param(a_child(born_on=None), "Birth not told", id="a child of whom nothing is known"),
        pytest.param(a_mother(), "", id="a mother's age is not missed"),
    ],
)
def test_describe_birth(told, words):
    assert presenters.describe_birth(told) == words


def test_answers_read_back_with_a_link_to_change_each():
    parts = presenters.answers_of(what_is_told(family_view_why="Asked"), change="/form/")
    assert parts[0]["rows"][0] == {
        "key": "Child 1",
        "value": "Mira Ashdown\nBorn 27 March 2019\nAshgrove Primary",
        "href": "/form/#children",
        "blank": "",
    }
    assert all(row["href"].startswith("/form/#") for part in parts for row in part["rows"])
    assert not any(row["href"] for part in presenters.answers_of(what_is_told()) for row in part["rows"])


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        pytest.param({"asker_kind": "professional", "referrer_role": "Health visitor"}, "Health visitor", id="a role"),
        pytest.param({"asker_kind": "professional"}, "a professional", id="no role"),
        pytest.param({"asker_kind": "family"}, "the family", id="the family"),
        pytest.param(
            {"asker_kind": "someone_else", "referrer_name": "Ada Low"},
            "someone who knows the family",
            id="a neighbour is not named",
        ),
    ],
)
def test_who_told_us_is_said_fit_for_the_family(facts, words):
    assert _told_by(Contact(**facts)) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("match", "words"),
    [
        (rules.Match.SAME, "The same person as Meera Ashdown"),
        (rules.Match.NOT_SURE, "Not sure: may be Meera Ashdown"),
        (rules.Match.NOT_THE_SAME, "A new person"),
    ],
)
def test_the_answer_who_someone_is_reads_back(match, words):
    worker = a_worker()
    meera = given_a_person(by=worker, given_names="Meera", family_name="Ashdown", born_on=date(2019, 3, 27))
    given_a_family(meera, by=worker)
    contact = given_a_contact(people=(a_child(nhs_number="9434765919", in_household=False),))
    told = contact.people.get()
    person_id = None if match is rules.Match.NOT_THE_SAME else meera.id
    actions.answer_match(told=told, match=match, person_id=person_id, by=worker, at=NOW)
    page = see(worker, contact)
    assert page.people[0].answer.startswith(words)
    assert page.people[0].question.initial["answer"] == (f"{match}:{meera.id}" if person_id else str(match))
    assert "NHS number 9434765919" in page.people[0].about
    assert "Lives somewhere else" in page.people[0].about
    assert page.left == ["Say in which locality the home is"]


def see(worker, contact) -> presenters.ContactPage:
    contact = queries.get_contact(viewer=worker, reference=contact.reference)
    matches = queries.matches_of(viewer=worker, contact=contact, today=TODAY)
    return presenters.ContactPage.of(
        contact,
        viewer=worker,
        today=TODAY,
        rule="",
        matches=matches,
        moves=queries.list_moves(contact),
        known=queries.known_to_contact(contact=contact, matches=matches),
        earlier=[],
    )
