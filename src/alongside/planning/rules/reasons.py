"""Why a site is in a plan: the same question asked again with one site turned round, and what that costs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from alongside.planning.rules.scenarios import Seek, Wishes

MOST_SITES = 60
SECONDS_A_SITE = 3.0
"""How many sites are turned round, and how long each may take. Source: local default."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What came of the question with one site turned round; no value where no plan keeps the rules."""

    slug: str
    is_open: bool
    status: str
    objective: float | None
    is_proven: bool


def turned(wishes: Wishes, slug: str, *, is_open: bool) -> Wishes:
    """A site’s worth is what the best plan without it loses; another’s price is what the best plan with it loses.

    Source: the planning engine’s regret of a site.
    """
    pins = {"closed": (*wishes.closed, slug)} if is_open else {"open": (*wishes.open, slug)}
    return replace(wishes, **pins)


def sites_in_question(sites: Iterable, opened: Sequence[str], wishes: Wishes) -> list[tuple[str, bool]]:
    """Sites of the plan are asked about first, then today’s that close, then the others by name; those that were
    pinned are not, for the answer would be the wish.

    Source: local default.
    """
    inside, pinned = set(opened), {*wishes.open, *wishes.closed}
    free = [one for one in sites if one.slug not in pinned]
    order = sorted(free, key=lambda one: (one.slug not in inside, not one.is_today, one.name, one.slug))
    return [(one.slug, one.slug in inside) for one in order[:MOST_SITES]]


def loss(seek: Seek, best: float, other: float) -> float:
    """How much worse another plan is: less where as much as can be is sought, more elsewhere.

    Source: local default.
    """
    return best - other if seek is Seek.COVERAGE else other - best
