"""The functions behind the rows of history."""

import pghistory
import pgtrigger
import pytest
from django.db import connection
from django.utils import timezone

from alongside.foundation.references.rules import new_id
from alongside.people.models import Person

pytestmark = pytest.mark.django_db
BODY = "select prosrc from pg_proc where proname = %s"


def newcomer() -> Person:
    return Person.objects.create(reference=str(new_id())[-12:], given_names="Ana", recorded_at=timezone.now())


def contexts(person: Person) -> list:
    with connection.cursor() as cursor:
        cursor.execute("select pgh_context_id from people_personevent where pgh_obj_id = %s", [person.id])
        return [found for (found,) in cursor.fetchall()]


@pytest.mark.parametrize("name", ["_pgtrigger_should_ignore", "_pgh_attach_context"])
def test_no_error_is_caught_for_a_row_of_history(name):
    with connection.cursor() as cursor:
        cursor.execute(BODY, [name])
        (body,) = cursor.fetchone()
    assert "exception" not in body.casefold()


def test_a_row_of_history_is_kept_where_nobody_told_more():
    assert contexts(newcomer()) == [None]


def test_what_was_told_of_a_change_is_kept_with_it():
    with pghistory.context(why="a test") as told:
        person = newcomer()
    assert contexts(person) == [told.id]
    with connection.cursor() as cursor:
        cursor.execute("select metadata->>'why' from pghistory_context where id = %s", [told.id])
        assert cursor.fetchone() == ("a test",)


def test_what_is_told_later_of_the_same_change_is_added():
    with pghistory.context(why="a test"):
        newcomer()
        with pghistory.context(where="here") as told:
            newcomer()
    with connection.cursor() as cursor:
        cursor.execute("select metadata from pghistory_context where id = %s", [told.id])
        assert cursor.fetchone()[0] == '{"why": "a test", "where": "here"}'


def test_history_told_to_be_left_is_left():
    with pgtrigger.ignore("people.Person:insert_insert"):
        person = newcomer()
    assert contexts(person) == []
    assert contexts(newcomer()) == [None]
