"""The spine: a family's involvement with the service, and what has happened in it."""

from .case import Allocation, Case, Step
from .involvement import Involvement, TimelineEntry
from .thresholds import Descriptor, ThresholdDocument

__all__ = ["Allocation", "Case", "Descriptor", "Involvement", "Step", "ThresholdDocument", "TimelineEntry"]
