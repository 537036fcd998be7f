"""Sealing a family's record, and everyone in the family with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from alongside.foundation.access import actions as seals
from alongside.foundation.access.models import Seal
from alongside.foundation.access.queries import subjects_of
from alongside.foundation.access.rules import SealKind
from alongside.foundation.identity.models import User

from .. import access
from ..models import Family, FamilyMember
from ..queries.links import FAMILIES, PEOPLE
from .links import draw_again

SealRefused = seals.SealRefused


@transaction.atomic
def seal_family(
    *, family: Family, kind: SealKind, reason: str, ring: str, names: Sequence[User], by: User, at: datetime
) -> Seal:
    """Seal a family's record: every record that is this family, and everybody in it, is for those named alone."""
    if not access.may_seal(by, family):
        raise SealRefused("Only someone who may seal records, and to whom this one is open, can seal it")
    made = seals.seal(
        subject_kind=access.SUBJECT,
        subject_ids=[family.id],
        kind=kind,
        reason=reason,
        ring=ring,
        names=names,
        by=by,
        at=at,
    )
    _draw_again(subjects_of([made])[made.id])
    return made


@transaction.atomic
def lift_seal_of_family(*, seal: Seal, why: str, by: User, at: datetime) -> Seal:
    """Lift the seal of a family's record: what was open before is open again, and records that are one are one."""
    if not access.may_lift_seals(by):
        raise SealRefused("Your role cannot lift seals")
    about = subjects_of([seal]).get(seal.id, [])
    lifted = seals.lift_seal(seal=seal, why=why, by=by, at=at)
    _draw_again(about)
    return lifted


def _draw_again(family_ids: Sequence) -> None:
    people = FamilyMember.objects.filter(family_id__in=family_ids, until_on__isnull=True)
    draw_again(PEOPLE, set(people.values_list("person_id", flat=True)))
    draw_again(FAMILIES, set(family_ids))
