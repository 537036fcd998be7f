"""Who someone may be, and whose family, by the matching model: found, weighed and ranked where the register lies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import psycopg
from django.db import connection, transaction

from .. import gateways
from ..models import ListedPerson, MatchFrequency, MatchRecord, Person

MOST_CANDIDATES = 3_000
PERSON, FAMILY = "person", "family"


@dataclass(frozen=True)
class Likely:
    """Someone on record who may be the person sought, or of the family; and whether that is certain."""

    person_id: UUID
    kind: str
    rank: int
    weight: float
    probability: float
    is_certain: bool


def likely_by_model(fields: Mapping[str, str | Sequence[str]], *, most: int = 5) -> list[Likely]:
    """Who it may be, likeliest first, and then whose family it may be, likeliest first; two answers apart."""
    record, keys = gateways.prepared(fields)
    if not keys:
        return []
    return _ranked(_found(record, keys, most=most), most=most)


def count_match_records() -> int:
    """How many people the model can find."""
    return MatchRecord.objects.count()


def names_in_lists(person_ids: Sequence[UUID]) -> dict[UUID, str]:
    """By which id each person is known to the list they came from, or by our own reference."""
    named = dict(Person.objects.filter(id__in=person_ids).values_list("id", "reference"))
    listed = ListedPerson.objects.filter(person_id__in=person_ids).order_by("-as_of", "id")
    return named | dict(listed.values_list("person_id", "listed_as"))


def _found(record: dict[str, object], keys: list[str], *, most: int) -> list[tuple]:
    sought, scores = gateways.scoring(_population())
    names = ", ".join(gateways.register_columns())
    statement = (
        f"with sought as materialized ({sought}), candidates as materialized (select person_id as row, {names} "
        f"from people_matchrecord where keys && %(keys)s::text[] limit {MOST_CANDIDATES}), "
        f"scored as materialized (select row, weight, probability, round(family_probability::numeric, 4) as family, "
        f"is_always_asked from ({scores}) as weighed) "
        f"(select '{PERSON}', * from scored order by weight desc, row limit {most}) "
        f"union all (select '{FAMILY}', * from scored order by family desc, weight desc, row limit {most})"
    )
    counts, totals = _counted(record)
    values = {**record, **gateways.rarities(record, counts, totals), "keys": keys}
    with transaction.atomic():
        connection.ensure_connection()
        with psycopg.Cursor(connection.connection) as cursor:
            cursor.execute("select set_config('jit', 'off', true), set_config('enable_seqscan', 'off', true)")
            return cursor.execute(statement, values, prepare=True).fetchall()


def _counted(record: dict[str, object]) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    names = gateways.columns_that_count()
    counts: dict[str, dict[str, int]] = {name: {} for name in names}
    values = {record[name] for name in names} | {""}
    for column, value, count in MatchFrequency.objects.filter(column__in=names, value__in=values).values_list(
        "column", "value", "count"
    ):
        counts[column][value] = count
    return counts, {name: each.pop("", 0) for name, each in counts.items()}


def _ranked(rows: list[tuple], *, most: int) -> list[Likely]:
    found = []
    for kind in (PERSON, FAMILY):
        mine = [row[1:] for row in rows if row[0] == kind]
        certain = _is_certain(mine) if kind == PERSON else False
        found += [
            Likely(
                person_id=person_id,
                kind=kind,
                rank=rank,
                weight=weight,
                probability=probability if kind == PERSON else float(family),
                is_certain=certain and rank == 1,
            )
            for rank, (person_id, weight, probability, family, _) in enumerate(mine, start=1)
        ]
    return found


def _is_certain(rows: list[tuple]) -> bool:
    """Whether the best is certain, no rule sends it to a person, and nobody else comes near."""
    limits = gateways.thresholds()
    if not rows:
        return False
    _, weight, probability, _, is_always_asked = rows[0]
    is_alone = len(rows) == 1 or weight - rows[1][1] >= limits.margin
    return probability >= limits.certain and not is_always_asked and is_alone


def _population() -> int:
    counted = MatchFrequency.objects.filter(value="").order_by("-count").values_list("count", flat=True).first()
    return max(counted or 0, 1_000)
