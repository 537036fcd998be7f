"""Stores the invented county's places."""

from datetime import datetime

from alongside.demo.geography import SEED, invent_county
from alongside.places.actions import Changed, load_county


def write_county(*, at: datetime, seed: int = SEED) -> dict[str, Changed]:
    """Store Wenshire: areas, localities with their hubs, sites, postcodes and figures."""
    return load_county(county=invent_county(seed=seed), at=at)
