"""A stamped family is row for row the family that the product's own actions would have made.

Two things are told apart on purpose. A story whose worries are under the outcomes that the product suggests is
stamped as if somebody had placed them by hand; and those who are put in order of name stand in the mould's.
"""

import json
import re
from dataclasses import replace
from itertools import count
from random import Random

import pytest
from django.db import connection

from alongside.demo.actions.casting import Workshop
from alongside.demo.actions.families import stamp_of
from alongside.demo.actions.standing import County
from alongside.demo.actions.today import true_script
from alongside.demo.chosen import Chosen
from alongside.demo.gateways import Written, undone
from alongside.demo.living import ARCS, live
from alongside.demo.living.script import births_for
from alongside.demo.stories import STORIES
from alongside.foundation.references.rules import IdMaker, new_id

pytestmark = pytest.mark.django_db
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
REFERENCE = re.compile(r"\b[A-Z]{1,3}-[2-9CDFHJKMNPQRTWXY]{6}-[2-9CDFHJKMNPQRTWXY]\b")
NOW = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+\+00")
HASH = re.compile(r"\b[0-9a-f]{64}\b")
ARRAY = re.compile(r"\{([^{}\"]*)\}")
SEARCH = ("person_id", "keys", "given", "family", "born_on", "postcodes")


def _stamped(county, mould, one, today):
    maker = IdMaker(milliseconds=lambda: 1_900_000_000_000, random_bits=Random(3).getrandbits)
    number = count(1)
    return stamp_of(county, mould, one, seed=5, today=today, new_id=maker, number=lambda: next(number))


def _compared(tables: dict[str, str], standing: set[str]) -> dict[str, list[str]]:
    """Rows with identifiers, references and fingerprints named by the order in which they first appear."""
    names: dict[str, str] = {}

    def named(found) -> str:
        return found.group() if found.group() in standing else names.setdefault(found.group(), f"#{len(names)}")

    compared = {}
    for table in sorted(tables):
        text = NOW.sub("NOW", tables[table])
        for pattern in (ID, REFERENCE, HASH):
            text = pattern.sub(named, text)
        rows = ARRAY.sub(lambda found: "{" + ",".join(sorted(found[1].split(","))) + "}", text).splitlines()
        compared[table] = [_in_any_order(row) for row in rows] if table == "plans_familycopy" else rows
    return compared


def _in_any_order(row: str) -> str:
    """A copy lists outcomes in the framework's order and people by name; in a mould they stand otherwise."""
    cells = row.split("\t")
    for place, cell in enumerate(cells):
        if cell.startswith('{"'):
            content = json.loads(cell)
            content["outcomes"].sort(key=lambda one: one["title"])
            content["team"].sort(key=lambda one: one["name"])
            cells[place] = json.dumps(content, sort_keys=True)
    return "\t".join(cells)


@pytest.mark.parametrize(("arc", "cast", "story"), [
    ("up_and_down", "girl", "parents-who-row"),
    ("by_panel", "kin", "grandmother-brings-them-up"), ("withdrawn", "couple", "bullied"),
])  # fmt: skip
def test_a_stamped_family_is_the_family_that_the_actions_make(bare_county, arc, cast, story):
    today = bare_county.date()
    county, told = County(), next(one for one in STORIES if one.key == story)
    one = Chosen(77, ARCS[arc], cast, told, 0, 5)
    with undone():
        mould = Workshop(county, today=today, at=bare_county).cast(ARCS[arc], cast)
    stamp, postcode = _stamped(county, mould, one, today)
    stamped = stamp.rows() | {"people_searchkey": stamp.search_keys(postcode)}

    script = true_script(county, one, seed=5, today=today)
    moved = {key: stamp.births[day.isoformat()] for key, day in births_for(script.cast, script.start).items()}
    descriptors = {
        level: tuple(stamp.fixed[f"id.descriptor.{level}.{place}"] for place in (0, 1)) for level in (2, 3, 4)
    }
    written = Written()
    with undone():
        marker = new_id()
        written.count()
        live(replace(script, births=moved, descriptors=descriptors), ARCS[arc])
        lived = written.since(marker)
        with (
            connection.cursor() as cursor,
            cursor.copy(
                f"copy (select {', '.join(SEARCH)} from people_searchkey where person_id >= '{marker}' order by 1)"
                " to stdout"
            ) as out,
        ):
            keys = b"".join(bytes(part) for part in out).decode()
    lived["people_searchkey"] = keys
    standing = set(stamp.fixed.values())
    lived, stamped = (
        _compared(lived, standing),
        _compared({k: v for k, v in stamped.items() if v or lived.get(k)}, standing),
    )
    lived = {table: rows for table, rows in lived.items() if rows}
    assert set(stamped) - {"people_searchkey"} == set(lived) - {"people_searchkey"}
    for table in lived:
        if table != "people_searchkey":
            assert stamped[table] == lived[table], table
    assert [row.split("\t")[2:] for row in stamped.get("people_searchkey", [])] == [
        row.split("\t")[2:] for row in lived.get("people_searchkey", [])
    ]


def test_the_same_seed_and_day_give_the_same_rows(bare_county):
    county, today = County(), bare_county.date()
    one = Chosen(12, ARCS["assessing"], "girl", STORIES[-1], 2, 1)
    made = []
    for _ in range(2):
        with undone():
            mould = Workshop(county, today=today, at=bare_county).cast(ARCS["assessing"], "girl")
        stamp, postcode = _stamped(county, mould, one, today)
        made.append((_without_now(stamp.rows()), stamp.search_keys(postcode)))
    assert made[0] == made[1]
    other, _ = _stamped(county, mould, replace(one, number=13), today)
    assert _without_now(other.rows()) != made[0][0]


def _without_now(tables: dict[str, str]) -> dict[str, str]:
    return {table: NOW.sub("NOW", text) for table, text in tables.items()}


def test_weeks_before_keep_the_day_of_the_week_and_the_hour_of_the_clock(bare_county):
    county, today = County(), bare_county.date()
    with undone():
        mould = Workshop(county, today=today, at=bare_county).cast(ARCS["waiting"], "teen")
    told = next(one for one in STORIES if "teen" in one.casts)
    now, _ = _stamped(county, mould, Chosen(5, ARCS["waiting"], "teen", told, 0, 3), today)
    before, _ = _stamped(county, mould, Chosen(5, ARCS["waiting"], "teen", told, 30, 3), today)
    moment = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d):00\+00")
    first, second = (moment.search(one.rows()["frontdoor_contactmove"]) for one in (now, before))
    assert (first[2], second[2]) == ("09:05", "08:05")  # half a year before it was summer time
