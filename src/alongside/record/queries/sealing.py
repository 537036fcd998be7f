"""The seals that stand: which records, for whom, since when, and when each is looked at again; no word of a family."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from alongside.foundation.access import queries as seals
from alongside.foundation.access.rules import SEAL_KIND_WORDS, SealKind, SealPolicy, seal_review_due_on
from alongside.foundation.components.paging import Page, key_page
from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on
from alongside.people.access import SUBJECT
from alongside.people.queries import id_of_family, references_of

if TYPE_CHECKING:
    from alongside.foundation.access.models import Seal, SealName
    from alongside.people.models import Family


class SealedNotFound(LookupError):
    """No seal stands on a record of this reference, or the viewer does not watch over seals."""


@dataclass(frozen=True)
class Sealed:
    """One seal with the records under it, as those who watch over seals see it."""

    seal: Seal
    references: tuple[str, ...]
    kind: str
    review_due_on: date
    is_late: bool
    names: tuple[SealName, ...] = ()

    @property
    def reference(self) -> str:
        """The first record under it."""
        return self.references[0]


def list_sealed(*, viewer: User, today: date, after: str = "", before: str = "") -> Page:
    """A page of the seals that stand, the one to be looked at soonest first."""
    page = key_page(seals.list_seals(viewer=viewer), after=after, before=before, order=("looked_at", "id"))
    page.rows[:] = _sealed(page.rows, today=today)
    return page


def get_sealed(*, viewer: User, reference: str, today: date) -> Sealed:
    """The seal on a record, with everyone who is or was named."""
    family_id = id_of_family(reference)
    try:
        seal = seals.get_seal(viewer=viewer, subject_kind=SUBJECT, subject_id=family_id)
    except seals.SealNotFound as absent:
        raise SealedNotFound(reference) from absent
    [found] = _sealed([seal], today=today)
    return Sealed(
        found.seal, found.references, found.kind, found.review_due_on, found.is_late, tuple(seals.list_names(seal))
    )


def _sealed(found: list[Seal], *, today: date) -> list[Sealed]:
    policy, subjects = policy_on(SealPolicy, today), seals.subjects_of(found)
    references = references_of({one for each in subjects.values() for one in each})
    rows = []
    for seal in found:
        due = seal_review_due_on(looked_at_on=timezone.localtime(seal.looked_at).date(), policy=policy)
        under = tuple(sorted(references[one] for one in subjects.get(seal.id, []) if one in references))
        rows.append(Sealed(seal, under, SEAL_KIND_WORDS[SealKind(seal.kind)], due, is_late=due < today))
    return rows


def who_could_be_named(*, viewer: User, family: Family) -> list[User]:
    """Those to whom a grant of their own opens the family now, and the viewer."""
    found = seals.list_who_hold(subject_kind=SUBJECT, subject_ids=[family.id])
    return found if any(one.id == viewer.id for one in found) else [*found, viewer]


def person_by_email(address: str) -> User | None:
    """Somebody who works here or for a partner, by the address they sign in with."""
    return User.objects.filter(email__iexact=address.strip(), is_active=True).exclude(kind="family").first()
