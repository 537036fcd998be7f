"""Getting to know a family: facts, relations, agreements, and a birth."""

from datetime import date, datetime, timedelta

from alongside.cases import actions as cases
from alongside.foundation.identity.models import User
from alongside.people import actions as people
from alongside.people.models import Person
from alongside.people.rules import AgreementAnswer, Meaning, RelationKind, SharingPurpose

from .steps import Life

HOME_FACTS = (
    ("gp_practice", Meaning.VALUE),
    ("first_language", Meaning.VALUE),
    ("disability", Meaning.NONE),
    ("religion", Meaning.NOT_ASKED),
    ("health_visitor", Meaning.NOT_IN_OUR_DATA),
)


def get_to_know(life: Life, number: int) -> None:
    """The lead professional adds who was missing, how they are related, what is known, and who agrees to what."""
    by, at = life.lead, life.at(number)
    script, source, day = life.script, life.says("visit"), at.date()
    for slot in script.cast.adults:
        if slot.key not in life.people:
            given, family = script.names[slot.key]
            life.people[slot.key] = person = people.add_person(
                given_names=given,
                family_name=family,
                born_on=script.births.get(slot.key),
                sex=slot.sex,
                source=source,
                by=by,
                at=at,
            )
            people.join_family(
                family=life.family, person=person, role=slot.role, in_household=slot.in_household, by=by, at=at
            )
    _relate(life, source, day, by=by, at=at)
    for key, meaning in HOME_FACTS:
        value = life.says(f"fact.{key}") if meaning is Meaning.VALUE else ""
        people.state_fact(
            person=life.people["c1"], key=key, meaning=meaning, value=value, source=source, as_of=day, by=by, at=at
        )
    people.state_fact(
        person=life.people["p1"],
        key="housing_tenure",
        meaning=Meaning.VALUE,
        value=life.says("fact.housing"),
        source=source,
        as_of=day,
        by=by,
        at=at,
    )
    helpers = script.helpers
    cases.note_involvement(
        family=life.family,
        agency=helpers.partner.agency,
        as_of=day,
        source=source,
        by=by,
        at=at,
        service=life.says("service"),
        worker=helpers.partner.name,
        ring=helpers.partner.phone,
        from_on=day - timedelta(days=40),
    )
    for slot in script.cast.slots:
        if slot.in_household and (slot.role != "child" or (slot.years or 0) >= 13):
            for agency in dict.fromkeys((helpers.partner.agency, script.school_agency)):
                people.give_agreement(
                    family=life.family,
                    person=life.people[slot.key],
                    agency=agency,
                    purpose=SharingPurpose.PLAN_TOGETHER,
                    answer=AgreementAnswer.AGREED,
                    given_on=day,
                    how=life.says("asked"),
                    by=by,
                    at=at,
                )


def _relate(life: Life, source: str, day: date, *, by: User, at: datetime) -> None:
    script = life.script
    for adult in script.cast.adults:
        for child in script.cast.children:
            people.relate(
                person=life.people[adult.key],
                other=life.people[child.key],
                kind=RelationKind(adult.relation),
                source=source,
                as_of=day,
                by=by,
                at=at,
                has_parental_responsibility=True if adult.relation == "parent" else None,
            )
    children = [life.people[one.key] for one in script.cast.children]
    for place, one in enumerate(children):
        for other in children[place + 1 :]:
            people.relate(person=one, other=other, kind=RelationKind.SIBLING, source=source, as_of=day, by=by, at=at)
    first, second = script.cast.slot("p1"), script.cast.slot("p2")
    if first.relation == "grandparent":
        kind, pair = RelationKind.PARENT, ("p1", "p2")
    else:
        kind = RelationKind.PARTNER if second.in_household else RelationKind.FORMER_PARTNER
        pair = ("p1", "p2")
    people.relate(
        person=life.people[pair[0]], other=life.people[pair[1]], kind=kind, source=source, as_of=day, by=by, at=at
    )


def note_birth(life: Life, number: int) -> None:
    """The baby is born."""
    slot = next(one for one in life.script.cast.children if one.due_in_days is not None)
    person = Person.objects.get(id=life.people[slot.key].id)
    given, family = life.script.names[slot.key]
    at = life.at(number)
    life.people[slot.key] = people.note_birth(
        person=person,
        version=person.version,
        born_on=at.date() - timedelta(days=3),
        given_names=given,
        family_name=family,
        sex=slot.sex,
        by=life.lead,
        at=at,
    )


# --- the assessment
