"""Panels of the invented county: a year of sittings stamped, and what waits for a panel today lived."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from random import Random

from django.db.models import Count
from django.utils import timezone

from alongside.demo.panels_of_county import COUNTY_SEATS, DISTRICT_SEATS, KNOWS, OFFERS, TODAY_QUESTIONS, Seat
from alongside.foundation.identity.models import User
from alongside.panels import actions as panels
from alongside.panels import rules
from alongside.panels.models import Item, Panel, PanelMember, Series, Sitting
from alongside.panels.queries import children_of
from alongside.places.models import Area, District
from alongside.plans.models import Plan

from .panels_past import write_year
from .panels_seldom import bring_seldom, declare_an_interest, help_at_once, move_one
from .panels_wishes import Year, days_of, where_of
from .standing import County

PAST = timedelta(days=364)
COMING = timedelta(weeks=8)
MOST_TODAY = 8
RUN_AT = time(10)  # when the panels of districts sit by their run


def seat_panels(county: County, *, seed: int, at: datetime) -> None:
    """A panel in each district every week and two for the county every month, as they stand at a moment."""
    chance = Random(f"{seed}/panels")
    today = timezone.localtime(at).date()
    kinds = {one.key: one for one in panels.ensure_kinds(from_on=today - PAST - timedelta(days=60))}
    seated = _set_up(county, kinds, chance=chance, at=at)
    year = Year(at=at, today=today, chance=chance, first=today - PAST)
    for panel, locality_ids in seated.items():
        sittings = _plan(panel, county, year=year)
        write_year(panel, sittings, locality_ids, year=year)
    clerk = county.named["panel-clerk"]
    for item in Item.objects.filter(panel__isnull=True, status="waiting").select_related("case").order_by("asked_at"):
        panel = next((one for one, localities in seated.items() if item.case.locality_id in localities), None)
        if panel is not None:
            panels.choose_panel(item=item, panel=panel, by=clerk, at=at)
    _today(county, seated, chance=chance, at=at)


def _set_up(county: County, kinds: dict, *, chance: Random, at: datetime) -> dict[Panel, set]:
    """The panels with those who sit on them, and the localities that each hears of."""
    setter = county.named["service-manager"]
    earp, jap = (
        panels.set_up_panel(
            kind=kinds[key],
            name=f"Wenshire {kinds[key].name}",
            weekday=weekday,
            nth=nth,
            starts_at=time(13, 30),
            place="County Hall, Wenchester",
            by=setter,
            at=at,
        )
        for key, weekday, nth in (("earp", 2, 2), ("jap", 3, 3))
    )
    hears = _localities_by_district()
    found = {}
    for number, district in enumerate(District.objects.order_by("code")):
        panel = panels.set_up_panel(
            kind=kinds["maag"],
            name=f"{district.name} MAAG",
            district=district,
            weekday=number % 5,
            starts_at=RUN_AT,
            place=f"{district.name} hub",
            refers_up_to=earp,
            by=setter,
            at=at,
        )
        found[panel] = hears[district.id]
    everywhere = {one.id for one in county.hubs.values()}
    found |= {earp: everywhere, jap: everywhere}
    for panel in found:
        _seat(county, panel, chance=chance, at=at)
    return found


def _localities_by_district() -> dict:
    """Each locality belongs to the district that most of its areas lie in."""
    hears: dict = defaultdict(set)
    taken = set()
    counted = (
        Area.objects.filter(locality__isnull=False).values_list("locality_id", "district_id").annotate(n=Count("id"))
    )
    for locality, district, _ in sorted(counted, key=lambda one: (-one[2], str(one[0]))):
        if locality not in taken:
            taken.add(locality)
            hears[district].add(locality)
    return hears


def _seat(county: County, panel: Panel, *, chance: Random, at: datetime) -> None:
    """The named chair, clerk and member sit where a newcomer signs in; others are of the county's own people."""
    named, is_county = county.named, panel.district_id is None
    rows = [_member(panel, named["panel-clerk"], "clerk", 0, at)]
    rows.append(
        _member(
            panel,
            named["panel-chair"]
            if is_county or panel.name.startswith("Wenchester")
            else _manager(county, panel, chance),
            "chair",
            500_000,
            at,
        )
    )
    for seat in COUNTY_SEATS if is_county else DISTRICT_SEATS:
        people = [one for one in _people(county, seat, chance) if one.id not in {row.user_id for row in rows}]
        user = named["panel-member"] if seat.where == "health-trust" else chance.choice(people)
        others = [one for one in people if one.id != user.id]
        rows.append(
            _member(panel, user, seat.part, seat.limit_pence, at, substitute=chance.choice(others) if others else None)
        )
    PanelMember.objects.bulk_create(rows)


def _member(
    panel: Panel, user: User, part: str, limit: int, at: datetime, *, substitute: User | None = None
) -> PanelMember:
    return PanelMember(
        panel=panel,
        user=user,
        agency=user.agency,
        part=part,
        limit_pence=limit,
        substitute=substitute,
        from_on=(at - PAST - timedelta(days=30)).date(),
    )


def _people(county: County, seat: Seat, chance: Random) -> list[User]:
    if seat.where == "school":
        return list(county.who("partner", chance.choice(sorted(_school_slugs(county)))))
    role = "social-worker" if seat.where == "social-care" else "partner"
    return county.who(role, seat.where)


def _school_slugs(county: County) -> list[str]:
    slugs = [site.agency.slug for sites in county.schools.values() for site in sites if site.agency]
    return [slug for slug in slugs if county.who("partner", slug)]


def _manager(county: County, panel: Panel, chance: Random) -> User:
    hubs = [slug for slug in county.hubs if county.who("hub-manager", slug)]
    return county.who("hub-manager", hubs[len(panel.name) % len(hubs)])[0]


def _plan(panel: Panel, county: County, *, year: Year) -> list[Sitting]:
    """One run of sittings from a year ago to some weeks ahead, as one entry in everybody's calendar."""
    everyday, days = days_of(panel, first=year.first, until=year.today + COMING)
    clerk = county.named["panel-clerk"]
    series = Series.objects.create(
        panel=panel,
        invitation_uid=f"{panel.slug}-{days[0]:%Y%m%d}@alongside",
        first_on=days[0],
        until_on=days[-1],
        cadence=panel.cadence,
        weekday=panel.weekday,
        nth=panel.nth,
        starts_at=panel.starts_at,
        length_minutes=panel.length_minutes,
        left_out=[one.isoformat() for one in everyday if one not in set(days)],
        planned_by=clerk,
        planned_at=year.at - PAST - timedelta(days=20),
    )
    return year.sittings(panel, series, days, by=clerk)


def _today(county: County, seated: dict[Panel, set], *, chance: Random, at: datetime) -> None:
    """What waits for a panel: asked by those who work with the families, spoken about, sent, and risen yesterday."""
    clerk = county.named["panel-clerk"]
    home = next(one for one in seated if one.name.startswith("Wenchester"))
    plans = _plans_to_ask_about(seated[home])
    yesterday = afternoon_before(at)
    if len(plans) < MOST_TODAY:
        return
    risen = panels.plan_sitting(panel=home, starts_at=yesterday, by=clerk, at=yesterday - timedelta(hours=1))
    _ask_and_place(home, risen, plans[:3], at=yesterday - timedelta(minutes=50), by=clerk, chance=chance)
    _sit_and_rise(home, risen, clerk=clerk, chance=chance, at=yesterday)
    soon = panels.plan_sitting(panel=home, starts_at=at + timedelta(minutes=30), by=clerk, at=at - timedelta(days=2))
    _ask_and_place(home, soon, plans[3 : 3 + MOST_TODAY], at=at - timedelta(days=2), by=clerk, chance=chance)
    bring_seldom(home, soon, plans[3 + MOST_TODAY :], clerk=clerk, at=at - timedelta(days=2))
    panels.send_papers(sitting=_fresh(soon), by=clerk, at=at - timedelta(days=2))
    help_at_once(home, plans[3 + MOST_TODAY :], at=at - timedelta(days=1))
    move_one(seated, clerk=clerk, at=at - timedelta(days=1))
    _speak(soon, chance=chance, at=at - timedelta(days=1))
    declare_an_interest(soon, at=at - timedelta(hours=20))


def afternoon_before(at: datetime) -> datetime:
    """On the working day before; in the morning the panel may sit by its run."""
    found = timezone.localtime(at - timedelta(days=1)).replace(hour=14, minute=0, second=0, microsecond=0)
    while found.weekday() > 4:
        found -= timedelta(days=1)
    return found


def _plans_to_ask_about(localities: set) -> list[Plan]:
    """Plans of the panel's own district that no panel has heard of, the latest first; of elsewhere where it has few."""
    found = Plan.objects.filter(
        status="active",
        case__status="open",
        case__lead__isnull=False,
        case__lead__is_active=True,
        case__panel_items__isnull=True,
    ).select_related("case__family", "case__lead")
    own = list(found.filter(case__locality_id__in=localities).order_by("-started_on", "id")[: MOST_TODAY + 6])
    if len(own) < MOST_TODAY:
        own += list(
            found.exclude(id__in=[one.id for one in own]).order_by("-started_on", "id")[: MOST_TODAY - len(own)]
        )
    return own


def _ask_and_place(home: Panel, sitting: Sitting, plans: list[Plan], *, at: datetime, by: User, chance: Random) -> None:
    for number, plan in enumerate(plans):
        wants = number % 3 == 0
        item = panels.ask_panel(
            case=plan.case,
            kind=rules.ItemKind.MORE,
            panel=home,
            question=TODAY_QUESTIONS[number % len(TODAY_QUESTIONS)],
            wants_package=wants,
            package_words="A nurse at home each week for twelve weeks" if wants else "",
            package_pence=96_000 if wants else None,
            by=plan.case.lead,
            at=at,
        )
        item.refresh_from_db()
        if item.sitting_id != sitting.id:
            if item.sitting_id is not None:
                panels.defer_item(item=item, why="Brought forward", not_before_on=date.max, by=by, at=at)
                item.refresh_from_db()
            panels.put_on_agenda(item=item, sitting=_fresh(sitting), is_reserve=False, by=by, at=at)


def _sit_and_rise(home: Panel, sitting: Sitting, *, clerk: User, chance: Random, at: datetime) -> None:
    panels.open_sitting(sitting=_fresh(sitting), by=clerk, at=at)
    for member in PanelMember.objects.filter(panel=home).exclude(part="clerk").order_by("id"):
        panels.come_in(sitting=_fresh(sitting), member=member, is_substitute=False, by=clerk, at=at)
    for number, item in enumerate(_items(sitting)):
        moment = at + timedelta(minutes=9 * (number + 1))
        said = panels.Said(
            kind=rules.DecisionKind.AGREE,
            reasons="The family asked for it, and it can begin this week.",
            teller=item.case.lead,
            tell_by_on=(at + timedelta(days=2)).date(),
            lead=item.case.lead,
            lead_accepted=True,
            is_view_read=True,
            no_view_why="Not heard yet",
            package_pence=item.package_pence,
            safety=[panels.Heard(child, rules.Safety.NO_NEW_CONCERN) for child in children_of(item)],
        )
        panels.note_decision(item=item, said=said, version=None, by=clerk, at=moment)
    panels.rise(sitting=_fresh(sitting), by=clerk, at=at + timedelta(minutes=50))


def _speak(sitting: Sitting, *, chance: Random, at: datetime) -> None:
    """Most agencies say what they know and could offer; the member whom a newcomer signs in as has yet to."""
    seats = PanelMember.objects.filter(panel_id=sitting.panel_id).exclude(part="clerk").select_related("user", "agency")
    seats = [one for one in seats.order_by("id") if one.user.email != "panel-member@example.org"]
    for item in _items(sitting):
        for seat in chance.sample(seats, 2):
            where = where_of(seat)
            panels.say_offer(
                item=item,
                knows=chance.choice(KNOWS[where]),
                offers=chance.choice(OFFERS[where]),
                worker=seat.user,
                by=seat.user,
                at=at,
            )


def _items(sitting: Sitting) -> list[Item]:
    found = Item.objects.filter(sitting=sitting, status="on_agenda").select_related(
        "sitting", "case__lead", "panel", "asked_by"
    )
    return list(found.order_by("position"))


def _fresh(sitting: Sitting) -> Sitting:
    return Sitting.objects.select_related("panel__kind").get(id=sitting.id)
