"""Filling the database with invented people by the million, for tests of scale."""

from collections.abc import Callable
from datetime import datetime
from time import monotonic

from alongside.assessments.models import About, Assessment, Conclusion, Entry, Voice
from alongside.cases.models import Allocation, Case, Involvement, Step, TimelineEntry
from alongside.demo.generate import gateways, rows
from alongside.demo.generate.chunks import chunks
from alongside.demo.generate.families import Home
from alongside.foundation.access.models import Grant
from alongside.frontdoor.models import Contact, ContactMove, ContactPerson, Decision
from alongside.people.actions import note_who_is_missing
from alongside.plans.actions import ensure_framework
from alongside.plans.models import Action, Goal, Meeting, Need, Plan, TeamMember

PEOPLE_IN_A_CHUNK = 10_000
OF_HELP = (
    Contact,
    ContactMove,
    ContactPerson,
    Decision,
    Case,
    Allocation,
    Step,
    TimelineEntry,
    Involvement,
    Grant,
    Assessment,
    About,
    Entry,
    Voice,
    Conclusion,
    Plan,
    Need,
    Goal,
    Action,
    TeamMember,
    Meeting,
)
"""The records of help; each table's rows come after those it refers to."""


class GenerationRefused(Exception):
    """People could not be invented here; the message is fit to show."""


def generate_people(
    *, people: int, seed: int, at: datetime, say: Callable[[str], None] = print, processes: int = 2
) -> int:
    """Invent people and all that is recorded of them, and copy them in as one whole or not at all."""
    if people < 1:
        raise GenerationRefused("Say how many people to invent, one or more")
    homes = [Home(*row) for row in gateways.homes_there()]
    if not homes:
        raise GenerationRefused(
            "There are no postcodes to live in yet. Load a county first: alongside demo, or alongside county import"
        )
    ensure_framework()
    staff = gateways.staff_there()
    if staff is None:
        say("Nobody works here yet, so people are invented without records of help. Run alongside demo first for both")
    shapes = gateways.shapes_of(OF_HELP) if staff else {}
    ground = rows.Ground(
        homes=homes, today=at.date(), at=at, seed=seed, taken=gateways.references_taken(), staff=staff, shapes=shapes
    )
    sizes = [min(PEOPLE_IN_A_CHUNK, people - first) for first in range(0, people, PEOPLE_IN_A_CHUNK)]
    began, done = monotonic(), 0
    columns = rows.COLUMNS | {table: tuple(shape) for table, shape in shapes.items()}
    tables = list(columns)
    with gateways.bare_tables(tables, say=say) as cursor:
        for made, copied in chunks(ground, sizes, processes=processes):
            for table in tables:
                if table in copied:
                    gateways.copy_rows(cursor, table, columns[table], copied[table])
            done += made
            say(f"{done:,} of {people:,} people, {monotonic() - began:.0f} s")
    say("Counting what the tables hold")
    note_who_is_missing()
    gateways.analyse(tables)
    say(f"{done:,} people in {monotonic() - began:.0f} s")
    return done
