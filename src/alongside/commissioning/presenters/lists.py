"""How lists of packages read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.foundation.components.presenters import say_day

from .. import rules
from .wording import PACKAGE_TAGS, VERSION_TAGS, number, pounds, span

if TYPE_CHECKING:
    from datetime import date

    from ..models import Package, Version

PACKAGE_COLUMNS = ["Package", "For", "Status", "When", number("Cost"), number("Paid")]
WAITING_COLUMNS = ["Package", "What", "Where it stands", number("Cost"), "Proposed"]


def package_row(package: Package, *, spent: int, open_families: frozenset, today: date) -> list:
    """One package in a list; whose it is only to those to whom the record is open."""
    is_open, status = package.case.family_id in open_families, rules.PackageStatus(package.status)
    return [
        {"text": package.reference, "href": reverse("commissioning:package", args=[package.reference])},
        f"{package.case.family.name}: {package.title}" if is_open else _where(package),
        {
            "text": rules.say_package_status(status, starts_on=package.starts_on, today=today),
            "tag": PACKAGE_TAGS[package.status],
        },
        span(package.starts_on, package.ends_on),
        pounds(package.cost) if package.signed_version_id else "Not signed",
        pounds(spent),
    ]


def _where(package: Package) -> str:
    return f"A family in {package.case.locality.name}" if package.case.locality else "A family"


def waiting_row(version: Version) -> list:
    """A version that waits for someone."""
    return [
        {"text": version.package.reference, "href": reverse("commissioning:package", args=[version.package.reference])},
        f"Version {version.number}: {rules.VERSION_KIND_WORDS[version.kind].lower()}",
        {"text": rules.VERSION_STATUS_WORDS[version.status], "tag": VERSION_TAGS[version.status]},
        pounds(version.cost),
        f"{say_day(version.proposed_at.date())} by {version.proposed_by.name}",
    ]
