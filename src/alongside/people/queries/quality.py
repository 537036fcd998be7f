"""How well people are matched, for whoever watches over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth

from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on

from .. import access, gateways, rules
from ..models import Address, ListRow, Pair
from .pairs import list_twice_looked_at
from .weighing import weighing_now


@dataclass(frozen=True)
class Month:
    """The pairs that were settled in one month."""

    first: date
    same: int
    apart: int
    unsure: int


MOST_JUDGED = 5_000
"""So many of the latest settled pairs are read for the groups."""
_SIDES = ("low", "high")
_READ = ("given_names", "family_name", "born_on", "due_on", "nhs_number", "upn")


@dataclass(frozen=True)
class Quality:
    """Everything that is known of how well people are matched."""

    bands: dict[str, rules.Share]
    consequences: list[rules.Consequence]
    months: list[Month]
    agreement: rules.Agreement
    policy: rules.MatchingPolicy
    rows: dict[str, int]
    served: list[rules.Served]
    reviewed: int
    model_version: str


def quality(*, viewer: User, today: date) -> Quality | None:
    """Precision by what people said of pairs, what thresholds would do, and how it went month by month."""
    if not viewer.may(access.STEWARD):
        return None
    policy = policy_on(rules.MatchingPolicy, today)
    settled, clear = _settled(), _clear()
    pairs = _reviewed(clear)
    tried = sorted({*rules.TRIED, policy.certain_from_percent})
    by_month = (
        settled.annotate(month=TruncMonth("settled_at"))
        .values("month")
        .annotate(
            same=Count("id", filter=Q(answer=rules.LinkDecision.SAME)),
            apart=Count("id", filter=Q(answer=rules.LinkDecision.NOT_THE_SAME)),
            unsure=Count("id", filter=Q(answer=rules.LinkDecision.NOT_SURE)),
        )
        .order_by("month")
    )
    return Quality(
        bands=rules.precision_by_band(pairs),
        consequences=[
            rules.consequence_of(pairs, certain_percent=one, ask_percent=policy.ask_from_percent) for one in tried
        ],
        months=[Month(one["month"].date(), one["same"], one["apart"], one["unsure"]) for one in by_month],
        agreement=rules.agreement_between(list_twice_looked_at()),
        policy=policy,
        rows=dict(ListRow.objects.order_by().values_list("state").annotate(n=Count("id"))),
        served=rules.served_by_group(_judged(clear)),
        reviewed=len(pairs),
        model_version=gateways.model_version(weighing_now().by),
    )


def consequences_of_change(
    *, viewer: User, today: date, certain_percent: int, ask_percent: int
) -> tuple[rules.Consequence, rules.Consequence] | None:
    """What the thresholds as they stand do to the pairs that people looked at, and what others would do."""
    if not viewer.may(access.STEWARD):
        return None
    now, pairs = policy_on(rules.MatchingPolicy, today), _reviewed(_clear())
    return (
        rules.consequence_of(pairs, certain_percent=now.certain_from_percent, ask_percent=now.ask_from_percent),
        rules.consequence_of(pairs, certain_percent=certain_percent, ask_percent=ask_percent),
    )


def _settled() -> QuerySet[Pair]:
    return Pair.objects.filter(status=rules.PairStatus.SETTLED, probability__isnull=False)


def _clear() -> QuerySet[Pair]:
    return _settled().exclude(answer=rules.LinkDecision.NOT_SURE).order_by("id")


def _reviewed(clear: QuerySet[Pair]) -> list[rules.Reviewed]:
    return [
        rules.Reviewed(probability, rules.LinkDecision(answer))
        for probability, answer in clear.values_list("probability", "answer")
    ]


def _judged(settled) -> Iterator[rules.Judged]:
    """Settled pairs with what their groups need, the latest of them."""
    home = Address.objects.filter(until_on__isnull=True).exclude(postcode="")
    at_home = {f"{side}_at_home": Exists(home.filter(person=OuterRef(side))) for side in _SIDES}
    read = [f"{side}__{name}" for side in _SIDES for name in _READ]
    rows = settled.annotate(**at_home).order_by("-settled_at", "-id")
    for row in rows.values("probability", "answer", "settled_at", *at_home, *read)[:MOST_JUDGED]:
        low, high = (_looked(row, side) for side in _SIDES)
        yield rules.Judged((low, high), row["probability"], rules.LinkDecision(row["answer"]), row["settled_at"].date())


def _looked(row: dict, side: str) -> rules.Looked:
    given, family, born_on, due_on, nhs_number, upn = (row[f"{side}__{name}"] for name in _READ)
    return rules.Looked(
        given_names=given,
        family_name=family,
        born_on=born_on,
        is_unborn=born_on is None and due_on is not None,
        has_number=bool(nhs_number or upn),
        has_home=row[f"{side}_at_home"],
    )
