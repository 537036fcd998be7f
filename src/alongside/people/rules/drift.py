"""When a movement of the register, or of its pairs, away from what the model was made on is worth a look."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.foundation.policy.rules import local_policy, number
from alongside.values.dates import months_after

MONTHS_BACK = 3
SCORECARDS = "Siddiqi (2006), Credit Risk Scorecards: under 0.10 nothing, to 0.25 a little, beyond it much"


@local_policy("drift", "When matching has drifted")
@dataclass(frozen=True)
class DriftPolicy:
    """Local numbers by which the monthly report on matching says what is worth a look."""

    look_from_hundredths: int = number(
        10,
        "Hundredths of the stability index from which a movement is worth a look",
        least=1,
        most=100,
        source=SCORECARDS,
    )
    act_from_hundredths: int = number(
        25, "Hundredths of the stability index from which a movement is large", least=2, most=200, source=SCORECARDS
    )
    fewest: int = number(30, "Fewest records or pairs of which a movement is told", least=10, most=1000)
    smallest_number_shown: int = number(5, "Smallest number that a downloaded report shows", least=3, most=20)


class Drift(StrEnum):
    """What is said of a movement."""

    FEW = "few"
    STEADY = "steady"
    LOOK = "look"
    LARGE = "large"


DRIFT_WORDS = {
    Drift.FEW: "Too few to say",
    Drift.STEADY: "Steady",
    Drift.LOOK: "Worth a look",
    Drift.LARGE: "Moved far",
}


def drift_of(*, counted: int, index: float, by_chance: float, policy: DriftPolicy) -> Drift:
    """A movement is worth a look when its index reaches the threshold and is more than chance explains nineteen times
    in twenty; of a few nothing is said.

    Source: local default, after Siddiqi (2006) for the thresholds and Yurdakul and Naranjo (2020) for chance.
    """
    if counted < policy.fewest:
        return Drift.FEW
    if index <= by_chance or index * 100 < policy.look_from_hundredths:
        return Drift.STEADY
    return Drift.LARGE if index * 100 >= policy.act_from_hundredths else Drift.LOOK


def drift_of_agreement(*, counted: int, low: float, high: float, expected: float, policy: DriftPolicy) -> Drift:
    """Reviewers part from the model when the share of pairs they decide as it would is surely not the share that its
    own chances foretell.

    Source: local default; the interval is that of Wilson (1927).
    """
    if counted < policy.fewest:
        return Drift.FEW
    return Drift.STEADY if low <= expected <= high else Drift.LOOK


def is_read_enough(*, unread: int, people: int) -> bool:
    """A report waits while more than one person in a hundred is still to be read by the model.

    Source: local default.
    """
    return unread * 100 <= people


def months_to_report(today: date) -> tuple[date, ...]:
    """A report is of a whole month. The three that are over have theirs: one that was missed is written later.

    Source: local default.
    """
    return tuple(months_after(today.replace(day=1), -back) for back in range(MONTHS_BACK, 0, -1))
