"""Searching for people: found before made.

Clues find candidates in one query; `rules.likeness` judges and explains them. An engine that learns its
weights can take the place of `_judged` without the rest noticing.
"""

from datetime import date
from uuid import UUID

from django.db import connection

from alongside.foundation.identity.models import User
from alongside.foundation.references.rules import tidy_reference
from alongside.values.codes import NhsNumber, Upn

from .. import access
from ..rules.clues import birth_years_of, clue_of_number, clues_for, words_of
from ..rules.likeness import Kind, Likeness, Recorded, Sought, likeness
from .found import Found, told, twins_apart

MOST_CANDIDATES = 200
MOST_BROAD = 400
FEW = 3

_BY_CLUES = """
select person_id, given, family, born_on, postcodes, keys && %(numbers)s::int[] as has_number
from people_searchkey
where keys && %(clues)s::int[]
order by icount(keys & %(clues)s::int[]) desc, person_id
limit %(most)s
"""
_BY_SPELLING = """
select person_id, given, family, born_on, postcodes, false as has_number
from people_searchkey
where given %% any(%(words)s) or family %% any(%(words)s)
limit %(most)s
"""


def search_people(
    *, viewer: User, words: str = "", born_on: date | None = None, age: int | None = None, postcode: str = "",
    limit: int = 10, today: date | None = None,
) -> list[Found]:
    """People whose name, in any order and however spelt, birth, age or postcode is as given, likeliest first."""
    words, numbers = _numbers_apart(words)
    sought = Sought(words=words, born_on=born_on, age=age, postcode=postcode, **numbers)
    return likely_people(viewer=viewer, sought=sought, limit=limit, today=today)


def likely_people(*, viewer: User, sought: Sought, limit: int = 5, today: date | None = None) -> list[Found]:
    """Who someone may be already, likeliest first, each with its evidence; nobody is joined by it."""
    if not viewer.may(access.SEARCH) or sought.is_empty:
        return []
    today = today or _today()
    likely = _judged(_candidates(sought, today=today), sought, today=today)
    if len(likely) < FEW and sought.all_words:
        known = {person_id for person_id, _ in likely}
        more = _judged(_by_spelling(sought), sought, today=today)
        likely = _ordered([*likely, *(one for one in more if one[0] not in known)])
    exact = {person_id for person_id, like in likely if like.has_exact_given}
    return twins_apart(told(likely[:limit], viewer=viewer, today=today), exact)


def _candidates(sought: Sought, *, today: date) -> list[tuple]:
    words = words_of(sought.all_words)
    clues = clues_for(
        words=words, born_on=sought.born_on, birth_years=birth_years_of(sought.age, today=today),
        postcode=sought.postcode, numbers=sought.numbers,
    )
    numbers = [clue_of_number(number) for number in sought.numbers]
    found = _by_clues(clues.sharp, numbers, most=MOST_CANDIDATES)
    if len(found) < FEW and clues.broad:
        found += _by_clues(clues.broad, numbers, most=MOST_BROAD)
    return list({row[0]: row for row in found}.values())


def _judged(rows: list[tuple], sought: Sought, *, today: date) -> list[tuple[UUID, Likeness]]:
    """Each candidate with its likeness, the likeliest first; those with too little are left out."""
    judged = []
    for person_id, given, family, born_on, postcodes, has_number in rows:
        recorded = Recorded(tuple(given.split()), tuple(family.split()), born_on, tuple(postcodes.split()))
        like = likeness(sought, recorded, today=today, has_number=has_number)
        if like is not None:
            judged.append((person_id, like))
    return _ordered(judged)


def _ordered(judged: list[tuple[UUID, Likeness]]) -> list[tuple[UUID, Likeness]]:
    return sorted(judged, key=lambda one: (one[1].kind is not Kind.PERSON, -one[1].points, one[0]))


def _by_clues(clues: tuple[int, ...], numbers: list[int], *, most: int) -> list[tuple]:
    if not clues:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_BY_CLUES, {"clues": list(clues), "numbers": numbers, "most": most})
        return cursor.fetchall()


def _by_spelling(sought: Sought) -> list[tuple]:
    """Whoever has a name spelt a little like a sought one: slower, so asked only when clues find few."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_SPELLING, {"words": list(words_of(sought.all_words)), "most": MOST_CANDIDATES})
        return cursor.fetchall()


def _numbers_apart(words: str) -> tuple[str, dict[str, str]]:
    """Words without the number or reference among them, and the number."""
    for read, field in ((NhsNumber.parse, "nhs_number"), (Upn.parse, "upn"), (tidy_reference, "upn")):
        try:
            return "", {field: str(read(words))}
        except ValueError:
            continue
    return words, {}


def _today() -> date:
    with connection.cursor() as cursor:
        cursor.execute("select current_date")
        return cursor.fetchone()[0]
