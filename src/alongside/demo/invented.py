"""One invented family: its names, births and home, and who works with it."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from alongside.demo import names
from alongside.demo.living import Cast, Helpers, Slot
from alongside.demo.living.script import births_for
from alongside.demo.names_of_places import a_street
from alongside.demo.stories import Story
from alongside.people.rules import Sex

LANGUAGES = {
    "english": "English",
    "celtic": "English",
    "caribbean": "English",
    "pakistani": "Urdu",
    "bangladeshi": "Bengali",
    "indian": "Punjabi",
    "polish": "Polish",
    "romanian": "Romanian",
    "west_african": "Yoruba",
    "east_african": "Somali",
    "chinese": "Cantonese",
    "arabic_persian_turkish": "Arabic",
}
PRONOUNS = {
    Sex.FEMALE: {"he": "she", "him": "her", "his": "her", "He": "She"},
    Sex.MALE: {"he": "he", "him": "him", "his": "his", "He": "He"},
}
BIRTH_APART = 55
"""Days by which births in one family differ from those of the mould: nobody crosses an age that matters."""


@dataclass
class Household:
    """The people of an invented family, before anything is recorded of them."""

    names: dict[str, tuple[str, str]]
    language: str


def invent_household(cast: Cast, story: Story, chance: Random) -> Household:
    """Names that go together: children share one, a parent who lives elsewhere may have another."""
    origin = names.an_origin(chance)
    if story.key == "new-to-the-country":
        while LANGUAGES[origin.key] == "English":
            origin = names.an_origin(chance)
    surname = names.a_surname(chance, origin)
    apart = chance.random()
    found, taken = {}, set()
    for slot in cast.slots:
        is_girl = slot.sex is Sex.FEMALE
        own = surname
        if (slot.key == "p2" and apart < 0.55) or (slot.key == "p1" and apart > 0.8):
            own = names.a_surname(chance, origin)
        given = names.a_given_name(chance, origin, is_girl=is_girl)
        while given in taken:
            given = names.a_given_name(chance, origin, is_girl=is_girl)
        taken.add(given)
        family = own if slot.role == "child" else names.surname_for(own, origin, is_girl=is_girl)
        found[slot.key] = (given, family)
    return Household(found, LANGUAGES[origin.key])


def births_moved(cast: Cast, start: date, weeks: int, chance: Random) -> dict[str, date]:
    """The births of a family whose story lies so many weeks before the mould's; by the mould's own days."""
    moved = {}
    for key, born_on in births_for(cast, start).items():
        slot = cast.slot(key)
        apart = 0 if slot.years < 1 else chance.randint(-BIRTH_APART, BIRTH_APART)
        years_apart = 0 if slot.role == "child" else chance.randint(-5, 6)
        moved[born_on.isoformat()] = born_on - timedelta(weeks=weeks, days=apart + 365 * years_apart)
    return moved


def facts_of(
    cast: Cast, household: Household, helpers: Helpers, *, school: str, practice: str, lines: str, asker: str
) -> dict[str, str]:
    """Everything that is not a sentence: names, telephones, the home."""
    facts = {"school": school, "practice": practice, "language": household.language, "home": lines, "asker": asker}
    for slot in cast.slots:
        given, family = household.names[slot.key]
        facts |= {f"{slot.key}.g": given, family_key(slot): family, slot.key: given}
    facts |= PRONOUNS[cast.slot("c1").sex]
    for part in HELPING:
        user = getattr(helpers, part)
        facts |= {
            part: user.name,
            f"u.{part}.name": user.name,
            f"u.{part}.email": user.email,
            f"u.{part}.phone": user.phone,
            f"u.{part}.job": user.job_title,
        }
    facts |= {"a.school.slug": helpers.referrer.agency.slug, "a.partner.slug": helpers.partner.agency.slug}
    facts |= {
        "a.school": helpers.referrer.agency.name,
        "a.partner": helpers.partner.agency.name,
        "a.school.phone": helpers.referrer.agency.phone,
        "a.partner.phone": helpers.partner.agency.phone,
    }
    return facts


def family_key(slot: Slot) -> str:
    """What a person's family name goes by: the children of a family share theirs."""
    return "c.f" if slot.role == "child" else f"{slot.key}.f"


HELPING = ("referrer", "door", "manager", "lead", "second", "partner", "social")


def home_lines(chance: Random) -> str:
    """A street with a number."""
    return a_street(chance)
