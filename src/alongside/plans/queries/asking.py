"""Whom a plan's forms can name: people of the family, colleagues and agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.foundation.identity.models import Agency, User
from alongside.foundation.identity.rules import UserKind
from alongside.people.queries import family_members

from ..models import Plan

if TYPE_CHECKING:
    from alongside.people.models import Person


def people_of(plan: Plan) -> list[Person]:
    """The people of the plan's family now: parents and carers, then children from the eldest."""
    return [member.person for member in family_members(plan.case.family)]


def find_colleague(*, email: str) -> User | None:
    """Whoever signs in to work with this address."""
    found = User.objects.filter(email=email.strip().lower(), is_active=True).exclude(kind=UserKind.FAMILY)
    return found.select_related("agency").first()


def find_agency(*, name: str) -> Agency | None:
    """The agency of this name, however its capitals stand."""
    return Agency.objects.filter(name__iexact=name.strip(), is_active=True).order_by("id").first()
