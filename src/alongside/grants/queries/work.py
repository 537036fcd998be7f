"""What is due about grants, by rule, for someone's own day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate
from django.urls import reverse

from alongside.foundation.calendar.queries import england
from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on
from alongside.foundation.policy.rules import text_of

from .. import access, rules
from ..models import Bid, Milestone, Return, Score

MOST = 100


@dataclass(frozen=True)
class GrantWork:
    """One thing to do about grants: what, by when, by which rule, and where."""

    words: str
    reference: str
    link: str
    due_on: date
    rule: str


def work_of(*, viewer: User, today: date) -> list[GrantWork]:
    """What the viewer has to do because of grants, the soonest due first; it asks only what their role can owe."""
    rows: list[GrantWork] = []
    if viewer.may(access.SCORE):
        rows += _to_score(viewer, today)
    if viewer.may(access.KEEP):
        rows += [*_to_read(viewer, today), *_reached(viewer, today)]
    if viewer.may(access.PAY):
        rows += _to_pay(viewer)
    if viewer.may(access.BID) and viewer.agency_id is not None:
        rows += _to_return(viewer)
    return sorted(rows, key=lambda one: (one.due_on, one.reference, one.words))


def _called(one: Return) -> str:
    return rules.RETURN_KIND_WORDS[rules.ReturnKind(one.kind)].lower()


def _to_score(viewer: User, today: date) -> list[GrantWork]:
    """Rounds whose bids wait for this scorer, save those of an interest."""
    policy = policy_on(rules.GrantsPolicy, today)
    scored = Score.objects.filter(bid=OuterRef("pk"), user=viewer)
    waiting = (
        Bid.objects.filter(round__scorers__user=viewer, round__status=rules.RoundStatus.SCORING)
        .filter(status__in=list(rules.SCORED))
        .exclude(access.with_interest(viewer) | Exists(scored))
        .values("round__reference", "round__title", "round__closes_on")
        .annotate(number=Count("id"))
        .order_by("round__closes_on", "round__reference")
    )
    return [
        GrantWork(
            words=f"Score {one['number']} bid{'' if one['number'] == 1 else 's'}: {one['round__title']}",
            reference=one["round__reference"],
            link=reverse("grants:scoring", args=[one["round__reference"]]),
            due_on=rules.scores_due_on(closes_on=one["round__closes_on"], policy=policy),
            rule=str(text_of(rules.scores_due_on)),
        )
        for one in waiting[:MOST]
    ]


def _to_read(viewer: User, today: date) -> list[GrantWork]:
    """Returns that are here and that nobody has read."""
    policy = policy_on(rules.GrantsPolicy, today)
    sent = Return.objects.filter(status=rules.ReturnStatus.SENT, award__bid__in=access.bids_open_to(viewer))
    sent = sent.annotate(sent_on=TruncDate("sent_at"))
    return [
        GrantWork(
            words=f"Read the {_called(one)}: {one.award.bid.organisation}",
            reference=one.award.bid.reference,
            link=reverse("grants:read_return", args=[one.id]),
            due_on=rules.reading_due_on(sent_on=one.sent_on, calendar=england(), policy=policy),
            rule=str(text_of(rules.reading_due_on)),
        )
        for one in sent.select_related("award__bid").order_by("sent_at", "id")[:MOST]
    ]


def _reached(viewer: User, today: date) -> list[GrantWork]:
    """Payments whose day has come, and whose return, where one comes first, has been read."""
    read = Return.objects.filter(award=OuterRef("award"), kind=OuterRef("needs"), status=rules.ReturnStatus.READ)
    rows = Milestone.objects.filter(status=rules.MilestoneStatus.PLANNED, due_on__lte=today)
    rows = rows.filter(Q(needs="") | Exists(read))
    return _payments(viewer, rows, "Say that this payment is reached", "grants:ask_payment", rules.may_ask_payment)


def _to_pay(viewer: User) -> list[GrantWork]:
    """Payments that somebody else says are reached."""
    rows = Milestone.objects.filter(status=rules.MilestoneStatus.ASKED).exclude(asked_by=viewer)
    return _payments(viewer, rows, "Pay this part of a grant", "grants:pay", rules.must_pay_differ)


def _payments(viewer: User, rows, words: str, page: str, rule) -> list[GrantWork]:
    open_to = rows.filter(award__bid__in=access.bids_open_to(viewer))
    return [
        GrantWork(
            words=f"{words}: {one.award.bid.organisation}",
            reference=one.award.bid.reference,
            link=reverse(page, args=[one.id]),
            due_on=one.due_on,
            rule=str(text_of(rule)),
        )
        for one in open_to.select_related("award__bid").order_by("due_on", "id")[:MOST]
    ]


def _to_return(viewer: User) -> list[GrantWork]:
    """Returns that the viewer's own organisation has been asked for and has not sent."""
    due = Return.objects.filter(
        award__bid__in=access.own_bids(viewer), status=rules.ReturnStatus.DUE, asked_at__isnull=False
    ).annotate(reference=F("award__bid__reference"), title=F("award__bid__title"))
    return [
        GrantWork(
            words=f"Send the {_called(one)}: {one.title}",
            reference=one.reference,
            link=reverse("grants:own_bid", args=[one.reference]),
            due_on=one.due_on,
            rule=str(text_of(rules.return_due_on)),
        )
        for one in due.order_by("due_on", "id")[:MOST]
    ]
