"""Pairs of records that somebody looks at: why, where they stand, and how well those who look agree."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from alongside.foundation.policy.rules import local_policy, number

from .links import LinkDecision


class PairReason(StrEnum):
    """Why somebody has to look at two records."""

    NOT_SURE = "not_sure"
    TWIN = "twin"
    ALIKE = "alike"
    LIST = "list"


PAIR_REASON_WORDS = {
    PairReason.NOT_SURE: "A worker was not sure",
    PairReason.TWIN: "Born the same day, of one home or name, and called differently",
    PairReason.ALIKE: "The records are much alike",
    PairReason.LIST: "Found while an agency’s list was taken in",
}


class PairStatus(StrEnum):
    """Where a pair stands with those who look."""

    WAITING = "waiting"
    SECOND = "second"
    DIFFER = "differ"
    SETTLED = "settled"


PAIR_STATUS_WORDS = {
    PairStatus.WAITING: "Nobody has looked yet",
    PairStatus.SECOND: "A second person is to look",
    PairStatus.DIFFER: "Two people disagree",
    PairStatus.SETTLED: "Settled",
}

PAIR_MOVES: dict[PairStatus, frozenset[PairStatus]] = {
    PairStatus.WAITING: frozenset({PairStatus.SECOND, PairStatus.SETTLED}),
    PairStatus.SECOND: frozenset({PairStatus.SECOND, PairStatus.DIFFER, PairStatus.SETTLED}),
    PairStatus.DIFFER: frozenset({PairStatus.SETTLED}),
    PairStatus.SETTLED: frozenset(),
}

ANSWERS = (LinkDecision.SAME, LinkDecision.NOT_THE_SAME, LinkDecision.NOT_SURE)


@local_policy("matching", "Who is one person", also_changed_by="people.steward")
@dataclass(frozen=True)
class MatchingPolicy:
    """Local numbers of matching; each change is dated and says who made it."""

    shown_to_two_percent: int = number(
        20, "Pairs of a hundred that two people look at, each without knowing what the other said", most=100
    )
    ask_from_percent: int = number(
        2, "Chance in a hundred of being one person from which two records are put before somebody", least=1, most=99
    )
    certain_from_percent: int = number(
        98, "Chance in a hundred of being one person from which a row of a list is taken as found", least=60, most=100
    )
    smallest_number_shown: int = number(5, "Smallest number of families that a report shows", least=3, most=20)


def is_shown_to_two(pair: UUID, *, percent: int) -> bool:
    """Some pairs, chosen by nothing but their number, are shown to two people, to see how well they agree.

    Source: local default.
    """
    return (pair.int >> 4) % 100 < percent


def status_after(answers: Sequence[LinkDecision], *, needs_two: bool) -> PairStatus:
    """One clear answer settles a pair, or two that agree where two people look; where they disagree, a third does.

    Source: local default.
    """
    clear = [one for one in answers if one is not LinkDecision.NOT_SURE]
    if not answers:
        return PairStatus.WAITING
    if len(clear) > 2 or (clear and not needs_two):
        return PairStatus.SETTLED
    if len(clear) < 2:
        return PairStatus.SECOND
    return PairStatus.SETTLED if clear[0] is clear[1] else PairStatus.DIFFER


@dataclass(frozen=True)
class Agreement:
    """How often two people who looked at the same pairs said the same, and how far that is beyond chance."""

    pairs: int
    same: int
    kappa: float | None

    @property
    def percent(self) -> int | None:
        """How many of a hundred pairs they agreed on; none where nobody has looked twice."""
        return round(100 * self.same / self.pairs) if self.pairs else None


def agreement_between(answers: Sequence[tuple[LinkDecision, LinkDecision]]) -> Agreement:
    """Two people agree as far as they agree more often than by chance (Cohen's kappa); 1 is always, 0 is by chance.

    Source: Cohen (1960), A coefficient of agreement for nominal scales.
    """
    total = len(answers)
    same = sum(one is other for one, other in answers)
    if not total:
        return Agreement(0, 0, None)
    firsts, seconds = Counter(one for one, _ in answers), Counter(other for _, other in answers)
    by_chance = sum(firsts[one] * seconds[one] for one in firsts) / total**2
    if by_chance == 1:
        return Agreement(total, same, None)  # everybody always said one thing: nothing to compare
    return Agreement(total, same, (same / total - by_chance) / (1 - by_chance))


def kappa_in_words(kappa: float | None) -> str:
    """How good an agreement is, in words.

    Source: Landis and Koch (1977), The measurement of observer agreement for categorical data.
    """
    if kappa is None:
        return "cannot be said yet"
    steps = ((0.81, "almost perfect"), (0.61, "substantial"), (0.41, "moderate"), (0.21, "fair"), (0.0, "slight"))
    return next((words for least, words in steps if kappa >= least), "worse than chance")
