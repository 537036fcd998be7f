"""Searching for people: found before made.

Words in any order are looked for by clues, found in one query and judged by `rules.likeness`. Somebody of whom a
name, a birth or a home is told apart is looked for by the matching model.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import connection

from alongside.foundation.identity.models import User
from alongside.foundation.references.rules import tidy_reference
from alongside.values.codes import NhsNumber, Upn

from .. import access, gateways, rules
from ..rules.clues import birth_years_of, clue_of_number, clues_for, words_of
from ..rules.likeness import Kind, Likeness, Recorded, Sought, likeness
from .evidence import known_of_sought
from .found import Found, told_of_each, twins_apart
from .likely import FAMILY, PERSON, Likely, likely_by_model_of_each

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
    *,
    viewer: User,
    words: str = "",
    born_on: date | None = None,
    age: int | None = None,
    postcode: str = "",
    limit: int = 10,
    today: date | None = None,
) -> list[Found]:
    """People whose name, in any order and however spelt, birth, age or postcode is as given, likeliest first."""
    words, numbers = _numbers_apart(words)
    sought = Sought(words=words, born_on=born_on, age=age, postcode=postcode, **numbers)
    if not viewer.may(access.SEARCH) or sought.is_empty:
        return []
    today = today or _today()
    return _told(_by_clues_and_spelling([sought], today=today), viewer=viewer, limit=limit, today=today)[0]


def likely_people(*, viewer: User, sought: Sought, limit: int = 5, today: date | None = None) -> list[Found]:
    """Who someone may be already, likeliest first, each with its evidence; nobody is joined by it."""
    return likely_people_of_each(viewer=viewer, sought=[sought], limit=limit, today=today)[0]


def likely_people_of_each(
    *, viewer: User, sought: Sequence[Sought], limit: int = 5, today: date | None = None
) -> list[list[Found]]:
    """Who each of several people may be already; the database is asked as often as for one.

    The matching model finds, weighs and ranks, this person and this family apart. Of whom it finds nothing (a name
    half remembered), and of whom only an age is told, which it does not weigh, clues are asked.
    """
    if not viewer.may(access.SEARCH) or all(one.is_empty for one in sought):
        return [[] for _ in sought]
    today = today or _today()
    likely: list[list[tuple[UUID, Likeness]]] = [[] for _ in sought]
    weighed = [n for n, one in enumerate(sought) if one.born_on is not None or one.age is None]
    for n, found in zip(weighed, _by_model([sought[n] for n in weighed]), strict=True):
        likely[n] = found
    missed = [n for n, one in enumerate(sought) if not likely[n] and not one.is_empty]
    for n, found in zip(missed, _by_clues_and_spelling([sought[n] for n in missed], today=today), strict=True):
        likely[n] = found
    return _told(likely, viewer=viewer, limit=limit, today=today)


def _by_model(sought: Sequence[Sought]) -> list[list[tuple[UUID, Likeness]]]:
    """Those whom the model finds worth a look: who may be the person, and then who else may be of the family."""
    limits = gateways.thresholds()
    found = []
    for each in likely_by_model_of_each([known_of_sought(one) for one in sought], explained=True):
        people = {one.person_id: one for one in each if one.kind == PERSON and one.probability >= limits.possible}
        family = {one.person_id: one for one in each if one.kind == FAMILY and one.probability >= limits.family}
        kin = [(one, Kind.FAMILY) for one in family.values() if one.person_id not in people]
        found.append([_likely(one, kind) for one, kind in [*((one, Kind.PERSON) for one in people.values()), *kin]])
    return found


def _likely(one: Likely, kind: Kind) -> tuple[UUID, Likeness]:
    has_exact_given = any(part.name == "given" and part.level == "same" for part in one.weighed.parts)
    like = Likeness(round(one.weight), kind, rules.because_of(one.weighed), has_exact_given, one.weighed)
    return one.person_id, like


def _told(likely: list[list[tuple[UUID, Likeness]]], *, viewer: User, limit: int, today: date) -> list[list[Found]]:
    exact = [{person_id for person_id, like in one if like.has_exact_given} for one in likely]
    found = told_of_each([_first_of_each_kind(one, limit) for one in likely], viewer=viewer, today=today)
    return [twins_apart(one, names) for one, names in zip(found, exact, strict=True)]


def _first_of_each_kind(likely: list[tuple[UUID, Likeness]], limit: int) -> list[tuple[UUID, Likeness]]:
    people = [one for one in likely if one[1].kind is Kind.PERSON]
    return [*people[:limit], *[one for one in likely if one[1].kind is Kind.FAMILY][:limit]]


def _by_clues_and_spelling(sought: Sequence[Sought], *, today: date) -> list[list[tuple[UUID, Likeness]]]:
    rows = _candidates(sought, today=today)
    likely = [_judged(found, one, today=today) for found, one in zip(rows, sought, strict=True)]
    few = [n for n, one in enumerate(sought) if len(likely[n]) < FEW and one.all_words]
    for n, spelt in zip(few, _by_spelling([sought[n] for n in few]), strict=True):
        known = {person_id for person_id, _ in likely[n]}
        more = _judged(spelt, sought[n], today=today)
        likely[n] = _ordered([*likely[n], *(one for one in more if one[0] not in known)])
    return likely


def _candidates(sought: Sequence[Sought], *, today: date) -> list[list[tuple]]:
    clues = [
        clues_for(
            words=words_of(one.all_words),
            born_on=one.born_on,
            postcode=one.postcode,
            numbers=one.numbers,
            birth_years=birth_years_of(one.age, today=today),
        )
        for one in sought
    ]
    numbers = [[clue_of_number(number) for number in one.numbers] for one in sought]
    found = _by_clues(
        [() if one.is_empty else each.sharp for one, each in zip(sought, clues, strict=True)],
        numbers,
        most=MOST_CANDIDATES,
    )
    broad = [
        () if one.is_empty or len(rows) >= FEW else each.broad
        for one, each, rows in zip(sought, clues, found, strict=True)
    ]
    more = _by_clues(broad, numbers, most=MOST_BROAD)
    return [
        list({row[0]: row for row in [*sharply, *broadly]}.values())
        for sharply, broadly in zip(found, more, strict=True)
    ]


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


def _by_clues(clues: Sequence[Sequence[int]], numbers: Sequence[list[int]], *, most: int) -> list[list[tuple]]:
    asked = [
        {"clues": list(each), "numbers": own, "most": most} if each else None
        for each, own in zip(clues, numbers, strict=True)
    ]
    return _asked_at_once(_BY_CLUES, asked)


def _by_spelling(sought: Sequence[Sought]) -> list[list[tuple]]:
    """Whoever has a name spelt a little like a sought one: slower, so asked only when clues find few."""
    asked = [{"words": list(words_of(one.all_words)), "most": MOST_CANDIDATES} for one in sought]
    return _asked_at_once(_BY_SPELLING, asked)


def _asked_at_once(question: str, asked: Sequence[dict | None]) -> list[list[tuple]]:
    """The answers to one question put for several people, in one query; none where nothing is asked."""
    answers: list[list[tuple]] = [[] for _ in asked]
    parts, values = [], {}
    for n, each in enumerate(asked):
        if each is not None:
            numbered = question
            for name, value in each.items():
                numbered = numbered.replace(f"%({name})s", f"%({name}_{n})s")
                values[f"{name}_{n}"] = value
            parts.append(f"select {n} as nth, one.* from ({numbered}) as one")  # noqa: S608 - a number
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" union all ".join(parts), values)
            for nth, *row in cursor.fetchall():
                answers[nth].append(tuple(row))
    return answers


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
