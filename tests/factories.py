"""Invented agencies, people who sign in, and families, for every test to stand on."""

from datetime import UTC, date, datetime

from alongside.foundation.access.actions import ensure_roles
from alongside.foundation.identity.models import Agency, Membership, Role, Team, User
from tests.moulds import NUMBERS

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
_as_shipped: list[dict] = []


def an_agency(*, kind: str = "early_help", name: str = "") -> Agency:
    n = next(NUMBERS)
    return Agency.objects.create(slug=f"agency-{n}", name=name or f"Agency {n}", kind=kind, phone="01632 960001")


def a_team(*, agency: Agency | None = None, kind: str = "hub", name: str = "") -> Team:
    n = next(NUMBERS)
    return Team.objects.create(slug=f"team-{n}", name=name or f"Team {n}", kind=kind, agency=agency or an_agency())


def a_user(
    *roles: str, team: Team | None = None, agency: Agency | None = None, kind: str = "staff", name: str = ""
) -> User:
    """Someone with the shipped roles named, in a team where given."""
    n = next(NUMBERS)
    if agency is None and kind != "family":
        agency = team.agency if team else an_agency()
    user = User.objects.create(
        email=f"person{n}@example.org", name=name or f"Person {n}", kind=kind, agency=agency, joined_at=NOW
    )
    if roles:
        found = roles_by_slug()
        for role in roles:
            Membership.objects.create(user=user, role=found[role], team=team, started_on=date(2025, 1, 1))
    return user


def roles_by_slug() -> dict[str, Role]:
    """The shipped roles, which are made by the product once in a process and after that put in as they were."""
    found = {one.slug: one for one in Role.objects.all()}
    if not found and _as_shipped:
        found = {one.slug: one for one in Role.objects.bulk_create(Role(**facts) for facts in _as_shipped)}
    elif not found:
        found = {one.slug: one for one in ensure_roles()}
        _as_shipped.extend({key: value for key, value in facts.items() if key != "id"} for facts in _facts(found))
    return found


def _facts(roles: dict[str, Role]) -> list[dict]:
    return list(Role.objects.filter(slug__in=roles).values())
