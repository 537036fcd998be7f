"""Buildings that a planner names: which they are, and whether they may stand in the question."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from alongside.places.rules.kinds import SITE_KIND_NAMES, SiteKind


@dataclass(frozen=True)
class Candidate:
    """A building that could be opened."""

    slug: str
    name: str
    kind: str
    is_costed: bool
    is_todays: bool = False
    locality: str = ""
    easting: int = 0
    northing: int = 0


def named(
    lines: Iterable[str], candidates: Sequence[Candidate], *, kinds: Iterable[str], only_costed: bool
) -> tuple[tuple[str, ...], list[str]]:
    """The buildings that lines name, by name or address name, and what keeps one out of the question: nobody knows it,
    several have the name, its kind was not chosen, or its cost is not known where only known costs count.

    Source: local default.
    """
    found: dict[str, Candidate] = {}
    wrong = []
    for line in filter(None, (line.strip() for line in lines)):
        words = _as_heard(line)
        fits = [one for one in candidates if words in (one.slug, _as_heard(one.name))]
        if len(fits) != 1:
            wrong.append(_not_one(line, fits))
        elif problem := _kept_out(fits[0], set(kinds), only_costed=only_costed):
            wrong.append(problem)
        else:
            found[fits[0].slug] = fits[0]
    return tuple(found), wrong


def _as_heard(words: str) -> str:
    return words.casefold().replace("'", "’")


def lines_of(candidates: Sequence[Candidate]) -> dict[str, str]:
    """How each building is written so that it alone is meant: its name, or its address name where several have it.

    Source: local default.
    """
    heard = Counter(words for one in candidates for words in {_as_heard(one.name), one.slug})
    return {one.slug: one.name if heard[_as_heard(one.name)] == 1 else one.slug for one in candidates}


def left_out_of_the_question(pinned: Iterable[str], todays: Iterable[Candidate]) -> list[str]:
    """Where only known costs count, a site of today whose cost is not known cannot be pinned: it is in no question.

    Source: local default.
    """
    wanted = set(pinned)
    return [_cost_unknown(one) for one in todays if one.slug in wanted and not one.is_costed]


def _not_one(line: str, fits: Sequence[Candidate]) -> str:
    if not fits:
        return f"“{line}” is not among the candidate sites: write its name as it stands in their list"
    return f"Several sites are called “{line}”. Write one of: {', '.join(one.slug for one in fits)}"


def _kept_out(one: Candidate, kinds: set[str], *, only_costed: bool) -> str:
    kind = SITE_KIND_NAMES[SiteKind(one.kind)]
    if one.kind not in kinds:
        return f"{one.name} is of the kind “{kind}”, which you did not tick"
    if only_costed and not one.is_costed:
        return _cost_unknown(one)
    return ""


def _cost_unknown(one: Candidate) -> str:
    return f"The cost of {one.name} is not known: write it down, or untick that only known costs count"
