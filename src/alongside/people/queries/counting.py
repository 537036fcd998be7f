"""What is counted of one month for the drift report: in the database, and of so many pairs at most."""

from __future__ import annotations

from datetime import datetime

import psycopg
from django.db import connection, transaction

from .. import gateways
from .weighing import Weighing, weighing_now

MOST_PAIRS = 20_000
"""So many of the latest pairs of a month are compared, for each question."""
TENTHS = 10
GROUPS = ("raised", "same", "apart", "kin")

_RAISED = """
select 'raised' as kind, low_id, high_id from people_pair
where raised_at >= %(since)s and raised_at < %(until)s order by raised_at desc, id limit %(most)s
"""
# The latest saying of a pair counts, where a person said it; two who share or shared a family are kin.
_DECIDED = """
select case when decision = 'same' then 'same'
  when exists (select from people_familymember mine join people_familymember also using (family_id)
    where mine.person_id = low_id and also.person_id = high_id) then 'kin'
  else 'apart' end as kind, low_id, high_id
from people_personlink said
where at >= %(since)s and at < %(until)s and decision in ('same', 'not_the_same') and by_id is not null
  and not exists (select from people_personlink later where later.low_id = said.low_id
    and later.high_id = said.high_id and later.place > said.place and later.at < %(until)s)
order by at desc, id limit %(most)s
"""
_ANSWERS = """
select count(*) filter (where answer = 'same'), count(*) filter (where answer = 'not_the_same'),
  count(*) filter (where answer = 'not_sure'),
  count(*) filter (where answer <> 'not_sure' and probability is not null),
  count(*) filter (where answer <> 'not_sure' and (answer = 'same') = (probability >= 0.5)),
  coalesce(sum(greatest(probability, 1 - probability)) filter (where answer <> 'not_sure'), 0)
from people_pair where settled_at >= %(since)s and settled_at < %(until)s
"""
# A list that was taken in several times counts as it was taken in last.
_ROWS = """
select coalesce(sum((counts->>'found')::bigint), 0), coalesce(sum((counts->>'asked')::bigint), 0),
  coalesce(sum((counts->>'unmatched')::bigint), 0)
from (select distinct on (agreement_id) counts from people_listrun
  where status = 'done' and finished_at >= %(since)s and finished_at < %(until)s
  order by agreement_id, finished_at desc, id) as latest
"""
_CHANCES = f"""
select least(floor(probability * {TENTHS})::int, {TENTHS - 1}), count(*) from people_pair
where raised_at >= %(since)s and raised_at < %(until)s and probability is not null group by 1
"""


def held_against() -> dict:
    """What the model of the day expects, kept with what was counted, so that a report stays what it was."""
    by = weighing_now().by
    made_on, fields, comparisons = gateways.made_on(by), gateways.fields_asked(by), gateways.comparisons_asked(by)
    return {
        "says": made_on.says if made_on else "",
        "people": made_on.people if made_on else 0,
        "fields": [{"name": one.name, "says": one.says, "missing": one.missing_when_made} for one in fields],
        "comparisons": [
            {"name": one.name, "says": one.says, "levels": one.levels, "of_one_person": one.of_one_person}
            for one in comparisons
        ],
    }


@transaction.atomic
def counts_of_month(*, since: datetime, until: datetime) -> dict:
    """Everything that a report of one month holds, as numbers alone."""
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute("select set_config('jit', 'off', true)")
        asked = {"since": since, "until": until, "most": MOST_PAIRS}
        people, added, missing = _missing(cursor, asked)
        same, apart, unsure, weighed, as_model, expected = cursor.execute(_ANSWERS, asked).fetchone()
        found, asked_about, unmatched = (int(one) for one in cursor.execute(_ROWS, asked).fetchone())
        tenths = dict(cursor.execute(_CHANCES, asked).fetchall())
        return {
            "people": people,
            "added": added,
            "missing": missing,
            "levels": _levels(cursor, asked),
            "chances": [tenths.get(tenth, 0) for tenth in range(TENTHS)],
            "answers": {"same": same, "apart": apart, "unsure": unsure},
            "weighed": {"pairs": weighed, "as_model": as_model, "expected": round(expected, 6)},
            "rows": {"found": found, "asked": asked_about, "unmatched": unmatched},
        }


def missing_now() -> tuple[int, dict[str, float]]:
    """How many people are on record now, and of what share of them each field is missing."""
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        people, _, missing = _missing(cursor, {"since": "infinity", "until": "infinity"})
    return people, {name: round(number / max(people, 1), 4) for name, number in missing.items()}


def _missing(cursor: psycopg.Cursor, asked: dict) -> tuple[int, int, dict[str, int]]:
    """How many people were on record, how many of them came in the month, and of how many each field is missing."""
    fields = gateways.fields_asked()
    counted = ", ".join(f"count(*) filter (where not {one.known_sql})" for one in fields)
    row = cursor.execute(
        f"select count(*), count(*) filter (where recorded_at >= %(since)s), {counted} "
        "from people_matchrecord join (select id as person_id, recorded_at from people_person "
        "where recorded_at < %(until)s) as people using (person_id)",
        asked,
    ).fetchone()
    return row[0], row[1], dict(zip((one.name for one in fields), row[2:], strict=True))


def _levels(cursor: psycopg.Cursor, asked: dict) -> dict[str, dict[str, list[int]]]:
    """For each kind of pair and each comparison how many pairs stand at each level, first those of whom one is not
    known."""
    now = weighing_now()
    names = gateways.scoring(now.population, now.by).levels
    each = ", ".join(f"('{name.removeprefix('l_')}', {name})" for name in names)
    statement = (
        f"{compared(f'({_RAISED}) union all ({_DECIDED})', now, rarity='null::double precision')} "
        f"select kind, comparison, level, count(*) from compared "
        f"cross join lateral (values {each}) as one (comparison, level) group by 1, 2, 3"
    )
    levels = {kind: {one.name: [0] * (len(one.levels) + 1) for one in gateways.comparisons_asked()} for kind in GROUPS}
    for kind, comparison, level, pairs in cursor.execute(statement, asked).fetchall():
        levels[kind][comparison][level] = pairs
    return levels


def compared(pairs: str, now: Weighing, *, rarity: str) -> str:
    """The beginning of a statement: `compared` has the kind and the levels of every pair that `pairs` selects, and how
    rare the first one's values are; `rarity` says how one column's is had."""
    columns = ", ".join(f"holder.{name}" for name in gateways.register_columns())
    counted = gateways.columns_that_count()
    rarities = ", ".join(f"{rarity.format(column=name)} as {name}_rarity" for name in counted)
    scoring = gateways.scoring(now.population, now.by)
    shown = ", ".join([*scoring.levels, *(f"{name}_rarity" for name in counted)])
    return (
        f"with wanted as materialized (select row_number() over () as nth, * from ({pairs}) as pairs), "
        f"sought as materialized (select nth, kind, {columns}, {rarities} from wanted "
        "join people_matchrecord as holder on holder.person_id = low_id), candidates as materialized "
        f"(select nth, holder.person_id as row, {columns} from wanted "
        "join people_matchrecord as holder on holder.person_id = high_id), "
        f"compared as (select kind, {shown} from ({scoring.scores}) as scored "
        "join (select nth, kind, " + ", ".join(f"{name}_rarity" for name in counted) + " from sought) as one "
        "using (nth))"
    )


@transaction.atomic
def decisions_now(*, most: int) -> list[gateways.Decision]:
    """The latest pairs of which people said whether they are one person, so many at most, as the model compares
    them."""
    now, counted = weighing_now(), gateways.columns_that_count()
    size = len(gateways.scoring(now.population, now.by).levels)
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute("select set_config('jit', 'off', true)")
        rows = cursor.execute(
            f"{compared(_DECIDED, now, rarity=_RARITY)} select * from compared",
            {"since": "-infinity", "until": "infinity", "most": most},
        ).fetchall()
    return [
        gateways.decision(levels[:size], dict(zip(counted, levels[size:], strict=True)), _KINSHIP[kind])
        for kind, *levels in rows
    ]


def count_decisions() -> dict[str, int]:
    """How many pairs people found to be one person, two of one family, and two people."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select kind, count(*) from ({_DECIDED}) as decided group by 1",
            {"since": "-infinity", "until": "infinity", "most": MOST_PAIRS},
        )
        return dict(cursor.fetchall())


_KINSHIP = {"same": "person", "kin": "household", "apart": "nobody"}
_RARITY = (
    "(select round(least(-ln(coalesce((select own.count from people_matchfrequency as own "
    "where own.\"column\" = '{column}' and own.value = holder.{column}), 1)::numeric / whole.count) / ln(2::numeric), "
    "20), 6)::double precision from people_matchfrequency as whole "
    "where whole.\"column\" = '{column}' and whole.value = '' and holder.{column} <> '')"
)
