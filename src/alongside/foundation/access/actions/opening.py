"""Opening a record beyond one's grants, and reviewing that."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from .. import rules
from ..access import OPEN_BEYOND_GRANTS, REVIEW_OPENINGS, ring_for
from ..models import Opening
from .granting import give_grant


class OpeningRefused(Exception):
    """A record could not be opened, or its opening not reviewed; the message is fit to show."""


@transaction.atomic
def open_beyond_grants(
    *, viewer: User, subject_kind: str, subject_id: UUID, about: tuple[UUID, ...], reason: str, at: datetime
) -> Opening:
    """Open a record that no grant opens, for a few hours, with a reason that a manager reviews."""
    if not viewer.may(OPEN_BEYOND_GRANTS):
        raise OpeningRefused("Your role cannot open records beyond your own work")
    if not rules.is_reason_enough(reason):
        raise OpeningRefused("Say in a sentence why you need to open this record")
    if (ring := ring_for(viewer, subject_kind, subject_id)) is not None:
        raise OpeningRefused(f"This record is kept apart and cannot be opened so. Ring {ring}")
    grant = give_grant(
        subject_kind=subject_kind,
        subject_id=subject_id,
        holder=viewer,
        reason=rules.GrantReason.BREAK_GLASS,
        because=reason,
        by=viewer,
        at=at,
        until=at + timedelta(hours=rules.OPENING_HOURS),
    )
    opening = Opening.objects.create(grant=grant, viewer=viewer, reason=reason, at=at)
    record("access.opened_beyond_grants", subject=opening, about=about, by=viewer, at=at)
    return opening


@transaction.atomic
def review_opening(*, opening: Opening, was_right: bool, finding: str, by: User, at: datetime) -> Opening:
    """Say whether opening the record was right."""
    opening = Opening.objects.select_for_update().get(id=opening.id)
    if not by.may(REVIEW_OPENINGS):
        raise OpeningRefused("Your role cannot review openings")
    if opening.viewer_id == by.id:
        raise OpeningRefused("Someone else must review a record that you opened")
    if opening.reviewed_at is not None:
        raise OpeningRefused("This opening has been reviewed already")
    opening.reviewed_by, opening.reviewed_at = by, at
    opening.was_right, opening.finding = was_right, finding
    opening.save(update_fields=["reviewed_by", "reviewed_at", "was_right", "finding"])
    record(
        "access.opening_reviewed", subject=opening, about=(opening.grant.subject_id,), by=by, at=at, was_right=was_right
    )
    return opening
