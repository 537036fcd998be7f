"""Noting that someone saw a package."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from ..models import Package
from .writing import about


def show_package(*, package: Package, by: User, at: datetime) -> None:
    """Note that someone opened a package."""
    record("commissioning.package_seen", subject=package, about=about(package), by=by, at=at)


@transaction.atomic
def show_packages(*, families: Iterable[UUID], by: User, at: datetime) -> None:
    """Note that someone saw families in a list of packages."""
    seen = tuple(families)
    if seen:
        record("commissioning.packages_seen", subject=by, about=seen, by=by, at=at)
