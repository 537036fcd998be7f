"""Allocation: money by need, exact to the penny, with every hub's figure explained.

All arithmetic is in whole pence and fractions; the only rounding is the last, by largest remainder.
"""

from hinterland.allocation.explanation import FigureLine, lines_of
from hinterland.allocation.formula import (
    Allocation,
    Factor,
    FormulaQuestion,
    FormulaRefused,
    Hub,
    HubFigure,
    allocate,
)
from hinterland.allocation.limits import Limit, Limited, Limits, limited, round_to_whole
from hinterland.allocation.transition import Move, Step, TransitionYear, moves_of_a_point, transition_of

__all__ = [
    "Allocation",
    "Factor",
    "FigureLine",
    "FormulaQuestion",
    "FormulaRefused",
    "Hub",
    "HubFigure",
    "Limit",
    "Limited",
    "Limits",
    "Move",
    "Step",
    "TransitionYear",
    "allocate",
    "limited",
    "lines_of",
    "moves_of_a_point",
    "round_to_whole",
    "transition_of",
]
