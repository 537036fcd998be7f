"""One family on one screen, read across the apps."""

from .family import RecordNotFound, family_known, get_own_family, get_record
from .keeping import get_document, get_key_event, list_key_events, timeline_entry
from .sealing import Sealed, SealedNotFound, get_sealed, list_sealed, person_by_email, who_could_be_named
from .watching import Sight, get_sight, list_who_looked, list_who_may_see

__all__ = [
    "RecordNotFound",
    "Sealed",
    "SealedNotFound",
    "Sight",
    "family_known",
    "get_document",
    "get_key_event",
    "get_own_family",
    "get_record",
    "get_sealed",
    "get_sight",
    "list_key_events",
    "list_sealed",
    "list_who_looked",
    "list_who_may_see",
    "person_by_email",
    "timeline_entry",
    "who_could_be_named",
]
