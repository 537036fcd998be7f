"""Pairs that wait, one pair with the pairs of its household, and what was asked and said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from alongside.values.dates import spoken_date

from .. import rules
from .beside import BesidePage, SaidLine
from .records import birth_of

if TYPE_CHECKING:
    from ..models import Opinion, Pair, PairQuestion

TAGS = {rules.PairStatus.WAITING: "blue", rules.PairStatus.SECOND: "yellow", rules.PairStatus.DIFFER: "red"}


@dataclass(frozen=True)
class PairLine:
    """A pair in the list of those that wait."""

    id: object
    one: str
    other: str
    reason: str
    status: str
    tag: str
    raised: str
    held_by: str
    note: str

    @classmethod
    def of(cls, pair: Pair, *, today: date) -> PairLine:
        status = rules.PairStatus(pair.status)
        shown = rules.PairStatus.WAITING if status is rules.PairStatus.SECOND and pair.needs_two else status
        raised = timezone.localtime(pair.raised_at).date()
        by = f" by {pair.raised_by.name}" if pair.raised_by else ""
        return cls(
            pair.id,
            f"{pair.low.full_name}, {birth_of(pair.low, today=today)}",
            f"{pair.high.full_name}, {birth_of(pair.high, today=today)}",
            rules.PAIR_REASON_WORDS[rules.PairReason(pair.reason)],
            rules.PAIR_STATUS_WORDS[shown],
            TAGS.get(shown, "green"),
            f"{spoken_date(raised)}{by}",
            pair.held_by.name if pair.held_by else "",
            pair.note,
        )


@dataclass(frozen=True)
class OpinionLine:
    """What somebody said of a pair."""

    title: str
    by: str
    when: str
    words: str

    @classmethod
    def of(cls, opinion: Opinion) -> OpinionLine:
        at = timezone.localtime(opinion.at)
        words = rules.LINK_DECISION_WORDS[rules.LinkDecision(opinion.answer)]
        return cls(words, opinion.by.name, f"{spoken_date(at.date())}, {at:%H:%M}", opinion.why)


@dataclass(frozen=True)
class QuestionLine:
    """What was asked, and what came back."""

    who: str
    asked: str
    words: str
    reply: str
    replied: str

    @classmethod
    def of(cls, question: PairQuestion) -> QuestionLine:
        replied = question.replied_at
        return cls(
            question.asked_of.name,
            f"{question.by.name}, {spoken_date(timezone.localtime(question.at).date())}",
            question.words,
            question.reply,
            spoken_date(timezone.localtime(replied).date()) if replied else "",
        )


@dataclass(frozen=True)
class PairPage:
    """One pair with its evidence and its history."""

    line: PairLine
    beside: BesidePage
    opinions: list[OpinionLine]
    questions: list[QuestionLine]
    said: list[SaidLine]
    is_settled: bool
    answer: str
    needs_two: bool
