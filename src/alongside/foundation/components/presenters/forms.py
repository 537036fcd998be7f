"""What a form's errors point at, and how its choices are drawn."""

from collections import Counter
from collections.abc import Iterable

from django.forms import CheckboxInput, CheckboxSelectMultiple, Form

from alongside.foundation.components.forms.widgets import DayInput


def list_error_links(form: Form, *, among: Iterable[str] | None = None) -> list[dict]:
    """Return the errors of a form, or of some of its fields, in the order in which the page asks.

    Each has the address of the control to mend. What is said of several fields names each of them.
    """
    links = [{"text": text, "href": ""} for text in form.non_field_errors()] if among is None else []
    said = [(name, text) for name in (form.fields if among is None else among) for text in form.errors.get(name, ())]
    often = Counter(text for _, text in said)
    for name, text in said:
        words = text if often[text] == 1 else _of(str(form[name].label), text)
        links.append({"text": words, "href": f"#{_control_id(form[name])}"})
    return links


def _of(label: str, text: str) -> str:
    return f"{label} {text}" if label.endswith("?") else f"{label}: {text[:1].lower()}{text[1:]}"


def _control_id(field) -> str:
    widget = field.field.widget
    if isinstance(widget, DayInput):
        boxes = field.wrong_boxes() if hasattr(field, "wrong_boxes") else ()
        return f"{field.auto_id}_{boxes[0] if boxes else 'day'}"
    if getattr(widget, "input_type", "") in ("radio", "checkbox") and not isinstance(widget, CheckboxInput):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


def choice_kind(field) -> str:
    """Return whether a group of choices takes one answer or several."""
    is_many = isinstance(field.field.widget, CheckboxSelectMultiple)
    return "checkboxes" if is_many else "radios"
