"""The small invented county, for tests that want everything there: ask for `demo_county`.

It is built once for a file, by the same action as the demo, in a transaction that is never kept; what each test
changes is taken back by a savepoint. Every test of such a file finds it there.
"""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from alongside.demo.actions.county import build_county, set_up_county

AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
"""A Wednesday in term time, at half past ten."""


@pytest.fixture(scope="module")
def _standing_county(django_db_setup, django_db_blocker):
    yield from kept_for_the_file(django_db_blocker, lambda: build_county(at=AT, is_small=True))


@pytest.fixture
def demo_county(_standing_county, db):
    """Wenshire with about forty families, as it stood at `AT`."""
    return AT


@pytest.fixture(scope="module")
def _standing_bare_county(django_db_setup, django_db_blocker):
    yield from kept_for_the_file(django_db_blocker, lambda: set_up_county(at=AT))


@pytest.fixture
def bare_county(_standing_bare_county, db):
    """Wenshire without families, so that nobody is found to be anybody else."""
    return AT


def kept_for_the_file(django_db_blocker, build):
    """What is built once for a file and given to its tests, in a transaction that is never kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        built = build()
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")
        yield built
        transaction.set_rollback(True)
