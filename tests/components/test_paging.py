"""Pages by key: every row once, in order, both ways, in the same few queries."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session

from alongside.foundation.components.paging import key_page

START = datetime(2026, 3, 14, 9, tzinfo=UTC)
ORDER = ("-expire_date", "session_key")

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """Eleven rows of which four share a moment."""
    for number in range(11):
        at = START if number < 4 else START + timedelta(minutes=number)
        Session.objects.create(session_key=f"{number:02d}", session_data="", expire_date=at)
    return list(Session.objects.order_by(*ORDER))


def walk(size):
    page, seen, after = None, [], None
    while page is None or page.next_key:
        page = key_page(Session.objects.all(), after=after, size=size, order=ORDER)
        seen += page.rows
        after = page.next_key
    return seen, page


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 11, 12])
def test_walking_on_and_back_meets_every_row_once(rows, size):
    seen, page = walk(size)
    assert seen == rows
    back = list(page.rows)
    while page.previous_key:
        page = key_page(Session.objects.all(), before=page.previous_key, size=size, order=ORDER)
        back = [*page.rows, *back]
        assert page.next_key
    assert back == rows


def test_nothing_is_a_page_without_neighbours():
    page = key_page(Session.objects.all(), order=ORDER)
    assert (page.rows, page.next_key, page.previous_key) == ([], "", "")


def test_page_takes_one_query_and_neither_offset_nor_count(rows, django_assert_num_queries):
    first = key_page(Session.objects.all(), size=3, order=ORDER)
    with django_assert_num_queries(1) as asked:
        key_page(Session.objects.all(), after=first.next_key, size=3, order=ORDER)
    sql = asked.captured_queries[0]["sql"].upper()
    assert "OFFSET" not in sql
    assert "COUNT(" not in sql


@pytest.mark.parametrize("spoil", [lambda key: key + "x", lambda key: "", lambda key: "rubbish"])
def test_key_that_is_not_ours_starts_at_the_beginning(rows, spoil):
    key = key_page(Session.objects.all(), size=3, order=ORDER).next_key
    assert key_page(Session.objects.all(), after=spoil(key), size=3, order=ORDER).rows == rows[:3]


def test_key_of_another_order_starts_at_the_beginning(rows):
    key = key_page(Session.objects.all(), size=3, order=("session_key",)).next_key
    assert key_page(Session.objects.all(), after=key, size=3, order=ORDER).rows == rows[:3]


def test_row_added_meanwhile_moves_nothing_that_was_to_come(rows):
    key = key_page(Session.objects.all(), size=4, order=ORDER).next_key
    Session.objects.create(session_key="zz", session_data="", expire_date=START + timedelta(days=1))
    assert key_page(Session.objects.all(), after=key, size=4, order=ORDER).rows == rows[4:8]
