"""Two rounds of grants in the invented county: one finished, with what came of it, and one open to bids."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from random import Random

from django.utils import timezone

from alongside.commissioning import actions as money
from alongside.commissioning.models import Fund
from alongside.commissioning.rules import FundKind, Stream, costing, year_of, year_words
from alongside.demo import grants_of_county as invented
from alongside.demo.grants_of_county import Group
from alongside.demo.organisations import NAMED
from alongside.foundation.identity.models import Agency, User
from alongside.foundation.references.rules import new_id, new_reference
from alongside.grants import actions as grants
from alongside.grants import rules
from alongside.grants.models import (
    Answer,
    Award,
    Bid,
    Cost,
    Criterion,
    DecisionLetter,
    Declaration,
    LocalityMoney,
    Milestone,
    Return,
    Round,
    RoundMove,
    Score,
    Scorer,
)
from alongside.places.models import Locality
from alongside.plans.models import Outcome

S = rules.RoundStatus
POLICY = rules.GrantsPolicy()
DAYS = {"made": 430, "closed": 395, "awarded": 370, "starts": 360, "ends": 60, "finished": 20}
MONEY = (12_000_00, 11_000_00, 14_000_00)


@dataclass
class _Desk:
    """Who keeps grants in the invented county, and when it is."""

    people: dict[str, User]
    fund: Fund
    localities: list[Locality]
    outcomes: list[Outcome]
    chance: Random
    today: date

    def ago(self, days: int) -> datetime:
        """A moment so many days ago."""
        return timezone.make_aware(datetime.combine(self.today - timedelta(days=days), time(11)))


def give_grants(*, seed: int, at: datetime, today: date) -> None:
    """Write both rounds as of a day."""
    named = {user.email: user for user in User.objects.filter(email__in=[one.email for one in NAMED])}
    people = {one.key: named[one.email] for one in NAMED if one.email in named}
    desk = _Desk(
        people=people,
        fund=_open_fund(people["finance-officer"], at, today),
        localities=list(Locality.objects.filter(is_active=True).order_by("name")[: len(MONEY)]),
        outcomes=list(Outcome.objects.order_by("framework", "position")),
        chance=Random(f"{seed}/grants"),
        today=today,
    )
    _finished_round(desk)
    _open_round(desk)


def _open_fund(officer: User, at: datetime, today: date) -> Fund:
    name, purpose, pounds = invented.FUND
    council = Agency.objects.get(slug="wenshire-council")
    fund = money.open_fund(
        name=name, purpose=purpose, kind=FundKind.SINGLE, stream=Stream.JOINT, holder=council, by=officer, at=at
    )
    for year in range(year_of(today - timedelta(days=DAYS["starts"])), year_of(today) + 1):
        money.contribute(
            fund=fund, agency=council, year=year, amount=pounds * 100, words=f"budget, {year_words(year)}",
            on=costing.first_day_of(year), key=new_id(), by=officer, at=at,
        )  # fmt: skip
    return fund


def _round(desk: _Desk, words: tuple[str, str], *, made: int, closes_on: date, starts_on: date, ends_on: date) -> Round:
    title, purpose = words
    return Round.objects.create(
        reference=new_reference("GR", randomness=desk.chance), title=title, purpose=purpose, fund=desk.fund,
        year=year_of(starts_on), least=500_00, most=8_000_00, closes_on=closes_on, starts_on=starts_on,
        ends_on=ends_on, made_by=desk.people["commissioner"], made_at=desk.ago(made),
    )  # fmt: skip


def _prepare(desk: _Desk, round: Round, moves: list[tuple[S, int]]) -> list[Criterion]:
    keeper = desk.people["commissioner"]
    LocalityMoney.objects.bulk_create(
        LocalityMoney(round=round, locality=one, amount=amount)
        for one, amount in zip(desk.localities, MONEY, strict=False)
    )
    before, kept = S.DRAFT, []
    for now, days in moves:
        kept.append(RoundMove(round=round, was=before, now=now, by=keeper, at=desk.ago(days)))
        before = now
    RoundMove.objects.bulk_create(kept)
    Round.objects.filter(id=round.id).update(status=before)
    round.status = before
    return Criterion.objects.bulk_create(
        Criterion(round=round, position=place, title=title, question=question, guidance=guidance, weight=weight)
        for place, (title, question, guidance, weight) in enumerate(invented.CRITERIA, start=1)
    )


def _bids(desk: _Desk, round: Round, groups: tuple[Group, ...], criteria: list[Criterion], *, days: int) -> list[Bid]:
    partner = desk.people["partner"]
    bids = []
    for number, group in enumerate(groups):
        is_own = group.kind == "school" and partner.agency.kind == "school" and number == 2
        bids.append(
            Bid(
                reference=new_reference("GB", randomness=desk.chance), round=round,
                locality=desk.localities[number % len(desk.localities)], draft_id=new_id(),
                agency=partner.agency if is_own else None, sent_by=partner if is_own else None,
                sent_at=desk.ago(days + number % 4), organisation=partner.agency.name if is_own else group.name,
                kind=group.kind, registered_as="", contact_name=partner.name if is_own else f"Chair of {group.name}",
                contact_role="", contact_email=partner.email if is_own else f"bids{number}@example.org",
                title=group.title, what=group.what, outcome=desk.outcomes[group.outcome], families=group.families,
                asked=sum(pounds for _, pounds in group.costs) * 100,
            )
        )  # fmt: skip
    Bid.objects.bulk_create(bids)
    Cost.objects.bulk_create(
        Cost(bid=bid, position=place, what=what, amount=pounds * 100)
        for bid, group in zip(bids, groups, strict=True)
        for place, (what, pounds) in enumerate(group.costs, start=1)
    )
    Answer.objects.bulk_create(
        Answer(bid=bid, criterion=one, words=invented.WORDS.get(one.title, group.need))
        for bid, group in zip(bids, groups, strict=True)
        for one in criteria
    )
    return bids


def _finished_round(desk: _Desk) -> None:
    ago = {name: desk.today - timedelta(days=days) for name, days in DAYS.items()}
    round = _round(
        desk, invented.PAST, made=DAYS["made"], closes_on=ago["closed"], starts_on=ago["starts"], ends_on=ago["ends"]
    )
    moves = [
        (S.OPEN, DAYS["made"] - 2), (S.CLOSED, DAYS["closed"] - 1), (S.SCORING, DAYS["closed"] - 2),
        (S.AWARDED, DAYS["awarded"]), (S.FINISHED, DAYS["finished"]),
    ]  # fmt: skip
    criteria = _prepare(desk, round, moves)
    groups = invented.PAST_BIDS
    bids = _bids(desk, round, groups, criteria, days=DAYS["closed"] + 1)
    scorers = [desk.people[key] for key in ("commissioner", "hub-manager", "service-manager")]
    _score(desk, round, bids, criteria, scorers)
    refused = 0
    for bid, group in zip(bids, groups, strict=True):
        if group.changed:
            _award(desk, round, bid, group)
        else:
            _refuse(desk, round, bid, invented.WHY_NOT[refused])
            refused += 1


def _score(desk: _Desk, round: Round, bids: list[Bid], criteria: list[Criterion], scorers: list[User]) -> None:
    keeper, at = desk.people["commissioner"], desk.ago(DAYS["awarded"] + 8)
    Scorer.objects.bulk_create(
        Scorer(round=round, user=one, asked_by=keeper, asked_at=desk.ago(DAYS["closed"])) for one in scorers
    )
    declared, scores = [], []
    for number, bid in enumerate(bids):
        for place, user in enumerate(scorers):
            has_interest = (number, place) == (3, 1)
            why = invented.INTEREST if has_interest else ""
            declared.append(Declaration(bid=bid, user=user, has_interest=has_interest, why=why, at=at))
            if not has_interest:
                points = invented.PAST_BIDS[number].points[place % 2]
                scores += [_points(desk, bid, one, user, points, at) for one in criteria]
    Declaration.objects.bulk_create(declared)
    Score.objects.bulk_create(scores)


def _points(desk: _Desk, bid: Bid, criterion: Criterion, user: User, most: int, at: datetime) -> Score:
    points = max(0, most - desk.chance.choice((0, 0, 1)))
    return Score(bid=bid, criterion=criterion, user=user, points=points, words=invented.SAID[points], at=at)


def _decided(desk: _Desk, bid: Bid, status: rules.BidStatus, *, why: str, offer: int = 0, conditions: str = "") -> None:
    bid.status, bid.why, bid.offer, bid.conditions = status, why, offer, conditions
    bid.decided_by, bid.decided_at, bid.version = desk.people["commissioner"], desk.ago(DAYS["awarded"] + 1), 2
    bid.save()


def _told(round: Round, bid: Bid) -> rules.Told:
    return rules.Told(
        name=bid.contact_name, organisation=bid.organisation, title=bid.title, reference=bid.reference,
        round_title=round.title, why=bid.why, conditions=bid.conditions, amount=bid.offer,
    )  # fmt: skip


def _letter(desk: _Desk, bid: Bid, kind: rules.LetterKind, words: str) -> None:
    DecisionLetter.objects.create(bid=bid, kind=kind, words=words, sent_at=desk.ago(DAYS["awarded"]))


def _refuse(desk: _Desk, round: Round, bid: Bid, why: str) -> None:
    _decided(desk, bid, rules.BidStatus.REFUSED, why=why)
    _letter(desk, bid, rules.LetterKind.REFUSAL, rules.refusal_letter(_told(round, bid)))


def _award(desk: _Desk, round: Round, bid: Bid, group: Group) -> None:
    _decided(desk, bid, rules.BidStatus.AWARDED, why=invented.WHY, offer=bid.asked, conditions=invented.CONDITIONS)
    keeper, officer = desk.people["commissioner"], desk.people["finance-officer"]
    award = Award.objects.create(
        bid=bid, amount=bid.asked, status=rules.AwardStatus.FINISHED, awarded_on=desk.ago(DAYS["awarded"]).date()
    )
    parts = rules.payments_of(amount=bid.asked, starts_on=round.starts_on, ends_on=round.ends_on, policy=POLICY)
    _letter(desk, bid, rules.LetterKind.AWARD, rules.award_letter(_told(round, bid), parts))
    entry = {"thread": award.id, "fund_id": desk.fund.id, "year": round.year}
    at = desk.ago(DAYS["awarded"])
    money.commit_for(
        amount=bid.asked, key=f"grant:{award.id}:commit", on=at.date(), by=keeper, at=at,
        words=f"Grant {bid.reference} to {bid.organisation}, {round.reference}", **entry,
    )  # fmt: skip
    for place, part in enumerate(parts, start=1):
        due = min(part.due_on, desk.today - timedelta(days=DAYS["finished"] + 1))
        at = timezone.make_aware(datetime.combine(due, time(15)))
        milestone = Milestone.objects.create(
            award=award, position=place, what=part.what, amount=part.amount, due_on=part.due_on,
            needs=part.needs or "", status=rules.MilestoneStatus.PAID, asked_by=keeper,
            asked_at=at - timedelta(hours=3), shown_by="Its return was read" if part.needs else "They have begun",
            paid_by=officer, paid_at=at,
        )  # fmt: skip
        money.pay_for(
            amount=part.amount, key=f"grant:{milestone.id}:pay", on=due, by=officer, at=at,
            words=f"Grant {bid.reference} to {bid.organisation}: {part.what}", **entry,
        )  # fmt: skip
    _returns(desk, round, award, group)
    if group.handed_back:
        grants.take_money_back(
            award=award, amount=group.handed_back * 100, why=invented.BACK, version=award.version, by=officer,
            at=desk.ago(DAYS["finished"]),
        )  # fmt: skip


def _returns(desk: _Desk, round: Round, award: Award, group: Group) -> None:
    made = []
    for kind, part in ((rules.ReturnKind.INTERIM, Fraction(1, 2)), (rules.ReturnKind.FINAL, Fraction(1))):
        due_on = rules.return_due_on(kind, starts_on=round.starts_on, ends_on=round.ends_on, policy=POLICY)
        sent = timezone.make_aware(datetime.combine(due_on - timedelta(days=2), time(9)))
        families = int(group.reached * part)
        made.append(
            Return(
                award=award, kind=kind, due_on=due_on, status=rules.ReturnStatus.READ, asked_at=desk.ago(90),
                sent_at=sent, families=families, children=families * 3 // 2, sessions=int(38 * part),
                spent=int((award.amount - group.handed_back * 100) * part), what_changed=group.changed,
                families_say=group.say, less_well=group.less_well, read_by=desk.people["commissioner"],
                read_at=sent + timedelta(days=1),
            )
        )  # fmt: skip
    Return.objects.bulk_create(made)


def _open_round(desk: _Desk) -> None:
    closes_on = desk.today + timedelta(days=19)
    round = _round(
        desk, invented.NOW, made=24, closes_on=closes_on, starts_on=closes_on + timedelta(days=45),
        ends_on=closes_on + timedelta(days=320),
    )  # fmt: skip
    if round.year > year_of(desk.today):
        Round.objects.filter(id=round.id).update(year=year_of(desk.today))
    criteria = _prepare(desk, round, [(S.OPEN, 16)])
    _bids(desk, round, invented.OPEN_BIDS, criteria, days=3)
    keeper = desk.people["commissioner"]
    Scorer.objects.bulk_create(
        Scorer(round=round, user=desk.people[key], asked_by=keeper, asked_at=desk.ago(5))
        for key in ("commissioner", "hub-manager", "service-manager")
    )
