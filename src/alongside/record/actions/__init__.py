"""What people do on a family's record."""

from .chronology import ChronologyRefused, add_key_event, withdraw_key_event
from .documents import DocumentRefused, keep_document, note_document_seen, remove_document
from .inviting import InvitationRefused, invite_member
from .looking import LookingRefused, note_seal_seen, note_seen, open_beyond_grants

__all__ = [
    "ChronologyRefused",
    "DocumentRefused",
    "InvitationRefused",
    "LookingRefused",
    "add_key_event",
    "invite_member",
    "keep_document",
    "note_document_seen",
    "note_seal_seen",
    "note_seen",
    "open_beyond_grants",
    "remove_document",
    "withdraw_key_event",
]
