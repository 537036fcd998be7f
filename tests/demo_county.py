"""The small invented county, for journeys and for tests that want everything there: ask for `demo_county`.

It is built once a run, by the same action as the demo; each test that asks gets it back in a second, and the
test's own transaction (or the flush after it) takes it away again.
"""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from alongside.demo.actions.county import build_county

AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
"""A Wednesday in term time, at half past ten."""


def _tables() -> dict[str, list[str]]:
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("alongside.") and model._meta.managed:
            fields = [one for one in model._meta.local_concrete_fields if not isinstance(one, models.GeneratedField)]
            found[model._meta.db_table] = [one.column for one in fields]
    return found


def _named(columns: list[str]) -> str:
    return ", ".join(f'"{one}"' for one in columns)


@pytest.fixture(scope="session")
def _county_as_rows(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        build_county(at=AT, is_small=True)
        rows = {}
        with connection.cursor() as cursor:
            for table, columns in _tables().items():
                with cursor.copy(f'copy (select {_named(columns)} from "{table}") to stdout') as out:
                    rows[table] = b"".join(bytes(part) for part in out)
        transaction.set_rollback(True)
    return rows


@pytest.fixture
def demo_county(_county_as_rows, request):
    """Wenshire with about forty families, as it stood at `AT`."""
    request.getfixturevalue("transactional_db" if "live_server" in request.fixturenames else "db")
    tables = _tables()
    with transaction.atomic(), connection.cursor() as cursor:
        _triggers(cursor, tables, "disable")
        cursor.execute("delete from audit_chain")
        for table, content in _county_as_rows.items():
            with cursor.copy(f'copy "{table}" ({_named(tables[table])}) from stdin') as copy:
                copy.write(content)
        cursor.execute("set constraints all immediate")
        _triggers(cursor, tables, "enable")
        cursor.execute("set constraints all deferred")
        _set_sequences(cursor)
    return AT


def _triggers(cursor, tables: dict[str, list[str]], switch: str) -> None:
    """Rows go back as they were, so our own triggers rest; their owner may say so, and need be nobody greater."""
    for table in tables:
        cursor.execute(f'alter table "{table}" {switch} trigger user')


def _set_sequences(cursor) -> None:
    for model in apps.get_models(include_auto_created=True):
        pk, table = model._meta.pk, model._meta.db_table
        if model.__module__.startswith("alongside.") and isinstance(pk, models.AutoField):
            cursor.execute(
                f"select setval(pg_get_serial_sequence('\"{table}\"', '{pk.column}'),"
                f' (select coalesce(max("{pk.column}"), 0) + 1 from "{table}"), false)'
            )
