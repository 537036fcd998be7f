"""Over several years, and what a point of weight moves."""

from dataclasses import dataclass, replace
from fractions import Fraction

from hinterland.allocation.formula import Allocation, Factor, FormulaQuestion, allocate
from hinterland.allocation.limits import ONE, Limit


@dataclass(frozen=True, slots=True)
class TransitionYear:
    """One year on the way: its budget in pence, and how far along the way it is (0 as now, 1 by formula)."""

    name: str
    budget: int
    pace: Fraction


@dataclass(frozen=True, slots=True)
class Step:
    """What a year gives: the answer, or the conflict that stops the way here."""

    year: str
    answer: Allocation
    pence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """What one more point for a factor, taken from the others in proportion, moves to each hub, in pence."""

    factor: str
    pence: tuple[int, ...]


def transition_of(question: FormulaQuestion, years: tuple[TransitionYear, ...]) -> tuple[Step, ...]:
    """Go from last year's split to the formula's, year by year.

    Each year aims at (1 − pace) of the split as it was, scaled to the year's budget, and pace of the
    formula's; floors and ceilings are on the change from the year before. It stops at the first year that
    can not be done.
    """
    steps: list[Step] = []
    current = [hub.baseline for hub in question.hubs]
    start = list(current)
    for year in years:
        answer = allocate(_aimed(question, year, start, current))
        pence = tuple(one.pence for one in answer.figures)
        steps.append(Step(year.name, answer, pence))
        if not answer.is_possible:
            break
        current = list(pence)
    return tuple(steps)


def _aimed(question: FormulaQuestion, year: TransitionYear, start: list[int], current: list[int]) -> FormulaQuestion:
    """The year's question: money follows the mixture of the two splits, as one factor."""
    unlimited = replace(question, budget=year.budget, limits=replace(question.limits, rule=Limit.NONE))
    formula = [one.exact for one in allocate(unlimited).figures]
    pace = Fraction(year.pace) if sum(start) else ONE
    before = [Fraction(year.budget * one, sum(start) or 1) for one in start]
    mixed = [(1 - pace) * old + pace * new for old, new in zip(before, formula, strict=True)]
    hubs = tuple(
        replace(hub, amounts=(aim,), baseline=last, fixed=0)
        for hub, aim, last in zip(question.hubs, mixed, current, strict=True)
    )
    aim = Factor("aim", "The year’s aim: the split as it was and the formula’s, mixed", ONE)
    return FormulaQuestion(year.budget, (aim,), hubs, question.limits)


def moves_of_a_point(question: FormulaQuestion) -> tuple[Move, ...]:
    """What each factor's weight moves: one more point in a hundred for it, taken from the others in proportion."""
    now = allocate(question)
    if not now.is_possible:
        return ()
    moves = []
    for k, factor in enumerate(question.factors):
        changed = allocate(replace(question, factors=_one_point_more(question.factors, k)))
        if changed.is_possible:
            moved = [new.pence - old.pence for new, old in zip(changed.figures, now.figures, strict=True)]
            moves.append(Move(factor.key, tuple(moved)))
    return tuple(moves)


def _one_point_more(factors: tuple[Factor, ...], k: int) -> tuple[Factor, ...]:
    total = sum((Fraction(one.points) for one in factors), Fraction(0))
    shares = [Fraction(one.points) / total for one in factors]
    more = min(ONE, shares[k] + Fraction(1, 100))
    rest = 1 - shares[k]
    scale = (1 - more) / rest if rest else Fraction(0)
    return tuple(replace(one, points=more if i == k else shares[i] * scale) for i, one in enumerate(factors))
