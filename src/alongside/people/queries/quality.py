"""How well people are matched, for whoever watches over it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on

from .. import access, gateways, rules
from ..models import ListRow, Pair
from .pairs import list_twice_looked_at


@dataclass(frozen=True)
class Month:
    """The pairs that were settled in one month."""

    first: date
    same: int
    apart: int
    unsure: int


@dataclass(frozen=True)
class Quality:
    """Everything that is known of how well people are matched."""

    bands: dict[str, rules.Share]
    consequences: list[rules.Consequence]
    months: list[Month]
    agreement: rules.Agreement
    policy: rules.MatchingPolicy
    rows: dict[str, int]
    reviewed: int
    model_version: str


def quality(*, viewer: User, today: date) -> Quality | None:
    """Precision by what people said of pairs, what thresholds would do, and how it went month by month."""
    if not viewer.may(access.STEWARD):
        return None
    policy = policy_on(rules.MatchingPolicy, today)
    settled = Pair.objects.filter(status=rules.PairStatus.SETTLED, probability__isnull=False)
    clear = settled.exclude(answer=rules.LinkDecision.NOT_SURE).order_by("id")
    pairs = [
        rules.Reviewed(probability, rules.LinkDecision(answer))
        for probability, answer in clear.values_list("probability", "answer")
    ]
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
        reviewed=len(pairs),
        model_version=gateways.model_version(),
    )
