"""How people and families read on a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from alongside.values.dates import spoken_date

from .. import access, rules
from ..queries import Found, KnownFact

if TYPE_CHECKING:
    from alongside.foundation.identity.models import User

    from ..models import Address, Agreement, Family, FamilyMember, Person, Relationship

ANSWER_WORDS = {
    rules.AgreementAnswer.AGREED: ("Agreed", "green"),
    rules.AgreementAnswer.REFUSED: ("Said no", "red"),
    rules.AgreementAnswer.NOT_ABLE: ("Not able to answer", "grey"),
}
BLANKS = {
    rules.Meaning.NONE: "none",
    rules.Meaning.NOT_ASKED: "not-asked",
    rules.Meaning.NOT_IN_OUR_DATA: "not-in-data",
}
CONFIDENTIAL = "Kept confidential"


def birth_of(person: Person, *, today: date) -> str:
    """A person's age and birth, or what is not known of them."""
    return rules.spoken_birth(
        born_on=person.born_on,
        precision=rules.BirthPrecision(person.birth_precision),
        due_on=person.due_on,
        today=today,
    )


def home_words(address: Address | None, *, viewer: User) -> str:
    """An address as the viewer may read it."""
    if address is None:
        return ""
    if not access.may_see_home(viewer, address):
        return CONFIDENTIAL
    words = ", ".join(part for part in (address.lines, address.postcode) if part)
    return f"{words} (confidential)" if address.is_restricted else words


@dataclass(frozen=True)
class FactLine:
    """One fact, or the blank in its place, with its source."""

    key: str
    label: str
    value: str
    blank: str
    source: str
    as_of: str

    @classmethod
    def of(cls, fact: KnownFact) -> FactLine:
        as_of = spoken_date(fact.as_of) if fact.as_of else ""
        return cls(fact.key, fact.words, fact.value, BLANKS.get(fact.meaning, ""), fact.source, as_of)


@dataclass(frozen=True)
class HomeLine:
    words: str
    when: str
    source: str
    is_now: bool

    @classmethod
    def of(cls, address: Address, *, viewer: User) -> HomeLine:
        since = f"from {spoken_date(address.from_on)}" if address.from_on else ""
        until = f"until {spoken_date(address.until_on)}" if address.until_on else ""
        return cls(
            home_words(address, viewer=viewer),
            " ".join(filter(None, (since, until))),
            f"{address.source}, {spoken_date(address.as_of)}",
            address.until_on is None,
        )


@dataclass(frozen=True)
class PersonPage:
    """One person, as a page shows them."""

    name: str
    reference: str
    born: str
    is_unborn: bool
    version: int
    rows: tuple[dict, ...]
    other_names: tuple[str, ...]
    homes: tuple[HomeLine, ...]
    facts: tuple[FactLine, ...]
    unasked: tuple[FactLine, ...]
    families: tuple[Family, ...]
    may_change: bool

    @classmethod
    def of(
        cls,
        person: Person,
        *,
        viewer: User,
        today: date,
        homes: list[Address],
        facts: list[KnownFact],
        families: list[Family],
        other_names: list,
    ) -> PersonPage:
        rows = (
            {"key": "First names", "value": person.given_names},
            {"key": "Family name", "value": person.family_name},
            {"key": "Known as", "value": person.known_as},
            {"key": "Sex", "value": rules.SEX_WORDS[rules.Sex(person.sex)]},
            {"key": "NHS number", "value": person.nhs_number, "blank": "Not in our data"},
            {"key": "Pupil number", "value": person.upn, "blank": "Not in our data"},
            {"key": "Telephone", "value": person.phone},
            {"key": "E-mail", "value": person.email},
        )
        died = ({"key": "Died", "value": spoken_date(person.died_on)},) if person.died_on else ()
        return cls(
            name=person.full_name,
            reference=person.reference,
            born=birth_of(person, today=today),
            is_unborn=person.born_on is None and person.due_on is not None,
            version=person.version,
            rows=(*rows, *died),
            other_names=tuple(f"{one.given_names} {one.family_name}".strip() + f" ({one.kind})" for one in other_names),
            homes=tuple(HomeLine.of(home, viewer=viewer) for home in homes),
            facts=tuple(FactLine.of(fact) for fact in facts if fact.as_of),
            unasked=tuple(FactLine.of(fact) for fact in facts if not fact.as_of),
            families=tuple(families),
            may_change=access.may_change_person(viewer, person),
        )


@dataclass(frozen=True)
class MemberLine:
    """Someone in a family."""

    name: str
    reference: str
    born: str
    part: str
    home: str
    is_elsewhere: bool
    has_left: str

    @classmethod
    def of(cls, member: FamilyMember, *, viewer: User, today: date) -> MemberLine:
        homes = member.person.homes_now
        return cls(
            member.person.full_name,
            member.person.reference,
            birth_of(member.person, today=today),
            rules.FAMILY_ROLE_WORDS[rules.FamilyRole(member.role)],
            home_words(homes[0] if homes else None, viewer=viewer),
            not member.in_household,
            f"Left on {spoken_date(member.until_on)}" if member.until_on else "",
        )


@dataclass(frozen=True)
class RelationLine:
    id: object
    words: str
    source: str

    @classmethod
    def of(cls, one: Relationship) -> RelationLine:
        held = {True: ", with parental responsibility", False: ", without parental responsibility"}
        words = (
            f"{one.person.full_name} is the {rules.RELATION_WORDS[rules.RelationKind(one.kind)]} {one.other.full_name}"
        )
        return cls(
            one.id, words + held.get(one.has_parental_responsibility, ""), f"{one.source}, {spoken_date(one.as_of)}"
        )


@dataclass(frozen=True)
class AgreementLine:
    id: object
    who: str
    agency: str
    purpose: str
    answer: str
    colour: str
    given: str
    withdrawn: str
    may_withdraw: bool

    @classmethod
    def of(cls, one: Agreement) -> AgreementLine:
        answer, colour = ANSWER_WORDS[rules.AgreementAnswer(one.answer)]
        purpose = rules.SHARING_PURPOSES.get(one.purpose, one.purpose)
        withdrawn = f"Until {spoken_date(one.withdrawn_on)}. {one.withdrawn_why}".strip() if one.withdrawn_on else ""
        given = f"{spoken_date(one.given_on)}{', ' + one.how if one.how else ''}"
        return cls(
            one.id,
            one.person.full_name,
            one.agency.name,
            purpose,
            answer,
            "grey" if withdrawn else colour,
            given,
            withdrawn,
            one.withdrawn_on is None and one.answer == rules.AgreementAnswer.AGREED,
        )


@dataclass(frozen=True)
class FoundLine:
    """Someone a search found, with the families they are in and to whom those are known."""

    name: str
    reference: str
    born: str
    because: tuple[str, ...]
    kind: str
    is_this_person: bool
    is_open: bool
    families: tuple[dict, ...]
    is_kept_apart: bool = False

    @classmethod
    def of(cls, one: Found, known: dict, *, open_families: set) -> FoundLine:
        families = tuple(
            {
                "title": rules.family_title(family.name),
                "reference": family.reference,
                "is_open": family.id in open_families,
                "known_to": known.get(family.id, []),
            }
            for family in one.families
        )
        if one.is_kept_apart:
            return cls(one.name, "", "", one.because, "Kept apart", False, False, (), is_kept_apart=True)
        kind = "May be this person" if one.is_this_person else "Another person, perhaps of this family"
        return cls(one.name, one.reference, one.born, one.because, kind, one.is_this_person, one.is_open, families)


def clash_rows(form, current, fields: tuple[str, ...]) -> list[dict]:
    """What stands on the record now beside what was typed, for each field in which they differ."""
    rows = []
    for name in fields:
        now, typed = getattr(current, name, ""), form.cleaned_data.get(name)
        if name in form.fields and (now or "") != (typed or ""):
            rows.append({"label": form[name].label, "now": _said(now), "typed": _said(typed)})
    return rows


def _said(value) -> str:
    return spoken_date(value) if isinstance(value, date) else str(value or "nothing")
