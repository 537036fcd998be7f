"""Which families the county has: how many on each way through help, of which kind, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from alongside.demo.living import ARCS, Arc
from alongside.demo.stories import STORIES, Story

FAMILIES, CONTACTS_ONLY = 2_500, 900
SMALL_FAMILIES, SMALL_CONTACTS_ONLY = 40, 12

CASTS_OF = {
    "full": ("lone", "couple", "teen", "kin"),
    "short": ("baby", "girl", "father"),
    "long": ("teen",),
    "up_for_good": ("lone",),
    "up_and_down": ("girl",),
    "ended_early": ("couple",),
    "not_reached": ("lone",),
    "moved": ("father",),
    "back_again": ("lone",),
    "straight_up": ("expecting",),
    "waiting": ("teen",),
    "waiting_late": ("lone",),
    "by_panel": ("kin",),
    "assessing": ("girl", "couple"),
    "assessed_only": ("father",),
    "plan_in_hand": ("baby",),
    "first_meeting_ahead": ("teen",),
    "met_once": ("couple", "expecting"),
    "met_twice": ("lone", "teen"),
    "met_late": ("father",),
    "drifting": ("kin",),
    "with_social_care": ("lone",),
    "home_from_social_care": ("couple",),
    "reopened": ("girl",),
    "informed": ("lone",),
    "one_agency": ("girl",),
    "no_action": ("lone",),
    "withdrawn": ("couple",),
}
"""The kinds of family that each arc is lived by once, before the others are stamped."""
SMALL_CASTS_OF = {
    "full": ("lone",),
    "short": ("couple",),
    "up_for_good": ("lone",),
    "ended_early": ("couple",),
    "waiting": ("teen",),
    "by_panel": ("kin",),
    "assessing": ("girl",),
    "assessed_only": ("father",),
    "plan_in_hand": ("baby",),
    "met_once": ("couple",),
    "met_twice": ("teen",),
    "with_social_care": ("lone",),
    "reopened": ("girl",),
    "informed": ("lone",),
    "one_agency": ("girl",),
    "withdrawn": ("couple",),
}


LED_BY_NAMED = {
    "family-worker": frozenset(
        {
            ("assessing", 0),
            ("plan_in_hand", 0),
            ("first_meeting_ahead", 0),
            ("met_once", 1),
            ("met_twice", 0),
            ("met_twice", 1),
            ("met_late", 0),
            ("drifting", 0),
            ("with_social_care", 0),
            ("short", 0),
        }
    ),
    "lead-professional": frozenset({("met_once", 0), ("assessing", 1), ("met_twice", 2), ("full", 0)}),
}
"""The families led by the people whom a newcomer signs in as."""
AT_HOME_HUB = frozenset({"waiting", "waiting_late", "by_panel", "home_from_social_care", "reopened", "assessed_only"})
"""Arcs of which the first family lives where the people live whom a newcomer signs in as."""
ASKED_BY_NAMED = frozenset({"informed", "one_agency", "full", "short", "waiting", "withdrawn"})
"""Arcs of which the first family was told of by the school that a newcomer signs in for."""


@dataclass(frozen=True)
class Chosen:
    """One family to be: its way through help, its kind, its story, how many weeks ago; the how-many-th of its arc."""

    number: int
    arc: Arc
    cast: str
    story: Story
    weeks: int
    place: int


def wanted_moulds(*, is_small: bool) -> list[tuple[Arc, str]]:
    """Each arc with each kind of family that lives it."""
    casts = SMALL_CASTS_OF if is_small else CASTS_OF
    return [(ARCS[key], cast) for key, kinds in casts.items() for cast in kinds]


def choose_families(chance: Random, *, is_small: bool) -> Iterator[Chosen]:
    """Every family and every contact without one, each arc about as often as it happens."""
    casts = SMALL_CASTS_OF if is_small else CASTS_OF
    families, contacts = (SMALL_FAMILIES, SMALL_CONTACTS_ONLY) if is_small else (FAMILIES, CONTACTS_ONLY)
    number = 0
    for has_family, wanted in ((True, families), (False, contacts)):
        arcs = [ARCS[key] for key in casts if ARCS[key].has_family == has_family]
        for arc, many in _shares(arcs, wanted):
            for place in range(many):
                kinds = casts[arc.key]
                cast = kinds[place % len(kinds)]
                story = chance.choice([one for one in STORIES if cast in one.casts])
                yield Chosen(number, arc, cast, story, chance.randint(0, arc.weeks_back) if place else 0, place)
                number += 1


def _shares(arcs: list[Arc], wanted: int) -> Iterator[tuple[Arc, int]]:
    """How many families take each arc: by its share, at least one, and as many as wanted together."""
    total = sum(one.share for one in arcs)
    many = {one.key: max(1, wanted * one.share // total) for one in arcs}
    most = max(arcs, key=lambda one: one.share)
    many[most.key] += wanted - sum(many.values())
    for arc in arcs:
        yield arc, many[arc.key]
