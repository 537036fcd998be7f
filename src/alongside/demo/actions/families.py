"""Fills the county with families: each arc lived once by the product's own actions, then stamped many times."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from random import Random

from alongside.demo.chosen import (
    ASKED_BY_NAMED,
    AT_HOME_HUB,
    LED_BY_NAMED,
    Chosen,
    choose_families,
    wanted_moulds,
)
from alongside.demo.invented import Household, births_moved, facts_of, home_lines, invent_household
from alongside.demo.living import CASTS, Cast, Helpers
from alongside.demo.moulds import Mould, Stamp
from alongside.demo.wording import Words
from alongside.foundation.calendar.queries import england
from alongside.foundation.identity.models import User
from alongside.foundation.references.rules import IdMaker

from .casting import OUTCOMES, cast_moulds
from .standing import County, Home


def prepare_families(
    *, seed: int, at: datetime, today: date, is_small: bool, say: Callable[[str], None], processes: int
) -> tuple[County, dict[str, list[str]]]:
    """The rows of every family with all that its story holds, table by table, not yet in the tables."""
    county = County()
    moulds = cast_moulds(wanted_moulds(is_small=is_small), today=today, at=at, say=say, processes=processes)
    chance = Random(f"{seed}/families")
    chosen = list(choose_families(chance, is_small=is_small))
    say(f"{sum(one.arc.has_family for one in chosen):,} families, and what was told of others")
    return county, stamp_all(county, moulds, chosen, seed=seed, at=at, today=today)


def stamp_all(
    county: County,
    moulds: dict[tuple[str, str], Mould],
    chosen: Iterable[Chosen],
    *,
    seed: int,
    at: datetime,
    today: date,
) -> dict[str, list[str]]:
    """The rows of all families, table by table."""
    rows: dict[str, list[str]] = defaultdict(list)
    numbers = count(1)
    milliseconds = int(at.timestamp() * 1000)
    chance = Random(f"{seed}/ids")
    new_id = IdMaker(milliseconds=lambda: milliseconds, random_bits=chance.getrandbits)
    # The oldest first, so that what was written later also sorts later.
    for one in sorted(chosen, key=lambda one: (-one.weeks * 7 - one.arc.days, one.number)):
        stamp, postcode = stamp_of(
            county,
            moulds[one.arc.key, one.cast],
            one,
            seed=seed,
            today=today,
            new_id=new_id,
            number=lambda: next(numbers),
        )
        for table, text in stamp.rows().items():
            rows[table].append(text)
        rows["people_searchkey"].append(stamp.search_keys(postcode))
    return rows


def stamp_of(county: County, mould: Mould, one: Chosen, *, seed: int, today: date, new_id, number) -> tuple[Stamp, str]:
    """One family's stamp: its people, home, helpers and words in place of the mould's."""
    plot = plot_of(county, one, seed=seed)
    start, weeks = today - timedelta(days=one.arc.days), weeks_that_fit(mould, one)
    stamp = Stamp(
        mould,
        words=Words(one.story, plot.facts, plot.chance),
        fixed=_fixed(county, one, plot),
        births=births_moved(plot.cast, start, weeks, plot.chance),
        weeks=weeks,
        new_id=new_id,
        number=number,
        seed=seed,
    )
    return stamp, plot.home.postcode


def weeks_that_fit(mould: Mould, one: Chosen) -> int:
    """About so many weeks ago, but nobody worked on a bank holiday: the nearest weeks of which that is true."""
    for apart in (0, 1, -1, 2, -2, 3, -3, 4, -4):
        weeks = one.weeks + apart
        if 0 <= weeks <= one.arc.weeks_back and all(
            england().is_working_day(day - timedelta(weeks=weeks)) for day in mould.days
        ):
            return weeks
    return one.weeks


@dataclass(frozen=True)
class Plot:
    """One family before its story is told: who, where, and who helps."""

    cast: Cast
    household: Household
    home: Home
    school: str
    helpers: Helpers
    facts: dict[str, str]
    chance: Random


def plot_of(county: County, one: Chosen, *, seed: int) -> Plot:
    """Who is in a family, where it lives and who works with it: the same each time."""
    chance = Random(f"{seed}/{one.number}")
    cast, key = CASTS[one.cast], (one.arc.key, one.place)
    is_of_named = any(key in led for led in LED_BY_NAMED.values())
    is_at_home = is_of_named or (one.arc.key in AT_HOME_HUB | ASKED_BY_NAMED and one.place == 0)
    home = county.a_home(chance, at_home_hub=is_at_home)
    household = invent_household(cast, one.story, chance)
    is_secondary = (cast.slot("c1").years or 0) >= 11
    school = county.a_school(home.slug, is_secondary=is_secondary, chance=chance).agency
    if one.arc.key in ASKED_BY_NAMED and one.place == 0 and not is_secondary:
        school = county.named["partner"].agency
    helpers = helpers_of(county, one, home, school, chance)
    facts = facts_of(
        cast,
        household,
        helpers,
        school=school.name,
        practice=county.a_practice(home.slug, chance),
        lines=home_lines(chance),
        asker=helpers.referrer.agency.name,
    )
    return Plot(cast, household, home, school.name, helpers, facts, chance)


def helpers_of(county: County, one: Chosen, home: Home, school, chance: Random) -> Helpers:
    """Who works with a family of this hub and this story; for some, the people whom a newcomer signs in as."""
    named, story, key = county.named, one.story, (one.arc.key, one.place)
    asker = school.slug if story.asker == "school" else story.asker
    others = [worker for worker in county.who("family-worker", home.slug) if worker != named["family-worker"]]
    lead, second = chance.sample(others, 2)
    for who, led in LED_BY_NAMED.items():
        lead = named[who] if key in led else lead
    if key == ("drifting", 0):
        lead, second = second, lead
    doors = county.at_the_front_door(is_manager=one.arc.key == "straight_up")
    return Helpers(
        referrer=chance.choice([who for who in _partners(county, asker) if who != lead]),
        door=chance.choice(doors),
        manager=chance.choice(county.who("hub-manager", home.slug)),
        lead=lead,
        second=second,
        partner=chance.choice([who for who in _partners(county, story.partner) if who != lead]),
        social=chance.choice(county.who("social-worker", "social-care")),
        care_team=county.care_team,
    )


def _partners(county: County, agency: str) -> list[User]:
    return list(dict.fromkeys([*county.who("partner", agency), *county.who("lead-professional", agency)]))


def _fixed(county: County, one: Chosen, plot: Plot) -> dict[str, str]:
    """What the family has where the mould has its workshop's people, places and outcomes."""
    helpers, home, chance = plot.helpers, plot.home, plot.chance
    parts = ("referrer", "door", "manager", "lead", "second", "partner", "social")
    fixed = {f"id.{part}": str(getattr(helpers, part).id) for part in parts}
    fixed |= {
        "id.school": str(helpers.referrer.agency_id),
        "id.partner.agency": str(helpers.partner.agency_id),
        "id.area": home.area_id,
        "id.locality": home.locality_id,
        "id.hub": home.hub_id,
        "id.care": str(county.care_team.id),
        "postcode": home.postcode,
        "id.framework": str(next(iter(county.outcomes.values())).framework_id),
    }
    for level in (2, 3, 4):
        for place, ident in enumerate(chance.sample(county.descriptors[level], 2)):
            fixed[f"id.descriptor.{level}.{place}"] = ident
    for place in range(len(OUTCOMES)):
        outcome = county.outcomes[one.story.outcomes[place]]
        fixed |= {f"id.outcome.{place}": str(outcome.id), f"outcome.{place}": f'"{outcome.title}"'}
    return fixed
