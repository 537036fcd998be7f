"""Keeping what someone types until they send it or throw it away."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from alongside.foundation.identity.models import User

from .models import Draft

LARGEST_DRAFT = 512_000
"""Letters in one draft at the most; a form holds far less. Source: local default."""


class DraftRefused(Exception):
    """A draft could not be kept; the message is fit to show."""


def hash_of(key: str) -> str:
    """What is stored of a link's key, so that the table opens no draft."""
    return hashlib.sha256(key.encode()).hexdigest()


def start_or_resume_draft(*, form: str, subject: str = "", owner: User, at: datetime) -> Draft:
    """The owner's draft of a form about a subject, as they left it, or a new one."""
    draft, _ = Draft.objects.get_or_create(
        owner=owner, form=form, subject=subject, defaults={"started_at": at, "saved_at": at}
    )
    return draft


def start_draft_by_link(*, form: str, at: datetime) -> tuple[Draft, str]:
    """A draft for someone without an account, and the key for the link that opens it again."""
    key = secrets.token_urlsafe(32)
    return Draft.objects.create(form=form, key_hash=hash_of(key), started_at=at, saved_at=at), key


@transaction.atomic
def save_draft(*, draft: Draft, fields: dict[str, list[str]], revision: int | None, at: datetime) -> Draft:
    """Keep the fields as typed.

    `revision` is the one the page was loaded with or last given; where another page has saved since,
    the draft is refused and keeps the other's words.
    """
    if sum(len(name) + sum(map(len, values)) for name, values in fields.items()) > LARGEST_DRAFT:
        raise DraftRefused("This is too long to keep")
    kept = Draft.objects.select_for_update().filter(id=draft.id).first()
    if kept is None:
        raise DraftRefused("This form has been sent or thrown away already")
    if revision is not None and kept.revision != revision:
        raise DraftRefused("This form has been changed in another window")
    kept.fields, kept.saved_at, kept.revision = fields, at, kept.revision + 1
    kept.save(update_fields=["fields", "saved_at", "revision"])
    return kept


def discard_draft(*, draft: Draft) -> None:
    """Throw a draft away, as when its form has been sent."""
    Draft.objects.filter(id=draft.id).delete()
