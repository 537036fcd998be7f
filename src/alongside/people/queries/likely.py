"""Who someone may be, and whose family, by the matching model: found, weighed and ranked where the register lies."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
    now = _make_ready(sought)
    rows = _found(sought, now, most=most + 1)
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


def _make_ready(sought: Sequence[_Sought]) -> Weighing:
    """Put to everyone sought how rare their values are, and leave out the keys that too many share; returns how many
    people there are, and the model in use."""
    names = gateways.columns_that_count()
    counts = _counted(
        [(name, "") for name in names]
        + [(name, str(one.record[name])) for one in sought for name in names if one.record[name]]
        + [(KEYS, key) for one in sought for key in one.keys]
    )
    by = at_hand(next(iter(counts[_MODEL]), None))
    totals = {name: counts[name].pop("", 0) for name in names}
    for one in sought:
        one.record = gateways.with_rarities(one.record, {name: counts[name] for name in names}, totals)
        one.keys = _rarest(one.keys, counts[KEYS])
    return Weighing(max([LEAST_POPULATION, *totals.values()]), by)


def _counted(asked: list[tuple[str, str]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(
            f'select "column", value, count from {MatchFrequency._meta.db_table} join '
            '(select distinct * from unnest(%s::text[], %s::text[]) as one ("column", value)) as asked '
            f'using ("column", value) union all select %s, hash, 0 from ({PRESENT_MODEL}) as present',
            [[name for name, _ in asked], [value for _, value in asked], _MODEL],
        )
        for name, value, count in cursor.fetchall():
            found[name][value] = count
    return found


def _rarest(keys: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    """The keys that fewest share, as many as the work allows; the rarest always."""
    chosen, people = [], 0
    for key in sorted(keys, key=lambda one: counts.get(one, 1)):
        people += counts.get(key, 1)
        if chosen and people > MOST_CANDIDATES:
            break
        chosen.append(key)
    return chosen


def _found(sought: Sequence[_Sought], now: Weighing, *, most: int) -> list[tuple]:
    scoring = gateways.scoring(now.population, now.by)
    names, levels = ", ".join(gateways.register_columns()), ", ".join(scoring.levels)
    taken = f"weight, probability, family_probability, is_always_asked, array[{levels}] as levels"
    answered = "weight, probability, family_probability, is_always_asked, levels"
    ranked = "row_number() over (partition by nth order by"
    family = "round(family_probability::numeric, 4)"
    statement = (
        f"with sought as materialized ({scoring.sought}), candidates as materialized ("
        f"select sought.nth, holder.* from sought cross join lateral (select person_id as row, {names} "
        f"from people_matchrecord where keys && sought.keys limit {MOST_OF_ONE_KEY}) as holder), "
        f"scored as materialized (select nth, row, {taken} from ({scoring.scores}) as weighed), "
        f"placed as (select *, {ranked} weight desc, row) as place, "
        f"{ranked} {family} desc, weight desc, row) as place_in_family from scored), "
        f"best as (select nth, '{PERSON}' as kind, row, {answered}, place from placed where place <= {most} "
        f"union all select nth, '{FAMILY}', row, {answered}, place_in_family from placed "
        f"where place_in_family <= {most}) "
        f"select nth, kind, coalesce(one.lead_id, row), {answered}, place from best "
        f"left join {OnePerson._meta.db_table} as one on one.record_id = row order by nth, kind, place"
    )
    rows = [{"nth": nth, KEYS: one.keys, **one.record} for nth, one in enumerate(sought)]
    with transaction.atomic(savepoint=False):
        connection.ensure_connection()
        with psycopg.Cursor(connection.connection) as cursor:
            cursor.execute("select set_config('jit', 'off', true), set_config('enable_seqscan', 'off', true)")
            return cursor.execute(statement, {"sought": json.dumps(rows)}, prepare=True).fetchall()


def _ranked(
    sought: _Sought, rows: Mapping[str, dict[UUID, tuple]], now: Weighing, most: int, *, explained: bool
) -> list[Likely]:
    found = []
    for kind, mine in rows.items():
        certain = kind == PERSON and _is_certain(list(mine.values()))
        for rank, (person_id, row) in enumerate(list(mine.items())[:most], start=1):
            weight, probability, of_family, _, levels, _ = row
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
