"""What can be done to places: load a county, set localities, hubs and sites."""

from alongside.places.actions.county import CountyRefused, import_county
from alongside.places.actions.load import Changed, LoadRefused, load_county
from alongside.places.actions.localities import (
    PlaceRefused,
    add_locality,
    change_locality,
    close_locality,
    look_of,
    move_areas,
    reopen_locality,
    set_hub,
)
from alongside.places.actions.sites import add_site, change_site, close_site, reopen_site

__all__ = [
    "Changed",
    "CountyRefused",
    "LoadRefused",
    "PlaceRefused",
    "add_locality",
    "add_site",
    "change_locality",
    "change_site",
    "close_locality",
    "close_site",
    "import_county",
    "load_county",
    "look_of",
    "move_areas",
    "reopen_locality",
    "reopen_site",
    "set_hub",
]
