"""Taking in counts of children by area."""

from datetime import date, datetime

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.places import queries as places
from alongside.planning.access import may_plan
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.gateways.count_files import FileRefused, read_count_file
from alongside.planning.models import AreaCount
from alongside.planning.queries.series import vintage_of_county
from alongside.planning.rules.counts import MOST_TOLD, CountKind, counts_of


@transaction.atomic
def take_in_counts(*, content: bytes, kind: CountKind, as_of: date, source: str, by, at: datetime) -> AreaCount:
    """Keep a count of children by area of a day; the same again changes nothing, another one replaces it."""
    if not may_plan(by):
        raise PlanRefused("Only a planner can take in counts")
    if as_of > at.date():
        raise PlanRefused("The day of the count has not come yet")
    try:
        rows = read_count_file(content)
    except FileRefused as problem:
        raise PlanRefused(str(problem)) from problem
    read = counts_of(rows, areas={one.code for one in places.list_areas()})
    if read.wrong:
        more = len(read.wrong) - MOST_TOLD
        told = [*read.wrong[:MOST_TOLD], *([f"and {more:,} more"] if more > 0 else [])]
        raise PlanRefused(f"Nothing was taken in. What is expected: {'. '.join(told)}")
    facts = {"kind": kind, "as_of": as_of, "source": source.strip(), "vintage": vintage_of_county()}
    standing = AreaCount.objects.filter(**facts).order_by("-made_at", "-id").first()
    if standing is not None and standing.counts == read.counts:
        return standing
    taken = AreaCount.objects.create(**facts, counts=read.counts, made_by=by, made_at=at)
    record("planning.counts_taken_in", subject=taken, by=by, at=at, kind=str(kind), as_of=as_of.isoformat())
    return taken
