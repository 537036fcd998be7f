"""Writes the whole invented county: places, agencies, staff, the directory, and families with their stories."""

from collections.abc import Callable
from datetime import datetime
from time import monotonic

from django.db import connection, transaction
from django.utils import timezone

from alongside.demo.gateways import Written, copy_in
from alongside.demo.geography import SEED
from alongside.demo.queries import are_families_there, is_county_there
from alongside.people.actions import note_who_is_missing, put_off_match_records
from alongside.plans.actions import ensure_framework

from .commissioning import commission_help
from .families import prepare_families
from .geography import write_county
from .grants import give_grants
from .hubs import fill_hubs
from .offer import fill_directory
from .organisations import set_up_organisations
from .panels import seat_panels
from .planning import plan_county
from .sealed import seal_one_family
from .staff import take_on_staff
from .today import bring_today_alive


def build_county(
    *,
    at: datetime,
    seed: int = SEED,
    is_small: bool = False,
    say: Callable[[str], None] = lambda words: None,
    processes: int = 2,
) -> bool:
    """Write the invented county as it stands at a moment; says whether it was written, or was there already.

    The county and its families are two whole steps: if the second is cut short, it is done again next time.
    """
    if is_county_there() and are_families_there():
        return False
    began = monotonic()

    def tell(words: str) -> None:
        say(f"{monotonic() - began:5.1f} s  {words}")

    if not is_county_there():
        with transaction.atomic():
            set_up_county(at=at, seed=seed, tell=tell)
    if connection.in_atomic_block:
        processes = 1
    # The matching model reads everybody in the background, once the first page can be served.
    with put_off_match_records():
        _write_families(at=at, seed=seed, is_small=is_small, tell=tell, processes=processes)
    tell("The invented county is ready")
    return True


def _write_families(*, at: datetime, seed: int, is_small: bool, tell: Callable[[str], None], processes: int) -> None:
    today = timezone.localtime(at).date()
    county, rows = prepare_families(seed=seed, at=at, today=today, is_small=is_small, say=tell, processes=processes)
    with transaction.atomic():
        tell("Putting them into the tables")
        copy_in(rows, Written().tables)
        tell("What waits at the front door today, and who signs in")
        seat_panels(county, seed=seed, at=at)
        bring_today_alive(county, seed=seed, at=at, today=today)
        tell("What hubs and centres cost and hold, and who came")
        fill_hubs(seed=seed, at=at, today=today, is_small=is_small)
        plan_county(at=at, today=today)
        tell("Funds, providers, and the help commissioned for families")
        commission_help(seed=seed, at=at, today=today)
        give_grants(seed=seed, at=at, today=today)
        seal_one_family(county, at=at)
        note_who_is_missing()


def set_up_county(*, at: datetime, seed: int = SEED, tell: Callable[[str], None] = lambda words: None) -> None:
    """Write everything but the families: places, agencies, staff, and what help exists."""
    tell("Wenshire: its areas, localities, hubs, schools and postcodes")
    write_county(at=at)
    tell("Agencies, teams and roles")
    standing = set_up_organisations(at=at)
    ensure_framework()
    tell("Staff in every role")
    take_on_staff(standing, seed=seed, at=at)
    tell("The directory of services, and what each hub offers")
    fill_directory(standing, seed=seed, today=at.date())
