"""Buildings that a planner names: which they are, and whether they may stand in the question."""

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
        words = line.casefold().replace("'", "’")
        fits = [one for one in candidates if words in (one.slug, one.name.casefold().replace("'", "’"))]
        if len(fits) != 1:
            wrong.append(_not_one(line, fits))
        elif problem := _kept_out(fits[0], set(kinds), only_costed=only_costed):
            wrong.append(problem)
        else:
            found[fits[0].slug] = fits[0]
    return tuple(found), wrong


def _not_one(line: str, fits: Sequence[Candidate]) -> str:
    if not fits:
        return f"“{line}” is not among the candidate sites: write its name as it stands in their list"
    return f"Several sites are called “{line}”. Write one of: {', '.join(one.slug for one in fits)}"


def _kept_out(one: Candidate, kinds: set[str], *, only_costed: bool) -> str:
    kind = SITE_KIND_NAMES[SiteKind(one.kind)]
    if one.kind not in kinds:
        return f"{one.name} is of the kind “{kind}”, which you did not tick"
    if only_costed and not one.is_costed:
        return f"The cost of {one.name} is not known: write it down, or untick that only known costs count"
    return ""
