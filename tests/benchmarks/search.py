"""How fast and how surely people are found, beside a plain trigram search of the name.

    python -m tests.benchmarks.search [--each 200] [--seed 1]

It asks the database named by DATABASE_URL, which `alongside county generate` has filled. Both ways are
asked the same, one after the other, in one process; nothing is kept.
"""

import argparse
import os
from random import Random
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from alongside.people.queries import likely_people  # noqa: E402
from alongside.people.rules.likeness import Sought  # noqa: E402
from tests.benchmarks.slips import NEEDS_POSTCODE, ONE_TYPO, SLIPS, Person  # noqa: E402
from tests.factories import a_user  # noqa: E402

_SOME = """
select p.id, split_part(p.given_names, ' ', 1), p.family_name, p.born_on, a.postcode
from people_person p join people_address a on a.person_id = p.id and a.until_on is null and not a.is_restricted
where p.family_name <> '' and p.given_names <> '' and p.born_on is not null and a.postcode <> ''
"""
_PLAIN = """
select id from plain_search where name %% %(name)s
order by similarity(name, %(name)s) desc, (born_on = %(born)s) desc nulls last, (postcode = %(postcode)s) desc, id
limit 5
"""


def main() -> None:
    """Ask, time, and print the table."""
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--each", type=int, default=200)
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--without-baseline", action="store_true")
    given = wanted.parse_args()
    with transaction.atomic():
        measure(each=given.each, seed=given.seed, with_baseline=not given.without_baseline)
        transaction.set_rollback(True)


def measure(*, each: int, seed: int, with_baseline: bool) -> None:
    chance, viewer = Random(seed), a_user("front-door-worker")
    people = _people(chance, each * 4)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from people_person")
        print(
            f"{cursor.fetchone()[0]:,} people; {each} queries a line; "
            f"{'beside plain trigram search of the name' if with_baseline else 'no baseline'}"
        )
    if with_baseline:
        _plain_table()
    ours, plain = _asker(viewer), _plain_asker()
    for _ in range(20):
        ours(people[0].sought(with_postcode=True))
    totals: dict[str, list] = {"ours": [], "plain": [], "typo": []}
    print(f"{'':52}{'1st':>8}{'in 5':>9}{'p50 ms':>8}{'p95 ms':>8}    {'1st':>8}{'in 5':>9}{'p50 ms':>8}{'p95 ms':>8}")
    for with_postcode in (True, False):
        print("name, date of birth and postcode" if with_postcode else "name and date of birth")
        for kind, slip in SLIPS.items():
            if not with_postcode and kind in NEEDS_POSTCODE | {"no date of birth, but the postcode"}:
                continue
            asked = _asked(chance, people, slip, each, with_postcode=with_postcode)
            mine = [_timed(ours, sought, who) for who, sought in asked]
            theirs = [_timed(plain, sought, who) for who, sought in asked] if with_baseline else []
            totals["ours"] += mine
            totals["plain"] += theirs
            if kind in ONE_TYPO:
                totals["typo"] += mine
            _line(f"  {kind}", mine, theirs)
    _line("one typo in one field, all such", totals["typo"], [])
    _line("all", totals["ours"], totals["plain"])
    if with_baseline:
        _ratios(totals["ours"], totals["plain"])


def _people(chance: Random, size: int) -> list[Person]:
    with connection.cursor() as cursor:
        cursor.execute(f"{_SOME} order by md5(p.id::text || %s) limit %s", [str(chance.random()), size])
        return [Person(*row) for row in cursor.fetchall()]


def _plain_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "create temporary table plain_search as select p.id, p.born_on,"
            " lower(trim(p.given_names || ' ' || p.family_name)) as name,"
            " (select replace(a.postcode, ' ', '') from people_address a where a.person_id = p.id"
            " and a.until_on is null limit 1) as postcode from people_person p"
        )
        cursor.execute("create index on plain_search using gin (name gin_trgm_ops)")
        cursor.execute("analyze plain_search")


def _asker(viewer):
    today = timezone.localdate()

    def ask(sought: Sought) -> list:
        return [found.id for found in likely_people(viewer=viewer, sought=sought, limit=5, today=today)]

    return ask


def _plain_asker():
    def ask(sought: Sought) -> list:
        with connection.cursor() as cursor:
            cursor.execute(
                _PLAIN,
                {
                    "name": f"{sought.given_names} {sought.family_name}".lower(),
                    "born": sought.born_on,
                    "postcode": sought.postcode.replace(" ", ""),
                },
            )
            return [row[0] for row in cursor.fetchall()]

    return ask


def _asked(
    chance: Random, people: list[Person], slip, each: int, *, with_postcode: bool
) -> list[tuple[Person, Sought]]:
    asked = []
    for who in chance.sample(people, len(people)):
        made = slip(chance, who, who.sought(with_postcode=with_postcode))
        if made is not None:
            asked.append((who, made))
        if len(asked) == each:
            break
    return asked


def _timed(ask, sought: Sought, who: Person) -> tuple[float, int]:
    """Milliseconds, and at which place the right person stood: 0 for first, 9 for not at all."""
    began = perf_counter()
    found = ask(sought)
    took = (perf_counter() - began) * 1000
    return took, found.index(who.id) if who.id in found else 9


def _line(title: str, mine: list, theirs: list) -> None:
    print(f"{title:52}{_figures(mine)}{'    ' + _figures(theirs) if theirs else ''}")


def _figures(results: list) -> str:
    if not results:
        return ""
    times = sorted(took for took, _ in results)
    first = sum(place == 0 for _, place in results) / len(results)
    five = sum(place < 5 for _, place in results) / len(results)
    return f"{first:>8.3f}{five:>9.3f}{_at(times, 0.5):>8.1f}{_at(times, 0.95):>8.1f}"


def _at(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]


def _ratios(mine: list, theirs: list) -> None:
    ours, plain = (sorted(took for took, _ in results) for results in (mine, theirs))
    missed = [sum(place >= 5 for _, place in results) for results in (mine, theirs)]
    print(
        f"plain search takes {_at(plain, 0.5) / _at(ours, 0.5):.1f} times as long at the median, "
        f"{_at(plain, 0.95) / _at(ours, 0.95):.1f} times at p95, and misses {missed[1]} people to our {missed[0]}"
    )


if __name__ == "__main__":
    main()
