"""Keeping the rows by which the matching model finds and compares people.

A person's row is written with the person, in the same transaction. Triggers note whatever else it may read: a
parent's new name, a sister who joins the family, people copied in by the million. Those are read again within a
minute by `settle_match_records`, and their notes go with it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from uuid import UUID

from django.db import connection, transaction

from .. import gateways
from ..models import MatchFrequency, MatchRecord, Person
from ..queries.evidence import known_of_people
from ..queries.likely import KEYS

AT_ONCE = 2_000
NOTES_AT_ONCE = 5_000
FEW = 50
COMMON_KEY = 50
"""A key that more people share is counted, so that searches can leave it out."""
GROWN_BY = 0.05

_is_put_off: ContextVar[bool] = ContextVar("match_records_are_put_off", default=False)

# A name that changes is read of the children and of the brothers and sisters too.
_NEAR = """
with changed as (select unnest(%s::uuid[]) as person_id),
near as (
  select person_id from changed
  union select other_id from people_relationship join changed on changed.person_id = people_relationship.person_id
  union select also.person_id from people_familymember mine join changed using (person_id)
    join people_familymember also on also.family_id = mine.family_id
)
select person_id from near join people_person on people_person.id = near.person_id order by 1
"""
# Whoever has kin on record keeps the note: the kin are read again too, when notes are settled.
_FORGET_NOTES_OF_THOSE_ALONE = """
delete from people_matchstale as note where person_id = any(%s)
and not exists (select from people_relationship where person_id = note.person_id)
and not exists (select from people_familymember mine join people_familymember also using (family_id)
  where mine.person_id = note.person_id and also.person_id <> note.person_id)
"""
_NOTED_FIRST = "select person_id from people_matchstale order by id limit %s"
# Notes of those near are taken with them, so that a family told of in many notes is read once.
_TAKE_NOTES = """
delete from people_matchstale where id in
(select id from people_matchstale where person_id = any(%s) for update skip locked) returning person_id
"""
_NOTE_WHO_IS_MISSING = """
insert into people_matchstale (person_id) select id from people_person
where not exists (select from people_matchrecord where person_id = people_person.id)
"""


def write_match_record(*people: Person) -> None:
    """Write, or write again, how the model reads people, in the transaction that changes them."""
    if _is_put_off.get():
        return
    ids = sorted({one.id for one in people})
    write_match_records((person_id, one.findable) for person_id, one in known_of_people(ids).items())
    with connection.cursor() as cursor:
        cursor.execute(_FORGET_NOTES_OF_THOSE_ALONE, [ids])


@contextmanager
def put_off_match_records() -> Iterator[None]:
    """Within, nobody's row is written: who changed stays noted, and is read when many are settled at once."""
    token = _is_put_off.set(True)
    try:
        yield
    finally:
        _is_put_off.reset(token)


def note_who_is_missing() -> int:
    """Note everybody who has no row, after people were copied in past the triggers; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTE_WHO_IS_MISSING)
        return cursor.rowcount


def settle_match_records() -> int:
    """Read again everybody of whom something changed, and count values anew when many did; return how many."""
    settled = 0
    while read := _settle_some():
        settled += read
    if settled and _has_grown():
        count_values()
    return settled


def refresh_match_records() -> int:
    """Read whoever is missing and whoever changed, and count values anew; return how many were read."""
    note_who_is_missing()
    settled = settle_match_records()
    if settled:
        count_values()
    return settled


@transaction.atomic
def _settle_some() -> int:
    with connection.cursor() as cursor:
        noted = _ids(cursor, _NOTED_FIRST, NOTES_AT_ONCE)
        changed = _ids(cursor, _TAKE_NOTES, [*noted, *_ids(cursor, _NEAR, noted)])
        if not changed:
            return 0
        waiting = _ids(cursor, _NEAR, changed)
    for start in range(0, len(waiting), AT_ONCE):
        known = known_of_people(waiting[start : start + AT_ONCE])
        write_match_records((person_id, one.findable) for person_id, one in known.items())
    return max(len(waiting), 1)


def _ids(cursor, statement: str, asked: object) -> list[UUID]:
    """The people that a statement names, each once."""
    cursor.execute(statement, [asked])
    return sorted({row[0] for row in cursor.fetchall()})


@transaction.atomic
def write_match_records(known: Iterable[tuple[UUID, Mapping]]) -> None:
    """Write the rows of people by what is known of them: few by hand, many by copying."""
    rows = (match_row(person_id, fields) for person_id, fields in known)
    first = list(islice(rows, FEW))
    if len(first) < FEW:
        _insert(first)
    else:
        _copy(first, rows)


def match_columns() -> list[str]:
    """The columns of a row, in the order of `match_row`."""
    return ["person_id", "keys", *gateways.register_columns()]


def match_row(person_id: UUID, fields: Mapping) -> list:
    """The row of one person by what is known of them."""
    record, keys = gateways.prepared(fields)
    return [person_id, keys, *(record[name] for name in gateways.register_columns())]


@transaction.atomic
def count_values() -> None:
    """Count how often each value stands in the register, so that a rare name says more, and which keys many share."""
    table = MatchRecord._meta.db_table
    into = f'insert into {MatchFrequency._meta.db_table} ("column", value, count)'
    with connection.cursor() as cursor:
        cursor.execute("lock table people_matchfrequency in exclusive mode")
        cursor.execute("delete from people_matchfrequency")
        for name in gateways.columns_that_count():
            cursor.execute(
                f"{into} select %s, {name}, count(*) from {table} where {name} <> '' group by {name} "
                f"union all select %s, '', count(*) from {table} where {name} <> '' having count(*) > 0",
                [name, name],
            )
        cursor.execute(
            f"{into} select '{KEYS}', key, count(*) from {table}, unnest(keys) as key "
            "group by key having count(*) > %s",
            [COMMON_KEY],
        )
        cursor.execute(f"{into} select '{KEYS}', '', count(*) from {table} having count(*) > 0")


def _has_grown() -> bool:
    """Whether so many people came or went since values were counted that they should be counted again."""
    counted = MatchFrequency.objects.filter(column=KEYS, value="").values_list("count", flat=True).first() or 0
    return abs(MatchRecord.objects.count() - counted) > GROWN_BY * counted


def _insert(rows: Sequence[list]) -> None:
    if rows:
        columns = match_columns()
        one = f"({', '.join(['%s'] * len(columns))})"
        with connection.cursor() as cursor:
            cursor.execute(
                f"insert into people_matchrecord ({', '.join(columns)}) "
                f"values {', '.join([one] * len(rows))} {_again()}",
                [value for row in rows for value in row],
            )


def _copy(first: Sequence[list], rest: Iterable[list]) -> None:
    names = ", ".join(match_columns())
    with connection.cursor() as cursor:
        cursor.execute("create temporary table coming (like people_matchrecord including defaults) on commit drop")
        with cursor.copy(f"copy coming ({names}) from stdin") as copy:
            for rows in (first, rest):
                for row in rows:
                    copy.write_row(row)
        cursor.execute(f"insert into people_matchrecord ({names}) select {names} from coming {_again()}")
        cursor.execute("drop table coming")


def _again() -> str:
    new = ", ".join(f"{name} = excluded.{name}" for name in match_columns()[1:])
    return f"on conflict (person_id) do update set {new}"
