"""Oxfordshire from the open files, with its service set up by the verbs that an administrator uses.

The postcodes are read from the shared file when a test runs; every person is invented.
"""

import csv
import gzip
import io
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from django.core.management import call_command
from django.utils import timezone

from alongside.demo import names
from alongside.foundation.identity import actions as identity
from alongside.foundation.identity.models import Agency, Role, Team, User
from alongside.foundation.identity.rules import AgencyKind, TeamKind, UserKind
from alongside.frontdoor.gateways.columns import COLUMNS
from alongside.places.actions.localities import change_locality
from alongside.places.models import Locality
from tests.shared_data import shared_path

COUNTY = "E10000025"
SEED = 11
SCHOOL, HEALTH = "Ashgrove Primary School (invented)", "County Community Health (invented)"
WORRIES = (
    "Often late and tired since January; mornings are hard.",
    "Has stopped talking about home and cries before lunch.",
    "Missed six of the last ten weeks, and the family has moved twice.",
    "Her brother’s diagnosis has left little time for her.",
)


@dataclass
class Service:
    """The people of a service, by what they do."""

    administrator: User
    front_door: User
    social_worker: User
    social_care: Team
    school: Agency
    partner: User
    health: Agency
    managers: dict[str, User] = field(default_factory=dict)
    workers: dict[str, User] = field(default_factory=dict)


def given_oxfordshire() -> None:
    """The county as `alongside county import` loads it."""
    folder = shared_path("data", "geo")
    call_command("county_import", folder=folder, county=COUNTY, vintage="2021", stdout=io.StringIO())


def given_the_service(at: datetime) -> Service:
    """Begun from the command line; all the rest as the administrator sets it up."""
    call_command(
        "begin_service",
        service="Oxfordshire early help (invented)",
        name="Ada Thorn",
        email="ada.thorn@example.org",
        stdout=io.StringIO(),
    )
    by = User.objects.get(email="ada.thorn@example.org")
    setting_up = _SettingUp(by, at)
    council = by.agency
    social = setting_up.agency("Children’s social care (invented)", AgencyKind.SOCIAL_CARE)
    school, health = setting_up.agency(SCHOOL, AgencyKind.SCHOOL), setting_up.agency(HEALTH, AgencyKind.HEALTH)
    door = setting_up.team("Front door", TeamKind.FRONT_DOOR, council)
    assessing = setting_up.team("Assessment team", TeamKind.PARTNER, social)
    service = Service(
        by,
        setting_up.user("Femi Adeyemi", council, "front-door-worker", door),
        setting_up.user("Rosa Lind", social, "social-worker", assessing, kind=UserKind.PARTNER),
        assessing,
        school,
        setting_up.user("Joan Pryce", school, "partner", None, kind=UserKind.PARTNER),
        health,
    )
    for number, locality in enumerate(Locality.objects.order_by("name"), start=1):
        hub = setting_up.team(f"{locality.name} hub", TeamKind.HUB, council)
        change_locality(locality=locality, name=locality.name, team=hub, by=by, at=at)
        service.managers[locality.name] = setting_up.user(f"Manager {number}", council, "hub-manager", hub)
        service.workers[locality.name] = setting_up.user(f"Worker {number}", council, "family-worker", hub)
    return service


class _SettingUp:
    """The administrator's verbs, with who and when."""

    def __init__(self, by: User, at: datetime) -> None:
        self.how = {"by": by, "at": at}

    def agency(self, name: str, kind: AgencyKind) -> Agency:
        return identity.add_agency(name=name, kind=kind, phone="01632 960000", **self.how)

    def team(self, name: str, kind: TeamKind, agency: Agency) -> Team:
        return identity.add_team(name=name, kind=kind, agency=agency, **self.how)

    def user(self, name: str, agency: Agency, role: str, team: Team | None, *, kind=UserKind.STAFF) -> User:
        email = f"{name.lower().replace(' ', '.')}@example.org"
        user = identity.add_user(email=email, name=name, kind=kind, agency=agency, **self.how)
        key = identity.invite(user=user, link_for=str, **self.how)
        identity.accept_invitation(key=key, password="a long walk by the river", at=self.how["at"])
        identity.give_role(user=user, role=Role.objects.get(slug=role), team=team, **self.how)
        return user


def real_postcodes(number: int, *, seed: int = SEED) -> list[tuple[str, str]]:
    """Live postcodes of Oxfordshire, each with the area of 2021 that the shared file says it is in."""
    with gzip.open(
        shared_path("data", "geo", "postcodes", "postcodes_oxfordshire_essex.csv.gz"), "rt", encoding="utf-8"
    ) as file:
        rows = [
            (row["postcode"], row["lsoa21cd"])
            for row in csv.DictReader(file)
            if row["county"] == "Oxfordshire" and row["live_may2022"] == "True"
        ]
    return Random(seed).sample(sorted(rows), number)


def a_batch(postcodes: list[str], *, today: date, seed: int = SEED) -> list[dict[str, str]]:
    """A request for each postcode, about an invented family."""
    chance = Random(seed)
    return [_a_request(chance, number, postcode, today=today) for number, postcode in enumerate(postcodes)]


def _a_request(chance: Random, number: int, postcode: str, *, today: date) -> dict[str, str]:
    origin = names.an_origin(chance)
    surname = names.a_surname(chance, origin)
    row = {
        "asked_by_name": "Joan Pryce",
        "asked_by_role": "Safeguarding lead",
        "asked_by_organisation": SCHOOL,
        "asked_by_email": "joan.pryce@example.org",
        "asked_by_phone": "01632 960001",
        "adult_1_first_names": names.a_given_name(chance, origin, is_girl=True),
        "adult_1_family_name": names.surname_for(surname, origin, is_girl=True),
        "adult_1_relation": "parent",
        "adult_1_phone": f"07700 900{number:03d}",
        "address": f"{number + 1} Invented Street",
        "postcode": postcode,
        "worries": f"{WORRIES[number % len(WORRIES)]} ({number})",
        "going_well": f"Comes to reading club. ({number})",
        "tried": "Breakfast club.",
        "family_wants": f"A calm start to the day. ({number})",
        "family_agrees": "yes",
    }
    taken = set()
    for child in range(1, 2 + number % 3):
        is_girl = chance.random() < 0.5
        given = names.a_given_name(chance, origin, is_girl=is_girl)
        while given in taken:
            given = names.a_given_name(chance, origin, is_girl=is_girl)
        taken.add(given)
        born = today - timedelta(days=365 * (3 + 3 * child) + chance.randrange(300))
        row |= {
            f"child_{child}_first_names": given,
            f"child_{child}_family_name": names.surname_for(surname, origin, is_girl=is_girl),
            f"child_{child}_date_of_birth": f"{born:%d/%m/%Y}",
            f"child_{child}_school": SCHOOL,
        }
    return row


def as_file(rows: list[dict[str, str]]) -> bytes:
    """The rows as the file that an agency sends."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(COLUMNS), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def now() -> datetime:
    """The moment at which a journey begins."""
    return timezone.now()
