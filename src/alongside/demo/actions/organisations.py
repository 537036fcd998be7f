"""Makes the agencies, teams, roles and sites of the invented county."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.text import slugify

from alongside.cases.actions import ensure_threshold_document
from alongside.demo import organisations
from alongside.foundation.access.actions import ensure_roles
from alongside.foundation.identity.models import Agency, Role, Team
from alongside.places.models import Locality, Site
from alongside.places.rules.kinds import SiteKind

YEARS = timedelta(days=3 * 365 + 120)
"""How far back the county's records go."""


@dataclass
class Standing:
    """The county as it stands before any family is in it."""

    roles: dict[str, Role]
    agencies: dict[str, Agency]
    teams: dict[str, Team]
    hubs: dict[str, Locality]
    schools: list[Site] = field(default_factory=list)

    def hub_team(self, slug: str) -> Team:
        return self.hubs[slug].team


def set_up_organisations(*, at: datetime) -> Standing:
    """Make roles, the threshold document, agencies, teams, and give each locality its hub's team."""
    roles = {one.slug: one for one in ensure_roles()}
    ensure_threshold_document(from_on=(at - YEARS).date(), at=at)
    agencies = {
        one.slug: Agency(slug=one.slug, name=one.name, kind=one.kind, phone=one.phone, email=f"{one.slug}@example.org")
        for one in organisations.AGENCIES
    }
    schools = list(Site.objects.filter(kind=SiteKind.SCHOOL).select_related("locality").order_by("source_id"))
    for number, site in enumerate(schools):
        site.agency = agencies[site.slug] = Agency(
            slug=site.slug,
            name=site.name,
            kind="school",
            phone=f"01632 961{number:03d}",
            email=f"office@{site.slug}.example.org",
        )
    Agency.objects.bulk_create(agencies.values())
    Site.objects.bulk_update(schools, ["agency"])
    teams = _teams(agencies)
    hubs = _hubs(agencies[organisations.COUNCIL], teams)
    return Standing(roles, agencies, teams, hubs, schools)


def _teams(agencies: dict[str, Agency]) -> dict[str, Team]:
    council = agencies[organisations.COUNCIL]
    teams = {
        organisations.FRONT_DOOR: Team(
            slug=organisations.FRONT_DOOR,
            name="Wenshire Front Door",
            kind="front_door",
            agency=council,
            phone="01632 960110",
            email="front-door@example.org",
        ),
        organisations.COUNTY_TEAM: Team(
            slug=organisations.COUNTY_TEAM,
            name="Early Help County Team",
            kind="county",
            agency=council,
            phone="01632 960120",
            email="county-team@example.org",
        ),
    }
    for one in organisations.AGENCIES:
        if one.team:
            teams[one.slug] = Team(
                slug=slugify(one.team),
                name=one.team,
                kind=one.team_kind,
                agency=agencies[one.slug],
                phone=one.phone,
                email=f"{one.slug}@example.org",
            )
    Team.objects.bulk_create(teams.values())
    return teams


def _hubs(council: Agency, teams: dict[str, Team]) -> dict[str, Locality]:
    hubs = {one.slug: one for one in Locality.objects.select_related("hub_site").order_by("slug")}
    for number, (slug, locality) in enumerate(hubs.items()):
        teams[slug] = locality.team = Team.objects.create(
            slug=f"{slug}-hub",
            name=f"{locality.name} Hub",
            kind="hub",
            agency=council,
            phone=f"01632 96013{number}",
            email=f"{slug}@example.org",
        )
        locality.save(update_fields=["team"])
        locality.hub_site.team, locality.hub_site.agency = locality.team, council
        locality.hub_site.save(update_fields=["team", "agency"])
    return hubs
