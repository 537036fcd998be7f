"""A family's record as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from alongside.cases import queries as cases
from alongside.foundation.access.access import remember_open
from alongside.foundation.components.paging import Page
from alongside.foundation.identity.models import User
from alongside.people import queries as people
from alongside.people.access import SUBJECT, families_open_to, family_by_reference

if TYPE_CHECKING:
    from alongside.cases.models import Case, Involvement
    from alongside.people.models import Family, FamilyMember, Relationship


class RecordNotFound(LookupError):
    """No family open to the viewer has this reference."""


@dataclass(frozen=True)
class Record:
    """What one screen shows of a family."""

    family: Family
    members: list[FamilyMember]
    relationships: list[Relationship]
    involvements: list[Involvement]
    cases: list[Case]
    timeline: Page
    changes_of_worker: int

    @property
    def case(self) -> Case | None:
        """The case now, or the last one."""
        return self.cases[0] if self.cases else None


def get_record(*, viewer: User, reference: str) -> Record:
    """A family open to the viewer, with its people, agencies, cases and what has happened."""
    family = families_open_to(viewer).filter(reference=reference).first()
    if family is None:
        raise RecordNotFound(reference)
    remember_open(viewer, SUBJECT, family.id)
    members = people.family_members(family, with_former=True)
    found = list(cases.list_cases_of_family(viewer=viewer, family_id=family.id))
    return Record(
        family=family,
        members=members,
        relationships=people.list_relationships(people=[one.person_id for one in members]),
        involvements=cases.list_involvements(viewer=viewer, family_id=family.id),
        cases=found,
        timeline=cases.timeline_of(viewer=viewer, family=family, size=12),
        changes_of_worker=cases.changes_of_worker(found[0]) if found else 0,
    )


@dataclass(frozen=True)
class Known:
    """What everybody who searches may learn of a family: that it is known, to whom, and whom to ring."""

    family: Family
    known_to: list
    is_open: bool


def family_known(*, viewer: User, reference: str, today: date) -> Known:
    """That a family is known, to whom and whom to ring; nothing more."""
    family = family_by_reference(viewer, reference)
    if family is None:
        raise RecordNotFound(reference)
    return Known(
        family=family,
        known_to=cases.known_to(family_ids=[family.id])[family.id],
        is_open=families_open_to(viewer).filter(id=family.id).exists(),
    )


def get_own_family(*, viewer: User) -> Family | None:
    """The family that the viewer is a member of, by the grant that says so."""
    return (
        families_open_to(viewer).filter(members__person__account_id=viewer.id, members__until_on__isnull=True).first()
    )
