"""One family on one screen, read across the apps."""

from .family import RecordNotFound, family_known, get_own_family, get_record
from .keeping import get_document, get_key_event, list_key_events, timeline_entry
from .watching import list_sight, list_who_looked, list_who_may_see

__all__ = [
    "RecordNotFound",
    "family_known",
    "get_document",
    "get_key_event",
    "get_own_family",
    "get_record",
    "list_key_events",
    "list_sight",
    "list_who_looked",
    "list_who_may_see",
    "timeline_entry",
]
