"""Copying rows into the tables: one transaction, with triggers, references and indexes put back at its end."""

from collections.abc import Callable, Iterable
from contextlib import contextmanager

from django.db import connection, transaction

_FOREIGN_KEYS = """
select conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
from pg_constraint where contype = 'f' and conrelid = any(%s::regclass[]) order by 1, 2
"""
_INDEXES = """
select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
where indrelid = any(%s::regclass[]) and not indisprimary and not indisunique order by 1
"""


@contextmanager
def bare_tables(tables: list[str], *, say: Callable[[str], None]):
    """Tables without triggers, references and plain indexes while rows are copied in; a failure undoes it all."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local maintenance_work_mem = '512MB'")
        cursor.execute("set constraints all immediate")
        keys, indexes = _found(cursor, _FOREIGN_KEYS, tables), _found(cursor, _INDEXES, tables)
        for table in tables:
            cursor.execute(f"alter table {table} disable trigger user")
        for table, name, _ in keys:
            cursor.execute(f"alter table {table} drop constraint {name}")
        for name, _ in indexes:
            cursor.execute(f"drop index {name}")
        yield cursor
        for name, definition in indexes:
            say(f"Indexing {name}")
            cursor.execute(definition)
        say("Checking references between tables")
        for table, name, definition in keys:
            cursor.execute(f"alter table {table} add constraint {name} {definition}")
        for table in tables:
            cursor.execute(f"alter table {table} enable trigger user")


def copy_rows(cursor, table: str, columns: tuple[str, ...], rows: bytes) -> None:
    """Copy rows into one table."""
    with cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as copy:
        copy.write(rows)


def analyse(tables: Iterable[str]) -> None:
    """Have PostgreSQL count what the tables hold, so that it plans well."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"vacuum analyze {table}")


def references_taken() -> frozenset[str]:
    """The references of people and families already there."""
    with connection.cursor() as cursor:
        cursor.execute("select reference from people_person union all select reference from people_family")
        return frozenset(reference for (reference,) in cursor.fetchall())


def homes_there() -> list[tuple]:
    """Every live postcode of the county, with its area and locality."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.code, a.id::text, a.locality_id::text from places_postcode p join places_area a on a.id = p.area_id"
            " where p.is_live order by p.code"
        )
        return cursor.fetchall()


def _found(cursor, query: str, tables: list[str]) -> list[tuple]:
    cursor.execute(query, [tables])
    return cursor.fetchall()
