"""Makes the staff of the invented county, in every role, with their skills and hours."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from random import Random

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from alongside.demo import names, organisations
from alongside.foundation.identity.models import Agency, Membership, Team, User
from alongside.workforce.models import Skill, WorkerProfile

from .organisations import YEARS, Standing

FAMILY_WORKERS, FRONT_DOOR_WORKERS = 10, 8


@dataclass
class Staff:
    """Who works where, once they are there."""

    named: dict[str, User] = field(default_factory=dict)
    by_role: dict[tuple[str, str], list[User]] = field(default_factory=dict)

    def of(self, role: str, where: str) -> list[User]:
        """The people who hold a role in a team or agency."""
        return self.by_role.get((role, where), [])


class _Taking:
    """Takes people on, and gives them to the tables at the end."""

    def __init__(self, standing: Standing, *, seed: int, at: datetime) -> None:
        self.standing, self.at, self.chance = standing, at, Random(f"{seed}/staff")
        self.password = make_password(organisations.PASSWORD)
        self.users: list[User] = []
        self.memberships: list[Membership] = []
        self.profiles: list[WorkerProfile] = []
        self.staff = Staff()
        self._emails: Counter[str] = Counter()

    def take(
        self,
        *roles: str,
        where: str,
        job: str,
        agency: Agency,
        team: Team | None,
        name: str = "",
        email: str = "",
        kind: str = "partner",
    ) -> User:
        name = name or self._name()
        user = User(
            email=email or self._email(name),
            name=name,
            job_title=job,
            kind=kind,
            agency=agency,
            password=self.password,
            joined_at=self.at - YEARS,
            phone=self._phone(),
        )
        self.users.append(user)
        for role in roles:
            self.memberships.append(
                Membership(user=user, role=self.standing.roles[role], team=team, started_on=(self.at - YEARS).date())
            )
            self.staff.by_role.setdefault((role, where), []).append(user)
        return user

    def _name(self) -> str:
        origin, is_girl = names.an_origin(self.chance), self.chance.random() < 0.75
        given = names.a_given_name(self.chance, origin, is_girl=is_girl)
        return f"{given} {names.surname_for(names.a_surname(self.chance, origin), origin, is_girl=is_girl)}"

    def _email(self, name: str) -> str:
        body = slugify(name).replace("-", ".") or "worker"
        self._emails[body] += 1
        number = "" if self._emails[body] == 1 else self._emails[body]
        return f"{body}{number}@staff.example.org"

    def _phone(self) -> str:
        return f"07700 900{self.chance.randrange(1000):03d}"


def take_on_staff(standing: Standing, *, seed: int, at: datetime) -> Staff:
    """Make everybody who works with families in the county."""
    taking = _Taking(standing, seed=seed, at=at)
    _council(taking)
    _partners(taking)
    _schools(taking)
    _panels(taking)
    User.objects.bulk_create(taking.users)
    Membership.objects.bulk_create(taking.memberships)
    _describe(taking)
    return taking.staff


def _named(taking: _Taking, key: str, *, where: str, agency: Agency, team: Team | None, kind: str) -> None:
    one = next(one for one in organisations.NAMED if one.key == key)
    taking.staff.named[key] = taking.take(
        one.role,
        *one.other_roles,
        where=where,
        job=one.job,
        agency=agency,
        team=team,
        name=one.name,
        email=one.email,
        kind=kind,
    )


def _council(taking: _Taking) -> None:
    standing = taking.standing
    council = standing.agencies[organisations.COUNCIL]
    door = {
        "where": organisations.FRONT_DOOR,
        "agency": council,
        "team": standing.teams[organisations.FRONT_DOOR],
        "kind": "staff",
    }
    for key in ("front-door-worker", "front-door-manager"):
        _named(taking, key, **door)
    for _ in range(FRONT_DOOR_WORKERS):
        taking.take("front-door-worker", job="Front-door practitioner", **door)
    county = {
        "where": organisations.COUNTY_TEAM,
        "agency": council,
        "team": standing.teams[organisations.COUNTY_TEAM],
        "kind": "staff",
    }
    for key in (
        "service-manager", "commissioner", "finance-officer", "planner", "administrator", "data-steward", "auditor",
    ):  # fmt: skip
        _named(taking, key, **county)
    taking.take("data-steward", job="Data steward", **county)
    for slug in standing.hubs:
        hub = {"where": slug, "agency": council, "team": standing.teams[slug], "kind": "staff"}
        if slug == organisations.HOME_HUB:
            _named(taking, "hub-manager", **hub)
            _named(taking, "family-worker", **hub)
        else:
            taking.take("hub-manager", job="Hub manager", **hub)
        for _ in range(FAMILY_WORKERS):
            taking.take("family-worker", job="Family support worker", **hub)


def _partners(taking: _Taking) -> None:
    standing = taking.standing
    for slug, jobs in organisations.PARTNER_JOBS.items():
        here = {"where": slug, "agency": standing.agencies[slug], "team": standing.teams[slug]}
        roles = ("social-worker",) if slug == "social-care" else ("partner",)
        if slug in organisations.LEADS_FROM:
            roles = ("lead-professional", *roles)
        for key, at_home in (("social-worker", "social-care"), ("lead-professional", "health-trust")):
            if slug == at_home:
                _named(taking, key, kind="partner", **here)
        for number in range(organisations.PARTNER_STAFF.get(slug, 2)):
            taking.take(*roles, job=jobs[number % len(jobs)], **here)


def _schools(taking: _Taking) -> None:
    named_is_taken = False
    for site in taking.standing.schools:
        here = {"where": site.slug, "agency": site.agency, "team": None}
        is_home = site.locality is not None and site.locality.slug == organisations.HOME_HUB
        if is_home and not named_is_taken and site.detail == "Primary":
            _named(taking, "partner", kind="partner", **here)
            named_is_taken = True
            continue
        roles = ("lead-professional", "partner") if site.detail == "Secondary" else ("partner",)
        taking.take(*roles, job="Designated safeguarding lead", **here)


def _panels(taking: _Taking) -> None:
    """Those whom a newcomer signs in as at a panel; they come last, so that nobody else's name changes."""
    standing = taking.standing
    council = standing.agencies[organisations.COUNCIL]
    county = {"where": organisations.COUNTY_TEAM, "agency": council, "team": standing.teams[organisations.COUNTY_TEAM]}
    _named(taking, "panel-clerk", kind="staff", **county)
    for key, slug in (("panel-chair", "social-care"), ("panel-member", "health-trust")):
        _named(taking, key, where=slug, agency=standing.agencies[slug], team=standing.teams[slug], kind="partner")


def _describe(taking: _Taking) -> None:
    """Say what each worker is skilled in, which languages they speak, and how many families they take."""
    chance = taking.chance
    skills = Skill.objects.bulk_create(Skill(slug=slugify(name), name=name) for name in organisations.SKILLS)
    helping = [
        *(one for slug in taking.standing.hubs for one in taking.staff.of("family-worker", slug)),
        *(one for slug in organisations.LEADS_FROM for one in taking.staff.of("lead-professional", slug)),
    ]
    helping.sort(key=lambda one: one.email)
    through = WorkerProfile.skills.through
    links = []
    for user in helping:
        hours, pattern = chance.choice(organisations.PATTERNS)
        is_at_a_hub = user.kind == "staff"
        profile = WorkerProfile(
            user=user,
            languages=chance.sample(organisations.LANGUAGES, chance.choice((0, 0, 0, 1, 1, 2))),
            capacity=max(3, round(float(hours) / 37 * (10 if is_at_a_hub else 4))),
            hours_a_week=Decimal(hours),
            working_pattern=pattern,
            changed_at=taking.at,
        )
        taking.profiles.append(profile)
        links += [through(workerprofile=profile, skill=skill) for skill in chance.sample(skills, chance.randint(1, 4))]
    WorkerProfile.objects.bulk_create(taking.profiles)
    through.objects.bulk_create(links)
