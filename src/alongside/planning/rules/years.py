"""Costs and benefits over the years, brought to today's value."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from alongside.foundation.policy.rules import local_policy, number

THOUSAND, HUNDRED = 1000, 100


@local_policy("options-appraisal", "Options appraisal")
@dataclass(frozen=True)
class AppraisalPolicy:
    """How options are appraised over the years."""

    years: int = number(10, "Years after this one that are looked at", least=1, most=30)
    discount_per_mille: int = number(
        35, "Discount rate a year, in thousandths, on prices of one year", most=200,
        source="HM Treasury, The Green Book (2022), annex 6: 3.5 % a year for the first thirty years",
    )  # fmt: skip
    optimism_percent: int = number(
        24, "Added to one-off costs for optimism, in per cent", most=200,
        source="HM Treasury, supplementary Green Book guidance on optimism bias: capital expenditure of standard "
        "buildings, upper bound",
    )  # fmt: skip
    changes_of_the_present_model: int = number(
        6, "Openings and closings at most with which a plan is still the present model, improved", least=1, most=50
    )


class MoneyKind(StrEnum):
    """What a line of money is."""

    ONE_OFF_COST = "one-off cost"
    ONE_OFF_INCOME = "one-off income"
    YEARLY_COST = "yearly cost"
    YEARLY_SAVING = "yearly saving"
    WIDER_BENEFIT = "yearly benefit to others"


MONEY_WORDS = {
    MoneyKind.ONE_OFF_COST: ("A cost that falls once", "Such as works, removals or redundancy"),
    MoneyKind.ONE_OFF_INCOME: ("Income that comes once", "Such as the sale of a building"),
    MoneyKind.YEARLY_COST: ("A cost every year", "Beside what the sites cost, such as a bus or a rent"),
    MoneyKind.YEARLY_SAVING: ("A saving every year", "Beside what the sites cost"),
    MoneyKind.WIDER_BENEFIT: (
        "A benefit every year to families or to other agencies",
        "It counts for public value, and not in the council’s budget",
    ),
}
ONCE = frozenset({MoneyKind.ONE_OFF_COST, MoneyKind.ONE_OFF_INCOME})


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One sum: for which option, what, from which year on (0 is this year), and who says so. Pence."""

    option: str
    kind: MoneyKind
    what: str
    pence: int
    from_year: int
    source: str


@dataclass(frozen=True, slots=True)
class Year:
    """One year of one option, in pence of this year's prices."""

    year: int
    running: int
    once: int
    other: int
    benefit: int

    @property
    def net(self) -> int:
        """What the council pays in the year."""
        return self.running + self.once + self.other


def discounted(pence: int, year: int, *, per_mille: int) -> Fraction:
    """A sum in a later year counts for less today: it is divided by one and the discount rate, once for each year.

    Source: HM Treasury, The Green Book (2022), annex 6.
    """
    return pence * Fraction(THOUSAND, THOUSAND + per_mille) ** year


def with_optimism(pence: int, *, percent: int) -> int:
    """One-off costs are raised for optimism, for they have mostly come out higher than was thought.

    Source: HM Treasury, supplementary Green Book guidance on optimism bias.
    """
    return round(Fraction(pence * (HUNDRED + percent), HUNDRED))


def years_of(
    lines: Sequence[MoneyLine], *, today: int, plan: int, starts: int, policy: AppraisalPolicy
) -> tuple[Year, ...]:
    """Each year has what the sites cost, today's until the plan starts and the plan's from then on; what falls once,
    raised for optimism when it is a cost; and what falls every year from its year on.

    Source: HM Treasury, The Green Book (2022), chapter 6, in prices of one year.
    """
    return tuple(_year(year, lines, plan if year >= starts else today, policy) for year in range(policy.years + 1))


def _year(year: int, lines: Sequence[MoneyLine], running: int, policy: AppraisalPolicy) -> Year:
    def of(kind: MoneyKind) -> int:
        due = [one for one in lines if one.kind == kind]
        return sum(one.pence for one in due if (year == one.from_year if kind in ONCE else year >= one.from_year))

    once = with_optimism(of(MoneyKind.ONE_OFF_COST), percent=policy.optimism_percent) - of(MoneyKind.ONE_OFF_INCOME)
    other = of(MoneyKind.YEARLY_COST) - of(MoneyKind.YEARLY_SAVING)
    return Year(year, running, once, other, of(MoneyKind.WIDER_BENEFIT))


def present_value(amounts: Sequence[int], *, per_mille: int) -> int:
    """The value today of a sum for each year, from this year on, to the nearest penny.

    Source: HM Treasury, The Green Book (2022), annex 6.
    """
    return round(sum((discounted(one, year, per_mille=per_mille) for year, one in enumerate(amounts)), Fraction(0)))
