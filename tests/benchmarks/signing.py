"""A chair signs, and the process that signs is killed with `kill -9`, again and again.

    python -m tests.benchmarks.signing [--kills 50] [--seed 7]

It fills the database named by DATABASE_URL, which must be migrated and empty, with sittings that rose. For each kill a
process begins to sign one of them and is killed at a random moment, up to three times as long after it as signing took.
After every kill each sitting is signed whole or not at all (`tests/faults/at_the_table.py` says what whole is); at the
end the chair signs what is left, and all are signed whole, each once.
"""

# ruff: noqa: E402

import argparse
import os
import signal
import time
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
django.setup()

from django.db import connection, connections, transaction
from django.utils import timezone

from alongside.panels import actions, rules
from alongside.panels.models import Sitting
from tests.assessments.given import given_a_household
from tests.faults.at_the_table import a_risen_sitting, no_sitting_is_half_signed
from tests.faults.journal import Journal
from tests.panels.given import given_a_panel

WARM = 5
LONGER = 3
"""A process of its own signs more slowly than one that has signed before; a kill may come after it ended, too."""


def sign(sitting: Sitting, chair) -> None:
    """Sign one sitting as its chair does."""
    actions.sign_sitting(sitting=Sitting.objects.get(id=sitting.id), by=chair, at=timezone.now())


def sign_and_be_killed(sitting: Sitting, chair, *, after: float) -> None:
    """Begin to sign in a process of its own and kill it so many seconds after it began."""
    connections.close_all()
    connection.close_pool()
    ready, begun = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ready)
        Sitting.objects.filter(id=sitting.id).exists()
        os.write(begun, b"!")
        try:
            sign(sitting, chair)
        finally:
            os._exit(0)
    os.close(begun)
    os.read(ready, 1)
    os.close(ready)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def half_signed() -> list[str]:
    """What is wrong with any sitting."""
    return list(no_sitting_is_half_signed(Journal()))


def main() -> None:
    """Kill so many times, and say what stood after each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    chance = Random(asked.seed)
    with transaction.atomic():
        table = given_a_panel(
            name=f"Panel of kills {time.time_ns()}", quorum=rules.Quorum(needs_chair=True, least_agencies=1)
        )
        home = given_a_household()
    sittings = []
    for number in range(asked.kills + WARM):
        with transaction.atomic():
            sittings.append(a_risen_sitting(table, home, number=number * 20))
    took = []
    for sitting in sittings[:WARM]:
        began = time.perf_counter()
        sign(sitting, table.chair)
        took.append(time.perf_counter() - began)
    longest = max(took) * LONGER
    print(
        f"Signing takes {sorted(took)[WARM // 2] * 1000:.0f} ms; "
        f"kills come up to {longest * 1000:.0f} ms after it begins"
    )
    rest = sittings[WARM:]
    for number, sitting in enumerate(rest, start=1):
        sign_and_be_killed(sitting, table.chair, after=chance.uniform(0, longest))
        if wrong := half_signed():
            raise SystemExit(f"After kill {number}: {wrong}")
    ids = [one.id for one in rest]
    signed = Sitting.objects.filter(id__in=ids, status="signed").count()
    print(f"{asked.kills} kills: {signed} signed whole, {asked.kills - signed} not at all, none in part")
    for sitting in rest:
        sign(sitting, table.chair)
    if wrong := half_signed():
        raise SystemExit(f"At the end: {wrong}")
    left = Sitting.objects.filter(id__in=ids).exclude(status="signed").count()
    print(f"The chair signed again: {left} left, each signed once")


if __name__ == "__main__":
    main()
