"""Weeks of outreach: the list, one, and its whole question as the figures stand."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.places import queries as places
from alongside.places.rules.kinds import SiteKind
from alongside.planning.access import SEE_NEED
from alongside.planning.gateways.outreach import OutreachAreaAsked, OutreachAsked, Spot, ways
from alongside.planning.models import OutreachWeek
from alongside.planning.rules.outreach import BEYOND_KINDS, OutreachWishes, families_of
from alongside.planning.rules.scenarios import ScenarioStatus


class OutreachNotFound(LookupError):
    """No week of outreach by that name, or the viewer may not see it."""


def list_outreach(*, viewer) -> QuerySet[OutreachWeek]:
    """Every week of outreach without its answer, for whoever sees need."""
    found = OutreachWeek.objects.select_related("made_by").defer("answer", "rounds")
    return found if viewer.may(SEE_NEED) else found.none()


def get_outreach(*, viewer, slug: str) -> OutreachWeek:
    """One week of outreach."""
    found = OutreachWeek.objects.select_related("made_by").filter(slug=slug).first()
    if found is None or not viewer.may(SEE_NEED):
        raise OutreachNotFound(slug)
    return found


def outreach_with_id(week_id: UUID) -> OutreachWeek:
    """One week of outreach, for the worker that works it out."""
    return OutreachWeek.objects.select_related("made_by").get(id=week_id)


def choices_of_bases() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The hubs, and the other children's centres, from which a team can go out: those with a place on the map, by
    name."""
    found, hubs = places.list_sites().filter(easting__isnull=False), _hubs_of_localities()
    bases = [one for one in found if one.slug in hubs or one.kind in (SiteKind.HUB, SiteKind.CHILDRENS_CENTRE)]
    is_hub = [one.slug in hubs or one.kind == SiteKind.HUB for one in bases]
    both = [[(one.slug, one.name) for one, is_one in zip(bases, is_hub, strict=True) if is_one is wanted]
            for wanted in (True, False)]  # fmt: skip
    return both[0], both[1]


def _hubs_of_localities() -> set[str]:
    """The site that each locality has as its hub, whatever its kind: in a county that was just loaded they are
    children's centres."""
    return {one.slug for one in places.list_hubs()}


def choices_of_venues() -> list[tuple[str, str]]:
    """The venues, libraries and centres that can be promised a session or left out, by name."""
    kinds = (SiteKind.VENUE, SiteKind.LIBRARY)
    found = places.list_sites().filter(kind__in=kinds, easting__isnull=False)
    return [(one.slug, one.name) for one in found]


def choices_of_localities() -> list[tuple[str, str]]:
    """Localities by name."""
    return [(one.slug, one.name) for one in places.list_localities()]


def outreach_begun_before(moment: datetime) -> list[OutreachWeek]:
    """What has been under way since before a moment, for the worker that ends it."""
    return list(OutreachWeek.objects.filter(status=ScenarioStatus.RUNNING, started_at__lt=moment).order_by("id"))


def outreach_question(wishes: OutreachWishes, *, today: date) -> tuple[OutreachAsked, dict]:
    """A week's whole question as the figures stand today, and what they are, from when and from whom."""
    areas, blanks = _areas(wishes)
    spots = places.list_sites().filter(easting__isnull=False)
    sites, asked_for = list(spots), {*wishes.bases, *wishes.promised}
    kinds, reach, ours = {*wishes.kinds}, BEYOND_KINDS[wishes.beyond], _hubs_of_localities()
    asked = OutreachAsked(
        wishes=wishes,
        areas=tuple(areas),
        hubs=tuple(_spot(one) for one in sites if one.kind in reach or one.slug in ours),
        bases=tuple(_spot(one) for one in sites if one.slug in wishes.bases),
        venues=tuple(
            _spot(one)
            for one in sites
            if (one.kind in kinds or one.slug in wishes.promised) and one.slug not in wishes.left_out
        ),
    )
    missing = len(asked_for - {one.slug for one in sites})
    without = places.list_sites().filter(kind__in=wishes.kinds, easting__isnull=True).count()
    key = wishes.weigh.value
    told = {
        "as_of": today.isoformat(),
        "left_out": {
            "sites_without_place": without, "areas_without_figure": blanks, "sites_gone": missing,
        },
        "sources": [
            *(f"{one.name}: {one.source}, {places.latest_period(one.key)}" for one in places.list_measures()
              if one.key in (key, "imd_decile")),
            *ways(asked),
        ],
    }  # fmt: skip
    return asked, told


def _areas(wishes: OutreachWishes) -> tuple[list[OutreachAreaAsked], int]:
    children, tenths = places.statistics(wishes.weigh.value), places.statistics("imd_decile")
    found = places.list_areas()
    if wishes.localities:
        found = found.filter(locality__slug__in=wishes.localities)
    areas, blanks = [], 0
    for one in found:
        number = children.get(one.code)
        blanks += number is None
        areas.append(
            OutreachAreaAsked(
                code=one.code, name=one.place_name or one.name, easting=one.easting, northing=one.northing,
                urban_rural=one.urban_rural, locality=one.locality.name if one.locality else "No locality",
                tenth=int(tenths[one.code]) if tenths.get(one.code) else None, children=number or 0.0,
                need=families_of(number or 0.0, per_100=wishes.families_per_100),
            )
        )  # fmt: skip
    return areas, blanks


def _spot(one) -> Spot:
    return Spot(
        slug=one.slug, name=one.name, kind=one.kind_name, locality=one.locality.name if one.locality else "",
        easting=one.easting, northing=one.northing, urban_rural=one.area.urban_rural if one.area else "",
    )  # fmt: skip
