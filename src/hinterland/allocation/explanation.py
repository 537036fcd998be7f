"""A hub's figure, line by line. The lines add up to the figure, to the penny."""

from dataclasses import dataclass
from fractions import Fraction

from hinterland.allocation.formula import Allocation, FormulaQuestion, HubFigure
from hinterland.allocation.limits import Limit, round_to_whole


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One step to a hub's figure, in pence."""

    name: str
    pence: int
    words: str


_WHY = {
    Limit.NONE: "No limits on change",
    Limit.BOUNDED_SHARE: "All shares are scaled by the same number, {factor:.4f}, so that the total is the budget",
    Limit.FLOOR_DAMPED: "Above its floor every hub gets the same part of its gain, {factor:.2%}, to pay for the floors",
    Limit.MINIMUM_GUARANTEE: "{factor:.2%} of gains above the cap is taken back to pay for the guarantees",
}


def lines_of(question: FormulaQuestion, answer: Allocation, hub: str) -> tuple[FigureLine, ...]:
    """How one hub's figure comes about: fixed part, a line for each factor, the limits, the total's rounding."""
    row = next(k for k, one in enumerate(question.hubs) if one.key == hub)
    figure = answer.figures[row]
    target = round(figure.target)
    pence = round_to_whole([Fraction(figure.fixed), *figure.parts], target)
    lines = [FigureLine("Fixed part", pence[0], "The same for every hub that has one")]
    for k, factor in enumerate(question.factors):
        lines.append(FigureLine(factor.name, pence[k + 1], _share_words(question, row, k)))
    limited = round(figure.exact)
    if limited != target:
        lines.append(FigureLine("Limits on change", limited - target, _limit_words(question, answer, figure)))
    if figure.pence != limited:
        lines.append(FigureLine("Rounding", figure.pence - limited, "So that all hubs add up to the budget"))
    return tuple(lines)


def _share_words(question: FormulaQuestion, row: int, k: int) -> str:
    amount = Fraction(question.hubs[row].amounts[k])
    total = sum((Fraction(one.amounts[k]) for one in question.hubs), Fraction(0))
    points = sum((Fraction(one.points) for one in question.factors), Fraction(0))
    if not total or not points:
        return "No points"
    share = float(question.factors[k].points / points)
    return f"{_plain(amount)} of {_plain(total)} ({float(amount / total):.2%}); {share:.1%} of the money by need"


def _plain(amount: Fraction) -> str:
    return f"{float(amount):,.0f}" if amount.denominator == 1 else f"{float(amount):,.2f}"


def _limit_words(question: FormulaQuestion, answer: Allocation, figure: HubFigure) -> str:
    loss, gain = question.limits.largest_loss, question.limits.largest_gain
    match figure.stands_at:
        case "floor" if loss < 0:
            return f"Raised to its floor: a gain of at least {float(-loss):.1%}"
        case "floor":
            return f"Raised to its floor: a loss of at most {float(loss):.1%}"
        case "ceiling":
            return f"Held at its ceiling: a gain of at most {float(gain or 0):.1%}"
    return _WHY[question.limits.rule].format(factor=float(answer.factor))
