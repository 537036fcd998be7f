"""Finding a draft again."""

from uuid import UUID

from alongside.foundation.identity.models import User

from .actions import hash_of
from .models import Draft


def get_own_draft(*, viewer: User, draft_id: UUID) -> Draft | None:
    """The viewer's own draft, or nothing."""
    return Draft.objects.filter(id=draft_id, owner=viewer).first()


def get_draft_by_key(key: str) -> Draft | None:
    """The draft that a link opens, or nothing."""
    return Draft.objects.filter(key_hash=hash_of(key)).first()


def list_own_drafts(*, viewer: User, form: str = "") -> list[Draft]:
    """What the viewer has begun and not sent, the latest first."""
    drafts = Draft.objects.filter(owner=viewer)
    if form:
        drafts = drafts.filter(form=form)
    return list(drafts.order_by("-saved_at", "id")[:50])
