"""Forms of planning: they check the shape and speak; actions save."""

from .formulas import AFormula
from .need import AnIndex, ChooseNeed

__all__ = ["AFormula", "AnIndex", "ChooseNeed"]
