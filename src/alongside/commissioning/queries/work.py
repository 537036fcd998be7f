"""What is due about packages of help, by rule, for someone's own day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse

from alongside.foundation.calendar.queries import england
from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on
from alongside.foundation.policy.rules import text_of

from .. import access, rules
from ..models import Limit, Package, Review, Version

MOST = 100
AHEAD_DAYS = 56


@dataclass(frozen=True)
class PackageWork:
    """One thing to do about a package: what, by when, by which rule, and where."""

    words: str
    reference: str
    link: str
    due_on: date
    rule: str
    family_name: str = ""
    family_id: UUID | None = None


def work_of(*, viewer: User, today: date, is_lead: bool = True) -> list[PackageWork]:
    """What the viewer has to do because of packages, the soonest due first; it asks only what their role can owe."""
    rows: list[PackageWork] = []
    if is_lead and viewer.may(access.PROPOSE):
        rows += _to_review(viewer, today)
    if viewer.may(access.APPROVE) or viewer.may(access.SIGN):
        rows += _to_settle(viewer, today)
    return sorted(rows, key=lambda one: (one.due_on, one.reference, one.words))


def _to_review(viewer: User, today: date) -> list[PackageWork]:
    """Packages of the families that the viewer leads: those whose review is due within eight weeks, those whose last
    review asks for a version that nobody has begun, and drafts that a panel began."""
    last = Review.objects.filter(package=OuterRef("pk")).order_by("-held_on", "-id")
    written = Version.objects.filter(package=OuterRef("pk"), written_at__gt=OuterRef("reviewed_at"))
    draft = Version.objects.filter(package=OuterRef("pk"), status=rules.VersionStatus.DRAFT)
    rows = (
        access.packages_open_to(viewer)
        .filter(case__lead=viewer)
        .annotate(
            decided=Subquery(last.values("decision")[:1]),
            reviewed_at=Subquery(last.values("at")[:1]),
            reviewed_on=Subquery(last.values("held_on")[:1]),
        )
        .annotate(is_written=Exists(written))
        .filter(
            Q(status=rules.PackageStatus.RUNNING)
            & (
                Q(review_due_on__lte=today + timedelta(days=AHEAD_DAYS))
                | Q(decided__in=list(TO_WRITE), is_written=False)
            )
            | Q(Exists(draft), ~Q(made_by=viewer), status=rules.PackageStatus.PLANNED)
        )
    )
    found = list(rows.select_related("case__family").order_by("review_due_on", "id")[:MOST])
    asked = any(_is_to_write(one) for one in found)
    policy = policy_on(rules.CommissioningPolicy, today) if asked else None
    return [_to_write(one, policy) if _is_to_write(one) else _due_again(one) for one in found]


TO_WRITE = {
    rules.ReviewDecision.RENEW: ("Write the renewal that the review decided", "commissioning:begin_change"),
    rules.ReviewDecision.CHANGE: ("Write the change that the review decided", "commissioning:begin_change"),
    rules.ReviewDecision.END: ("Write when this help ends, as the review decided", "commissioning:begin_early_end"),
}


def _is_to_write(package: Package) -> bool:
    is_begun = package.status == rules.PackageStatus.PLANNED
    return is_begun or (package.decided in TO_WRITE and not package.is_written)


def _to_write(package: Package, policy: rules.CommissioningPolicy) -> PackageWork:
    words, page, asked_on = "Write and propose what the panel agreed", "commissioning:package", package.made_at.date()
    if package.status == rules.PackageStatus.RUNNING:
        words, page = TO_WRITE[rules.ReviewDecision(package.decided)]
        asked_on = package.reviewed_on
    return PackageWork(
        words=f"{words}: {package.title}",
        reference=package.reference,
        link=reverse(page, args=[package.reference]),
        due_on=rules.answer_due_on(asked_on=asked_on, calendar=england(), policy=policy),
        rule=str(text_of(rules.answer_due_on)),
        family_name=package.case.family.name,
        family_id=package.case.family_id,
    )


def _due_again(package: Package) -> PackageWork:
    return PackageWork(
        words=f"Review what was commissioned: {package.title}",
        reference=package.reference,
        link=reverse("commissioning:hold_review", args=[package.reference]),
        due_on=package.review_due_on,
        rule=str(text_of(rules.review_due_on)),
        family_name=package.case.family.name,
        family_id=package.case.family_id,
    )


def _to_settle(viewer: User, today: date) -> list[PackageWork]:
    """What waits for the viewer's yes or no within their limit, and what waits for a signature; no family is named."""
    waits = Q(pk__in=[])
    if viewer.may(access.APPROVE):
        limit = Limit.objects.filter(user=viewer, until_on__isnull=True, from_on__lte=today, most__gte=OuterRef("cost"))
        for_me = Q(referred_to__isnull=True) | Q(referred_to=viewer)
        waits |= Q(Exists(limit), for_me, ~Q(proposed_by=viewer), status=rules.VersionStatus.PROPOSED)
    if viewer.may(access.SIGN):
        waits |= Q(status=rules.VersionStatus.APPROVED)
    rows = (
        Version.objects.filter(waits, package__in=_open_to(viewer))
        .annotate(asked_on=TruncDate(Coalesce("proposed_at", "written_at")), reference=F("package__reference"))
        .order_by("asked_on", "id")[:MOST]
    )
    policy = policy_on(rules.CommissioningPolicy, today)
    return [_settled(one, policy) for one in rows]


def _open_to(viewer: User):
    return access.packages_open_to(viewer).values("id")


def _settled(one: Version, policy: rules.CommissioningPolicy) -> PackageWork:
    is_approved = one.status == rules.VersionStatus.APPROVED
    return PackageWork(
        words="Sign this package" if is_approved else "Approve or decline this package",
        reference=one.reference,
        link=reverse("commissioning:package", args=[one.reference]),
        due_on=rules.answer_due_on(asked_on=one.asked_on, calendar=england(), policy=policy),
        rule=str(text_of(rules.answer_due_on)),
    )
