"""What panels show on lower pages: on a case, what they were asked and what they said."""

from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse

from .. import access, presenters, queries, rules


def on_case(viewer, case, today: date) -> str | None:
    """What panels were asked about a case, and the way to ask one."""
    if viewer is None or not (viewer.may(access.SIT) or viewer.may(access.ASK)):
        return None
    items = queries.items_of_case(viewer=viewer, case=case)
    may_ask = access.may_ask_about(viewer, case) and case.status != "closed"
    if not items and not may_ask:
        return None
    return render_to_string(
        "panels/card.html",
        {
            "rows": [_row(viewer, one) for one in items],
            "ask": reverse("panels:ask_panel", args=[case.reference]) if may_ask else "",
        },
    )


def on_record(viewer, record, today: date) -> str | None:
    """The same on the page of the family."""
    case = getattr(record, "case", None)
    return on_case(viewer, case, today) if case is not None else None


def on_own_page(viewer, family, today: date) -> str | None:
    """The letters to a family about what panels decided, on the family's own page."""
    letters = queries.letters_told(family_id=family.id, today=today)
    if not letters:
        return None
    rows = [{"id": one.id, "when": one.written_at, "panel": one.item.panel.name, "words": one.words} for one in letters]
    return render_to_string("panels/own_letters.html", {"rows": rows})


def _row(viewer, item) -> dict:
    row = {
        "text": rules.ITEM_KIND_WORDS[rules.ItemKind(item.kind)],
        "href": reverse("panels:item", args=[item.reference]) if viewer.may(access.SIT) else "",
        "status": rules.ITEM_STATUS_WORDS[rules.ItemStatus(item.status)],
        "tag": presenters.ITEM_TAGS[item.status],
        "panel": item.panel.name if item.panel else "No panel yet",
        "when": presenters.say_moment(item.sitting.starts_at) if item.sitting else "",
    }
    decision = getattr(item, "decision", None)
    return row | {"decision": presenters.decision_of(item) if decision and decision.is_final else ""}
