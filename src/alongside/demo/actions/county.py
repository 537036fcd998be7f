"""Writes the whole invented county: places, agencies, staff, the directory, and families with their stories."""

from collections.abc import Callable
from datetime import datetime
from time import monotonic

from django.db import transaction

from alongside.demo.geography import SEED
from alongside.demo.queries import is_county_there

from .geography import write_county
from .offer import fill_directory
from .organisations import set_up_organisations
from .staff import take_on_staff


def build_county(*, at: datetime, seed: int = SEED, is_small: bool = False, say: Callable[[str], None]) -> bool:
    """Write the invented county as it stands at a moment; says whether it was written, or was there already."""
    if is_county_there():
        return False
    began = monotonic()

    def tell(words: str) -> None:
        say(f"{monotonic() - began:5.1f} s  {words}")

    with transaction.atomic():
        tell("Wenshire: its areas, localities, hubs, schools and postcodes")
        write_county(at=at)
        tell("Agencies, teams and roles")
        standing = set_up_organisations(at=at)
        tell("Staff in every role")
        take_on_staff(standing, seed=seed, at=at)
        tell("The directory of services, and what each hub offers")
        fill_directory(standing, seed=seed, today=at.date())
    tell("The invented county is ready")
    return True
