"""By which model pairs are weighed now, and in how large a population: asked together, in one question."""

import json
from dataclasses import dataclass

from django.db import connection

from .. import gateways
from ..models import MatchModel

PRESENT_MODEL = "select hash from people_matchmodel where status = 'present'"
LEAST_POPULATION = 1_000


@dataclass(frozen=True)
class Weighing:
    """How many people there are, about, and the model in use: its hash, or nothing for the shipped one."""

    population: int
    by: str


def weighing_now() -> Weighing:
    """About how many people are on record, as the database knows without counting, and the model in use."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select greatest(reltuples, 0)::bigint, "
            f"({PRESENT_MODEL}) from pg_class where oid = 'people_person'::regclass"
        )
        people, by = cursor.fetchone()
    return Weighing(max(int(people), LEAST_POPULATION), at_hand(by))


def at_hand(by: str | None) -> str:
    """A model that is ready to weigh; what is not at hand yet is read once by each process, and the shipped one stands
    in for what was learnt before an upgrade and no longer fits."""
    if by and not gateways.is_kept(by):
        gateways.keep_model(json.loads(MatchModel.objects.values_list("text", flat=True).get(hash=by)))
    return by if by and gateways.fits(by) else gateways.SHIPPED
