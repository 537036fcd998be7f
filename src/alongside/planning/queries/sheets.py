"""The ground of every map: as it was drawn when the county was loaded."""

from collections.abc import Iterable

from alongside.foundation.components.presenters.maps import MapSheet
from alongside.places import queries as places
from alongside.places.rules.geometry import rings_of
from alongside.planning.models import CountySheet


def county_sheet(codes: Iterable[str]) -> MapSheet:
    """The county's areas as paths; drawn afresh where none was kept, or where it is not of these areas."""
    kept = CountySheet.objects.order_by("-drawn_at", "-id").first()
    if kept is not None:
        sheet = MapSheet(**kept.sheet)
        if not sheet.paths.keys().isdisjoint(codes):
            return sheet
    areas = places.list_areas(with_boundary=True)
    return MapSheet.draw({one.code: rings_of(one.boundary) for one in areas if one.boundary})
