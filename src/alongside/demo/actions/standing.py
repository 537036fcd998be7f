"""The county as it stands before any family is in it, read back from the tables."""

from collections import defaultdict
from dataclasses import dataclass
from random import Random

from alongside.cases.models import Descriptor
from alongside.demo.organisations import FRONT_DOOR, HOME_HUB, NAMED
from alongside.foundation.identity.models import Agency, Membership, Role, User
from alongside.places.models import Locality, Postcode, Site
from alongside.places.rules.kinds import SiteKind
from alongside.plans.models import Outcome


@dataclass(frozen=True)
class Home:
    """A postcode to live at, with its area, its locality and the schools near by."""

    postcode: str
    area_id: str
    locality_id: str
    hub_id: str
    slug: str


class County:
    """Who works where, where people live, and which schools are near."""

    def __init__(self) -> None:
        self.roles = {one.slug: one for one in Role.objects.all()}
        self.agencies = {one.slug: one for one in Agency.objects.all()}
        self.hubs = {one.slug: one for one in Locality.objects.select_related("team").order_by("slug")}
        self._by_role: dict[tuple[str, str], list[User]] = defaultdict(list)
        held = Membership.objects.select_related("user__agency", "role", "team").order_by("user__email")
        slug_of = {one.team_id: one.slug for one in self.hubs.values()}
        for one in held:
            where = slug_of.get(one.team_id, one.team.slug if one.team and one.team.kind != "partner" else "")
            for place in {where or one.user.agency.slug, one.user.agency.slug} if one.user.agency else ():
                self._by_role[one.role.slug, place].append(one.user)
        self.named = {one.key: User.objects.filter(email=one.email).first() for one in NAMED}
        self.care_team = self._by_role["social-worker", "social-care"][0].current_memberships[0].team
        self.homes = [
            Home(
                one.code,
                str(one.area_id),
                str(one.area.locality_id),
                str(one.area.locality.team_id),
                one.area.locality.slug,
            )
            for one in Postcode.objects.filter(is_live=True, area__locality__isnull=False)
            .select_related("area__locality")
            .defer("area__boundary")
            .order_by("code")
        ]
        self.homes_of = defaultdict(list)
        for home in self.homes:
            self.homes_of[home.slug].append(home)
        self.schools: dict[tuple[str, str], list[Site]] = defaultdict(list)
        for site in Site.objects.filter(kind=SiteKind.SCHOOL).select_related("agency", "locality").order_by("slug"):
            self.schools[site.locality.slug if site.locality else "", site.detail].append(site)
        practices = Site.objects.filter(kind=SiteKind.GP_PRACTICE).select_related("locality").order_by("slug")
        self.practices = defaultdict(list)
        for site in practices:
            self.practices[site.locality.slug if site.locality else ""].append(site.name)
        self.descriptors = defaultdict(list)
        for one in Descriptor.objects.order_by("position"):
            self.descriptors[one.level].append(str(one.id))
        self.outcomes = {one.key: one for one in Outcome.objects.all()}

    def who(self, role: str, where: str) -> list[User]:
        """The people who hold a role in a hub, a team or an agency."""
        return self._by_role[role, where]

    def at_the_front_door(self, *, is_manager: bool) -> list[User]:
        return self.who("front-door-manager" if is_manager else "front-door-worker", FRONT_DOOR)

    def a_school(self, slug: str, *, is_secondary: bool, chance: Random) -> Site:
        """A school in the locality or, where it has none of that phase, in another."""
        phase = "Secondary" if is_secondary else "Primary"
        found = self.schools[slug, phase] or [
            one for (_, p), all_ in self.schools.items() if p == phase for one in all_
        ]
        return chance.choice(found)

    def a_practice(self, slug: str, chance: Random) -> str:
        return chance.choice(self.practices[slug] or [name for names in self.practices.values() for name in names])

    def a_home(self, chance: Random, *, at_home_hub: bool = False) -> Home:
        return chance.choice(self.homes_of[HOME_HUB] if at_home_hub else self.homes)
