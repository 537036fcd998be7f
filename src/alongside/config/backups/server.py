"""Ask the database server what a backup needs to know of it."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from alongside.config.database import Address

from .archive import BackupRefused


@contextmanager
def connected(address: Address) -> Iterator[psycopg.Connection]:
    """Connect, or say plainly that the database is not there."""
    try:
        connection = psycopg.connect(address.url, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as problem:
        raise BackupRefused(f"The database does not answer: {problem}") from problem
    with connection:
        yield connection


def major_version(connection: psycopg.Connection) -> int:
    """Return the server's major version."""
    return connection.info.server_version // 10000


def count_rows(connection: psycopg.Connection) -> dict[str, int]:
    """Count every table's rows, to be compared after a restore."""
    tables = connection.execute(
        "SELECT schemaname, tablename FROM pg_tables"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        " ORDER BY schemaname, tablename"
    ).fetchall()
    counts = {}
    for schema, table in tables:
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, table))
        counts[f"{schema}.{table}"] = connection.execute(query).fetchone()[0]
    return counts


def has_tables(connection: psycopg.Connection) -> bool:
    """Tell whether anything at all is in a database."""
    found = connection.execute(
        "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema'))"
    ).fetchone()
    return bool(found and found[0])
