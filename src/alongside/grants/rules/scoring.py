"""Scoring: points by criterion and weight, how far scorers lie apart, and what the money of a locality reaches."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from alongside.values.money import Pence

MOST_POINTS = 5
POINT_WORDS = {
    0: "0: not answered",
    1: "1: poor, little of what was asked",
    2: "2: weak, some of it",
    3: "3: fair, most of it",
    4: "4: good, all of it",
    5: "5: very good, all of it and well shown",
}
HUNDRED = 100


def weighted(points: Mapping[Hashable, int], weights: Mapping[Hashable, int]) -> Fraction:
    """One scorer’s score of a bid is what share of all weighted points it got, out of 100.

    Source: local default.
    """
    most = sum(weights.values()) * MOST_POINTS
    got = sum(points[key] * weight for key, weight in weights.items())
    return Fraction(HUNDRED * got, most)


@dataclass(frozen=True)
class Score:
    """A bid’s score: the mean of its scorers’, and the lowest and highest of them."""

    mean: Fraction
    lowest: Fraction
    highest: Fraction
    middle: Fraction
    scorers: int

    @property
    def spread(self) -> Fraction:
        """How far the scorers lie apart."""
        return self.highest - self.lowest


def score_of(scores: Sequence[Fraction]) -> Score | None:
    """A bid’s score is the mean of all that scored it, with the spread between them; without a scorer it has none.

    Source: local default.
    """
    if not scores:
        return None
    return Score(
        mean=sum(scores, Fraction(0)) / len(scores),
        lowest=min(scores),
        highest=max(scores),
        middle=Fraction(median(scores)),
        scorers=len(scores),
    )


def must_talk(score: Score, *, apart: int) -> bool:
    """Scorers who lie far apart talk about the bid before it is decided.

    Source: local default.
    """
    return score.spread >= apart


def is_conflicted(*, says_so: bool, own_agency: bool, wrote_it: bool) -> bool:
    """Someone who declares an interest, works for the bidder or wrote the bid neither sees nor scores it.

    Source: the seven principles of public life (Nolan, 1995): objectivity, integrity and openness.
    """
    return says_so or own_agency or wrote_it


@dataclass(frozen=True)
class Ranked:
    """One bid in the ranking of its locality: its place, and whether the money reaches it."""

    key: Hashable
    place: int | None
    asked: Pence
    running: Pence
    is_reached: bool
    is_good_enough: bool


def rank(bids: Sequence[tuple[Hashable, Fraction | None, Pence]], *, money: Pence, pass_mark: int) -> list[Ranked]:
    """In a locality the best scored bid comes first; the money reaches as many as it pays in full, in order, and a
    smaller bid further down may be reached where a larger one is not. A bid below the pass mark is not reached, nor
    is one without a score. Equal scores share a place, and the smaller sum stands first.

    Source: local default.
    """
    ordered = sorted(bids, key=lambda one: (one[1] is None, -(one[1] or 0), one[2], str(one[0])))
    found, running, place, before = [], 0, 0, None
    for number, (key, score, asked) in enumerate(ordered, start=1):
        if score is None:
            found.append(Ranked(key, None, asked, Pence(running), is_reached=False, is_good_enough=False))
            continue
        if score != before:
            place, before = number, score
        is_good = score >= pass_mark
        is_reached = is_good and running + asked <= money
        running += asked if is_reached else 0
        found.append(Ranked(key, place, asked, Pence(running), is_reached=is_reached, is_good_enough=is_good))
    return found
