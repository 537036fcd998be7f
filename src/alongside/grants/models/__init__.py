"""Rounds of grants, bids and their scores, awards with their payments and returns."""

from .awards import Award, Milestone, Return
from .bids import Answer, Bid, Cost, DecisionLetter, Link
from .rounds import Criterion, LocalityMoney, Round, RoundMove
from .scores import Declaration, Score, Scorer

__all__ = [
    "Answer",
    "Award",
    "Bid",
    "Cost",
    "Criterion",
    "DecisionLetter",
    "Declaration",
    "Link",
    "LocalityMoney",
    "Milestone",
    "Return",
    "Round",
    "RoundMove",
    "Score",
    "Scorer",
]
