"""Which package a panel is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.panels.queries import Agreed, packages_agreed

from .. import rules
from ..models import Package, Version

if TYPE_CHECKING:
    from uuid import UUID


def package_before_panel(item) -> tuple[Package, Version | None] | None:
    """The package that an item is about, and the proposal where it asks for one; nothing for other questions."""
    first = item.asked_first
    if first.source_kind == rules.ASKED_OF_PANEL:
        version = Version.objects.select_related("package__case__family").filter(id=first.source_id).first()
        return (version.package, version) if version is not None else None
    if first.source_kind == rules.REVIEW_OF_PANEL:
        package = package_named(case_id=first.case_id, words=first.package_words)
        return (package, None) if package is not None else None
    return None


def package_named(*, case_id: UUID, words: str) -> Package | None:
    """The signed package of a case that an item names, as “(PK-…)” behind its title."""
    of_case = Package.objects.filter(case_id=case_id, signed_version__isnull=False)
    found = of_case.select_related("case__family", "case__locality", "signed_version").order_by("id")
    return next((one for one in found if words.endswith(f"({one.reference})")), None)


def agreed_for(package: Package) -> Agreed | None:
    """What a panel agreed for a package that it began; nothing for one that somebody began by hand."""
    agreed = packages_agreed(case_id=package.case_id)
    return next((one for one in agreed if rules.package_of_item(one.item_id) == package.id), None)
