"""Fills the county with families: each arc lived once by the product's own actions, then stamped many times."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from itertools import count
from random import Random

from alongside.demo.chosen import Chosen, choose_families, wanted_moulds
from alongside.demo.gateways import Written, copy_in
from alongside.demo.invented import births_moved, facts_of, home_lines, invent_household
from alongside.demo.living import CASTS, Helpers
from alongside.demo.moulds import Mould, Stamp
from alongside.demo.wording import Words
from alongside.foundation.identity.models import User
from alongside.foundation.references.rules import IdMaker

from .casting import OUTCOMES, cast_moulds
from .standing import County, Home

OF_THE_NAMED = frozenset({"assessing", "plan_in_hand", "first_meeting_ahead", "met_once", "met_twice", "met_late",
                          "drifting"})
"""Arcs of which the first few families are those of the people whom a newcomer signs in as."""
NAMED_SHARE = 3


def fill_with_families(
    *, seed: int, at: datetime, today: date, is_small: bool, say: Callable[[str], None], processes: int
) -> int:
    """Write every family with all that its story holds; says how many."""
    county = County()
    moulds = cast_moulds(wanted_moulds(is_small=is_small), today=today, at=at, say=say, processes=processes)
    chance = Random(f"{seed}/families")  # noqa: S311 - invented families
    chosen = list(choose_families(chance, is_small=is_small))
    say(f"{sum(one.arc.has_family for one in chosen):,} families, and what was told of others")
    rows = stamp_all(county, moulds, chosen, seed=seed, at=at, today=today)
    say("Putting them into the tables")
    copy_in(rows, Written().tables)
    return len(chosen)


def stamp_all(
    county: County, moulds: dict[tuple[str, str], Mould], chosen: Iterable[Chosen], *, seed: int, at: datetime,
    today: date,
) -> dict[str, list[str]]:
    """The rows of all families, table by table."""
    rows: dict[str, list[str]] = defaultdict(list)
    numbers = count(1)
    milliseconds = int(at.timestamp() * 1000)
    chance = Random(f"{seed}/ids")  # noqa: S311 - identifiers of invented rows
    new_id = IdMaker(milliseconds=lambda: milliseconds, random_bits=chance.getrandbits)
    # The oldest first, so that what was written later also sorts later.
    for one in sorted(chosen, key=lambda one: (-one.weeks * 7 - one.arc.days, one.number)):
        stamp, postcode = stamp_of(county, moulds[one.arc.key, one.cast], one, seed=seed, today=today, new_id=new_id,
                                   number=lambda: next(numbers))
        for table, text in stamp.rows().items():
            rows[table].append(text)
        rows["people_searchkey"].append(stamp.search_keys(postcode))
    return rows


def stamp_of(
    county: County, mould: Mould, one: Chosen, *, seed: int, today: date, new_id, number
) -> tuple[Stamp, str]:
    """One family's stamp: its people, home, helpers and words in place of the mould's."""
    chance = Random(f"{seed}/{one.number}")  # noqa: S311 - an invented family
    cast, start = CASTS[one.cast], today - timedelta(days=one.arc.days)
    is_named = one.arc.key in OF_THE_NAMED and one.number % 7 < NAMED_SHARE
    home = county.a_home(chance, at_home_hub=is_named)
    household = invent_household(cast, one.story, chance)
    is_secondary = (cast.slot("c1").years or 0) >= 11
    school = county.a_school(home.slug, is_secondary=is_secondary, chance=chance)
    helpers = helpers_of(county, one, home, school.agency, chance, is_named=is_named)
    facts = facts_of(cast, household, helpers, school=school.name, practice=county.a_practice(home.slug, chance),
                     lines=home_lines(chance), asker=helpers.referrer.agency.name)
    stamp = Stamp(
        mould, words=Words(one.story, facts, chance), fixed=_fixed(county, one, home, helpers, chance),
        births=births_moved(cast, start, one.weeks, chance), weeks=one.weeks, new_id=new_id, number=number, seed=seed,
    )
    return stamp, home.postcode


def helpers_of(
    county: County, one: Chosen, home: Home, school, chance: Random, *, is_named: bool
) -> Helpers:
    """Who works with a family of this hub and this story; for some, the people whom a newcomer signs in as."""
    named, story = county.named, one.story
    asker = school.slug if story.asker == "school" else story.asker
    workers = county.who("family-worker", home.slug)
    lead, second = chance.sample(workers, 2)
    if is_named:
        lead = named["family-worker"]
        second = chance.choice([worker for worker in workers if worker != lead])
    elif story.partner == "health-trust" and one.arc.key in OF_THE_NAMED and chance.random() < 0.5:
        lead = named["lead-professional"]
    doors = county.at_the_front_door(is_manager=one.arc.key == "straight_up")
    return Helpers(
        referrer=chance.choice([who for who in _partners(county, asker) if who != lead]), door=chance.choice(doors),
        manager=chance.choice(county.who("hub-manager", home.slug)), lead=lead, second=second,
        partner=chance.choice([who for who in _partners(county, story.partner) if who != lead]),
        social=chance.choice(county.who("social-worker", "social-care")), care_team=county.care_team,
    )


def _partners(county: County, agency: str) -> list[User]:
    return list(dict.fromkeys([*county.who("partner", agency), *county.who("lead-professional", agency)]))


def _fixed(county: County, one: Chosen, home: Home, helpers: Helpers, chance: Random) -> dict[str, str]:
    """What the family has where the mould has its workshop's people, places and outcomes."""
    parts = ("referrer", "door", "manager", "lead", "second", "partner", "social")
    fixed = {f"id.{part}": str(getattr(helpers, part).id) for part in parts}
    fixed |= {"id.school": str(helpers.referrer.agency_id), "id.partner.agency": str(helpers.partner.agency_id),
              "id.area": home.area_id, "id.locality": home.locality_id, "id.hub": home.hub_id,
              "postcode": home.postcode}
    for level in (2, 3, 4):
        for place, ident in enumerate(chance.sample(county.descriptors[level], 2)):
            fixed[f"id.descriptor.{level}.{place}"] = ident
    for place in range(len(OUTCOMES)):
        outcome = county.outcomes[one.story.outcomes[place]]
        fixed |= {f"id.outcome.{place}": str(outcome.id), f"outcome.{place}": f'"{outcome.title}"'}
    return fixed
