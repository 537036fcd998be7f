"""Which panel a question goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ..models import Item, Panel

if TYPE_CHECKING:
    from alongside.cases.models import Case
    from alongside.places.models import District


def panel_for(*, case: Case, named: str = "") -> Panel | None:
    """The panel named in words; else the allocation panel of the district where the family lives; else the only one
    there is."""
    active = Panel.objects.filter(is_active=True).select_related("kind")
    if named.strip():
        found = active.filter(name__iexact=named.strip()).first()
        if found is not None:
            return found
    district = district_of(case)
    if district is not None:
        found = active.filter(district=district).order_by("name", "id").first()
        if found is not None:
            return found
    return active.get() if active.count() == 1 else None


def district_of(case: Case) -> District | None:
    """The district where a family lives, by the home that we know best; else that of the area it asked from."""
    members = case.family.members.filter(until_on__isnull=True, in_household=True)
    homes = members.filter(person__addresses__until_on__isnull=True, person__addresses__area__isnull=False)
    found = homes.order_by("-person__addresses__as_of", "id").values_list(
        "person__addresses__area__district", flat=True
    )
    districts = Panel.district.field.related_model.objects
    if (home := found.first()) is not None:
        return districts.get(id=home)
    asked = (
        case.family.contacts.filter(area__isnull=False)
        .order_by("-received_at")
        .values_list("area__district", flat=True)
    )
    return districts.get(id=asked.first()) if asked.first() is not None else None


def panels_of_area(area_id: UUID | None) -> list[str]:
    """The names of the panels that hear of families of an area: its district’s own first, then those of the county.

    Where the area is not known, every panel.
    """
    active = Panel.objects.filter(is_active=True).order_by("name", "id")
    if area_id is not None:
        own = active.filter(district__areas=area_id)
        names = [*own.values_list("name", flat=True), *active.filter(district=None).values_list("name", flat=True)]
        if names:
            return names
    return list(active.values_list("name", flat=True))


def case_with_id(case_id: UUID) -> Case:
    """The case of an event, for actions, which check the rest."""
    return Item.case.field.related_model.objects.select_related("family", "lead").get(id=case_id)
