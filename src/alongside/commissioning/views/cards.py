"""The packages of a case, on the pages of the case and of the family's record."""

from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join

from alongside.cases.rules import CaseStatus
from alongside.foundation.components import cards

from .. import access, rules
from ..presenters.wording import PACKAGE_TAGS, short_pounds, span
from ..queries import packages

GOES_ON = (rules.PackageStatus.PLANNED, rules.PackageStatus.RUNNING)


def on_case(viewer, case, today: date) -> str | None:
    """The packages of a case, and where to begin one."""
    if not viewer.may(access.SEE):
        return None
    found = packages.list_packages_of_case(viewer=viewer, case_id=case.id)
    may_start = viewer.may(access.PROPOSE) and case.status == CaseStatus.OPEN
    if not found and not may_start:
        return None
    rows = [
        {
            "reference": one.reference,
            "title": one.title,
            "status": rules.say_package_status(rules.PackageStatus(one.status), starts_on=one.starts_on, today=today),
            "tag": PACKAGE_TAGS[one.status],
            "when": span(one.starts_on, one.ends_on),
            "cost": short_pounds(one.cost) if one.cost else "",
        }
        for one in found
    ]
    start = reverse("commissioning:start_package", args=[case.reference]) if may_start else ""
    unmet = reverse("commissioning:note_unmet", args=[case.reference])
    return render_to_string("commissioning/card.html", {"rows": rows, "start": start, "unmet": unmet})


def on_closing(viewer, case, today: date) -> str | None:
    """The packages of a case that go on when it closes."""
    if not viewer.may(access.SEE):
        return None
    drawn = [
        cards.still_open(
            f"Package {one.reference}: {one.title}",
            reverse("commissioning:package", args=[one.reference]),
            "It goes on when the case closes, and is paid for. If the help should stop, end it first.",
        )
        for one in packages.list_packages_of_case(viewer=viewer, case_id=case.id)
        if one.status in GOES_ON
    ]
    return format_html_join("", "{}", ((one,) for one in drawn)) or None


def on_record(viewer, record, today: date) -> str | None:
    """The packages of the family's case now, or of its last one."""
    return on_case(viewer, record.case, today) if record.case is not None else None
