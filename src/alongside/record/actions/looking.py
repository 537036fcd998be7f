"""Looking at a family's record, within one's grants and beyond them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.foundation.access import actions as opening
from alongside.foundation.access.models import Opening, Seal
from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.people.access import SUBJECT

if TYPE_CHECKING:
    from alongside.people.models import Family

LookingRefused = opening.OpeningRefused


def note_seen(*, family: Family, page: str, by: User, at: datetime) -> None:
    """Note that someone looked at a page of a family's record."""
    record("record.family_seen", subject=family, by=by, at=at, page=page)


def note_seal_seen(*, seal: Seal, by: User, at: datetime) -> None:
    """Note that somebody who watches over seals looked at one: why it stands, and who is named."""
    record("record.seal_seen", subject=seal, by=by, at=at)


@transaction.atomic
def open_beyond_grants(*, family: Family, reason: str, by: User, at: datetime) -> Opening:
    """Open a family's record beyond one's work, for some hours, with a reason that a manager reviews."""
    return opening.open_beyond_grants(
        viewer=by, subject_kind=SUBJECT, subject_id=family.id, about=(family.id,), reason=reason, at=at
    )
