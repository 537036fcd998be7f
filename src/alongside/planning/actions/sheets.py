"""Drawing the county's areas once, when it is loaded, so that no page draws them again."""

from dataclasses import asdict

from django.db import transaction

from alongside.foundation.components.presenters.maps import MapSheet
from alongside.places import queries as places
from alongside.places.events import CountyLoaded
from alongside.places.rules.geometry import rings_of
from alongside.planning.models import CountySheet


@transaction.atomic
def draw_county(event: CountyLoaded) -> None:
    """Keep the paths of the county that was loaded, in place of those before."""
    rings = {one.code: rings_of(one.boundary) for one in places.list_areas(with_boundary=True) if one.boundary}
    CountySheet.objects.all().delete()
    CountySheet.objects.create(sheet=asdict(MapSheet.draw(rings)), drawn_at=event.at)
