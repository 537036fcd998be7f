"""Reading who may sign in, and what they may do."""

from django.db.models import Count, Q, QuerySet

from ..access import SET_UP
from ..models import Agency, Membership, Role, Team, User


class NotHere(Exception):
    """There is no such thing, or it is not open to the viewer: the two look the same."""


def list_agencies(*, only_active: bool = True) -> QuerySet[Agency]:
    """Agencies by name, each with how many of its teams and people are active."""
    agencies = Agency.objects.annotate(
        team_count=Count("teams", filter=Q(teams__is_active=True), distinct=True),
        people_count=Count("users", filter=Q(users__is_active=True), distinct=True),
    )
    return (agencies.filter(is_active=True) if only_active else agencies).order_by("name", "id")


def get_agency(*, slug: str) -> Agency:
    """One agency by its slug."""
    return _one(Agency.objects.filter(slug=slug))


def list_teams(*, agency: Agency | None = None, kind: str = "", only_active: bool = True) -> QuerySet[Team]:
    """Teams by name, of one agency or kind where given."""
    teams = Team.objects.select_related("agency")
    if agency is not None:
        teams = teams.filter(agency=agency)
    if kind:
        teams = teams.filter(kind=kind)
    return (teams.filter(is_active=True) if only_active else teams).order_by("name", "id")


def get_team(*, slug: str) -> Team:
    """One team by its slug, with its agency."""
    return _one(Team.objects.select_related("agency").filter(slug=slug))


def list_users(*, viewer: User, words: str = "", agency: Agency | None = None) -> QuerySet[User]:
    """Accounts of staff and partners by name, for whoever sets them up; families have theirs elsewhere."""
    if not viewer.may(SET_UP):
        return User.objects.none()
    users = User.objects.exclude(kind="family").select_related("agency")
    for word in words.split():
        users = users.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(agency__name__icontains=word))
    return users.filter(agency=agency) if agency else users


def get_user(*, viewer: User, user_id) -> User:
    """One account of staff or a partner."""
    return _one(list_users(viewer=viewer).filter(id=user_id))


def list_memberships(*, user: User) -> list[Membership]:
    """The roles someone holds or held, those held now first."""
    held = user.memberships.select_related("role", "team__agency").order_by("-started_on", "id")
    return sorted(held, key=lambda one: one.ended_on is not None)


def list_team_members(*, team: Team) -> list[Membership]:
    """Who works in a team now, by name."""
    return list(
        team.memberships.current()
        .filter(user__is_active=True)
        .select_related("user", "role")
        .order_by("user__name", "id")
    )


def list_roles() -> QuerySet[Role]:
    """Every role by name, with how many people hold it now."""
    held = Count("memberships", filter=Q(memberships__ended_on__isnull=True, memberships__user__is_active=True))
    return Role.objects.annotate(held_by=held).order_by("name", "id")


def get_role(*, slug: str) -> Role:
    """One role by its slug."""
    return _one(Role.objects.filter(slug=slug))


def _one(found: QuerySet):
    one = found.first()
    if one is None:
        raise NotHere
    return one


def find_user(*, email: str) -> User | None:
    """Someone who works for an agency and signs in with an address; for actions, which check who may ask."""
    found = User.objects.exclude(kind="family").filter(is_active=True, email__iexact=email.strip())
    return found.select_related("agency").first()
