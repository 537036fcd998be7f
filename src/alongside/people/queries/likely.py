"""Who someone may be, and whose family, by the matching model: found, weighed and ranked where the register lies."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

import psycopg
from django.db import connection, transaction

from .. import gateways
from ..models import ListedPerson, MatchFrequency, MatchRecord, OnePerson, Person
from .weighing import LEAST_POPULATION, PRESENT_MODEL, Weighing, at_hand

MOST_CANDIDATES = 700
"""How many people one search weighs, as far as it can choose: those who share the rarest keys."""
MOST_OF_ONE_KEY = 3_000
PERSON, FAMILY = "person", "family"
KEYS = "keys"
"""Under this name a key that many share is counted; what is not counted is rare."""
_MODEL = "model"

Fields = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Likely:
    """Someone on record who may be the person sought, or of the family; what speaks for it; whether it is certain."""

    person_id: UUID
    kind: str
    rank: int
    weight: float
    probability: float
    is_certain: bool
    weighed: gateways.Weighed | None = field(default=None, compare=False)


def likely_by_model(fields: Fields, *, most: int = 5) -> list[Likely]:
    """Who it may be, likeliest first, and then whose family it may be, likeliest first; two answers apart."""
    return likely_by_model_of_each([fields], most=most)[0]


def likely_by_model_of_each(each: Sequence[Fields], *, most: int = 5, explained: bool = False) -> list[list[Likely]]:
    """The same for several people at once: the database is asked as often as for one."""
    sought = _Sought.all_of(each)
    if not any(one.keys for one in sought):
        return [[] for _ in sought]
    now, rows = _asked(sought, most=most + 1)
    apart: dict[tuple[int, str], dict[UUID, tuple]] = defaultdict(dict)
    for nth, kind, row, *rest in rows:  # the likeliest record of a person comes first
        apart[nth, kind].setdefault(row, tuple(rest))
    return [
        _ranked(one, {kind: apart[nth, kind] for kind in (PERSON, FAMILY)}, now, most, explained=explained)
        for nth, one in enumerate(sought)
    ]


def count_match_records() -> int:
    """How many people the model can find."""
    return MatchRecord.objects.count()


def names_in_lists(person_ids: Sequence[UUID]) -> dict[UUID, str]:
    """By which id each person is known to the list they came from, or by our own reference."""
    named = dict(Person.objects.filter(id__in=person_ids).values_list("id", "reference"))
    listed = ListedPerson.objects.filter(person_id__in=person_ids).order_by("-as_of", "id")
    return named | dict(listed.values_list("person_id", "listed_as"))


@dataclass
class _Sought:
    """Someone who is looked for: the columns that are compared, and the keys to find them by."""

    record: dict[str, object]
    keys: list[str]

    @classmethod
    def all_of(cls, each: Iterable[Fields]) -> list["_Sought"]:
        return [cls(*gateways.prepared(fields)) for fields in each]


def _asked(sought: Sequence[_Sought], *, most: int) -> tuple[Weighing, list[tuple]]:
    """The two questions of a search, sent without waiting for what else they need: how common all that is sought is,
    and then who is likeliest."""
    with transaction.atomic(savepoint=False):
        connection.ensure_connection()
        with connection.connection.pipeline(), psycopg.RawCursor(connection.connection) as cursor:
            cursor.execute(_SETTINGS)
            now = _make_ready(sought, cursor)
            told = gateways.told_of(one.record for one in sought)
            rows = [
                {"nth": nth, KEYS: one.keys, **{name: one.record[name] for name in told}}
                for nth, one in enumerate(sought)
            ]
            statement = _statement(now, told, most)
            return now, cursor.execute(statement, [json.dumps(rows)], prepare=True).fetchall()


_SETTINGS = (
    "select set_config('jit', 'off', true), set_config('enable_seqscan', 'off', true), "
    "set_config('plan_cache_mode', 'force_generic_plan', true)"
)


def _make_ready(sought: Sequence[_Sought], cursor: psycopg.RawCursor) -> Weighing:
    """Put to everyone sought how rare their values are, and leave out the keys that too many share; returns how many
    people there are, and the model in use."""
    names = gateways.columns_that_count()
    counts = _counted(
        [(name, "") for name in names]
        + [(name, str(one.record[name])) for one in sought for name in names if one.record[name]]
        + [(KEYS, key) for one in sought for key in one.keys],
        cursor,
    )
    by = at_hand(next(iter(counts[_MODEL]), None))
    totals = {name: counts[name].pop("", 0) for name in names}
    for one in sought:
        one.record = gateways.with_rarities(one.record, {name: counts[name] for name in names}, totals)
        one.keys = _rarest(one.keys, counts[KEYS])
    return Weighing(max([LEAST_POPULATION, *totals.values()]), by)


def _counted(asked: list[tuple[str, str]], cursor: psycopg.RawCursor) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    each = list(dict.fromkeys(asked))
    cursor.execute(_COUNTED, [[name for name, _ in each], [value for _, value in each]], prepare=True)
    for name, value, count in cursor.fetchall():
        found[name][value] = count
    return found


_COUNTED = (
    f'select "column", value, count from unnest($1::text[], $2::text[]) as asked ("column", value) '
    f'join {MatchFrequency._meta.db_table} using ("column", value) '
    f"union all select '{_MODEL}', hash, 0 from ({PRESENT_MODEL}) as present"
)


def _rarest(keys: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    """The keys that fewest share, as many as the work allows; the rarest always."""
    chosen, people = [], 0
    for key in sorted(keys, key=lambda one: counts.get(one, 1)):
        people += counts.get(key, 1)
        if chosen and people > MOST_CANDIDATES:
            break
        chosen.append(key)
    return chosen


@lru_cache(maxsize=256)
def _statement(now: Weighing, told: frozenset[str], most: int) -> str:
    """Who shares a key with those of whom so much is told, weighed, and the likeliest in each of both ways."""
    scoring = gateways.scoring(now.population, now.by, told)
    columns = ", ".join(gateways.register_columns())
    levels = [one for one in scoring.levels if not one.isdigit()]
    weighed = ", ".join(["row", "weight", "probability", "family_probability", "is_always_asked", *levels])
    orders = {PERSON: "weight desc, row", FAMILY: "round(family_probability * 10000) desc, weight desc, row"}
    best = " union all ".join(
        f"select sought.nth, '{kind}' as kind, one.* from sought cross join lateral (select {weighed}, "
        f"row_number() over (order by {order}) as place from scored where scored.nth = sought.nth "
        f"order by {order} limit {most}) as one"
        for kind, order in orders.items()
    )
    return (
        f"with sought as materialized ({scoring.sought}), candidates as not materialized ("
        f"select sought.nth, holder.* from sought cross join lateral (select person_id as row, {columns} "
        f"from people_matchrecord where keys && sought.keys limit {MOST_OF_ONE_KEY}) as holder), "
        f"scored as materialized (select nth, {weighed} from ({scoring.scores}) as weighed), best as ({best}) "
        f"select nth, kind, coalesce(one.lead_id, row), weight, probability, family_probability, is_always_asked, "
        f"array[{', '.join(scoring.levels)}] as levels "
        f"from best left join {OnePerson._meta.db_table} as one on one.record_id = row order by nth, kind, place"
    ).replace("%(sought)s", "$1")


def _ranked(
    sought: _Sought, rows: Mapping[str, dict[UUID, tuple]], now: Weighing, most: int, *, explained: bool
) -> list[Likely]:
    found = []
    for kind, mine in rows.items():
        certain = kind == PERSON and _is_certain(list(mine.values()))
        for rank, (person_id, row) in enumerate(list(mine.items())[:most], start=1):
            weight, probability, of_family, _, levels = row
            found.append(
                Likely(
                    person_id=person_id,
                    kind=kind,
                    rank=rank,
                    weight=weight,
                    probability=probability if kind == PERSON else of_family,
                    is_certain=certain and rank == 1,
                    weighed=gateways.weighed_by_levels(sought.record, levels, population=now.population, by=now.by)
                    if explained
                    else None,
                )
            )
    return found


def _is_certain(rows: Sequence[tuple]) -> bool:
    """Whether the best is certain, no rule sends it to a person, and nobody else comes near."""
    limits = gateways.thresholds()
    if not rows:
        return False
    weight, probability, _, is_always_asked, *_ = rows[0]
    is_alone = len(rows) == 1 or weight - rows[1][0] >= limits.margin
    return probability >= limits.certain and not is_always_asked and is_alone
