"""Loads rows by COPY: adds what is new, changes what differs, leaves the rest alone."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from psycopg import sql


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of the rows of one table."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Changed") -> "Changed":
        return Changed(
            self.added + other.added, self.changed + other.changed,
            self.unchanged + other.unchanged,
        )  # fmt: skip


def put_rows(
    model: type[models.Model],
    *,
    columns: Sequence[str],
    key: Sequence[str],
    rows: Iterable[Sequence[Any]],
    key_condition: str = "",
    keep: Sequence[str] = (),
) -> Changed:
    """Add rows of a model whose key is new, and change those that differ.

    `keep` names the columns that are set when a row is added and never changed afterwards.
    """
    table, incoming = sql.Identifier(model._meta.db_table), sql.Identifier("incoming")
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    settable = [one for one in columns if one not in (*key, *keep)]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.incoming"))
        cursor.execute(
            sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA")
            .format(incoming, names, table)
        )  # fmt: skip
        given = 0
        with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(incoming, names)) as copy:
            for row in rows:
                copy.write_row([json.dumps(one) if isinstance(one, dict) else one for one in row])
                given += 1
        cursor.execute(_insert(table, incoming, names, key, settable, key_condition))
        added, changed = cursor.fetchone()
    return Changed(added, changed, given - added - changed)


def _insert(table, incoming, names, key, settable, key_condition) -> sql.Composed:
    excluded = [sql.SQL("EXCLUDED.{}").format(sql.Identifier(one)) for one in settable]
    held = [sql.SQL("{}.{}").format(table, sql.Identifier(one)) for one in settable]
    comma = sql.SQL(", ")
    do = sql.SQL("NOTHING")
    if settable:
        do = sql.SQL("UPDATE SET ({}) = ROW({}) WHERE ({}) IS DISTINCT FROM ({})").format(
            comma.join(map(sql.Identifier, settable)), comma.join(excluded), comma.join(held),
            comma.join(excluded),
        )  # fmt: skip
    return sql.SQL(
        "WITH put AS (INSERT INTO {table} ({names}) SELECT {names} FROM {incoming} "
        "ON CONFLICT ({key}) {condition} DO {do} RETURNING (xmax = 0) AS is_new) "
        "SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM put"
    ).format(
        table=table, names=names, incoming=incoming, do=do, condition=sql.SQL(key_condition),
        key=comma.join(map(sql.Identifier, key)),
    )  # fmt: skip
