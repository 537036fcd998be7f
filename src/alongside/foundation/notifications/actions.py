"""Telling people."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.foundation.identity.models import User

from .models import Letter, Notice


def tell(*, user: User, kind: str, words: str, link: str, at: datetime, about: UUID | None = None) -> Notice:
    """Put a notice on someone's own page. The words name no child: the page behind the link does."""
    return Notice.objects.create(user=user, kind=kind, words=words, link=link, about=about, at=at)


def read_notice(*, viewer: User, notice_id: UUID, at: datetime) -> Notice | None:
    """Mark one of the viewer's own notices as read, and give it back."""
    Notice.objects.filter(id=notice_id, user=viewer, read_at__isnull=True).update(read_at=at)
    return Notice.objects.filter(id=notice_id, user=viewer).first()


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
        to_address=to_address,
        kind=kind,
        subject_line=subject_line,
        words=words,
        about=about,
        queued_at=at,
        calendar_file=calendar_file,
    )


@transaction.atomic
def send_queued_letter(*, letter: Letter, send: Callable[[Letter], None], at: datetime) -> bool:
    """Send a letter once, whoever else tries at the same moment; says whether it went."""
    kept = Letter.objects.select_for_update(skip_locked=True).filter(id=letter.id, sent_at__isnull=True).first()
    if kept is None:
        return False
    kept.tries += 1
    try:
        send(kept)
    except Exception as failure:
        kept.failure = type(failure).__name__
        kept.save(update_fields=["tries", "failure"])
        return False
    kept.sent_at, kept.failure = at, ""
    kept.save(update_fields=["tries", "sent_at", "failure"])
    return True
