"""Who can sign in, from which kind of agency, in which kinds of role."""

from dataclasses import dataclass
from enum import StrEnum


class AgencyKind(StrEnum):
    """The kinds of agency round a family."""

    EARLY_HELP = "early_help"
    SOCIAL_CARE = "social_care"
    SCHOOL = "school"
    EARLY_YEARS = "early_years"
    HEALTH = "health"
    POLICE = "police"
    HOUSING = "housing"
    YOUTH_JUSTICE = "youth_justice"
    VOLUNTARY = "voluntary"
    OTHER = "other"


AGENCY_KIND_WORDS = {
    AgencyKind.EARLY_HELP: "Early intervention service",
    AgencyKind.SOCIAL_CARE: "Children’s social care",
    AgencyKind.SCHOOL: "School or college",
    AgencyKind.EARLY_YEARS: "Nursery or childminder",
    AgencyKind.HEALTH: "Health",
    AgencyKind.POLICE: "Police",
    AgencyKind.HOUSING: "Housing",
    AgencyKind.YOUTH_JUSTICE: "Youth justice",
    AgencyKind.VOLUNTARY: "Voluntary or community group",
    AgencyKind.OTHER: "Another agency",
}


class TeamKind(StrEnum):
    """What a team is for."""

    FRONT_DOOR = "front_door"
    HUB = "hub"
    PARTNER = "partner"
    COUNTY = "county"


TEAM_KIND_WORDS = {
    TeamKind.FRONT_DOOR: "Front door",
    TeamKind.HUB: "Hub",
    TeamKind.PARTNER: "Partner agency’s team",
    TeamKind.COUNTY: "County team",
}


class UserKind(StrEnum):
    """Staff of the service, staff of a partner agency, or a member of a family."""

    STAFF = "staff"
    PARTNER = "partner"
    FAMILY = "family"


@dataclass(frozen=True)
class Role:
    """A role shipped with the product; its permissions can be changed on screen."""

    slug: str
    name: str
    for_whom: str
    needs_second_factor: bool = True


DEFAULT_ROLES = (
    Role("partner", "Partner", "A school’s safeguarding lead, a health visitor, a housing officer"),
    Role("lead-professional", "Lead professional", "Holds a plan with a family, from any agency"),
    Role("front-door-worker", "Front-door worker", "Takes in contacts and decides on them"),
    Role("front-door-manager", "Front-door manager", "Oversees the front door"),
    Role("family-worker", "Family worker", "Works with families from a hub"),
    Role("hub-manager", "Hub manager", "Allocates families and supports a hub’s workers"),
    Role("social-worker", "Social worker", "Children’s social care: step up and step down"),
    Role("commissioner", "Commissioner", "Commissions help: packages, providers, contracts and grants"),
    Role("finance-officer", "Finance officer", "Keeps the funds, signs packages and brings in payments"),
    Role("service-manager", "Service manager", "Runs the county’s service"),
    Role("planner", "Service planner", "Weighs need, sites and money; sees figures and no person’s record"),
    Role("panel-clerk", "Panel clerk", "Keeps a panel’s agenda, papers and minutes"),
    Role("administrator", "Administrator", "Sets up agencies, people, places and policies"),
    Role("data-steward", "Data steward", "Keeps one record for each person: reviews pairs, takes in agencies’ lists"),
    Role("auditor", "Information governance", "Checks who looked at what, and why"),
    Role("family-member", "Family member", "A parent or a young person", needs_second_factor=False),
)


INVITATION_DAYS = 14
"""How long an invitation opens. Source: local default."""


def may_hold(role: str, *, kind: UserKind) -> bool:
    """Only members of a family hold the role of a family member, and they hold no other.

    Source: local default.
    """
    return (role == "family-member") == (kind is UserKind.FAMILY)
