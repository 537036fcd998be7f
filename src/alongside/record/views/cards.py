"""What the record shows on the page of a case: the way to the family on one screen."""

from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse

from ..access import SEE_RECORD


def case_card(viewer, case, today: date) -> str | None:
    """The way to the family's record, for whoever may see it."""
    if viewer is None or not viewer.may(SEE_RECORD):
        return None
    return render_to_string("record/card.html", {"href": reverse("record:family", args=[case.family.reference])})
