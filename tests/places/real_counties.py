"""Bringing in a real county out of the shared folder of open data."""

from pathlib import Path

from alongside.places.actions.county import CountyWanted, import_county
from alongside.places.models import Import
from tests.factories import NOW
from tests.shared_data import shared_path


def bring_in(county: str, *, folder: Path | None = None, **choices) -> Import:
    wanted = CountyWanted(
        **{"folder": folder or shared_path("data", "geo"), "county": county, "vintage": "2021"} | choices
    )
    return import_county(wanted=wanted, by=None, clock=lambda: NOW, tell=lambda line: None)
