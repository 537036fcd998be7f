"""Invented agencies, people who sign in, and families, for every test to stand on."""

from datetime import UTC, date, datetime
from itertools import count

from alongside.foundation.access.actions import ensure_roles
from alongside.foundation.identity.models import Agency, Membership, Role, Team, User

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
_next = count(1)


def an_agency(*, kind: str = "early_help", name: str = "") -> Agency:
    n = next(_next)
    return Agency.objects.create(slug=f"agency-{n}", name=name or f"Agency {n}", kind=kind, phone="01632 960001")


def a_team(*, agency: Agency | None = None, kind: str = "hub", name: str = "") -> Team:
    n = next(_next)
    return Team.objects.create(slug=f"team-{n}", name=name or f"Team {n}", kind=kind, agency=agency or an_agency())


def a_user(
    *roles: str, team: Team | None = None, agency: Agency | None = None, kind: str = "staff", name: str = ""
) -> User:
    """Someone with the shipped roles named, in a team where given."""
    n = next(_next)
    if agency is None and kind != "family":
        agency = team.agency if team else an_agency()
    user = User.objects.create(
        email=f"person{n}@example.org", name=name or f"Person {n}", kind=kind, agency=agency, joined_at=NOW
    )
    if roles and Role.objects.filter(slug__in=roles).count() < len(set(roles)):
        ensure_roles()
    for role in roles:
        Membership.objects.create(user=user, role=Role.objects.get(slug=role), team=team, started_on=date(2025, 1, 1))
    return user
