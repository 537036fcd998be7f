"""Invented services and hubs."""

from alongside.directory import actions
from alongside.directory.models import Service
from alongside.places.models import Locality, Site
from tests.factories import NOW, a_team, a_user, an_agency


def given_a_service(name: str = "Stay and play", *, by=None, agency=None, **facts) -> Service:
    return actions.add_service(
        **{
            "name": name,
            "agency": agency or an_agency(name="Bright Start"),
            "by": by or a_user("administrator"),
            "at": NOW,
            "description": "An hour of play and song for small children and whoever cares for them.",
            **facts,
        }
    )


def given_a_locality(name: str) -> Locality:
    slug = name.lower().replace(" ", "-")
    team = a_team(name=f"{name} hub")
    hub = Site.objects.create(slug=f"{slug}-hub", name=f"{name} hub", kind="hub", team=team)
    locality = Locality.objects.create(slug=slug, name=name, team=team, hub_site=hub)
    Site.objects.filter(id=hub.id).update(locality=locality)
    return locality
