"""Proposing, approving and signing a version: from a proposal to a promise of money."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max, Min, Q, Sum

from alongside.foundation.audit.actions import record
from alongside.foundation.events.actions import publish
from alongside.foundation.identity.models import User
from alongside.foundation.notifications.actions import tell
from alongside.foundation.policy.queries import policy_on
from alongside.values.money import Pence, format_pounds

from .. import access, events, rules
from ..models import Approval, Limit, Package, Share, Version
from ..queries.panel import agreed_for
from ..queries.shares import shares_of
from ..rules import limits
from ..rules.ledger import MoneyGone, moves_to
from .ledger import held_by, lock_years, post
from .refusals import CommissioningRefused, NotEnoughAuthority
from .writing import about


def _locked(version: Version) -> tuple[Package, Version]:
    package = Package.objects.select_for_update(of=("self",)).select_related("case").get(id=version.package_id)
    return package, Version.objects.select_for_update().get(id=version.id)


def _move(version: Version, to: rules.VersionStatus, **facts) -> None:
    if not rules.may_move_version(rules.VersionStatus(version.status), to):
        words = rules.VERSION_STATUS_WORDS[rules.VersionStatus(version.status)].lower()
        raise CommissioningRefused(f"This version is {words}")
    version.status = to
    for name, value in facts.items():
        setattr(version, name, value)
    version.lock += 1
    version.save()


@transaction.atomic
def propose(*, version: Version, by: User, at: datetime) -> Version:
    """Put a version forward for approval: it has an aim, lines, and shares that come to its cost."""
    package, version = _locked(version)
    if not access.may_settle(by, package, version):
        raise CommissioningRefused("Only those who work with this family can propose its package")
    if version.status == rules.VersionStatus.PROPOSED:
        return version
    if not package.aims.exists():
        raise CommissioningRefused("Say first what the package should achieve")
    if version.kind != rules.VersionKind.EARLY_END and not version.lines.exists():
        raise CommissioningRefused("Add a line first: what is given, by whom, and what it costs")
    version.cost = sum(version.lines.values_list("cost", flat=True))
    _keep_shares(version, package)
    version.difference = version.cost - package.cost
    _move(version, rules.VersionStatus.PROPOSED, proposed_by=by, proposed_at=at, referred_to=None)
    record("commissioning.proposed", subject=package, about=about(package), by=by, at=at, version=version.number)
    _take_what_a_panel_agreed(package, version, at)
    return version


def _take_what_a_panel_agreed(package: Package, version: Version, at: datetime) -> None:
    """A package that a panel began is approved as it is proposed, where it costs no more than the panel agreed."""
    agreed = agreed_for(package) if version.kind == rules.VersionKind.FIRST else None
    if (
        agreed is None
        or agreed.signed_by is None
        or not rules.is_agreed_already(cost=version.cost, agreed=agreed.pence)
    ):
        return
    words = f"{agreed.panel}, item {agreed.reference}"
    Approval.objects.create(
        version=version, panel_words=words, cost=version.cost, year=rules.year_of(at.date()), by=agreed.signed_by, at=at
    )
    _move(version, rules.VersionStatus.APPROVED)
    record("commissioning.approved_by_panel", subject=package, about=about(package), by=agreed.signed_by, at=at,
           item=agreed.reference)  # fmt: skip


def _keep_shares(version: Version, package: Package) -> None:
    try:
        parts = shares_of(version, held_by(package_id=package.id))
    except rules.SharesRefused as refusal:
        raise CommissioningRefused(str(refusal)) from refusal
    version.shares.all().delete()
    Share.objects.bulk_create(
        Share(version=version, thread=thread, fund_id=fund, year=year, amount=amount)
        for (thread, fund, year), amount in parts.items()
    )


@transaction.atomic
def take_back(*, version: Version, by: User, at: datetime) -> Version:
    """Take a proposal back to write it differently; an approval that it had is gone."""
    package, version = _locked(version)
    if not access.may_settle(by, package, version):
        raise CommissioningRefused("Only those who work with this family can take its package back")
    Approval.objects.filter(version=version).delete()
    _move(version, rules.VersionStatus.DRAFT, proposed_by=None, proposed_at=None, referred_to=None)
    record("commissioning.taken_back", subject=package, about=about(package), by=by, at=at, version=version.number)
    return version


@transaction.atomic
def withdraw(*, version: Version, why: str, by: User, at: datetime) -> Version:
    """Give a version up that is not signed."""
    package, version = _locked(version)
    if not access.may_settle(by, package, version):
        raise CommissioningRefused("Only those who work with this family can withdraw its package")
    Approval.objects.filter(version=version).delete()
    _move(version, rules.VersionStatus.WITHDRAWN, settled_why=why)
    _not_taken_up(package)
    record("commissioning.withdrawn", subject=package, about=about(package), by=by, at=at, version=version.number)
    return version


def _not_taken_up(package: Package) -> None:
    if package.status == rules.PackageStatus.PLANNED:
        package.status = rules.PackageStatus.NOT_TAKEN_UP
        package.save(update_fields=["status"])


@transaction.atomic
def refer_up(*, version: Version, to: User, why: str, by: User, at: datetime) -> Version:
    """Ask someone whose limit is high enough to approve."""
    package, version = _locked(version)
    if not (access.may_approve(by, package) or access.may_write(by, package)):
        raise CommissioningRefused("Your role cannot refer this package up")
    if version.status != rules.VersionStatus.PROPOSED:
        raise CommissioningRefused("Only a proposal that waits for approval can be referred up")
    if not _limits_of(to, at).exists():
        raise CommissioningRefused(f"{to.name} holds no delegated limit")
    version.referred_to, version.settled_why = to, why
    version.save(update_fields=["referred_to", "settled_why"])
    record("commissioning.referred_up", subject=package, about=about(package), by=by, at=at, to=to.name)
    tell(
        user=to,
        kind="commissioning.referred_up",
        words=f"A package of {format_pounds(Pence(version.cost))} waits for your approval: {package.reference}",
        link=f"/commissioning/packages/{package.reference}/",
        at=at,
    )
    return version


def _limits_of(user: User, at: datetime):
    today = at.date()
    return Limit.objects.filter(user=user, from_on__lte=today).filter(Q(until_on__isnull=True) | Q(until_on__gt=today))


@transaction.atomic
def approve(*, version: Version, why: str, by: User, at: datetime) -> Approval:
    """Approve a version within one's own delegated limit, which is locked while it is looked at."""
    package, version = _locked(version)
    if not access.may_approve(by, package):
        raise CommissioningRefused("Your role cannot approve packages")
    standing = Approval.objects.filter(version=version).first()
    if standing is not None:
        return standing
    if not limits.must_be_someone_else(proposed_by=version.proposed_by_id, approver=by.id):
        raise CommissioningRefused("You proposed this package: someone else approves it")
    limit = _limits_of(by, at).select_for_update().order_by("-most").first()
    year = rules.year_of(at.date())
    cost = Pence(version.cost)
    if limit is None or not _is_within(limit, cost, year):
        raise NotEnoughAuthority.of(
            limits.not_enough_authority(cost=cost, most=limit.most if limit else None, others=_who_could(cost, by, at))
        )
    approval = Approval.objects.create(version=version, limit=limit, cost=cost, year=year, why=why, by=by, at=at)
    _move(version, rules.VersionStatus.APPROVED)
    record("commissioning.approved", subject=package, about=about(package), by=by, at=at, version=version.number)
    return approval


def _is_within(limit: Limit, cost: Pence, year: int) -> bool:
    used = limit.approvals.filter(year=year).aggregate(used=Sum("cost"))["used"] or 0
    return limits.may_approve(limits.Limit(limit.most, limit.most_a_year), cost=cost, approved_this_year=Pence(used))


def _who_could(cost: Pence, by: User, at: datetime) -> list[str]:
    able = Limit.objects.filter(most__gte=cost, until_on__isnull=True, from_on__lte=at.date()).exclude(user=by)
    rows = able.select_related("user").order_by("most", "user__name")[:3]
    return [f"{one.user.name}, up to {format_pounds(Pence(one.most))}" for one in rows]


@transaction.atomic
def decline(*, version: Version, why: str, by: User, at: datetime) -> Version:
    """Say no to a proposal, and why."""
    package, version = _locked(version)
    if not access.may_approve(by, package):
        raise CommissioningRefused("Your role cannot decline packages")
    _move(version, rules.VersionStatus.DECLINED, settled_why=why)
    _not_taken_up(package)
    record("commissioning.declined", subject=package, about=about(package), by=by, at=at, version=version.number)
    return version


@transaction.atomic
def sign(*, version: Version, by: User, at: datetime) -> Version:
    """Sign an approved version: its money is committed at once, or nothing happens at all."""
    package, version = _locked(version)
    if not by.may(access.SIGN):
        raise CommissioningRefused("Your role cannot sign packages")
    if version.status == rules.VersionStatus.SIGNED:
        return version
    _move(version, rules.VersionStatus.SIGNED, signed_by=by, signed_at=at)
    _commit(package, version, by, at)
    _stand_as_signed(package, version, at)
    record(
        "commissioning.signed",
        subject=package,
        about=about(package),
        by=by,
        at=at,
        version=version.number,
        cost=version.cost,
    )
    publish(
        events.PackageSigned(
            package_id=package.id,
            case_id=package.case_id,
            family_id=package.case.family_id,
            reference=package.reference,
            title=package.title,
            version=version.number,
            kind=version.kind,
            by_id=by.id,
            at=at,
        )
    )
    return version


def _commit(package: Package, version: Version, by: User, at: datetime) -> None:
    target = {(one.thread, one.fund_id, one.year): Pence(one.amount) for one in version.shares.all()}
    years = {(fund, year) for _, fund, year in target}
    held = held_by(package_id=package.id)
    accounts = lock_years(years | {(fund, year) for _, fund, year in held})
    held = held_by(package_id=package.id)
    try:
        releases, commitments = moves_to(target, held, package=package.id)
    except MoneyGone as gone:
        raise CommissioningRefused(str(gone)) from gone
    facts = {"on": at.date(), "by": by, "at": at, "accounts": accounts}
    words = f"{package.reference}, version {version.number}: {rules.VERSION_KIND_WORDS[version.kind].lower()}"
    if releases:
        post(key=f"sign:{version.id}:release", kind=rules.EntryKind.RELEASE, legs=releases, words=words, **facts)
    if commitments:
        post(key=f"sign:{version.id}:commit", kind=rules.EntryKind.COMMITMENT, legs=commitments, words=words, **facts)


def _stand_as_signed(package: Package, version: Version, at: datetime) -> None:
    days = version.lines.aggregate(first=Min("from_on"), last=Max("until_on"))
    package.signed_version, package.status, package.cost = version, rules.PackageStatus.RUNNING, version.cost
    package.starts_on = days["first"] or package.starts_on or at.date()
    package.ends_on = max(package.starts_on, days["last"] or version.from_on or at.date())
    set_review(package, at)
    package.save()


def set_review(package: Package, at: datetime) -> None:
    """Say when the package comes back to the table next, by the rule."""
    package.review_due_on, package.review_kind = None, ""
    due = rules.review_due_on(
        started_on=package.starts_on,
        ends_on=package.ends_on,
        reviews=[(rules.ReviewKind(kind), on) for kind, on in package.reviews.values_list("kind", "held_on")],
        policy=policy_on(rules.CommissioningPolicy, at.date()),
    )
    if due is not None:
        package.review_due_on, package.review_kind = due.due_on, due.kind


@transaction.atomic
def close_package(*, package: Package, why: str, by: User, at: datetime) -> Package:
    """Close a package whose last day has passed: what was promised and will not be paid is free again."""
    package = Package.objects.select_for_update(of=("self",)).select_related("case").get(id=package.id)
    if not by.may(access.SIGN):
        raise CommissioningRefused("Your role cannot close packages")
    if package.status == rules.PackageStatus.ENDED:
        return package
    if not rules.may_move_package(rules.PackageStatus(package.status), rules.PackageStatus.ENDED):
        raise CommissioningRefused("This package never ran")
    if package.ends_on >= at.date():
        raise CommissioningRefused("Its last day has not passed. End it early first")
    if package.versions.filter(status__in=list(rules.UNDER_WAY)).exists():
        raise CommissioningRefused("Another version is under way. Settle or withdraw it first")
    _release_rest(package, why, by, at)
    package.status, package.review_due_on, package.review_kind = rules.PackageStatus.ENDED, None, ""
    package.save()
    record("commissioning.closed", subject=package, about=about(package), by=by, at=at)
    return package


def _release_rest(package: Package, why: str, by: User, at: datetime) -> None:
    years = {(fund, year) for _, fund, year in held_by(package_id=package.id)}
    accounts = lock_years(years)
    paid = {key: Pence(has.spent) for key, has in held_by(package_id=package.id).items()}
    releases, _ = moves_to(paid, held_by(package_id=package.id), package=package.id)
    if releases:
        post(
            key=f"close:{package.id}",
            kind=rules.EntryKind.RELEASE,
            legs=releases,
            on=at.date(),
            words=f"{package.reference} closed: {why}",
            by=by,
            at=at,
            accounts=accounts,
        )
