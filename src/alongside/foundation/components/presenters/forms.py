"""What a form's errors point at, and how its choices are drawn."""

from django.forms import CheckboxInput, CheckboxSelectMultiple, Form

from alongside.foundation.components.forms.widgets import DayInput


def list_error_links(form: Form) -> list[dict]:
    """Return every error of a form with the address of the control to mend."""
    links = [{"text": text, "href": ""} for text in form.non_field_errors()]
    for name, errors in form.errors.items():
        if name in form.fields:
            links += [{"text": text, "href": f"#{_control_id(form[name])}"} for text in errors]
    return links


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
