"""Keeping providers, their contracts and rates, quality notes, and what becomes of a service."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import Agency, User
from alongside.foundation.references.rules import new_reference
from alongside.values.dates import spoken_date
from alongside.values.money import Pence

from .. import access, rules
from ..models import Contract, Provider, QualityNote, Rate, ServiceDecision
from .refusals import CommissioningRefused


def _check(by: User) -> None:
    if not by.may(access.KEEP_PROVIDERS):
        raise CommissioningRefused("Your role cannot keep providers and contracts")


@transaction.atomic
def add_provider(
    *,
    name: str,
    registered_as: str,
    phone: str,
    email: str,
    id: UUID,
    by: User,
    at: datetime,
    agency: Agency | None = None,
) -> Provider:
    """Add someone who gives help for money."""
    _check(by)
    if standing := Provider.objects.filter(id=id).first():
        return standing
    if Provider.objects.filter(name__iexact=name).exists():
        raise CommissioningRefused("There is a provider of this name already")
    provider = Provider.objects.create(
        id=id,
        reference=new_reference("PV", is_taken=lambda one: Provider.objects.filter(reference=one).exists()),
        name=name,
        registered_as=registered_as,
        phone=phone,
        email=email,
        agency=agency,
    )
    record("commissioning.provider_added", subject=provider, by=by, at=at)
    return provider


@transaction.atomic
def change_provider(
    *,
    provider: Provider,
    lock: int,
    name: str,
    registered_as: str,
    phone: str,
    email: str,
    is_active: bool,
    by: User,
    at: datetime,
) -> Provider:
    """Set a provider's details right, or say that it gives no help for money now."""
    _check(by)
    standing = Provider.objects.select_for_update().get(id=provider.id)
    if standing.version != lock:
        raise CommissioningRefused("Somebody else changed this provider while you had it open. See it, and send again")
    if Provider.objects.filter(name__iexact=name).exclude(id=standing.id).exists():
        raise CommissioningRefused("There is a provider of this name already")
    standing.name, standing.registered_as, standing.phone, standing.email = name, registered_as, phone, email
    standing.is_active, standing.version = is_active, standing.version + 1
    standing.save()
    record("commissioning.provider_changed", subject=standing, by=by, at=at, is_active=is_active)
    return standing


@transaction.atomic
def note_quality(*, provider: Provider, kind: str, on: date, words: str, id: UUID, by: User, at: datetime):
    """Note something known of a provider's quality; a note is never changed."""
    _check(by)
    note, is_new = QualityNote.objects.get_or_create(
        id=id, defaults={"provider": provider, "kind": kind, "on": on, "words": words, "by": by, "at": at}
    )
    if is_new:
        record("commissioning.quality_noted", subject=provider, by=by, at=at, kind=kind)
    return note


@transaction.atomic
def agree_contract(
    *,
    provider: Provider,
    title: str,
    kind: str,
    starts_on: date,
    ends_on: date,
    notice_weeks: int,
    places: int | None,
    id: UUID,
    by: User,
    at: datetime,
) -> Contract:
    """Record a contract with a provider."""
    _check(by)
    if standing := Contract.objects.filter(id=id).first():
        return standing
    if ends_on < starts_on:
        raise CommissioningRefused("The last day is before the first")
    contract = Contract.objects.create(
        id=id,
        reference=new_reference("CT", is_taken=lambda one: Contract.objects.filter(reference=one).exists()),
        provider=provider,
        title=title,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        notice_weeks=notice_weeks,
        places=places,
    )
    record("commissioning.contract_agreed", subject=contract, by=by, at=at)
    return contract


@transaction.atomic
def set_rate(
    *,
    contract: Contract,
    what: str,
    unit: rules.Unit,
    price: Pence,
    from_on: date,
    service=None,
    id: UUID,
    by: User,
    at: datetime,
) -> Rate:
    """Record a price of a contract; a price for the same before ends the day this one begins."""
    _check(by)
    if standing := Rate.objects.filter(id=id).first():
        return standing
    if not contract.starts_on <= from_on <= contract.ends_on:
        raise CommissioningRefused("A price holds within the contract’s days")
    before = contract.rates.select_for_update().filter(what=what, unit=unit, until_on__isnull=True)
    for one in before:
        if from_on < one.from_on:
            raise CommissioningRefused(
                f"A price for this begins on {spoken_date(one.from_on)}. Choose that day or a later one"
            )
        one.until_on = from_on
        one.save(update_fields=["until_on"])
    rate = Rate.objects.create(
        id=id, contract=contract, service=service, what=what, unit=unit, price=price, from_on=from_on
    )
    record("commissioning.rate_set", subject=contract, by=by, at=at, what=what, price=price)
    return rate


@transaction.atomic
def decide_service(
    *, service, decision: rules.ReviewDecision, why: str, from_on: date, seen: dict, id: UUID, by: User, at: datetime
) -> ServiceDecision:
    """Recommission, change or decommission a service across packages, with what was seen when it was decided."""
    _check(by)
    made, is_new = ServiceDecision.objects.get_or_create(
        id=id,
        defaults={
            "service": service,
            "decision": decision,
            "why": why,
            "from_on": from_on,
            "seen": seen,
            "by": by,
            "at": at,
        },
    )
    if is_new:
        record("commissioning.service_decided", subject=made, by=by, at=at, decision=str(decision))
    return made
