"""Who may see packages and their money, and who may promise it.

Money is open to those who keep it. Whose money it helps is not: the family's name and words are shown only to those
to whom the record is open by a grant.
"""

from django.db.models import QuerySet

from alongside.foundation.access.access import is_open_to, subjects_open_to
from alongside.foundation.access.rules import declare
from alongside.people.access import SUBJECT

from .models import Package

SEE = declare(
    "commissioning.see",
    "See the packages of families open to one",
    roles={
        "partner",
        "lead-professional",
        "family-worker",
        "hub-manager",
        "social-worker",
        "service-manager",
        "commissioner",
        "finance-officer",
    },
)
PROPOSE = declare(
    "commissioning.propose",
    "Write a package for a family open to one, and propose it",
    roles={"lead-professional", "family-worker", "hub-manager", "social-worker"},
)
SEE_MONEY = declare(
    "commissioning.see_money",
    "See every package’s money, the funds and the ledger, without families’ names",
    roles={"commissioner", "finance-officer", "service-manager"},
)
APPROVE = declare(
    "commissioning.approve",
    "Approve packages within one’s delegated limit",
    roles={"commissioner", "hub-manager", "service-manager"},
)
SIGN = declare("commissioning.sign", "Sign an approved package", roles={"commissioner", "finance-officer"})
KEEP_FUNDS = declare(
    "commissioning.keep_funds", "Open funds and record what partners put in", roles={"finance-officer"}
)
MOVE_MONEY = declare(
    "commissioning.move_money",
    "Ask for money to be moved between funds, or make a move that someone else asked for",
    roles={"finance-officer", "commissioner"},
)
SET_LIMITS = declare("commissioning.set_limits", "Give and end delegated limits", roles={"service-manager"})
PAY = declare("commissioning.pay", "Bring in payments and resolve mismatches", roles={"finance-officer"})
KEEP_PROVIDERS = declare(
    "commissioning.keep_providers", "Keep providers, contracts, rates and quality notes", roles={"commissioner"}
)
CLAIM = declare("commissioning.claim", "Claim a saving", roles={"commissioner", "service-manager"})
CHECK_CLAIMS = declare("commissioning.check_claims", "Check a saving that someone claimed", roles={"finance-officer"})


def packages_open_to(viewer) -> QuerySet[Package]:
    """Every package for those who keep the money; for others, the packages of the families open to them."""
    if viewer.may(SEE_MONEY):
        return Package.objects.all()
    if not viewer.may(SEE):
        return Package.objects.none()
    return Package.objects.filter(case__family_id__in=subjects_open_to(viewer, SUBJECT))


def may_see_family(viewer, package: Package) -> bool:
    """Whether whose package it is may be shown to the viewer: a grant opens the family's record."""
    return is_open_to(viewer, SUBJECT, package.case.family_id)


def may_write(by, package: Package) -> bool:
    """Someone who works with the family writes its package."""
    return by.may(PROPOSE) and may_see_family(by, package)


def may_settle(by, package: Package, version) -> bool:
    """Those who work with the family, or the commissioner who began this version, write and propose it."""
    return may_write(by, package) or (by.may(KEEP_PROVIDERS) and version.written_by_id == by.id)


def may_write_for(by, case) -> bool:
    """Someone who works with the family of a case begins a package for it."""
    return by.may(PROPOSE) and is_open_to(by, SUBJECT, case.family_id)


def may_watch(by, package: Package) -> bool:
    """Those who work with the family, and commissioners, write down what was given and what came of it."""
    return may_write(by, package) or by.may(KEEP_PROVIDERS)


def may_approve(by, package: Package) -> bool:
    """Someone with a delegated limit, for a package that is open to them."""
    return by.may(APPROVE) and (by.may(SEE_MONEY) or may_see_family(by, package))
