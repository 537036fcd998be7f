"""How a family's record reads: to those who work with it, and to the family."""

from .own import OwnPlan, looks_by_day
from .staff import RecordPage, tabs, timeline_event

__all__ = ["OwnPlan", "RecordPage", "looks_by_day", "tabs", "timeline_event"]
