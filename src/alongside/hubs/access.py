"""Who records sessions, who sees figures, and who keeps them; own means one's own hub and its locality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from alongside.foundation.access.rules import declare
from alongside.places import queries as places

if TYPE_CHECKING:
    from alongside.places.models import Site


RECORD = declare(
    "hubs.record",
    "Record sessions and who came to them, in one’s own hub",
    roles={"family-worker", "hub-manager"},
)
ORGANISE = declare(
    "hubs.organise",
    "Set a hub’s timetable, and keep its volunteers",
    roles={"hub-manager", "service-manager"},
)
SEE_VOLUNTEERS = declare(
    "hubs.see_volunteers",
    "See who volunteers in one’s own hub, where, and how to reach them",
    roles={"family-worker", "hub-manager", "service-manager"},
)
SEE_FIGURES = declare(
    "hubs.see_figures",
    "See the costs, budgets, footfall and reach of every hub and site; no person is among them",
    roles={"hub-manager", "service-manager", "planner", "finance-officer", "commissioner", "administrator"},
)
KEEP_FIGURES = declare(
    "hubs.keep_figures",
    "Write down facts, budgets, outturn and footfall of sites",
    roles={"hub-manager", "service-manager", "planner", "finance-officer"},
)
KEEP_ALL_FIGURES = declare(
    "hubs.keep_all_figures",
    "Write down figures of every site, and take in files of them",
    roles={"service-manager", "planner", "finance-officer"},
)
ORGANISE_ALL = declare(
    "hubs.organise_all", "Set the timetable and the volunteers of every hub", roles={"service-manager"}
)


def hubs_of(viewer) -> QuerySet[Site]:
    """The hubs whose team someone works in."""
    return places.list_hubs().filter(hub_of__team_id__in=viewer.team_ids)


def _is_own(viewer, site: Site) -> bool:
    teams = {site.team_id, site.locality.team_id if site.locality_id else None}
    return bool(teams & set(viewer.team_ids))


def hubs_recorded_by(viewer) -> QuerySet[Site]:
    """The hubs whose sessions someone records."""
    return hubs_of(viewer) if viewer.may(RECORD) else places.list_hubs().none()


def may_record(by, hub: Site) -> bool:
    """Someone whose role records sessions records those of the hub they work in."""
    return by.may(RECORD) and _is_own(by, hub)


def may_organise(by, hub: Site) -> bool:
    """A hub's manager sets its timetable; whoever organises all may set any."""
    return by.may(ORGANISE_ALL) or (by.may(ORGANISE) and _is_own(by, hub))


def may_know_sessions(viewer, hub: Site) -> bool:
    """Whoever records a hub's sessions or sets its timetable knows what it holds, and how many came."""
    return may_record(viewer, hub) or may_organise(viewer, hub)


def may_see_volunteers(viewer, hub: Site) -> bool:
    """Those who work in a hub see who volunteers there; whoever organises it sees their checks as well."""
    return may_organise(viewer, hub) or (viewer.may(SEE_VOLUNTEERS) and _is_own(viewer, hub))


def may_keep_figures(by, site: Site) -> bool:
    """A hub's manager writes down the figures of sites in the hub's locality; planners those of any."""
    return by.may(KEEP_ALL_FIGURES) or (by.may(KEEP_FIGURES) and _is_own(by, site))


def hubs_open_to(viewer) -> QuerySet[Site]:
    """The hubs whose own page someone may open: all with their figures, or their own."""
    return places.list_hubs() if viewer.may(SEE_FIGURES) else hubs_recorded_by(viewer)
