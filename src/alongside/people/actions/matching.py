"""Keeping the rows by which the matching model finds and compares people."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db import connection, transaction

from .. import gateways
from ..models import MatchStale
from ..queries.evidence import known_of_people

AT_ONCE = 2_000

# A name that changes is read of the children and of the brothers and sisters too.
_WAITING = """
with changed as (select distinct person_id from people_matchstale where id <= %(last)s),
near as (
  select person_id from changed
  union select other_id from people_relationship join changed on changed.person_id = people_relationship.person_id
  union select also.person_id from people_familymember mine join changed using (person_id)
    join people_familymember also on also.family_id = mine.family_id
  union select id from people_person where not exists (select from people_matchrecord where person_id = id)
)
select person_id from near join people_person on people_person.id = near.person_id order by 1
"""


def refresh_match_records() -> int:
    """Read again everybody of whom something changed, or who is new; return how many."""
    last = MatchStale.objects.order_by("-id").values_list("id", flat=True).first() or 0
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, {"last": last})
        waiting = [row[0] for row in cursor.fetchall()]
    for start in range(0, len(waiting), AT_ONCE):
        _read_again(waiting[start : start + AT_ONCE])
    MatchStale.objects.filter(id__lte=last).delete()
    if waiting:
        count_values()
    return len(waiting)


@transaction.atomic
def write_match_records(known: Iterable[tuple[UUID, Mapping]]) -> None:
    """Write the rows of people by what is known of them."""
    columns = ["person_id", "keys", *gateways.register_columns()]
    names = ", ".join(columns)
    new = ", ".join(f"{name} = excluded.{name}" for name in columns[1:])
    with connection.cursor() as cursor:
        cursor.execute("create temporary table coming (like people_matchrecord including defaults) on commit drop")
        with cursor.copy(f"copy coming ({names}) from stdin") as copy:
            for person_id, fields in known:
                record, keys = gateways.prepared(fields)
                copy.write_row([person_id, keys, *(record[name] for name in columns[2:])])
        cursor.execute(
            f"insert into people_matchrecord ({names}) select {names} from coming "
            f"on conflict (person_id) do update set {new}"
        )
        cursor.execute("drop table coming")


@transaction.atomic
def count_values() -> None:
    """Count how often each value stands in the register, so that a rare name says more."""
    with connection.cursor() as cursor:
        cursor.execute("lock table people_matchfrequency in exclusive mode")
        cursor.execute("delete from people_matchfrequency")
        for name in gateways.columns_that_count():
            cursor.execute(
                'insert into people_matchfrequency ("column", value, count) '
                f"select %s, {name}, count(*) from people_matchrecord where {name} <> '' group by {name} "
                f"union all select %s, '', count(*) from people_matchrecord where {name} <> '' having count(*) > 0",
                [name, name],
            )


def _read_again(person_ids: Sequence[UUID]) -> None:
    known = known_of_people(person_ids)
    write_match_records((person_id, one.findable) for person_id, one in known.items())
