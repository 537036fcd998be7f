"""Need, sites and money: the planning engine."""

from .answer import Answer
from .problem import Areas, Problem, Rules, Sites, Travel
from .siting import solve

__all__ = ["Answer", "Areas", "Problem", "Rules", "Sites", "Travel", "solve"]
