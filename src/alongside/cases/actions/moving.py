"""Moving a family to the hub of its new home: one record, nothing keyed again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.foundation.access.actions import end_grants, give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.identity.models import Membership, User

from .. import access, rules
from ..models import Case
from .noting import tell_of_case
from .stepping import StepRefused, movable, take_step

if TYPE_CHECKING:
    from alongside.places.models import Locality


@transaction.atomic
def move_to_hub(
    *,
    case: Case,
    locality: Locality,
    why: str,
    family_said: str,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Case:
    """Move a case to the hub of another locality, because the family has moved or is nearer to it.

    The lead professional and co-workers go on with the family until the new hub names others; the hub it leaves no
    longer sees the record.
    """
    case = movable(case, rules.StepKind.MOVED_HUB, by, why=why, version=version, may=access.may_move_hub)
    before, after = case.hub_team, locality.team
    if after is None or not after.is_active:
        raise StepRefused(f"{locality.name} has no hub that works now. Choose another locality")
    if case.locality_id == locality.id:
        raise StepRefused(f"The case is in {locality.name} already")
    if before is not None and before != after:
        end_grants(subject_kind=access.SUBJECT, subject_id=case.family_id, holder=before, reason=GrantReason.HUB, at=at)
    give_grant(
        subject_kind=access.SUBJECT, subject_id=case.family_id, holder=after, reason=GrantReason.HUB, by=by, at=at
    )
    case.locality, case.hub_team = locality, after
    case = take_step(
        case,
        rules.StepKind.MOVED_HUB,
        status=rules.CaseStatus(case.status),
        level=rules.Level(case.level),
        by=by,
        at=at,
        why=why,
        family_said=family_said,
        from_hub=before,
        to_hub=after,
    )
    if before != after:
        _tell(case, by=by, at=at)
    return case


def _tell(case: Case, *, by: User, at: datetime) -> None:
    """The managers of the new hub learn of it, and so does whoever leads."""
    members = (
        User.objects.filter(memberships__in=Membership.objects.current().filter(team=case.hub_team))
        .distinct()
        .order_by("id")
    )
    for user in members:
        if user.may(access.ALLOCATE):
            tell_of_case(case, user, kind="cases.moved_hub", words="A family has moved to your hub: case", by=by, at=at)
    if case.lead is not None:
        words = f"The hub is now {case.hub_team.name} in case"
        tell_of_case(case, case.lead, kind="cases.moved_hub", words=words, by=by, at=at)
