"""Teams, agencies and localities to choose from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from alongside.foundation.identity.models import Agency, Team, User
from alongside.foundation.identity.rules import AgencyKind, TeamKind
from alongside.people.queries import address_of, family_members
from alongside.places.queries import list_localities, place_of

if TYPE_CHECKING:
    from alongside.people.models import Family
    from alongside.places.models import Locality


def list_hub_teams(*, viewer: User) -> list[Team]:
    """The hubs someone works in; for those who work in none, every hub."""
    hubs = Team.objects.filter(kind=TeamKind.HUB, is_active=True).select_related("agency").order_by("name", "id")
    mine = [team for team in hubs if team.id in viewer.team_ids]
    return mine or list(hubs)


def list_social_care_teams() -> list[Team]:
    """The teams of children's social care, which take a family that steps up."""
    teams = Team.objects.filter(agency__kind=AgencyKind.SOCIAL_CARE, is_active=True)
    return list(teams.select_related("agency").order_by("name", "id"))


def list_localities_with_a_hub() -> list[Locality]:
    """The localities whose families a hub helps."""
    return [one for one in list_localities() if one.team is not None and one.team.is_active]


def locality_of_home(family: Family) -> Locality | None:
    """The locality in which most of the household lives now, as far as is known."""
    members = [one for one in family_members(family) if one.in_household]
    homes = [address_of(one.person) for one in members]
    postcodes = Counter(home.postcode for home in homes if home is not None and home.postcode)
    if not postcodes:
        return None
    place = place_of(postcodes.most_common(1)[0][0])
    return place.locality if place.is_found else None


def list_agencies() -> list[Agency]:
    """Every agency that may be involved with a family."""
    return list(Agency.objects.filter(is_active=True).order_by("name", "id"))


def get_team(*, slug: str) -> Team | None:
    """One team."""
    return Team.objects.filter(slug=slug, is_active=True).select_related("agency").first()
