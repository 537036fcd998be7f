"""Places for tests to stand on."""

from itertools import count

from alongside.places.models import Area, District, Locality, Postcode, Site

_next = count(1)


def given_a_district(name: str = "") -> District:
    """A district."""
    n = next(_next)
    return District.objects.create(code=f"Z07{n:06d}", name=name or f"District {n}")


def given_a_locality(name: str = "", *, team=None) -> Locality:
    """A locality without areas."""
    n = next(_next)
    return Locality.objects.create(slug=f"locality-{n}", name=name or f"Locality {n}", team=team)


def given_an_area(*, locality: Locality | None = None, district: District | None = None) -> Area:
    """An area, in a locality when one is given."""
    n = next(_next)
    return Area.objects.create(
        code=f"Z01{n:06d}", name=f"Area {n}", vintage="demo",
        district=district or given_a_district(), locality=locality, easting=600_000 + n,
        northing=500_000,
    )  # fmt: skip


def given_a_postcode(code: str, *, area: Area | None = None, is_live: bool = True) -> Postcode:
    """A postcode in an area."""
    area = area or given_an_area(locality=given_a_locality())
    return Postcode.objects.create(code=code, area=area, easting=area.easting, northing=area.northing, is_live=is_live)


def given_a_site(*, kind: str = "library", locality=None, name: str = "") -> Site:
    """A site, in a locality when one is given."""
    n = next(_next)
    return Site.objects.create(slug=f"site-{n}", name=name or f"Site {n}", kind=kind, locality=locality)


def given_a_hub(locality: Locality, name: str = "") -> Site:
    """A hub, set as the locality's."""
    site = given_a_site(kind="hub", locality=locality, name=name)
    locality.hub_site = site
    locality.save()
    return site
