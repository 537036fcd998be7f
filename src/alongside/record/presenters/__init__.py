"""How a family's record reads: to those who work with it, and to the family."""

from .own import OwnPlan
from .staff import RecordPage, tabs, timeline_event

__all__ = ["OwnPlan", "RecordPage", "tabs", "timeline_event"]
