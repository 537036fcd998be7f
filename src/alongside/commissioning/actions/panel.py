"""Packages before a panel: a proposal put to it, a review brought to it, and what follows from its answer."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid5

from django.db import transaction
from django.urls import reverse

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.foundation.notifications.actions import tell
from alongside.panels import actions as panels
from alongside.panels.queries import case_with_id, packages_agreed
from alongside.panels.rules import DECISION_WORDS, DecisionKind, ItemKind
from alongside.values.money import Pence, format_pounds

from .. import access, rules
from ..models import Approval, Package, Version
from ..queries.panel import package_named
from .refusals import CommissioningRefused
from .watching import keep_review, read_aims
from .writing import about, begin_package

if TYPE_CHECKING:
    from alongside.panels.events import ItemDecided

PAPERS_DAYS = 14


def _say_package(package: Package) -> str:
    """A package as an item names it: its title, as long as there is room, and its reference."""
    end = f" ({package.reference})"
    return package.title[: 300 - len(end)] + end


@transaction.atomic
def refer_to_panel(*, version: Version, why: str, by: User, at: datetime) -> None:
    """Put a proposal on the agenda of the family's panel, which agrees money within the limits of who is there."""
    package = Package.objects.select_for_update(of=("self",)).select_related("case").get(id=version.package_id)
    version = Version.objects.get(id=version.id)
    if not (access.may_write(by, package) or access.may_approve(by, package)):
        raise CommissioningRefused("Your role cannot refer this package to a panel")
    if version.status != rules.VersionStatus.PROPOSED:
        raise CommissioningRefused("Only a proposal that waits for approval can be put to a panel")
    panels.bring_item(
        case=case_with_id(package.case_id),
        kind=ItemKind.MORE,
        question=why,
        by=by,
        at=at,
        source_kind=rules.ASKED_OF_PANEL,
        source_id=version.id,
        wants_package=True,
        package_words=_say_package(package),
        package_pence=version.cost,
    )
    record("commissioning.put_to_panel", subject=package, about=about(package), by=by, at=at)


def bring_reviews(*, today: date, at: datetime) -> int:
    """Put every review that falls due within two weeks on the agenda of the family's panel, once; says how many."""
    due = Package.objects.filter(
        status=rules.PackageStatus.RUNNING, review_due_on__lte=today + timedelta(days=PAPERS_DAYS)
    )
    brought = 0
    for package in due.order_by("review_due_on", "id")[:500]:
        key = uuid5(package.id, f"{package.review_kind} {package.review_due_on.isoformat()}")
        cost, words = format_pounds(Pence(package.cost)), rules.REVIEW_KIND_WORDS[package.review_kind].lower()
        panels.bring_item(
            case=case_with_id(package.case_id),
            kind=ItemKind.PACKAGE_REVIEW,
            question=f"{words.capitalize()} of package {package.reference}, {cost}: renew it, change it, or end it?",
            by=None,
            at=at,
            source_kind=rules.REVIEW_OF_PANEL,
            source_id=key,
            package_words=_say_package(package),
            due_on=max(today, package.review_due_on),
        )
        brought += 1
    return brought


def follow_panel(event: ItemDecided) -> None:
    """What a panel answers about a package: a proposal that it agrees is approved, up to what it agreed; a review
    that it held stands on the package; and what it agreed beside is begun as a package."""
    if event.source_kind == rules.ASKED_OF_PANEL:
        _settle_proposal(event)
    elif event.source_kind == rules.REVIEW_OF_PANEL:
        _keep_its_review(event)
    elif event.is_agreed and event.is_package_asked:
        _begin_what_was_agreed(event)


def _begin_what_was_agreed(event: ItemDecided) -> None:
    """A draft in the words of the panel, which whoever leads writes and proposes."""
    agreed = next((one for one in packages_agreed(case_id=event.case_id) if one.item_id == event.item_id), None)
    case, key = case_with_id(event.case_id), rules.package_of_item(event.item_id)
    if agreed is None or Package.objects.filter(id=key).exists():
        return
    chair = User.objects.get(id=event.by_id)
    package = begin_package(case=case, title=agreed.words[:200], id=key, by=chair, at=event.at)
    if case.lead is not None:
        tell(
            user=case.lead,
            kind="commissioning.panel_agreed",
            words=f"{agreed.panel} agreed a package up to {format_pounds(Pence(agreed.pence))}. Write its lines and "
            f"who pays: {package.reference}",
            link=reverse("commissioning:package", args=[package.reference]),
            at=event.at,
            about=event.family_id,
        )


def _settle_proposal(event: ItemDecided) -> None:
    version = Version.objects.select_for_update().filter(id=event.source_id).first()
    if version is None or version.status != rules.VersionStatus.PROPOSED:
        return
    if not event.is_agreed or (event.package_pence is not None and version.cost > event.package_pence):
        _tell_what_next(version, event)
        return
    Approval.objects.create(
        version=version,
        panel_words=f"A panel, item {event.reference}",
        cost=version.cost,
        year=rules.year_of(event.decided_on),
        by_id=event.by_id,
        at=event.at,
    )
    version.status = rules.VersionStatus.APPROVED
    version.lock += 1
    version.save(update_fields=["status", "lock"])
    record(
        "commissioning.approved_by_panel",
        subject=version.package,
        about=about(version.package),
        by=version.proposed_by,
        at=event.at,
        item=event.reference,
    )


def _tell_what_next(version: Version, event: ItemDecided) -> None:
    """Whoever proposed hears that the panel did not agree all of it, and the ways on."""
    package, answer = version.package, DECISION_WORDS[DecisionKind(event.decision)].lower()
    if event.is_agreed:
        words = f"A panel agreed {format_pounds(Pence(event.package_pence))} of it. Take it back to make it smaller"
    else:
        words = f"A panel answered “{answer}”. Take it back to change it, refer it up, or withdraw it"
    tell(
        user=version.proposed_by,
        kind="commissioning.panel_answered",
        words=f"Package {package.reference}: {words}",
        link=reverse("commissioning:package", args=[package.reference]),
        at=event.at,
        about=event.family_id,
    )


def _keep_its_review(event: ItemDecided) -> None:
    decision = rules.review_decided(event.decision)
    package = package_named(case_id=event.case_id, words=event.package_words)
    if decision is None or package is None:
        return
    package = Package.objects.select_for_update(of=("self",)).select_related("case").get(id=package.id)
    if package.status != rules.PackageStatus.RUNNING or package.reviews.filter(held_on=event.decided_on).exists():
        return
    read_aims(package)
    keep_review(
        package,
        kind=rules.ReviewKind(package.review_kind or rules.ReviewKind.YEARLY),
        held_on=event.decided_on,
        decision=decision,
        what_changed=rules.say_distance(
            (aim.scale.name, aim.first, aim.latest) for aim in package.aims.filter(scale__isnull=False).order_by("id")
        ),
        family_view=event.view or "Not heard",
        why=f"{event.reasons}\n\nDecided by a panel, item {event.reference}",
        by=User.objects.get(id=event.by_id),
        at=event.at,
    )
