"""Telling people."""

from datetime import datetime
from uuid import UUID

from alongside.foundation.identity.models import User

from .models import Letter, Notice


def tell(*, user: User, kind: str, words: str, link: str, at: datetime, about: UUID | None = None) -> Notice:
    """Put a notice on someone's own page. The words name no child: the page behind the link does."""
    return Notice.objects.create(user=user, kind=kind, words=words, link=link, about=about, at=at)


def post_letter(
    *,
    to_address: str,
    kind: str,
    subject_line: str,
    words: str,
    at: datetime,
    about: UUID | None = None,
    calendar_file: str = "",
) -> Letter:
    """Queue an e-mail in the same transaction as what it tells of; the subject line names no one."""
    return Letter.objects.create(
        to_address=to_address, kind=kind, subject_line=subject_line, words=words, about=about,
        queued_at=at, calendar_file=calendar_file,
    )
