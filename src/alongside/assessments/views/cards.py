"""What the assessment shows on the pages of a case and of a family's record."""

from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse

from alongside.foundation.components import cards
from alongside.foundation.components.presenters import DuePresenter, say_day

from .. import queries, rules

READ = "assessments.read"
DRAFT = rules.AssessmentStatus.DRAFT


def case_card(viewer, case, today: date) -> str | None:
    """Where the assessment of a case stands, and the way to it."""
    if viewer is None or not viewer.may(READ) or not queries.is_open_to(viewer=viewer, family_id=case.family_id):
        return None
    held = queries.list_of_case(viewer=viewer, case=case)
    latest = held[0] if held else None
    return render_to_string(
        "assessments/card.html",
        {
            "href": reverse("assessments:detail", args=[latest.reference])
            if latest
            else reverse("assessments:of_case", args=[case.reference]),
            "words": _words(latest, may_start=queries.may_start(viewer=viewer, case=case)),
            "due": DuePresenter.of(latest.due_on, today=today) if latest and latest.status == DRAFT else None,
            "all_href": reverse("assessments:of_case", args=[case.reference]),
        },
    )


def closing_card(viewer, case, today: date) -> str | None:
    """What closing the case does to an assessment still being written."""
    if not viewer.may(READ) or not queries.is_open_to(viewer=viewer, family_id=case.family_id):
        return None
    latest = next(iter(queries.list_of_case(viewer=viewer, case=case)), None)
    if latest is None or latest.status != DRAFT:
        return None
    return cards.still_open(
        f"Early help assessment {latest.reference}",
        reverse("assessments:detail", args=[latest.reference]),
        "It is still being written. It stops when the case closes; what was written is kept.",
    )


def record_card(viewer, record, today: date) -> str | None:
    """The assessment of the case a record shows."""
    return case_card(viewer, record.case, today) if record.case else None


def genogram_card(viewer, record, today: date) -> str | None:
    """The family of a record, drawn."""
    if viewer is None or not viewer.may(READ):
        return None
    if not queries.is_open_to(viewer=viewer, family_id=record.family.id):
        return None
    drawing = queries.genogram_of(
        record.family,
        today=today,
        members=[one for one in record.members if one.until_on is None],
        relationships=record.relationships,
    )
    return render_to_string("assessments/genogram.html", {"drawing": drawing}) if drawing.symbols else None


def _words(latest, *, may_start: bool) -> str:
    if latest is None:
        return "Not started yet. Start it from here." if may_start else "Not started yet."
    if latest.status == DRAFT:
        return f"Being written since {say_day(latest.started_on)}, by {latest.started_by}."
    if latest.status == rules.AssessmentStatus.STOPPED:
        return f"Stopped on {say_day(latest.stopping.at.date())}. {rules.STOP_WORDS[latest.stopping.reason]}."
    return f"Complete since {say_day(latest.completed_at.date())}, by {latest.completed_by}."
