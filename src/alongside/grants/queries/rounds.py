"""Rounds of grants: for those who keep them, for scorers, and for anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet, Sum

from alongside.foundation.components.paging import Page, key_page
from alongside.foundation.identity.models import User

from .. import access, rules
from ..models import Award, Bid, Criterion, LocalityMoney, Milestone, Round

if TYPE_CHECKING:
    from uuid import UUID


class RoundNotFound(LookupError):
    """There is no such round, or it is not open to the viewer."""


def get_round(*, viewer: User, reference: str) -> Round:
    """One round, for those who see or score it."""
    found = access.rounds_open_to(viewer).filter(reference=reference).select_related("fund", "made_by").first()
    if found is None:
        raise RoundNotFound(reference)
    return found


def get_told_round(*, reference: str) -> Round:
    """One round that anybody may read about."""
    found = Round.objects.filter(reference=reference, status__in=list(rules.TOLD_OF)).select_related("fund").first()
    if found is None:
        raise RoundNotFound(reference)
    return found


def list_rounds(*, viewer: User, after: str = "", before: str = "") -> Page:
    """Rounds open to the viewer with their money and bids, the latest first."""
    rows = access.rounds_open_to(viewer).select_related("fund").distinct()
    return key_page(rows, after=after, before=before, order=("-made_at", "id"))


@dataclass(frozen=True)
class InShort:
    """A round’s figures in a list."""

    money: int = 0
    bids: int = 0
    awarded: int = 0


def figures_of(rounds) -> dict[UUID, InShort]:
    """For each round its money, how many bids stand, and what was awarded."""
    ids = [one.id for one in rounds]
    money = dict(
        LocalityMoney.objects.filter(round__in=ids).values_list("round").annotate(amount=Sum("amount")).order_by()
    )
    bids = dict(
        Bid.objects.filter(round__in=ids)
        .exclude(status=rules.BidStatus.WITHDRAWN)
        .values_list("round")
        .annotate(number=Count("id"))
        .order_by()
    )
    awarded = dict(
        Award.objects.filter(bid__round__in=ids).values_list("bid__round").annotate(amount=Sum("amount")).order_by()
    )
    return {one: InShort(money.get(one, 0), bids.get(one, 0), awarded.get(one, 0)) for one in ids}


def list_told_rounds(*, today: date) -> tuple[list[Round], list[Round]]:
    """What anybody may read: rounds open to bids, the next to close first; and those that closed, the latest first."""
    told = Round.objects.filter(status__in=list(rules.TOLD_OF)).order_by("closes_on", "id")
    is_open = Q(status=rules.RoundStatus.OPEN, closes_on__gte=today)
    return list(told.filter(is_open)), list(told.exclude(is_open).reverse()[:50])


def list_criteria(*, round: Round) -> list[Criterion]:
    """What a round’s bids are scored by, in order."""
    return list(round.criteria.order_by("position"))


def get_criterion(criterion_id) -> Criterion | None:
    """One criterion, with its round."""
    return Criterion.objects.select_related("round").filter(id=criterion_id).first()


def list_money(*, round: Round) -> list[LocalityMoney]:
    """What a round has for each locality, by name."""
    return list(round.money.select_related("locality").order_by("locality__name"))


def list_moves(*, round: Round):
    """Every move of a round, the first first."""
    return list(round.moves.select_related("by").order_by("at", "id"))


def bids_of(*, round: Round, viewer: User) -> QuerySet[Bid]:
    """The bids of a round that the viewer may read, by locality and reference."""
    rows = access.bids_open_to(viewer).filter(round=round)
    return rows.select_related("locality", "outcome").order_by("locality__name", "reference")


def count_hidden(*, round: Round, viewer: User) -> int:
    """How many bids of a round the viewer may not read, because they have an interest."""
    return Bid.objects.filter(round=round).filter(access.with_interest(viewer)).count()


def count_undecided(*, round: Round) -> int:
    """How many bids of a round wait for a decision, whoever may read them: it is awarded when there are none."""
    return Bid.objects.filter(round=round, status=rules.BidStatus.SENT).count()


def count_waiting_payments() -> int:
    """How many payments of grants wait for a second person."""
    return Milestone.objects.filter(status=rules.MilestoneStatus.ASKED).count()


def list_waiting_payments(*, viewer: User, size: int = 50) -> list[Milestone]:
    """Payments that wait for a second person, the earliest due first; none of a grant the viewer has an interest in."""
    if not viewer.may(access.PAY):
        return []
    open_bids = access.bids_open_to(viewer).values("id")
    rows = Milestone.objects.filter(status=rules.MilestoneStatus.ASKED, award__bid__in=open_bids)
    return list(rows.select_related("award__bid__round", "asked_by").order_by("due_on", "id")[:size])
