"""Invented cases, made by the actions that make them in the product."""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.cases import actions, rules
from alongside.cases.models import Case
from alongside.foundation.identity.models import Team, User
from alongside.people.models import Family
from alongside.places.models import Locality
from tests.factories import NOW, TODAY, a_team, a_user, an_agency


@dataclass(frozen=True)
class Hub:
    """A hub with those who work in it, the front door beside it and a social care team."""

    team: Team
    locality: Locality
    manager: User
    worker: User
    decider: User
    social_care: Team
    social_worker: User


def given_a_hub() -> Hub:
    team = a_team(name="Riverside hub")
    care = a_team(
        agency=an_agency(kind="social_care", name="Children’s social care"), kind="partner", name="Assessment team"
    )
    return Hub(
        team=team,
        locality=Locality.objects.create(slug=f"riverside-{team.slug}", name=f"Riverside {team.slug}", team=team),
        manager=a_user("hub-manager", team=team, name="Mara Quill"),
        worker=a_user("family-worker", team=team, name="Ines Okafor"),
        decider=a_user("front-door-worker", team=a_team(kind="front_door"), name="Sam Idris"),
        social_care=care,
        social_worker=a_user("social-worker", team=care, name="Jo Brandt"),
    )


def given_a_family(name: str = "Marlowe") -> Family:
    from alongside.people import actions as people

    return people.add_family(name=name, by=a_user("front-door-worker"), at=NOW)


def given_a_case(
    hub: Hub,
    *,
    family: Family | None = None,
    level: rules.Level = rules.Level.TARGETED,
    opened_on: date = TODAY,
    at: datetime = NOW,
    source_id=None,
) -> Case:
    return actions.open_case(
        family=family or given_a_family(),
        level=level,
        locality=hub.locality,
        hub_team=hub.team,
        opened_on=opened_on,
        opened_from="contact",
        source_id=source_id,
        why="Two agencies are needed, and the mother asked for help.",
        by=hub.decider,
        at=at,
    )


def given_an_allocated_case(hub: Hub, *, worker: User | None = None, at: datetime = NOW, **facts) -> Case:
    case = given_a_case(hub, at=at, **facts)
    actions.allocate_lead(case=case, worker=worker or hub.worker, reason="Knows the school well", by=hub.manager, at=at)
    case.refresh_from_db()
    return case


def given_a_closed_case(hub: Hub, *, at: datetime = NOW, **facts) -> Case:
    case = given_an_allocated_case(hub, at=at, **facts)
    return close(case, by=hub.worker, at=at)


def step_up(case: Case, hub: Hub, *, at: datetime = NOW, by: User | None = None, **facts) -> Case:
    return actions.step_up(
        case=case,
        to_team=hub.social_care,
        why="A child was hurt, and the parents cannot say how.",
        agreed_by="Mara Quill, hub manager",
        family_said="They know, and are frightened.",
        by=by or hub.manager,
        at=at,
        **facts,
    )


def step_down(case: Case, *, by: User, at: datetime = NOW, level=rules.Level.TARGETED, **facts) -> Case:
    return actions.step_down(
        **{
            "case": case,
            "level": level,
            "why": "The child protection plan has ended.",
            "agreed_by": "The core group",
            "family_said": "Please let it be Ines again.",
            "last_meeting_on": TODAY,
            "named_lead": "Ines Okafor",
            "by": by,
            "at": at,
            **facts,
        }
    )


def close(case: Case, *, by: User, at: datetime = NOW, outcome=rules.ClosingOutcome.NEEDS_MET, **facts) -> Case:
    return actions.close_case(
        case=case,
        outcome=outcome,
        why="School every day for a term.",
        family_said="We can do it now.",
        agreed_by="The mother and the school",
        by=by,
        at=at,
        **facts,
    )
