"""What is known of a building, from whom and when: “not asked”, “none” and “not in our data” differ."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from alongside.foundation.policy.rules import local_policy, number


class FactKind(StrEnum):
    """What is asked of every candidate site."""

    CONDITION = "condition"
    TENURE = "tenure"
    CAPACITY = "capacity"
    LARGEST_ROOM = "largest_room"
    STAFF = "staff"
    ACCESS = "access"
    PRESENT_USE = "present_use"
    ALTERNATIVES = "alternatives"


class Shape(StrEnum):
    """How an answer is given."""

    WORDS = "words"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True)
class Question:
    """One question asked of a building, and how it is answered."""

    words: str
    hint: str
    shape: Shape = Shape.WORDS
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()


QUESTIONS: dict[FactKind, Question] = {
    FactKind.CONDITION: Question(
        "Condition of the building",
        "As the last survey of the property team graded it.",
        Shape.CHOICE,
        choices=(
            ("A", "A: good, performs as intended"),
            ("B", "B: satisfactory, minor wear"),
            ("C", "C: poor, major defects"),
            ("D", "D: bad, at risk of failing"),
        ),
    ),
    FactKind.TENURE: Question("Freehold or lease", "Who owns it, what the lease costs, when it ends or can be broken."),
    FactKind.CAPACITY: Question(
        "Families it can serve in a year", "With the rooms it has, open its present hours.", Shape.NUMBER, "families"
    ),
    FactKind.LARGEST_ROOM: Question(
        "People its largest room holds", "As the fire risk assessment says.", Shape.NUMBER, "people"
    ),
    FactKind.STAFF: Question(
        "Staff based there", "Full-time equivalents, the early intervention service only.", Shape.NUMBER, "staff (FTE)"
    ),
    FactKind.ACCESS: Question("Getting in", "Step-free way in, changing place, parking, the nearest bus stop."),
    FactKind.PRESENT_USE: Question("What it is used for now", "Who else is in the building, and on which days."),
    FactKind.ALTERNATIVES: Question(
        "Alternatives for the building", "Who else could use it or take it on, and what they have said so far."
    ),
}


class Standing(StrEnum):
    """What kind of answer stands: a blank says what it means."""

    KNOWN = "known"
    NONE = "none"
    NOT_IN_DATA = "not_in_data"
    NOT_ASKED = "not_asked"


STANDING_WORDS = {
    Standing.KNOWN: "Known",
    Standing.NONE: "None",
    Standing.NOT_IN_DATA: "Asked, and not in our data",
    Standing.NOT_ASKED: "Not asked",
}


def answer_words(kind: FactKind, *, standing: str, words: str = "", number: Decimal | None = None) -> str:
    """An answer about a building as it reads; a blank says what it means.

    Source: local default.
    """
    if standing != Standing.KNOWN:
        return f"{STANDING_WORDS[Standing(standing)]}{f'. {words}' if words else ''}"
    question = QUESTIONS[kind]
    if question.shape is Shape.NUMBER:
        said = f"{number:,.2f}".rstrip("0").rstrip(".")
        return f"{said} {question.unit}{f'. {words}' if words else ''}"
    return dict(question.choices).get(words, words)


@local_policy("hubs", "Hubs and centres")
@dataclass(frozen=True)
class HubsPolicy:
    """Local numbers for hubs and centres. Source: local default."""

    kept_percent: int = number(90, "Share of planned sessions held for a promise to be kept, in per cent", most=100)
    weeks_looked_at: int = number(12, "Weeks over which it is judged whether the core offer is kept", least=1, most=52)
    smallest_count: int = number(5, "Smallest number of people shown; smaller numbers are suppressed", least=1, most=20)
    forecast_months: int = number(3, "Latest months from which the year’s spending is forecast", least=1, most=12)
    fact_goes_stale_months: int = number(
        24, "Months after which a fact about a building should be asked again", least=1, most=120
    )
    dbs_again_months: int = number(
        36, "Months after which a volunteer’s DBS certificate is due again", least=1, most=120
    )
    training_again_months: int = number(
        36, "Months after which a volunteer’s safeguarding training is due again", least=1, most=120
    )
    checks_told_weeks: int = number(8, "Weeks before a volunteer’s check is due at which it is told", least=1, most=52)


def is_stale(*, as_of: date, today: date, policy: HubsPolicy) -> bool:
    """A fact about a building is asked again when it is two years old, unless local policy says otherwise.

    Source: local default.
    """
    months = (today.year - as_of.year) * 12 + today.month - as_of.month - (today.day < as_of.day)
    return months >= policy.fact_goes_stale_months
