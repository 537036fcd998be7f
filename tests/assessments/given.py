"""Invented families with a case and an assessment, made by the actions that make them in the product."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from alongside.assessments import actions, rules
from alongside.cases.actions import allocate_lead, open_case
from alongside.cases.rules import Level
from alongside.people.actions import add_family, add_person, give_agreement, join_family, relate
from alongside.people.rules import AgreementAnswer, BirthPrecision, FamilyRole, RelationKind, Sex, SharingPurpose
from tests.factories import NOW, TODAY, a_team, a_user
from tests.moulds import cast


@dataclass
class Household:
    """A mother, a father elsewhere, a girl of nine, a boy of two and an unborn child, with their worker."""

    worker: object
    manager: object
    team: object
    case: object
    family: object
    mother: object
    father: object
    girl: object
    boy: object
    unborn: object


def given_a_household(*, is_allocated: bool = True, opened_on: date = TODAY) -> Household:
    team = a_team()
    staff = {
        "agency": team.agency,
        "team": team,
        "manager": a_user("hub-manager", team=team),
        "worker": a_user("family-worker", agency=team.agency),
        "opener": a_user("front-door-manager", agency=team.agency),
    }
    lived = partial(_a_lived_household, is_allocated=is_allocated, opened_on=opened_on)
    made = cast(("a household", is_allocated, opened_on), lived, staff)
    return Household(worker=staff["worker"], manager=staff["manager"], team=team, **made)


def _a_lived_household(*, agency, team, manager, worker, opener, is_allocated: bool, opened_on: date) -> dict:
    family = add_family(name="Marlowe", by=opener, at=NOW)
    people = {}
    for key, given, born, role, at_home in (
        ("mother", "Ana", date(1991, 4, 2), FamilyRole.PARENT, True),
        ("father", "Joe", date(1989, 1, 9), FamilyRole.PARENT, False),
        ("girl", "Tamsin", date(2016, 11, 30), FamilyRole.CHILD, True),
        ("boy", "Joss", date(2023, 6, 8), FamilyRole.CHILD, True),
    ):
        people[key] = add_person(
            given_names=given,
            family_name="Marlowe",
            born_on=born,
            birth_precision=BirthPrecision.EXACT,
            sex=Sex.FEMALE if given in {"Ana", "Tamsin"} else Sex.MALE,
            source="request for help",
            by=opener,
            at=NOW,
        )
        join_family(family=family, person=people[key], role=role, in_household=at_home, by=opener, at=NOW)
    people["unborn"] = add_person(
        given_names="",
        family_name="",
        due_on=date(2026, 6, 1),
        source="request for help",
        birth_precision=BirthPrecision.DUE,
        by=opener,
        at=NOW,
    )
    join_family(family=family, person=people["unborn"], role=FamilyRole.CHILD, by=opener, at=NOW)
    for child in ("girl", "boy", "unborn"):
        relate(
            person=people["mother"],
            other=people[child],
            kind=RelationKind.PARENT,
            source="request for help",
            as_of=TODAY,
            by=opener,
            at=NOW,
        )
    case = open_case(
        family=family,
        level=Level.TARGETED,
        locality=None,
        hub_team=team,
        opened_on=opened_on,
        opened_from="contact",
        source_id=None,
        why="asked for help",
        by=opener,
        at=NOW,
    )
    if is_allocated:
        allocate_lead(case=case, worker=worker, reason="knows the family", by=manager, at=NOW)
    case.refresh_from_db()
    return {"case": case, "family": family, **people}


def given_an_assessment(home: Household | None = None):
    """A draft, just started."""
    home = home or given_a_household()
    return home, actions.start_assessment(case=home.case, by=home.worker, at=NOW)


def given_everything_written(home: Household, assessment) -> None:
    """All that completing an assessment asks for."""
    by = {"by": home.worker, "at": NOW}
    actions.write_about(
        assessment=assessment,
        led_to="School is worried",
        tried="",
        others_present="",
        present_ids=[home.mother.id],
        version=0,
        **by,
    )
    for child in (home.girl, home.boy, home.unborn):
        actions.write_section(
            assessment=assessment,
            domain="child",
            person_id=child.id,
            **by,
            words=[actions.HeadingWords("health", 0, strengths="Well", worries="Sleeps badly", said_by="Mum")],
        )
        actions.record_voice(
            assessment=assessment,
            person_id=child.id,
            kind=rules.VoiceKind.SEEN,
            words="Smiled and played",
            how=rules.Gathering.WATCHED,
            gathered_by="Sam Reed",
            gathered_on=TODAY,
            version=0,
            **by,
        )
    for domain, heading in (("parents", "warmth"), ("family", "community")):
        actions.write_section(
            assessment=assessment,
            domain=domain,
            person_id=None,
            **by,
            words=[actions.HeadingWords(heading, 0, strengths="Close")],
        )
    actions.record_voice(
        assessment=assessment,
        person_id=home.mother.id,
        kind=rules.VoiceKind.WORDS,
        words="I am tired",
        how=rules.Gathering.ALONE,
        gathered_by="Sam Reed",
        gathered_on=TODAY,
        version=0,
        **by,
    )
    actions.note_approach(
        assessment=assessment,
        person_id=home.father.id,
        answer=rules.Approached.ASKED,
        words="",
        asked_on=TODAY,
        version=0,
        **by,
    )
    give_agreement(
        family=home.family,
        person=home.mother,
        agency=home.team.agency,
        purpose=SharingPurpose.ASK,
        answer=AgreementAnswer.AGREED,
        given_on=TODAY,
        how="In person",
        **by,
    )
    actions.write_conclusion(
        assessment=assessment,
        needed="Help with sleep",
        level=3,
        level_why="",
        next_steps="Meet as a team",
        family_comments="That is fair",
        no_comments_why="",
        version=0,
        **by,
    )


def given_a_complete_assessment(home: Household | None = None):
    home, assessment = given_an_assessment(home)
    given_everything_written(home, assessment)
    return home, actions.complete_assessment(assessment=assessment, by=home.worker, at=NOW)
