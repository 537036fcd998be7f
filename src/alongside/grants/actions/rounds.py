"""Writing a round: its days and sums, criteria, money by locality and scorers; and moving it on."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Sum

from alongside.commissioning.queries.money import find_fund, fund_year
from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.foundation.notifications.actions import tell
from alongside.foundation.references.rules import new_id, new_reference
from alongside.values.dates import spoken_date
from alongside.values.money import Pence, format_pounds

from .. import access, rules
from ..models import Criterion, LocalityMoney, Round, RoundMove, Scorer
from .refusals import GrantsRefused, StaleRound

Status = rules.RoundStatus


@dataclass(frozen=True)
class RoundFacts:
    """What is written about a round."""

    title: str
    purpose: str
    fund: str
    year: int
    least: Pence
    most: Pence
    closes_on: date
    starts_on: date
    ends_on: date


def locked(round: Round) -> Round:
    """The round as it stands, held until all is written."""
    return Round.objects.select_for_update(of=("self",)).select_related("fund").get(id=round.id)


def _kept(by: User, words: str) -> None:
    if not by.may(access.KEEP):
        raise GrantsRefused(f"Your role cannot {words}")


def _being_written(round: Round) -> None:
    if round.status != Status.DRAFT:
        raise GrantsRefused("The round is no longer being written, and bidders rely on what it says")


@transaction.atomic
def set_up_round(*, facts: RoundFacts, by: User, at: datetime, id: UUID | None = None) -> Round:
    """Begin a round of grants; it opens when its criteria and its money by locality are written."""
    _kept(by, "set up rounds of grants")
    if id is not None and (standing := Round.objects.filter(id=id).first()):
        return standing
    round = Round(id=id or new_id(), made_by=by, made_at=at)
    round.reference = new_reference("GR", is_taken=lambda one: Round.objects.filter(reference=one).exists())
    _write(round, facts)
    record("grants.round_set_up", subject=round, by=by, at=at)
    return round


@transaction.atomic
def change_round(*, round: Round, facts: RoundFacts, version: int, by: User, at: datetime) -> Round:
    """Write a round differently while it is still being written."""
    _kept(by, "change rounds of grants")
    round = locked(round)
    _being_written(round)
    if round.version != version:
        raise StaleRound("Someone else changed this round in the meantime. Look at it as it is now")
    round.version += 1
    _write(round, facts)
    record("grants.round_changed", subject=round, by=by, at=at)
    return round


def _write(round: Round, facts: RoundFacts) -> None:
    fund = find_fund(facts.fund)
    if fund is None:
        raise GrantsRefused("There is no such fund")
    if facts.most < facts.least:
        raise GrantsRefused("The most that a bid may ask is at least the least")
    if not facts.closes_on < facts.starts_on < facts.ends_on:
        raise GrantsRefused("Bids close before the work begins, and it begins before it ends")
    if Round.objects.filter(title__iexact=facts.title).exclude(id=round.id).exists():
        raise GrantsRefused("There is a round of this title already")
    round.fund = fund
    for name in ("title", "purpose", "year", "least", "most", "closes_on", "starts_on", "ends_on"):
        setattr(round, name, getattr(facts, name))
    round.save()


@transaction.atomic
def add_criterion(
    *, round: Round, title: str, question: str, guidance: str, weight: int, by: User, at: datetime
) -> Criterion:
    """Add something that bids are scored by, with its question."""
    _kept(by, "write criteria")
    round = locked(round)
    _being_written(round)
    if standing := Criterion.objects.filter(round=round, title=title).first():
        return standing
    last = round.criteria.aggregate(last=Max("position"))["last"] or 0
    made = Criterion.objects.create(
        round=round, position=last + 1, title=title, question=question, guidance=guidance, weight=weight
    )
    record("grants.criterion_added", subject=round, by=by, at=at, criterion=title, weight=weight)
    return made


@transaction.atomic
def remove_criterion(*, criterion: Criterion, by: User, at: datetime) -> None:
    """Take a criterion out while the round is still being written."""
    _kept(by, "write criteria")
    round = locked(criterion.round)
    _being_written(round)
    Criterion.objects.filter(id=criterion.id).delete()
    record("grants.criterion_removed", subject=round, by=by, at=at, criterion=criterion.title)


@transaction.atomic
def set_locality_money(*, round: Round, amounts: dict, by: User, at: datetime) -> Round:
    """Say what the round has for each locality; one with nothing is left out."""
    _kept(by, "share out a round’s money")
    round = locked(round)
    _being_written(round)
    given = {locality: amount for locality, amount in amounts.items() if amount}
    LocalityMoney.objects.filter(round=round).delete()
    LocalityMoney.objects.bulk_create(
        LocalityMoney(round=round, locality_id=locality, amount=amount) for locality, amount in given.items()
    )
    record("grants.money_shared_out", subject=round, by=by, at=at, amount=sum(given.values()))
    return round


@transaction.atomic
def ask_scorer(*, round: Round, user: User, by: User, at: datetime) -> Scorer:
    """Ask someone to score the bids of a round."""
    _kept(by, "ask scorers")
    if not user.may(access.SCORE):
        raise GrantsRefused(f"{user.name}’s role does not score bids")
    round = locked(round)
    if round.status in (Status.AWARDED, Status.FINISHED, Status.WITHDRAWN):
        raise GrantsRefused("This round has been scored already")
    scorer, is_new = Scorer.objects.get_or_create(round=round, user=user, defaults={"asked_by": by, "asked_at": at})
    if is_new:
        record("grants.scorer_asked", subject=round, by=by, at=at, scorer=user.name)
        tell(
            user=user,
            kind="grants.asked_to_score",
            words=f"You are asked to score bids: {round.title}",
            link=f"/grants/rounds/{round.reference}/scoring/",
            at=at,
            about=round.id,
        )
    return scorer


@transaction.atomic
def let_scorer_go(*, scorer: Scorer, by: User, at: datetime) -> None:
    """Take someone out who has not scored yet."""
    _kept(by, "ask scorers")
    if scorer.user_id and scorer.round.bids.filter(scores__user=scorer.user_id).exists():
        raise GrantsRefused("They have scored bids already, and their scores stand")
    Scorer.objects.filter(id=scorer.id).delete()
    record("grants.scorer_let_go", subject=scorer.round, by=by, at=at, scorer=scorer.user.name)


def move(round: Round, to: Status, *, by: User | None, at: datetime, why: str = "") -> None:
    """Move a locked round on and keep the move."""
    was = Status(round.status)
    if not rules.may_move_round(was, to):
        raise GrantsRefused(f"This round is {rules.ROUND_STATUS_WORDS[was].lower()}")
    round.status = to
    round.version += 1
    round.save()
    RoundMove.objects.create(round=round, was=was, now=to, by=by, at=at, why=why)
    record("grants.round_moved", subject=round, by=by, at=at, was=was, now=to)


@transaction.atomic
def open_round(*, round: Round, today: date, by: User, at: datetime) -> Round:
    """Open a round to bids: it has criteria, money by locality, and its fund has that money free."""
    _kept(by, "open rounds")
    round = locked(round)
    if round.status == Status.OPEN:
        return round
    if not round.criteria.exists():
        raise GrantsRefused("Say first what bids are scored by")
    promised = round.money.aggregate(amount=Sum("amount"))["amount"] or 0
    if not promised:
        raise GrantsRefused("Say first what each locality has")
    if round.closes_on < today:
        raise GrantsRefused(f"Its last day for bids, {spoken_date(round.closes_on)}, has passed")
    free = fund_year(fund=round.fund, year=round.year).free
    if free < promised:
        raise GrantsRefused(
            f"{round.fund.name} has {format_pounds(Pence(free))} free in that year, and the localities are given "
            f"{format_pounds(Pence(promised))}"
        )
    move(round, Status.OPEN, by=by, at=at)
    return round


@transaction.atomic
def close_to_bids(*, round: Round, by: User | None, at: datetime) -> Round:
    """Close a round to bids; by nobody when its last day has passed by itself."""
    if by is not None:
        _kept(by, "close rounds")
    round = locked(round)
    if round.status != Status.CLOSED:
        move(round, Status.CLOSED, by=by, at=at)
    return round


@transaction.atomic
def open_again(*, round: Round, closes_on: date, why: str, today: date, by: User, at: datetime) -> Round:
    """Give bidders longer: the round opens again until a later day."""
    _kept(by, "open rounds")
    round = locked(round)
    if closes_on < today or closes_on >= round.starts_on:
        raise GrantsRefused("The new last day is today or later, and before the work begins")
    round.closes_on = closes_on
    move(round, Status.OPEN, by=by, at=at, why=why)
    return round


@transaction.atomic
def start_scoring(*, round: Round, by: User, at: datetime) -> Round:
    """Give the bids to the scorers, who declare their interests first."""
    _kept(by, "start the scoring")
    round = locked(round)
    if round.status == Status.SCORING:
        return round
    if round.scorers.count() < rules.LEAST_SCORERS:
        raise GrantsRefused("At least two people score a round. Ask scorers first")
    move(round, Status.SCORING, by=by, at=at)
    for scorer in round.scorers.select_related("user"):
        tell(
            user=scorer.user,
            kind="grants.scoring_started",
            words=f"Bids wait for your scores: {round.title}",
            link=f"/grants/rounds/{round.reference}/scoring/",
            at=at,
            about=round.id,
        )
    return round


@transaction.atomic
def withdraw_round(*, round: Round, why: str, by: User, at: datetime) -> Round:
    """Call a round off before it is scored; bids that were sent stay on record."""
    _kept(by, "withdraw rounds")
    round = locked(round)
    move(round, Status.WITHDRAWN, by=by, at=at, why=why)
    return round


def close_rounds_past(*, today: date, at: datetime) -> int:
    """Close every open round whose last day for bids has passed; says how many."""
    past = list(Round.objects.filter(status=Status.OPEN, closes_on__lt=today))
    for round in past:
        close_to_bids(round=round, by=None, at=at)
    return len(past)
