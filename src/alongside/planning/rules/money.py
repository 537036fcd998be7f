"""Money by need: what it may follow, and a formula written down."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import Any


class LimitRule(StrEnum):
    """How losses and gains are limited."""

    NONE = "none"
    BOUNDED_SHARE = "bounded share"
    FLOOR_DAMPED = "floor damped"
    MINIMUM_GUARANTEE = "minimum guarantee"


LIMIT_WORDS = {
    LimitRule.NONE: ("No limits", "Each hub gets what the formula says at once."),
    LimitRule.BOUNDED_SHARE: (
        "Between a floor and a ceiling",
        "No hub loses or gains more than you say; all shares are scaled to fit.",
    ),
    LimitRule.FLOOR_DAMPED: (
        "A floor, paid for by gains",
        "No hub loses more than you say; every gain is cut in the same proportion.",
    ),
    LimitRule.MINIMUM_GUARANTEE: (
        "A floor, paid for by the largest gains",
        "Only the part of gains above the ceiling is cut to pay for the floor.",
    ),
}


@dataclass(frozen=True, slots=True)
class Follows:
    """Something money may follow."""

    key: str
    name: str
    words: str
    is_typed: bool = False


FACTORS = (
    Follows("under_5", "Children under 5", "Counted by the Office for National Statistics"),
    Follows("deprived", "Children, weighted by deprivation", "Children under 16 times their area’s deprivation score"),
    Follows("poorest_fifth", "Children in England’s most deprived fifth", "Children under 16 who live there"),
    Follows("protection", "Children on a protection plan", "As social care counts them: typed in below", True),
    Follows("in_need", "Children in need", "As social care counts them: typed in below", True),
    Follows("helped", "Families whose help began in the last 12 months", "From the service’s own records"),
    Follows("rural", "Children in rural areas", "Children under 16 in areas that are rural: they cost more to reach"),
)
TYPED = tuple(one.key for one in FACTORS if one.is_typed)
MOST_YEARS = 6


@dataclass(frozen=True, slots=True)
class LocalityNeed:
    """A locality with its hub, how much of each factor it has (None is not known), and last year’s money."""

    slug: str
    name: str
    hub: str
    amounts: dict[str, float | None]
    baseline: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """A formula as the planner set it. Money is pence, percentages are of the year before."""

    budget: int
    fixed: int
    points: dict[str, int]
    rule: LimitRule
    largest_loss: Decimal
    largest_gain: Decimal | None
    years: int = 1
    budget_change: Decimal = Decimal(0)
    first_year: int = 0

    def as_data(self) -> dict[str, Any]:
        """As it is kept."""
        gain = None if self.largest_gain is None else str(self.largest_gain)
        return asdict(self) | {
            "rule": str(self.rule),
            "largest_loss": str(self.largest_loss),
            "largest_gain": gain,
            "budget_change": str(self.budget_change),
        }

    @classmethod
    def of_data(cls, data: dict[str, Any]) -> "Settings":
        """From how it is kept."""
        gain = data["largest_gain"]
        return cls(
            **data
            | {
                "rule": LimitRule(data["rule"]),
                "largest_loss": Decimal(data["largest_loss"]),
                "largest_gain": None if gain is None else Decimal(gain),
                "budget_change": Decimal(data["budget_change"]),
            }
        )


def budgets_of(settings: Settings) -> list[int]:
    """The budget of each year, in pence: each changes by so many per cent from the year before, a broken penny dropped.

    Source: local default.
    """
    change = 1 + Fraction(settings.budget_change) / 100
    budgets = [settings.budget]
    for _ in range(settings.years - 1):
        budgets.append(floor(budgets[-1] * change))
    return budgets


def pace_of(year: int, years: int) -> Fraction:
    """How far along the way to the formula a year is: even steps, all the way in the last.

    Source: local default.
    """
    return Fraction(year, years)


def year_name(first_year: int, n: int) -> str:
    """A financial year: 2027/28."""
    year = first_year + n
    return f"{year}/{(year + 1) % 100:02d}"


def problem_with(settings: Settings, needs: list[LocalityNeed]) -> str:
    """Why a formula can not be worked out, or nothing. Points need figures in every locality, and not all nought.

    Source: local default.
    """
    if not needs:
        return "There is no locality yet"
    if settings.fixed * len(needs) > settings.budget:
        return "The fixed parts together come to more than the budget"
    weighed = [one for one in FACTORS if settings.points.get(one.key)]
    if not weighed:
        return "Give points to at least one thing that money follows"
    for one in weighed:
        missing = [need.name for need in needs if need.amounts.get(one.key) is None]
        if missing:
            return f"{one.name} is not known for {missing[0]}, so it can have no points"
        if not any(need.amounts[one.key] for need in needs):
            return f"No locality has any of “{one.name}”, so its points would have nowhere to go"
    if settings.rule != LimitRule.NONE and not any(need.baseline for need in needs):
        return "Limits on change need last year’s money of the localities"
    return ""
