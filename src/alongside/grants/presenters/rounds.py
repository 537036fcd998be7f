"""How rounds read: lists, the page of one, its scorers, and its ranking."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localtime

from alongside.foundation.components.presenters import say_day

from .. import rules
from .wording import (
    BID_TAGS,
    ROUND_TAGS,
    number,
    points,
    pounds,
    short_pounds,
    span,
    tag,
)

if TYPE_CHECKING:
    from ..models import Bid, Criterion, LocalityMoney, Round, RoundMove
    from ..queries.bids import Ranking
    from ..queries.rounds import InShort

ROUND_COLUMNS = ["Round", "Status", "Bids by", number("Money"), number("Bids"), number("Awarded")]
CRITERIA_COLUMNS = ["What is scored", "What is asked", number("Weight")]
MONEY_COLUMNS = ["Locality", number("Money")]
BID_COLUMNS = ["Bid", "Organisation", "Locality", "What for", "Status", number("Asks")]
SCORER_COLUMNS = ["Scorer", "Works for", number("Bids scored"), number("Interests declared")]
MOVE_COLUMNS = ["When", "From", "To", "By", "Why"]
RANKING_COLUMNS = [
    number("Place"), "Bid", number("Score"), "Lowest to highest", number("Scorers"), number("Asks"), "The money",
    "Decision",
]  # fmt: skip
SCORING_COLUMNS = ["Bid", "Organisation", "Locality", "Where it stands"]
Status = rules.RoundStatus


def round_row(round: Round, short: InShort) -> list:
    """One round in a list."""
    return [
        {"text": f"{round.title} ({round.reference})", "href": reverse("grants:round", args=[round.reference])},
        tag(rules.ROUND_STATUS_WORDS, ROUND_TAGS, round.status),
        say_day(round.closes_on),
        pounds(short.money),
        str(short.bids),
        pounds(short.awarded),
    ]


def criterion_row(one: Criterion) -> list:
    """One criterion."""
    return [one.title, f"{one.question} {one.guidance}".strip(), str(one.weight)]


def money_rows(money: list[LocalityMoney]) -> list:
    """What each locality has, and all of them together."""
    rows = [[one.locality.name, pounds(one.amount)] for one in money]
    return [*rows, ["All localities", pounds(sum(one.amount for one in money))]] if len(rows) > 1 else rows


def bid_row(bid: Bid) -> list:
    """One bid in a list."""
    return [
        {"text": bid.reference, "href": reverse("grants:bid", args=[bid.reference])},
        bid.organisation,
        bid.locality.name,
        bid.title,
        tag(rules.BID_STATUS_WORDS, BID_TAGS, bid.status),
        pounds(bid.asked),
    ]


def move_row(one: RoundMove) -> list:
    """One move."""
    return [
        f"{say_day(localtime(one.at).date())}, {localtime(one.at):%H:%M}",
        rules.ROUND_STATUS_WORDS[Status(one.was)],
        rules.ROUND_STATUS_WORDS[Status(one.now)],
        one.by.name if one.by else "By itself, its last day had passed",
        one.why,
    ]


@dataclass(frozen=True)
class RoundPage:
    """One round, for those who keep it or score it."""

    reference: str
    title: str
    status: str
    status_tag: str
    purpose: str
    facts: list[dict]
    next: str
    buttons: list[dict] = field(default_factory=list)
    is_draft: bool = False
    is_scoring: bool = False
    has_ranking: bool = False
    has_awards: bool = False
    is_told: bool = False

    @classmethod
    def of(
        cls, round: Round, *, may_keep: bool, may_award: bool, undecided: int, fund_name: str, year: str
    ) -> RoundPage:
        status = Status(round.status)
        return cls(
            reference=round.reference,
            title=round.title,
            status=rules.ROUND_STATUS_WORDS[status],
            status_tag=ROUND_TAGS[status],
            purpose=round.purpose,
            facts=[
                {"key": "Paid from", "value": f"{fund_name}, {year}"},
                {"key": "A bid may ask", "value": f"{short_pounds(round.least)} to {short_pounds(round.most)}"},
                {"key": "Last day for bids", "value": say_day(round.closes_on)},
                {"key": "The work", "value": span(round.starts_on, round.ends_on)},
            ],
            next=undecided_words(undecided) or (NEXT[status] if may_keep or may_award else ""),
            buttons=_buttons(round, status, may_keep=may_keep, may_award=may_award and not undecided),
            is_draft=status == Status.DRAFT,
            is_scoring=status == Status.SCORING,
            has_ranking=status in (Status.SCORING, Status.AWARDED, Status.FINISHED),
            has_awards=status in (Status.AWARDED, Status.FINISHED),
            is_told=status in rules.TOLD_OF,
        )


NEXT = {
    Status.DRAFT: "Write what it is scored by and what each locality has. Then open it.",
    Status.OPEN: "Bids come in until the end of the last day. It closes by itself after it.",
    Status.CLOSED: "Look through the bids, rule out what lies outside the rules, ask scorers, and start the scoring.",
    Status.SCORING: "When every bid is scored, decide on each in the ranking. Nobody is told until the round is "
    "awarded whole.",
    Status.AWARDED: "Follow the grants: payments by milestone, and what they did for families.",
    Status.FINISHED: "All grants of this round have ended.",
    Status.WITHDRAWN: "This round was called off.",
}
_BUTTONS: dict[Status, list[tuple[str, str, str, bool]]] = {
    Status.DRAFT: [("open_round", "Open it to bids", "", False), ("withdraw_round", "Call it off", "warning", False)],
    Status.OPEN: [("close_round", "Close it to bids", "secondary", False),
                  ("withdraw_round", "Call it off", "warning", False)],
    Status.CLOSED: [("start_scoring", "Start the scoring", "", False),
                    ("open_again", "Open it again", "secondary", False),
                    ("withdraw_round", "Call it off", "warning", False)],
    Status.SCORING: [("award_round", "Award the round", "", True)],
    Status.AWARDED: [("finish_round", "Finish the round", "secondary", False)],
    Status.FINISHED: [],
    Status.WITHDRAWN: [],
}  # fmt: skip


def undecided_words(count: int) -> str:
    """What stands between a round and its award, if anything does."""
    if not count:
        return ""
    are = "1 bid is" if count == 1 else f"{count} bids are"
    return f"{are} not decided yet. Decide on each in the ranking: then the round can be awarded."


def _buttons(round: Round, status: Status, *, may_keep: bool, may_award: bool) -> list[dict]:
    return [
        {"href": reverse(f"grants:{name}", args=[round.reference]), "text": text, "kind": kind}
        for name, text, kind, needs_award in _BUTTONS[status]
        if (may_award if needs_award else may_keep)
    ]


def scorer_row(scorer, scored: int, interests: int) -> list:
    """One scorer and how far they are."""
    agency = scorer.user.agency.name if scorer.user.agency_id else ""
    return [scorer.user.name, agency, str(scored), str(interests)]


@dataclass(frozen=True)
class RankingPart:
    """A locality’s ranking, as a table."""

    caption: str
    words: str
    rows: list
    is_over: bool


def ranking_part(found: Ranking, *, policy: rules.GrantsPolicy) -> RankingPart:
    """One locality’s bids against its money."""
    return RankingPart(
        caption=found.locality.name,
        words=f"Money {short_pounds(found.money)}, chosen {short_pounds(found.chosen)}, "
        f"left {short_pounds(found.left)}",
        rows=[_ranked_row(one, policy) for one in found.lines],
        is_over=found.left < 0,
    )


def _ranked_row(line, policy: rules.GrantsPolicy) -> list:
    bid, score = line.bid, line.score
    if line.is_hidden:
        return ["", "A bid you have an interest in", "", "", "", pounds(bid.asked), "", ""]
    apart = score is not None and rules.must_talk(score, apart=policy.far_apart)
    low_high = f"{points(score.lowest)} to {points(score.highest)}" if score else ""
    return [
        str(line.ranked.place or ""),
        {
            "text": f"{bid.organisation}: {bid.title} ({bid.reference})",
            "href": reverse("grants:bid", args=[bid.reference]),
        },
        points(score.mean) if score else "Not scored",
        f"{low_high}: far apart, talk first" if apart else low_high,
        str(score.scorers if score else 0),
        pounds(bid.asked),
        _reach(line, policy),
        _decision(bid),
    ]


def _reach(line, policy: rules.GrantsPolicy) -> str:
    if line.score is None:
        return ""
    if not line.ranked.is_good_enough:
        return f"Below {policy.pass_mark}"
    return f"Reached, {short_pounds(line.ranked.running)} so far" if line.ranked.is_reached else "Not reached"


def _decision(bid: Bid) -> str:
    words = rules.BID_STATUS_WORDS[rules.BidStatus(bid.status)]
    return f"{words}, {short_pounds(bid.offer)}" if bid.offer else words


RANKING_FILE = [
    "Locality", "Place", "Reference", "Organisation", "Title", "Score", "Lowest", "Highest", "Scorers", "Asks (pence)",
    "Offer (pence)", "Decision",
]  # fmt: skip


def ranking_lines(rankings: list[Ranking]):
    """The ranking as rows of a file; a bid in which the viewer has an interest is left out."""
    for found in rankings:
        for line in found.lines:
            if line.is_hidden:
                continue
            bid, score = line.bid, line.score
            yield [
                found.locality.name, line.ranked.place or "", bid.reference, bid.organisation, bid.title,
                points(score.mean) if score else "", points(score.lowest) if score else "",
                points(score.highest) if score else "", score.scorers if score else 0, bid.asked, bid.offer,
                rules.BID_STATUS_WORDS[rules.BidStatus(bid.status)],
            ]  # fmt: skip


def scoring_row(one) -> list:
    """One bid as its scorer finds it."""
    bid = one.bid
    if one.has_interest:
        return [bid.reference, bid.organisation, bid.locality.name, "You have an interest: others score it"]
    if not one.is_declared:
        return [bid.reference, bid.organisation, bid.locality.name, "Declare first whether you have an interest"]
    link = {"text": bid.reference, "href": reverse("grants:score_bid", args=[bid.reference])}
    return [link, bid.organisation, bid.locality.name, "Scored" if one.is_scored else "Waits for your score"]
