"""Noting what happened, and who else is involved."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import Agency, Team, User
from alongside.foundation.identity.queries import list_team_members
from alongside.foundation.notifications.actions import post_letter, tell

from .. import access
from ..models import Case, Involvement, TimelineEntry

if TYPE_CHECKING:
    from alongside.people.models import Family, Person


class CaseRefused(Exception):
    """Something could not be done with a case; the message is fit to show."""


class InvolvementRefused(CaseRefused):
    """An agency's part could not be noted; the message is fit to show."""


def add_to_timeline(
    *,
    family_id: UUID,
    case_id: UUID | None,
    kind: str,
    title: str,
    at: datetime,
    by: User | None,
    words: str = "",
    link: str = "",
    is_for_family: bool = True,
) -> TimelineEntry:
    """Write one event into a family's timeline, within the action that made it happen."""
    return TimelineEntry.objects.create(
        family_id=family_id,
        case_id=case_id,
        kind=kind,
        title=title,
        words=words,
        at=at,
        by=by,
        link=link,
        is_for_family=is_for_family,
    )


@transaction.atomic
def note_involvement(
    *,
    family: Family,
    agency: Agency,
    as_of: date,
    source: str,
    by: User | None,
    at: datetime,
    person: Person | None = None,
    service: str = "",
    worker: str = "",
    ring: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
) -> Involvement:
    """Note that an agency is or was involved with a family. The same agency and service is noted afresh, and what
    was known later stays. `by` is None for an import."""
    if by is not None and not access.may_note_involvement(by, family):
        raise InvolvementRefused("Only those who work with this family can note who is involved")
    _check_days(as_of=as_of, from_on=from_on, until_on=until_on, at=at)
    same = {"family": family, "person": person, "agency": agency, "service": service, "until_on": None}
    facts = {"worker": worker, "ring": ring, "source": source, "as_of": as_of, "until_on": until_on}
    involvement, is_new = Involvement.objects.select_for_update(of=("self",)).get_or_create(
        **same, defaults={**facts, "from_on": from_on}
    )
    if not is_new and as_of >= involvement.as_of:
        _note_afresh(involvement, facts, from_on)
    record("cases.involvement_noted", subject=involvement, about=(family.id,), by=by, at=at)
    return involvement


@transaction.atomic
def end_involvement(*, involvement: Involvement, until_on: date, by: User, at: datetime) -> Involvement:
    """Note that an agency's work with a family has ended. Ending twice ends once."""
    involvement = Involvement.objects.select_for_update(of=("self",)).select_related("family").get(id=involvement.id)
    if not access.may_note_involvement(by, involvement.family):
        raise InvolvementRefused("Only those who work with this family can note who is involved")
    if involvement.until_on is not None:
        return involvement
    _check_days(as_of=until_on, from_on=involvement.from_on, until_on=until_on, at=at)
    involvement.until_on = until_on
    involvement.as_of = timezone.localtime(at).date()
    involvement.save(update_fields=["until_on", "as_of"])
    record("cases.involvement_ended", subject=involvement, about=(involvement.family_id,), by=by, at=at)
    return involvement


def _note_afresh(involvement: Involvement, facts: dict, from_on: date | None) -> None:
    for name, value in facts.items():
        setattr(involvement, name, value)
    involvement.from_on = involvement.from_on or from_on
    involvement.save()


def _check_days(*, as_of: date, from_on: date | None, until_on: date | None, at: datetime) -> None:
    today = timezone.localtime(at).date()
    if as_of > today or (until_on and until_on > today):
        raise InvolvementRefused("What is known of an agency’s part cannot be of a day still to come")
    if from_on and until_on and until_on < from_on:
        raise InvolvementRefused("The last day is before the first: check both")


def lock_case(case: Case, *, version: int | None = None) -> Case:
    """The case as it stands now, held until the transaction ends.

    `version` is the one that someone decided on; where the case has moved since, they look again first.
    """
    standing = Case.objects.select_for_update().get(id=case.id)
    if version is not None and standing.version != version:
        raise CaseRefused(
            "Somebody else changed this case while you had it open. See where it stands now, and send again if "
            "this is still right"
        )
    return standing


def tell_of_case(case: Case, user: User, *, kind: str, words: str, by: User, at: datetime) -> None:
    """Put a notice about a case on someone's own page, unless they did it themselves."""
    if user.id == by.id or not user.is_active:
        return
    link = reverse("cases:case", kwargs={"reference": case.reference})
    tell(user=user, kind=kind, words=f"{words} {case.reference}", link=link, at=at, about=case.family_id)


def tell_team_of_case(case: Case, team: Team, *, kind: str, words: str, by: User, at: datetime) -> None:
    """Tell everyone who works in a team of a case, and write to the address of the team or of its agency."""
    for member in list_team_members(team=team):
        tell_of_case(case, member.user, kind=kind, words=words, by=by, at=at)
    if address := team.email or team.agency.email:
        post_letter(
            to_address=address,
            kind=kind,
            subject_line=f"About case {case.reference}",
            words=f"{words} {case.reference}. Sign in to Alongside to read it: it is in your list of cases.",
            at=at,
            about=case.family_id,
        )
