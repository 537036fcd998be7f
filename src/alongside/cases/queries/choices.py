"""Teams and agencies to choose from."""

from alongside.foundation.identity.models import Agency, Team, User
from alongside.foundation.identity.rules import AgencyKind, TeamKind


def list_hub_teams(*, viewer: User) -> list[Team]:
    """The hubs someone works in; for those who work in none, every hub."""
    hubs = Team.objects.filter(kind=TeamKind.HUB, is_active=True).select_related("agency").order_by("name", "id")
    mine = [team for team in hubs if team.id in viewer.team_ids]
    return mine or list(hubs)


def list_social_care_teams() -> list[Team]:
    """The teams of children's social care, which take a family that steps up."""
    teams = Team.objects.filter(agency__kind=AgencyKind.SOCIAL_CARE, is_active=True)
    return list(teams.select_related("agency").order_by("name", "id"))


def list_agencies() -> list[Agency]:
    """Every agency that may be involved with a family."""
    return list(Agency.objects.filter(is_active=True).order_by("name", "id"))


def get_team(*, slug: str) -> Team | None:
    """One team."""
    return Team.objects.filter(slug=slug, is_active=True).select_related("agency").first()
