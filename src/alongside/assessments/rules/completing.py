"""What an assessment still lacks before it can be called complete."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Lack:
    """One thing that is missing, in words fit to show, and the page on which it is put right."""

    words: str
    page: str
    key: str = ""
    person_id: UUID | None = None


@dataclass(frozen=True)
class OnePerson:
    """What the assessment holds of one person of the family."""

    person_id: UUID
    name: str
    is_child: bool = False
    is_parent: bool = False
    in_household: bool = True
    is_asked: bool = False
    has_voice: bool = False
    has_entries: bool = False
    was_approached: bool = False
    has_answered: bool = False


@dataclass(frozen=True)
class WholeAssessment:
    """What the assessment holds, as far as completing it asks."""

    people: Sequence[OnePerson]
    family_domains: Sequence[tuple[str, str, bool]]
    says_who_was_there: bool = False
    says_what_led_to_it: bool = False
    says_what_is_needed: bool = False
    has_level: bool = False
    says_what_happens_next: bool = False
    has_family_comments: bool = False


def what_is_missing(held: WholeAssessment) -> tuple[Lack, ...]:
    """An assessment is complete when every child is seen and heard, every parent was asked, and it
    says what is needed; whatever is missing is named. A voice not heard is explained, not passed over.

    Source: local default (audit lessons: siblings invisible, fathers missing, past attempts unrecorded).
    """
    found = list(_about_the_start(held))
    for one in held.people:
        found += _of_person(one)
    if not any(one.is_child for one in held.people):
        found.append(Lack("Add the children of the family", "people"))
    for key, name, is_begun in held.family_domains:
        if not is_begun:
            found.append(Lack(f"Write about: {name}", "domain", key))
    return (*found, *_of_conclusion(held))


def _about_the_start(held: WholeAssessment):
    if not held.says_what_led_to_it:
        yield Lack("Say what led to this assessment", "about")
    if not held.says_who_was_there:
        yield Lack("Say who was there", "about")


def _of_person(one: OnePerson) -> list[Lack]:
    found = []
    if one.is_child and not one.has_entries:
        found.append(Lack(f"Write about {one.name}, however briefly", "domain", "child", one.person_id))
    heard = one.is_child or (one.is_parent and one.in_household)
    if heard and not one.has_voice:
        found.append(
            Lack(f"Write down {one.name}’s own voice, or why it is not here", "voice", person_id=one.person_id)
        )
    if one.is_parent and not one.in_household and not (one.was_approached or one.has_voice):
        found.append(Lack(f"Say whether {one.name} was asked to take part", "outside", person_id=one.person_id))
    if one.is_asked and not one.has_answered:
        found.append(
            Lack(
                f"Ask {one.name} whether information may be shared, and note the answer",
                "agreement",
                person_id=one.person_id,
            )
        )
    return found


def _of_conclusion(held: WholeAssessment):
    if not held.says_what_is_needed:
        yield Lack("Say what is needed", "conclusion")
    if not held.has_level:
        yield Lack("Choose the level of need", "conclusion")
    if not held.says_what_happens_next:
        yield Lack("Say what happens next", "conclusion")
    if not held.has_family_comments:
        yield Lack("Write down what the family says of this assessment, or why they have not said", "conclusion")


def is_asked_to_agree(
    *, is_parent: bool, in_household: bool, is_unborn: bool, age: int | None, asked_from_age: int
) -> bool:
    """Parents and carers in the home are asked whether information may be shared, and so, for
    themselves, is every young person of thirteen or over. Capacity counts, not age alone.

    Source: local default (practice in Devon).
    """
    if is_unborn:
        return False
    return (is_parent and in_household) or (not is_parent and age is not None and age >= asked_from_age)
