"""What was given, what the family says, reviews and what they decide; and what could not be had."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.events.actions import publish
from alongside.foundation.identity.models import User
from alongside.foundation.references.rules import new_id
from alongside.plans.queries import readings_of
from alongside.values.money import Pence

from .. import access, events, rules
from ..models import Delivery, FamilySaid, Package, Review, Saving, Unmet
from .agreeing import set_review
from .ledger import held_by
from .refusals import CommissioningRefused
from .writing import about

if TYPE_CHECKING:
    from alongside.cases.models import Case


@transaction.atomic
def note_delivery(
    *, package: Package, thread, until_on: date, units: Decimal, source: str, id: UUID, by: User, at: datetime
) -> Delivery:
    """Write down how much of a line was given; less than nought puts an earlier note right."""
    if not access.may_watch(by, package):
        raise CommissioningRefused("Only those who work with this family, or commissioners, can note what was given")
    if package.signed_version is None or not package.signed_version.lines.filter(thread=thread).exists():
        raise CommissioningRefused("Choose a line of this package")
    if units == 0:
        raise CommissioningRefused("Enter how many units")
    made, is_new = Delivery.objects.get_or_create(
        id=id,
        defaults={
            "package": package,
            "thread": thread,
            "until_on": until_on,
            "units": units,
            "source": source,
            "by": by,
            "at": at,
        },
    )
    if is_new:
        record("commissioning.delivery_noted", subject=package, about=about(package), by=by, at=at)
    return made


@transaction.atomic
def note_words(
    *, package: Package, whose: str, said_on: date, words: str, heard_how: str, id: UUID, by: User, at: datetime
) -> FamilySaid:
    """Write down what the family or the young person says of the help."""
    if not access.may_write(by, package):
        raise CommissioningRefused("Only those who work with this family can write down its words")
    made, is_new = FamilySaid.objects.get_or_create(
        id=id,
        defaults={
            "package": package,
            "whose": whose,
            "said_on": said_on,
            "words": words,
            "heard_how": heard_how,
            "by": by,
            "at": at,
        },
    )
    if is_new:
        record("commissioning.words_noted", subject=package, about=about(package), by=by, at=at)
    return made


@transaction.atomic
def hold_review(
    *,
    package: Package,
    held_on: date,
    decision: rules.ReviewDecision,
    what_changed: str,
    family_view: str,
    why: str,
    by: User,
    at: datetime,
) -> Review:
    """See a package again: what it cost and what changed, and whether it is renewed, changed, carried on or ended."""
    package = Package.objects.select_for_update(of=("self",)).select_related("case").get(id=package.id)
    if not access.may_watch(by, package):
        raise CommissioningRefused("Only those who work with this family, or commissioners, can review its package")
    if package.status != rules.PackageStatus.RUNNING:
        raise CommissioningRefused("Only a package that runs is reviewed")
    kind = rules.ReviewKind(package.review_kind or rules.ReviewKind.YEARLY)
    if standing := package.reviews.filter(held_on=held_on).first():
        return standing
    return keep_review(
        package,
        kind=kind,
        held_on=held_on,
        decision=decision,
        what_changed=what_changed,
        family_view=family_view,
        why=why,
        by=by,
        at=at,
    )


def keep_review(package: Package, *, decision: rules.ReviewDecision, by: User, at: datetime, **said) -> Review:
    """Keep a review of a package that is held, with its money of that day; whoever leads hears what follows."""
    held = held_by(package_id=package.id).values()
    review = Review.objects.create(
        package=package,
        decision=decision,
        committed=sum(one.committed for one in held),
        spent=sum(one.spent for one in held),
        by=by,
        at=at,
        **said,
    )
    read_aims(package)
    set_review(package, at)
    package.save(update_fields=["review_due_on", "review_kind"])
    record("commissioning.reviewed", subject=package, about=about(package), by=by, at=at, decision=str(decision))
    publish(
        events.PackageReviewed(
            package_id=package.id,
            case_id=package.case_id,
            family_id=package.case.family_id,
            reference=package.reference,
            decision=str(decision),
            by_id=by.id,
            at=at,
        )
    )
    return review


def read_aims(package: Package) -> None:
    """Read distance travelled from the family's own scales: first, and where it stands now."""
    aims = list(package.aims.filter(scale__isnull=False))
    readings = readings_of([aim.scale_id for aim in aims])
    for aim in aims:
        values = readings.get(aim.scale_id, [])
        if values:
            aim.first = values[0] if len(values) > 1 else aim.first or values[0]
            aim.latest = values[-1] if len(values) > 1 else None
            aim.save(update_fields=["first", "latest"])


@transaction.atomic
def note_unmet(
    *, case: Case, what: str, why: rules.WhyNot, noted_on: date, service=None, id: UUID | None = None, by, at: datetime
) -> Unmet:
    """Write down help that was asked for and could not be had."""
    if not access.may_write_for(by, case):
        raise CommissioningRefused("Only those who work with this family can write this down")
    made, is_new = Unmet.objects.get_or_create(
        id=id or new_id(),
        defaults={
            "case": case,
            "locality": case.locality,
            "service": service,
            "what": what,
            "why": why,
            "noted_on": noted_on,
            "by": by,
            "at": at,
        },
    )
    if is_new:
        record("commissioning.unmet_noted", subject=made, about=(case.family_id, case.id), by=by, at=at)
    return made


@transaction.atomic
def claim_saving(
    *,
    title: str,
    method: rules.SavingMethod,
    reckoning: str,
    amount: Pence,
    year: int,
    id: UUID,
    by: User,
    at: datetime,
) -> Saving:
    """Claim a saving, with how it is reckoned; it counts for nothing until somebody else has checked it."""
    if not by.may(access.CLAIM):
        raise CommissioningRefused("Your role cannot claim savings")
    if amount <= 0:
        raise CommissioningRefused("Enter an amount above nought")
    made, is_new = Saving.objects.get_or_create(
        id=id,
        defaults={
            "title": title,
            "method": method,
            "reckoning": reckoning,
            "amount": amount,
            "year": year,
            "status": rules.SavingStatus.CLAIMED,
            "claimed_by": by,
            "claimed_at": at,
        },
    )
    if is_new:
        record("commissioning.saving_claimed", subject=made, by=by, at=at, amount=amount)
    return made


@transaction.atomic
def check_saving(*, saving: Saving, status: rules.SavingStatus, why: str, by: User, at: datetime) -> Saving:
    """Say how far a claimed saving has been shown; nobody checks their own claim."""
    saving = Saving.objects.select_for_update().get(id=saving.id)
    if not by.may(access.CHECK_CLAIMS):
        raise CommissioningRefused("Your role cannot check savings")
    if saving.claimed_by_id == by.id:
        raise CommissioningRefused("You claimed this saving: someone else checks it")
    if not rules.may_move_saving(rules.SavingStatus(saving.status), status):
        raise CommissioningRefused("This saving cannot go there from where it stands")
    saving.status, saving.checked_by, saving.checked_at, saving.checked_why = status, by, at, why
    saving.save()
    record("commissioning.saving_checked", subject=saving, by=by, at=at, status=str(status))
    return saving
