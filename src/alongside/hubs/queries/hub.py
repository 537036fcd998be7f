"""One hub against the need of its own streets: demand, attendance, reach, and the core offer kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from alongside.directory import queries as directory
from alongside.foundation.identity.models import User
from alongside.places import queries as places
from alongside.values.small_numbers import suppress_together

from .. import access
from ..models import Attendance, Register, Session
from ..rules.facts import HubsPolicy
from ..rules.reach import Reached, reach_by_tenth
from ..rules.sessions import Kept, KeptAnswer, RegisterStatus, answer_kept, is_neutral, is_off_site
from .registers import planned_days
from .sites import HubNotFound, ask_for_figures

CHILDREN, TENTHS = "population_0_19", "imd_decile"
UNDER_FIVES = "population_0_4"

if TYPE_CHECKING:
    from alongside.places.models import Area, Site


@dataclass(frozen=True)
class KeptItem:
    """One promise of the core offer, as a hub kept it over some weeks."""

    item: object
    is_promised: bool
    kept: Kept
    answer: KeptAnswer


@dataclass(frozen=True)
class KeptHere:
    """One session by which a hub keeps a promise of the core offer at a place, over some weeks."""

    promise: str
    session: str
    hub: str
    kept: Kept
    answer: KeptAnswer


@dataclass(frozen=True)
class Street:
    """One area of a hub's locality: its need, its children, and how often people from there came."""

    area: Area
    tenth: int | None
    under_fives: float | None
    came: int | None


@dataclass(frozen=True)
class Where:
    """A place where a hub held sessions: how many, how many came, and what kind of place it is."""

    site: Site
    sessions: int
    came: int
    is_off_site: bool
    is_neutral: bool


def list_hubs_for(*, viewer: User) -> QuerySet[Site]:
    """The hubs whose own page the viewer may open, by name."""
    return access.hubs_open_to(viewer)


def get_hub(*, viewer: User, slug: str) -> Site:
    """One hub with its locality and team."""
    hub = list_hubs_for(viewer=viewer).filter(slug=slug).first()
    if hub is None:
        raise HubNotFound(slug)
    return hub


def _came_to(hub: Site, *, since: date) -> QuerySet[Attendance]:
    return Attendance.objects.filter(register__session__hub=hub, register__held_on__gte=since, is_taken_away=False)


def attendance_by_month(hub: Site, *, viewer: User, since: date) -> dict[date, int]:
    """How many came to a hub's sessions, by month."""
    ask_for_figures(viewer, hub)
    months = (
        _came_to(hub, since=since)
        .annotate(month=TruncMonth("register__held_on"))
        .values("month")
        .annotate(came=Sum(F("adults") + F("children")))
        .order_by("month")
    )
    return {one["month"]: one["came"] for one in months}


def reach_of(hub: Site, *, viewer: User, since: date, policy: HubsPolicy) -> tuple[list[Reached], int, int]:
    """Who came by tenth of deprivation against the children of the locality, how many of them gave no area,
    and how many came in all.
    """
    ask_for_figures(viewer, hub)
    return _reach(_came_to(hub, since=since), _areas_of(hub), policy)


def reach_at(site: Site, *, viewer: User, since: date, policy: HubsPolicy) -> tuple[list[Reached], int, int]:
    """The same of the sessions that any hub held at a site, against the children of the locality it lies in."""
    ask_for_figures(viewer, site)
    came = Attendance.objects.filter(
        register__session__site=site, register__held_on__gte=since, is_taken_away=False
    )  # fmt: skip
    return _reach(came, _areas_of(site), policy)


def _reach(
    attendances: QuerySet[Attendance], areas: QuerySet[Area], policy: HubsPolicy
) -> tuple[list[Reached], int, int]:
    tenths = places.statistics(TENTHS)
    by_tenth: dict[int, int] = defaultdict(int)
    nowhere = 0
    rows = attendances.values_list("area__code").annotate(came=Sum(F("adults") + F("children")))
    for code, came in rows.order_by("area__code"):
        tenth = tenths.get(code) if code else None
        if tenth is None:
            nowhere += came
        else:
            by_tenth[int(tenth)] += came
    children: dict[int, int] = defaultdict(int)
    for code, number in places.statistics(CHILDREN, areas=areas).items():
        if number is not None and tenths.get(code) is not None:
            children[int(tenths[code])] += round(number)
    reached = reach_by_tenth(came=by_tenth, children=children, smallest=policy.smallest_count)
    return reached, nowhere, sum(by_tenth.values()) + nowhere


def own_streets(hub: Site, *, viewer: User, since: date, policy: HubsPolicy, most: int = 12) -> list[Street]:
    """The areas of a hub's locality, the most deprived first, with how often people from there came."""
    ask_for_figures(viewer, hub)
    areas = list(_areas_of(hub))
    tenths = places.statistics(TENTHS, areas=areas)
    scores = places.statistics("imd_score", areas=areas)
    under_fives = places.statistics(UNDER_FIVES, areas=areas)
    rows = _came_to(hub, since=since).filter(area__in=areas).values_list("area_id")
    came = dict(rows.annotate(came=Sum(F("adults") + F("children"))).order_by("area_id"))
    seen = suppress_together({one.id: came.get(one.id, 0) for one in areas}, smallest=policy.smallest_count)
    ordered = sorted(areas, key=lambda one: (-(scores.get(one.code) or 0), one.code))
    return [
        Street(one, int(tenths[one.code]) if tenths.get(one.code) else None, under_fives.get(one.code), seen[one.id])
        for one in ordered[:most]
    ]


def core_offer_kept(hub: Site, *, viewer: User, today: date, policy: HubsPolicy) -> list[KeptItem]:
    """Each promise of the core offer with what was planned, held and called off over the latest weeks."""
    ask_for_figures(viewer, hub)
    start = today - timedelta(weeks=policy.weeks_looked_at)
    end = today - timedelta(days=1)
    sessions = defaultdict(list)
    for one in Session.objects.filter(hub=hub, core_item__isnull=False).order_by("id"):
        sessions[one.core_item_id].append(one)
    counted = {
        row["session__core_item"]: row
        for row in Register.objects.filter(session__hub=hub, held_on__range=(start, end))
        .values("session__core_item")
        .annotate(
            held=Count("id", filter=~Q(status=RegisterStatus.CANCELLED)),
            cancelled=Count("id", filter=Q(status=RegisterStatus.CANCELLED)),
        )
        .order_by("session__core_item")
    }
    found = []
    for offered in directory.core_offer_of(site_id=hub.id):
        item = offered.item
        planned = sum(len(planned_days(one, start=start, end=end)) for one in sessions[item.id])
        row = counted.get(item.id, {"held": 0, "cancelled": 0})
        kept = Kept(planned=planned, held=row["held"], cancelled=row["cancelled"])
        is_promised = offered.offer is not None
        answer = answer_kept(is_promised=is_promised, kept=kept, kept_percent=policy.kept_percent)
        found.append(KeptItem(item, is_promised, kept, answer))
    return found


def core_offer_at(site: Site, *, viewer: User, today: date, policy: HubsPolicy) -> list[KeptHere]:
    """The sessions by which hubs keep promises of the core offer at a place, as each fared over the latest weeks."""
    ask_for_figures(viewer, site)
    start, end = today - timedelta(weeks=policy.weeks_looked_at), today - timedelta(days=1)
    held_there = Register.objects.filter(session__site=site, session__core_item__isnull=False)
    counted: dict[UUID, Counter] = defaultdict(Counter)
    for session_id, status in held_there.filter(held_on__range=(start, end)).values_list("session", "status"):
        counted[session_id]["cancelled" if status == RegisterStatus.CANCELLED else "held"] += 1
    sessions = Session.objects.filter(site=site, core_item__isnull=False).select_related("core_item", "hub")
    found = []
    for one in sessions.order_by("core_item__position", "core_item__name", "name", "id"):
        fared = counted[one.id]
        kept = Kept(len(planned_days(one, start=start, end=end)), fared["held"], fared["cancelled"])
        if kept.planned or kept.held:
            answer = answer_kept(is_promised=True, kept=kept, kept_percent=policy.kept_percent)
            found.append(KeptHere(one.core_item.name, one.name, one.hub.name, kept, answer))
    return found


def off_site_of(hub: Site, *, viewer: User, since: date) -> list[Where]:
    """Where a hub held its sessions since a day, and how many came to each place; the busiest first."""
    ask_for_figures(viewer, hub)
    rows = (
        Register.objects.filter(session__hub=hub, held_on__gte=since)
        .exclude(status=RegisterStatus.CANCELLED)
        .values("session__site")
        .annotate(sessions=Count("id"))
        .order_by("session__site")
    )
    came = dict(
        _came_to(hub, since=since)
        .values_list("register__session__site")
        .annotate(came=Sum(F("adults") + F("children")))
        .order_by("register__session__site")
    )
    ids = [row["session__site"] for row in rows]
    sites = {one.id: one for one in places.list_sites(with_closed=True).filter(id__in=ids)}
    found = [
        Where(
            site=sites[row["session__site"]],
            sessions=row["sessions"],
            came=came.get(row["session__site"], 0),
            is_off_site=is_off_site(hub_id=hub.id, site_id=row["session__site"]),
            is_neutral=is_neutral(sites[row["session__site"]].kind),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (-one.came, one.site.name))


def _areas_of(hub: Site) -> QuerySet[Area]:
    locality = hub.hub_of.filter(is_active=True).order_by("name", "id").first() or hub.locality
    return places.areas_of(locality).defer("boundary") if locality else places.list_areas().none()
