"""Living a story: every step of a family's way through the product, by the product's own actions."""

from .arcs import ARCS, Arc, live
from .script import CASTS, Cast, Helpers, Script, Slot

__all__ = ["ARCS", "CASTS", "Arc", "Cast", "Helpers", "Script", "Slot", "live"]
