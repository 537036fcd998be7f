"""The early help assessment: its words, its voices and what it concludes."""

from .assessment import About, Assessment, Conclusion, Presence, StartingPoint
from .stopping import Stopping
from .words import Approach, Entry, Voice

__all__ = ["About", "Approach", "Assessment", "Conclusion", "Entry", "Presence", "StartingPoint", "Stopping", "Voice"]
