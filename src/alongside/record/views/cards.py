"""What the record shows on the pages of apps below it."""

from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse

from .. import access


def case_card(viewer, case, today: date) -> str | None:
    """The way from a case to its family on one screen."""
    if viewer is None or not viewer.may(access.SEE_RECORD):
        return None
    return render_to_string("record/case_card.html", {
        "href": reverse("record:family", args=[case.family.reference]),
        "chronology": reverse("record:chronology", args=[case.family.reference]),
        "documents": reverse("record:documents", args=[case.family.reference]),
    })
