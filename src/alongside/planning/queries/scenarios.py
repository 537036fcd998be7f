"""Scenarios: the list, one, and its whole question as the figures stand."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.foundation.policy.queries import policy_on
from alongside.hubs import queries as hubs
from alongside.hubs.rules.money import financial_year_of, year_words
from alongside.places import queries as places
from alongside.places.rules.geometry import rings_of
from alongside.planning.access import SEE_NEED
from alongside.planning.gateways.need import NotMade
from alongside.planning.gateways.siting import AreaAsked, Asked, SiteAsked, travel_source
from alongside.planning.models import NeedIndex, Scenario
from alongside.planning.queries.indexes import (
    IndexNotFound,
    get_index,
    holds_open_data_only,
    list_indexes,
    made_index,
    said_of_parts,
)
from alongside.planning.rules.candidates import Candidate
from alongside.planning.rules.followups import was_left_before
from alongside.planning.rules.neighbours import neighbours_of
from alongside.planning.rules.recipes import Recipe
from alongside.planning.rules.scenarios import TODAYS_KINDS, ScenarioStatus, Weigh, Wishes, shares_of_need, weight_of
from alongside.planning.rules.suppression import SuppressionPolicy


class ScenarioNotFound(LookupError):
    """No scenario by that name, or the viewer may not see it."""


def list_scenarios(*, viewer) -> QuerySet[Scenario]:
    """Every scenario without its answer, for whoever sees need."""
    found = Scenario.objects.select_related("made_by").defer("answer", "rounds", "reasons", "frontier")
    return found if viewer.may(SEE_NEED) else found.none()


def get_scenario(*, viewer, slug: str) -> Scenario:
    """One scenario."""
    found = Scenario.objects.select_related("made_by").filter(slug=slug).first()
    if found is None or not viewer.may(SEE_NEED):
        raise ScenarioNotFound(slug)
    return found


def scenario_with_id(scenario_id: UUID) -> Scenario:
    """One scenario, for the worker that works it out."""
    return Scenario.objects.select_related("made_by").get(id=scenario_id)


def scenarios_begun_before(moment: datetime) -> list[Scenario]:
    """What has been under way since before a moment, for the worker that ends it."""
    return list(Scenario.objects.filter(status=ScenarioStatus.RUNNING, started_at__lt=moment).order_by("id"))


def scenarios_whose_follow_up_was_left(field: str, moment: datetime) -> list[Scenario]:
    """Scenarios of which an answer is still awaited that was last written at before a moment."""
    asked = Scenario.objects.filter(status=ScenarioStatus.FOUND, **{f"{field}__has_key": "asked_at"}).order_by("id")
    return [one for one in asked.defer("answer", "rounds").iterator() if was_left_before(getattr(one, field), moment)]


def list_published() -> QuerySet[Scenario]:
    """What has been published, for everybody to read, the latest first; what was withdrawn stays to be read."""
    return Scenario.objects.filter(published_at__isnull=False).order_by("-published_at", "-id")


def get_published(slug: str) -> Scenario:
    """One published scenario."""
    found = list_published().select_related("made_by").filter(slug=slug).first()
    if found is None:
        raise ScenarioNotFound(slug)
    return found


def todays_sites(*, viewer, today: date) -> list:
    """The hubs and centres of today's model that have a place on the map, by name."""
    found = hubs.candidates(viewer=viewer, today=today).filter(kind__in=TODAYS_KINDS, easting__isnull=False)
    return list(found)


def candidates_on_the_map(*, viewer, today: date) -> list[Candidate]:
    """Every building that has a place on the map and could be open, today's among them, by name."""
    return [
        Candidate(
            slug=one.slug, name=one.name, kind=one.kind, is_costed=one.net_cost is not None,
            is_todays=one.kind in TODAYS_KINDS, locality=one.locality.name if one.locality else "",
            easting=one.easting, northing=one.northing,
        )
        for one in hubs.candidates(viewer=viewer, today=today).filter(easting__isnull=False)
    ]  # fmt: skip


def ground_of_pins() -> tuple[list, dict[str, float]]:
    """Every area, and the tenth of deprivation of each of which it is known: what pins stand on."""
    return list(places.list_areas()), places.statistics("imd_decile")


def names_of_sites() -> dict[str, str]:
    """Every site's name by its slug, closed ones among them."""
    return dict(places.list_sites(with_closed=True).values_list("slug", "name"))


def weighs_held() -> list[Weigh]:
    """The ways of weighing whose figures are held for this county; an index is named besides."""
    held = {one.key for one in places.list_measures()}
    has_tenths = "imd_decile" in held
    found = [one for one in Weigh if one.value.split()[0] in held and one is not Weigh.UNDER_5_BY_NEED]
    return [one for one in found if has_tenths or one is not Weigh.UNDER_5_BY_TENTH]


def indexes_to_weigh_by(*, viewer, also: Wishes | None = None) -> list[NeedIndex]:
    """The latest version of every index of need, and the one by which an earlier scenario was weighed."""
    found = list(list_indexes(viewer=viewer))
    if also and also.index and (also.index, also.index_version) not in {(one.slug, one.version) for one in found}:
        found.append(get_index(viewer=viewer, slug=also.index, version=also.index_version))
    return found


def _need(wishes: Wishes, *, viewer, today: date) -> tuple[dict[str, float], list[str], bool]:
    """Each area's place in the index by which a scenario is weighed, what the index is made of, and whether all of that
    is open to everybody."""
    if not wishes.index:
        return {}, [], True
    try:
        one = get_index(viewer=viewer, slug=wishes.index, version=wishes.index_version)
        made = made_index(Recipe.of_data(one.recipe), viewer=viewer, today=today)
    except (IndexNotFound, NotMade) as problem:
        raise ValueError(f"the index of need cannot be made: {problem}") from problem
    said = said_of_parts(one, viewer=viewer, today=today)
    return shares_of_need(made.ranks), said, holds_open_data_only(one, viewer=viewer)


def question_of(wishes: Wishes, *, viewer, today: date) -> tuple[Asked, dict]:
    """A scenario's whole question as the figures stand today, and what they are, from when and from whom."""
    key = wishes.weigh.value.split()[0]
    children, tenths = places.statistics(key), places.statistics("imd_decile")
    need, parts, is_open = _need(wishes, viewer=viewer, today=today)
    areas, blanks = [], 0
    for one in places.list_areas():
        if children.get(one.code) is None:
            blanks += 1
        number = children.get(one.code) or 0.0
        tenth = int(tenths[one.code]) if tenths.get(one.code) else None
        areas.append(
            AreaAsked(
                code=one.code, name=one.place_name or one.name, easting=one.easting, northing=one.northing,
                urban_rural=one.urban_rural, locality=one.locality.name if one.locality else "", tenth=tenth,
                children=number, weight=weight_of(number, tenth, weigh=wishes.weigh, need=need.get(one.code)),
            )
        )  # fmt: skip
    sites, left = _sites(wishes, viewer=viewer, today=today)
    told = {
        "year": year_words(financial_year_of(today)),
        "as_of": today.isoformat(),
        "left_out": left | {"areas_without_figure": blanks},
        "sources": [*_sources({key, "imd_decile"}), *parts, f"Journeys by car: {travel_source()}"],
    }
    if need:
        told |= {"need": need, "need_is_open": is_open}
        told["left_out"]["areas_without_index"] = sum(one.code not in need for one in areas)
    return Asked(wishes, tuple(areas), tuple(sites), _neighbours(wishes)), told


def _neighbours(wishes: Wishes) -> tuple[tuple[int, int], ...]:
    """Which areas touch, where catchments have to be in one piece; nothing else reads the boundaries."""
    if not wishes.one_piece:
        return ()
    areas = list(places.list_areas(with_boundary=True))
    rings = [rings_of(one.boundary) if one.boundary else [] for one in areas]
    return neighbours_of(rings, [(one.easting, one.northing) for one in areas])


def _sites(wishes: Wishes, *, viewer, today: date) -> tuple[list[SiteAsked], dict[str, int]]:
    left = {"sites_without_cost": 0, "sites_without_place": 0, "sites_without_capacity": 0}
    found = []
    for one in hubs.candidates(viewer=viewer, today=today).filter(kind__in={*wishes.kinds, *TODAYS_KINDS}):
        is_today = one.kind in TODAYS_KINDS
        if one.easting is None:
            left["sites_without_place"] += 1
            continue
        if wishes.only_costed and one.net_cost is None:
            left["sites_without_cost"] += 1
            continue
        if wishes.families_per_100 and one.capacity is None:
            left["sites_without_capacity"] += 1
            continue
        if not is_today and one.kind not in wishes.kinds:
            continue
        found.append(
            SiteAsked(
                slug=one.slug, name=one.name, kind=one.kind_name, locality=one.locality.name if one.locality else "",
                easting=one.easting, northing=one.northing, is_today=is_today, cost=one.net_cost,
                staff=None if one.staff is None else float(one.staff),
                capacity=None if one.capacity is None else float(one.capacity),
            )
        )  # fmt: skip
    return found, left


def _sources(keys: set[str]) -> list[str]:
    return [f"{one.name}: {one.source}, {places.latest_period(one.key)}" for one in places.list_measures()
            if one.key in keys]  # fmt: skip


def smallest_shown(today: date) -> int:
    """Below which count of children nothing is shown to the public."""
    return policy_on(SuppressionPolicy, today).smallest_shown


def closing_buildings(scenario: Scenario, *, viewer, today: date) -> list[hubs.Building]:
    """What is known of the buildings of today’s model that a scenario closes, for whoever sees figures of sites."""
    opened = set(scenario.answer.get("open", ()))
    closing = {one["slug"] for one in scenario.answer.get("sites", ()) if one["is_today"]} - opened
    return hubs.buildings_of(closing, viewer=viewer, today=today)
