"""What a planner does: keeps an index, keeps a formula."""

from .formulas import keep_formula
from .indexes import keep_index
from .refusals import PlanRefused

__all__ = ["PlanRefused", "keep_formula", "keep_index"]
