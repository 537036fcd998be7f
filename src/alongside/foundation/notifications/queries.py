"""What someone has not read yet, and which letters wait."""

from datetime import datetime

from alongside.foundation.identity.models import User

from .models import Letter, Notice
from .rules import may_try_again, next_try_at


def list_notices(*, viewer: User, size: int = 50) -> list[Notice]:
    """The viewer's own notices: the unread ones first, the latest first."""
    notices = Notice.objects.filter(user=viewer).order_by("-at", "-id")[:size]
    return sorted(notices, key=lambda one: one.read_at is not None)


def count_unread(*, viewer: User) -> int:
    """How many notices the viewer has not read."""
    return Notice.objects.filter(user=viewer, read_at__isnull=True).count()


def list_letters_due(*, at: datetime, size: int = 100) -> list[Letter]:
    """Letters to send now, the oldest first."""
    waiting = Letter.objects.filter(sent_at__isnull=True).order_by("queued_at", "id")[: size * 4]
    due = [
        one
        for one in waiting
        if may_try_again(tries=one.tries) and next_try_at(tries=one.tries, queued_at=one.queued_at) <= at
    ]
    return due[:size]


def list_letters_stuck(*, size: int = 50) -> list[Letter]:
    """Letters that were tried as often as they may be."""
    waiting = Letter.objects.filter(sent_at__isnull=True, tries__gt=0).order_by("queued_at", "id")
    return [one for one in waiting if not may_try_again(tries=one.tries)][:size]
