"""Fills the hubs and centres of the invented county: three years of money, buildings, sessions, and who came."""

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from random import Random

from django.db import connection

from alongside.demo import hub_figures as invented
from alongside.demo import names
from alongside.demo.generate.gateways import bare_tables, copy_rows, written_fields
from alongside.demo.generate.rows import copied
from alongside.directory.models import CoreItem
from alongside.foundation.calendar.queries import england
from alongside.foundation.references.rules import new_id
from alongside.hubs.models import (
    Attendance,
    Footfall,
    MonthAmount,
    Register,
    Session,
    SiteFact,
    Volunteer,
    YearAmount,
)
from alongside.hubs.rules.facts import FactKind, HubsPolicy, Standing
from alongside.hubs.rules.money import INCOME, Basis, Line, financial_year_of, months_of
from alongside.hubs.rules.sessions import dates_planned
from alongside.hubs.rules.volunteers import DbsLevel, VolunteerStatus, dbs_due_again_on, training_due_again_on
from alongside.places.models import Area, Locality, Site
from alongside.places.queries import statistics
from alongside.places.rules.kinds import SiteKind

YEARS_BACK = 2
NEAR_AREAS = 14
SMALL_WEEKS, WEEKS = 14, 40
OWNER_KINDS = (SiteKind.HUB, SiteKind.CHILDRENS_CENTRE)
ESTIMATED_SCHOOLS = 24
RUSH = {4: 0.9, 8: 0.55, 12: 0.75, 9: 1.15, 10: 1.12, 1: 1.1}
"""How busy a month is: August and December are quiet, the autumn is not."""


class _Writing:
    """Rows of each model as they are made, and then copied into its table."""

    def __init__(self) -> None:
        self.rows: dict[type, list[tuple]] = defaultdict(list)
        self.read: dict[type, attrgetter] = {}

    def add(self, model: type, **values) -> object:
        """One row; what is not said has the model's default."""
        one = model(id=new_id(), **values)
        if model not in self.read:
            self.read[model] = attrgetter(*(field.attname for field in written_fields(model)))
        self.rows[model].append(self.read[model](one))
        return one

    def copy_in(self) -> None:
        """Copy every table's rows at once."""
        tables = [model._meta.db_table for model in self.rows]
        with bare_tables(tables, say=lambda words: None) as cursor:
            for model, rows in self.rows.items():
                text = "".join("\t".join(map(copied, row)) + "\n" for row in rows)
                columns = tuple(field.column for field in written_fields(model))
                copy_rows(cursor, model._meta.db_table, columns, text.encode())


def fill_hubs(*, seed: int, at: datetime, today: date, is_small: bool) -> None:
    """Write every figure, building, session, register and volunteer."""
    chance, writing = Random(f"{seed}/hubs"), _Writing()
    sites = list(Site.objects.filter(is_active=True).select_related("locality").order_by("slug"))
    _money(writing, sites, chance, today=today)
    _buildings(writing, sites, chance, at=at, today=today)
    hubs = list(Locality.objects.select_related("hub_site", "team").order_by("slug"))
    _volunteers(writing, hubs, sites, chance, today=today)
    _sessions(writing, hubs, sites, chance, at=at, today=today, weeks=SMALL_WEEKS if is_small else WEEKS)
    writing.copy_in()


def _money(writing: _Writing, sites: list[Site], chance: Random, *, today: date) -> None:
    year = financial_year_of(today)
    owners = [one for one in sites if one.kind in OWNER_KINDS]
    for place, site in enumerate(owners):
        is_hub = site.kind == SiteKind.HUB
        base = invented.HUB_POUNDS if is_hub else chance.randint(*invented.CENTRE_POUNDS)
        shares = invented.HUB_SHARES if is_hub else invented.CENTRE_SHARES
        busy = chance.uniform(0.75, 1.3) * (1600 if is_hub else 720)
        vacancy = 0.93 if place % 5 == 2 else chance.uniform(0.985, 1.015)
        for each in range(year - YEARS_BACK, year + 1):
            rise = 1.025 ** (each - year)
            budget = {line: round(base * rise * share) for line, share in shares.items()}
            for line, pence in budget.items():
                writing.add(
                    YearAmount, site=site, year=each, line=line, basis=Basis.BUDGET, pence=pence,
                    source=invented.BUDGET_SOURCE, as_of=date(each, 2, 20),
                )  # fmt: skip
            _months(writing, site, each, budget, busy, vacancy if each == year else 1.0, chance, today=today)
    schools = [one for one in sites if one.kind == SiteKind.SCHOOL and one.detail == "Primary"]
    others = [one for one in sites if one.kind in (SiteKind.LIBRARY, SiteKind.VENUE)]
    for site in [*others, *chance.sample(schools, min(ESTIMATED_SCHOOLS, len(schools)))]:
        base = chance.randint(*invented.ESTIMATED[site.kind])
        for line, share in invented.ESTIMATE_SHARES.items():
            writing.add(
                YearAmount, site=site, year=year, line=line, basis=Basis.ESTIMATE, pence=round(base * share),
                source=invented.ESTIMATE_SOURCE, as_of=today - timedelta(days=60),
            )  # fmt: skip


def _months(writing, site, year: int, budget, busy: float, vacancy: float, chance: Random, *, today: date) -> None:
    for month in months_of(year):
        if (month.year, month.month) >= (today.year, today.month):
            break
        for line, pence in budget.items():
            spent = pence / 12 * chance.uniform(0.9, 1.08)
            if line is Line.STAFFING:
                spent = pence / 12 * vacancy * chance.uniform(0.985, 1.01)
            elif line is Line.ENERGY:
                spent *= 1.75 if month.month in (11, 12, 1, 2) else 0.72
            elif line in INCOME:
                spent *= chance.uniform(0.6, 1.2)
            writing.add(
                MonthAmount, site=site, month=month, line=line, pence=round(spent), source=invented.LEDGER_SOURCE
            )
        if chance.random() > 0.015:
            visits = round(busy * RUSH.get(month.month, 1.0) * chance.uniform(0.88, 1.12))
            writing.add(Footfall, site=site, month=month, visits=visits, source=invented.COUNTER_SOURCE)


def _buildings(writing: _Writing, sites: list[Site], chance: Random, *, at: datetime, today: date) -> None:
    for site in sites:
        is_ours = site.kind in OWNER_KINDS
        if not is_ours and site.kind not in (SiteKind.LIBRARY, SiteKind.VENUE):
            continue
        is_hub = site.kind == SiteKind.HUB
        answers = {
            FactKind.CONDITION: chance.choices("ABCD", (3, 6, 3, 1))[0],
            FactKind.CAPACITY: chance.randint(520, 900) if is_hub else chance.randint(140, 420),
            FactKind.LARGEST_ROOM: chance.randint(40, 120) if is_ours else chance.randint(25, 90),
            FactKind.ACCESS: chance.choice(invented.WAYS_IN),
        }
        if is_ours:
            answers |= {
                FactKind.TENURE: chance.choice(invented.TENURES),
                FactKind.STAFF: chance.randint(17, 24) if is_hub else chance.randint(3, 8),
                FactKind.PRESENT_USE: chance.choice(invented.USES),
                FactKind.ALTERNATIVES: chance.choice((None, *invented.ALTERNATIVES)),
            }
        for kind, answer in answers.items():
            if chance.random() < 0.12:
                continue  # nobody has asked
            _fact(writing, site, kind, answer, at=at, as_of=today - timedelta(days=chance.randint(20, 900)))


def _fact(writing: _Writing, site: Site, kind: FactKind, answer, *, at: datetime, as_of: date) -> None:
    standing = Standing.NONE if answer is None else Standing.KNOWN
    number = answer if isinstance(answer, int) else None
    words = "" if answer is None or number is not None else answer
    writing.add(
        SiteFact, site=site, kind=kind, standing=standing, words=words, number=number,
        source=invented.WHO_SAID[kind], as_of=as_of, at=at,
    )  # fmt: skip


def _volunteers(writing: _Writing, hubs: list[Locality], sites: list[Site], chance: Random, *, today: date) -> None:
    policy = HubsPolicy()
    for locality in hubs:
        places = [one for one in sites if one.locality_id == locality.id and one.kind in OWNER_KINDS]
        for number in range(chance.randint(6, 11)):
            began = today - timedelta(days=chance.randint(30, 1400))
            is_new = number == 0
            is_long = (today - began).days > 190
            has_left = is_long and number % 5 == 4
            status = VolunteerStatus.ACTIVE if is_long else VolunteerStatus.TRIAL
            standing = {"status": VolunteerStatus.CHECKING} if is_new else {
                "status": VolunteerStatus.ENDED if has_left else status, "started_on": began,
                "ended_on": began + timedelta(days=180) if has_left else None,
                **_checked(began, chance, today=today, policy=policy),
            }  # fmt: skip
            name, phone = _a_name(chance), f"01632 962{chance.randint(0, 999):03}"
            writing.add(
                Volunteer, hub=locality.hub_site, site=chance.choice(places), name=name,
                phone=phone if number % 4 else "", email="" if number % 3 else _email(name),
                part=chance.choice(invented.PARTS), hours_a_week=chance.choice((2, 3, 4, 4, 5, 6)), **standing,
            )  # fmt: skip


def _checked(began: date, chance: Random, *, today: date, policy: HubsPolicy) -> dict:
    """What was checked before someone began, and again since, save by whoever is late with it."""
    seen, trained = began - timedelta(days=14), began - timedelta(days=5)
    if dbs_due_again_on(seen, policy=policy) <= today and chance.random() < 0.7:
        seen = trained = today - timedelta(days=chance.randint(20, 90))
    return {
        "interviewed_on": began - timedelta(days=50), "references_taken": 2,
        "dbs_level": chance.choice((DbsLevel.ENHANCED, DbsLevel.ENHANCED, DbsLevel.BARRED)),
        "dbs_seen_on": seen, "dbs_renew_on": dbs_due_again_on(seen, policy=policy),
        "trained_on": trained, "train_again_on": training_due_again_on(trained, policy=policy),
        "inducted_on": began - timedelta(days=3), "agreement_on": began - timedelta(days=3),
    }  # fmt: skip


def _a_name(chance: Random) -> str:
    origin, is_girl = names.an_origin(chance), chance.random() < 0.7
    surname = names.surname_for(names.a_surname(chance, origin), origin, is_girl=is_girl)
    return f"{names.a_given_name(chance, origin, is_girl=is_girl)} {surname}"


def _email(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return f"{'.'.join(re.findall('[a-z]+', plain))}@example.org"


def _sessions(writing, hubs, sites, chance: Random, *, at: datetime, today: date, weeks: int) -> None:
    items = {one.slug: one for one in CoreItem.objects.all()}
    near = _Near()
    by_locality = defaultdict(list)
    for site in sites:
        by_locality[site.locality_id].append(site)
    families = _families_of_hubs()
    for place, locality in enumerate(hubs):
        hub, here = locality.hub_site, by_locality[locality.id]
        plans = [(one, _venue(one.where, hub, here, sites, chance)) for one in invented.SESSIONS]
        plans += [
            (one, centre) for centre in here if centre.kind == SiteKind.CHILDRENS_CENTRE for one in invented.AT_CENTRES
        ]
        if place % 4 == 3:
            plans = [(one, venue) for one, venue in plans if one.core != "money"]
        known = families.get(locality.team_id, [])
        for one, venue in plans:
            hours, minutes = map(int, one.time.split(":"))
            session = writing.add(
                Session, hub=hub, site=venue, name=one.name, for_whom=one.for_whom, core_item=items.get(one.core),
                weekday=one.weekday, every_weeks=one.every, starts_at=time(hours, minutes), minutes=one.minutes,
                places=one.places, from_on=today - timedelta(weeks=weeks + 2),
            )  # fmt: skip
            is_shaky = place % 3 == 1 and one.core == "attendance"
            _registers(
                writing, session, one, near.of(venue), known, chance, at=at, today=today, weeks=weeks, shaky=is_shaky
            )


def _venue(where: str, hub: Site, here: Iterable[Site], sites: Iterable[Site], chance: Random) -> Site:
    if where == "hub":
        return hub
    found = [one for one in here if one.kind == where] or [one for one in sites if one.kind == where]
    return chance.choice(found)


def _registers(writing, session, one, near, known, chance, *, at, today, weeks, shaky) -> None:
    days = dates_planned(
        weekday=session.weekday, every_weeks=session.every_weeks, from_on=session.from_on, until_on=None,
        start=today - timedelta(weeks=weeks), end=today - timedelta(days=1), closed_on=england().holidays,
    )  # fmt: skip
    areas, weights = near
    regulars = chance.sample(known, min(3, len(known))) if one.core in ("under-fives", "parenting") else []
    for day in days:
        if chance.random() < (0.35 if shaky else 0.02):
            writing.add(
                Register, session=session, held_on=day, status="cancelled", opened_at=at, closed_at=at,
                why_cancelled=chance.choice(invented.CANCELLED_BECAUSE),
            )  # fmt: skip
            continue
        if chance.random() < 0.03:
            continue  # nobody wrote it down
        register = writing.add(
            Register, session=session, held_on=day, status="closed", staff=chance.randint(1, 3),
            volunteers=chance.randint(0, 2), opened_at=at, closed_at=at,
        )  # fmt: skip
        came = max(1, round(one.came * RUSH.get(day.month, 1.0) * chance.uniform(0.6, 1.25)))
        _who_came(writing, register, came, areas, weights, chance, at=at)
        if (today - day).days < 70:
            for person_id, area_id in regulars:
                if chance.random() < 0.6:
                    writing.add(
                        Attendance, register=register, kind="known", person_id=person_id, area_id=area_id,
                        children=1, at=at,
                    )  # fmt: skip


def _who_came(writing, register, came: int, areas, weights, chance: Random, *, at: datetime) -> None:
    counted = round(came * 0.25)
    if counted:
        children = (counted + 1) // 2
        writing.add(Attendance, register=register, kind="counted", adults=counted - children, children=children, at=at)
    told: dict = defaultdict(int)
    for area in chance.choices(areas, weights, k=came - counted):
        told[area] += 1
    for area, number in told.items():
        children = (number + 1) // 2
        writing.add(
            Attendance, register=register, kind="postcode", area_id=area, adults=number - children,
            children=children, at=at,
        )  # fmt: skip


class _Near:
    """The areas from which people come to a venue: near ones, with many children, in hardship a little more."""

    def __init__(self) -> None:
        self.areas = list(Area.objects.filter(is_current=True).defer("boundary").order_by("code"))
        self.children = statistics("population_0_4")
        self.scores = statistics("imd_score")
        self._found: dict = {}

    def of(self, site: Site) -> tuple[list, list[float]]:
        """The nearest areas, and how likely someone comes from each."""
        if site.id in self._found:
            return self._found[site.id]
        away = sorted(
            (math.hypot(one.easting - site.easting, one.northing - site.northing), one.code, one) for one in self.areas
        )[:NEAR_AREAS]
        weights = [
            (self.children.get(code) or 60) * (1 + (self.scores.get(code) or 20) / 60) * math.exp(-metres / 4000)
            for metres, code, _ in away
        ]
        self._found[site.id] = [one.id for _, _, one in away], weights
        return self._found[site.id]


_CHILDREN = """
select distinct c.hub_team_id, p.id, a.area_id from cases_case c
join people_familymember m on m.family_id = c.family_id and m.role = 'child' and m.until_on is null
join people_person p on p.id = m.person_id and p.died_on is null and p.born_on > %s
join people_address a on a.person_id = p.id and a.until_on is null and not a.is_restricted
where c.status = 'open' order by 1, 2
"""


def _families_of_hubs() -> dict:
    """Small children of families whom each hub helps, each with the area of their home."""
    found = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_CHILDREN, [date(2020, 1, 1)])
        for team_id, person_id, area_id in cursor.fetchall():
            found[team_id].append((person_id, area_id))
    return found
