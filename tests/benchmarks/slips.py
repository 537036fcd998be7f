"""Slips that people make when they type who someone is: one in each query, of one kind."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from alongside.people.rules.likeness import Sought
from alongside.people.rules.nicknames import ROOTS
from alongside.values.names import folded

LETTERS = "abcdefghijklmnopqrstuvwxyz"
HEARD_AS = (
    ("ph", "f"),
    ("f", "ph"),
    ("c", "k"),
    ("k", "c"),
    ("ie", "y"),
    ("y", "ie"),
    ("ee", "i"),
    ("i", "ee"),
    ("oo", "u"),
    ("u", "oo"),
    ("ck", "k"),
    ("sz", "sh"),
    ("cz", "ch"),
    ("w", "v"),
    ("kh", "k"),
    ("ah", "a"),
    ("th", "t"),
    ("ll", "l"),
    ("l", "ll"),
    ("nn", "n"),
    ("n", "nn"),
    ("ss", "s"),
    ("ai", "ay"),
    ("ay", "ai"),
    ("ow", "au"),
    ("ea", "ee"),
    ("x", "ks"),
    ("qu", "kw"),
    ("dh", "d"),
    ("bh", "b"),
    ("z", "s"),
    ("mm", "m"),
    ("m", "mm"),
    ("tt", "t"),
    ("aa", "a"),
)


@dataclass(frozen=True)
class Person:
    """Someone recorded, as they would be typed without a slip."""

    id: object
    given: str
    family: str
    born_on: date
    postcode: str

    def sought(self, *, with_postcode: bool) -> Sought:
        return Sought(
            given_names=self.given,
            family_name=self.family,
            born_on=self.born_on,
            postcode=self.postcode if with_postcode else "",
        )


def one_edit(chance: Random, word: str) -> str:
    """A word with one letter changed, left out, added or changed places."""
    place = chance.randrange(len(word))
    letter = chance.choice(LETTERS)
    match chance.randrange(4):
        case 0:
            made = word[:place] + letter + word[place + 1 :]
        case 1 if len(word) > 2:
            made = word[:place] + word[place + 1 :]
        case 2 if place:
            made = word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
        case _:
            made = word[:place] + letter + word[place:]
    return made if folded(made) != folded(word) else one_edit(chance, word)


def wrong_given(chance: Random, who: Person, sought: Sought) -> Sought:
    return replace(sought, given_names=one_edit(chance, who.given))


def wrong_family(chance: Random, who: Person, sought: Sought) -> Sought:
    return replace(sought, family_name=one_edit(chance, who.family))


def wrong_birth(chance: Random, who: Person, sought: Sought) -> Sought:
    while True:
        digits = list(f"{who.born_on:%Y%m%d}")
        digits[chance.randrange(8)] = chance.choice("0123456789")
        try:
            made = date.fromisoformat("".join(digits))
        except ValueError:
            continue
        if made != who.born_on:
            return replace(sought, born_on=made)


def exchanged_birth(chance: Random, who: Person, sought: Sought) -> Sought | None:
    if who.born_on.day > 12 or who.born_on.day == who.born_on.month:
        return None
    return replace(sought, born_on=date(who.born_on.year, who.born_on.day, who.born_on.month))


def no_birth(chance: Random, who: Person, sought: Sought) -> Sought:
    return replace(sought, born_on=None, postcode=who.postcode)


def age_alone(chance: Random, who: Person, sought: Sought) -> Sought:
    return replace(sought, born_on=None, age=int((date.today() - who.born_on).days / 365.25))


def wrong_postcode(chance: Random, who: Person, sought: Sought) -> Sought:
    packed = list(who.postcode.replace(" ", ""))
    place = chance.randrange(len(packed))
    packed[place] = chance.choice("0123456789" if packed[place].isdigit() else LETTERS.upper())
    made = "".join(packed)
    return (
        replace(sought, postcode=made) if made != who.postcode.replace(" ", "") else wrong_postcode(chance, who, sought)
    )


def turned_round(chance: Random, who: Person, sought: Sought) -> Sought:
    return replace(sought, given_names=who.family, family_name=who.given)


def heard(chance: Random, who: Person, sought: Sought) -> Sought | None:
    field, word = chance.choice((("given_names", who.given), ("family_name", who.family)))
    low = word.lower()
    fitting = [(a, b) for a, b in HEARD_AS if a in low]
    if not fitting:
        return None
    heard_as, written = chance.choice(fitting)
    return replace(sought, **{field: low.replace(heard_as, written, 1)})


def nickname(chance: Random, who: Person, sought: Sought) -> Sought | None:
    name = folded(who.given)
    others = sorted(other for other, roots in ROOTS.items() if other != name and set(roots) & set(ROOTS.get(name, ())))
    return replace(sought, given_names=chance.choice(others)) if others else None


def nothing(chance: Random, who: Person, sought: Sought) -> Sought:
    return sought


SLIPS = {
    "no slip": nothing,
    "a letter of the first name": wrong_given,
    "a letter of the family name": wrong_family,
    "a digit of the date of birth": wrong_birth,
    "day and month exchanged": exchanged_birth,
    "names the other way round": turned_round,
    "written as it sounds": heard,
    "a nickname": nickname,
    "no date of birth, but the postcode": no_birth,
    "an age, no date of birth": age_alone,
    "a letter of the postcode": wrong_postcode,
}
NEEDS_POSTCODE = {"a letter of the postcode"}
ONE_TYPO = {
    "a letter of the first name",
    "a letter of the family name",
    "a digit of the date of birth",
    "a letter of the postcode",
}
