"""The formula: a fixed part for each hub, parts by need and sparsity, limits, and the last penny."""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from hinterland.allocation.limits import ZERO, Limit, Limits, ceilings_of, floors_of, limited, round_to_whole
from hinterland.digests import digest_of

NO_LIMITS = Limits()


class FormulaRefused(ValueError):
    """The question itself makes no sense; the message says why."""


@dataclass(frozen=True, slots=True)
class Factor:
    """Something money follows, such as children under 5 or sparsity, and its points."""

    key: str
    name: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class Hub:
    """A hub (or a locality): how much of each factor it has, and what it was given last year, in pence."""

    key: str
    name: str
    amounts: tuple[Fraction, ...]
    baseline: int = 0
    fixed: int = 0


@dataclass(frozen=True, slots=True)
class FormulaQuestion:
    """Money in pence, the factors with their points, the hubs, and the limits on change."""

    budget: int
    factors: tuple[Factor, ...]
    hubs: tuple[Hub, ...]
    limits: Limits = NO_LIMITS

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        if not self.hubs:
            raise FormulaRefused("There is no hub to give money to")
        if self.budget < 0 or any(hub.baseline < 0 or hub.fixed < 0 for hub in self.hubs):
            raise FormulaRefused("Money must be nothing or more")
        if len({hub.key for hub in self.hubs}) != len(self.hubs):
            raise FormulaRefused("A hub is named twice")
        if any(len(hub.amounts) != len(self.factors) for hub in self.hubs):
            raise FormulaRefused("Every hub needs a figure for each factor")
        if any(amount < 0 for hub in self.hubs for amount in hub.amounts):
            raise FormulaRefused("A hub can not have less than none of a factor")
        if any(factor.points < 0 for factor in self.factors):
            raise FormulaRefused("Points must be nothing or more")
        self._money_has_somewhere_to_go()
        gain, loss = self.limits.largest_gain, self.limits.largest_loss
        if gain is not None and gain < -loss:
            raise FormulaRefused("The largest gain is below the largest loss: nobody could be given anything")

    def _money_has_somewhere_to_go(self) -> None:
        if sum(hub.fixed for hub in self.hubs) > self.budget:
            raise FormulaRefused("The fixed parts come to more than the budget")
        for k, factor in enumerate(self.factors):
            if factor.points > 0 and not any(hub.amounts[k] for hub in self.hubs):
                raise FormulaRefused(f"No hub has any of {factor.name}, so its points have nowhere to go")
        if not any(factor.points for factor in self.factors) and sum(h.fixed for h in self.hubs) != self.budget:
            raise FormulaRefused("No factor has any points, so what is left after the fixed parts has nowhere to go")


@dataclass(frozen=True, slots=True)
class HubFigure:
    """A hub's figure with its parts: exact until the last step."""

    hub: str
    fixed: int
    parts: tuple[Fraction, ...]
    target: Fraction
    floor: int | None
    ceiling: int | None
    exact: Fraction
    pence: int

    @property
    def stands_at(self) -> str:
        """Whether it stands on its floor or under its ceiling."""
        if self.floor is not None and self.exact == self.floor and self.target < self.floor:
            return "floor"
        if self.ceiling is not None and self.exact == self.ceiling and self.target > self.ceiling:
            return "ceiling"
        return ""


@dataclass(frozen=True, slots=True)
class Allocation:
    """An answer: figures that add up to the budget, or which wishes conflict and what would mend them."""

    status: str
    figures: tuple[HubFigure, ...]
    factor: Fraction
    conflict: str
    least_loss_possible: Fraction | None
    least_gain_possible: Fraction | None
    digest: str

    @property
    def is_possible(self) -> bool:
        """Whether there is an allocation at all."""
        return self.status == "allocated"

    def pence_of(self, hub: str) -> int:
        """One hub's figure."""
        return next(one.pence for one in self.figures if one.hub == hub)


def parts_of(question: FormulaQuestion) -> list[tuple[Fraction, ...]]:
    """What each hub gets for each factor before any limit: its share of that factor's pot."""
    points = sum((factor.points for factor in question.factors), ZERO)
    pool = Fraction(question.budget - sum(hub.fixed for hub in question.hubs))
    totals = [sum((hub.amounts[k] for hub in question.hubs), ZERO) for k in range(len(question.factors))]
    return [
        tuple(
            pool * factor.points / points * amount / total if factor.points else ZERO
            for factor, amount, total in zip(question.factors, hub.amounts, totals, strict=True)
        )
        for hub in question.hubs
    ]


def allocate(question: FormulaQuestion) -> Allocation:
    """Share the budget out by the formula, within the limits, to the penny."""
    question = _fractions(question)
    parts = parts_of(question)
    floors, ceilings = _floors_and_ceilings(question)
    found = limited(
        budget=Fraction(question.budget),
        fixed=[Fraction(hub.fixed) for hub in question.hubs],
        shares=[sum(part, ZERO) for part in parts],
        baseline=[Fraction(hub.baseline) for hub in question.hubs],
        limits=question.limits,
        whole=True,
    )
    if found.figures is None:
        return Allocation("impossible", (), found.factor, found.conflict, found.least_loss_possible,
                          found.least_gain_possible, digest_of(question))  # fmt: skip
    pence = round_to_whole(found.figures, question.budget)
    figures = tuple(
        HubFigure(hub.key, hub.fixed, part, hub.fixed + sum(part, ZERO), low, high, exact, given)
        for hub, part, low, high, exact, given in zip(
            question.hubs, parts, floors, ceilings, found.figures, pence, strict=True
        )
    )
    return Allocation("allocated", figures, found.factor, "", None, None, digest_of(question))


def _fractions(question: FormulaQuestion) -> FormulaQuestion:
    return replace(
        question,
        factors=tuple(replace(one, points=Fraction(one.points)) for one in question.factors),
        hubs=tuple(replace(hub, amounts=tuple(map(Fraction, hub.amounts))) for hub in question.hubs),
    )


def _floors_and_ceilings(question: FormulaQuestion) -> tuple[list[int | None], list[int | None]]:
    """In whole pence: floors rounded up, ceilings down."""
    limits, none = question.limits, [None] * len(question.hubs)
    if limits.rule == Limit.NONE:
        return none, none
    baseline = [Fraction(hub.baseline) for hub in question.hubs]
    floors = [ceil(one) for one in floors_of(baseline, limits)]
    if limits.rule != Limit.BOUNDED_SHARE:
        return floors, none
    highest = ceilings_of(baseline, limits)
    return floors, [None if one is None else max(low, floor(one)) for low, one in zip(floors, highest, strict=True)]
