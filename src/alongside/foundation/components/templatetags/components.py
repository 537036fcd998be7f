"""What templates of components ask for."""

from datetime import date

from django import forms, template
from django.utils import timezone
from django.utils.safestring import mark_safe

from alongside.foundation.components import cards as registry
from alongside.foundation.components import presenters
from alongside.foundation.components.forms.widgets import DayInput

register = template.Library()


@register.filter
def is_single_checkbox(field) -> bool:
    """Is this one box to tick, with its label beside it?"""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_day(field) -> bool:
    return isinstance(field.field.widget, DayInput)


@register.filter
def choice_kind(field) -> str:
    return presenters.choice_kind(field)


@register.filter
def is_revealed(field) -> bool:
    """Is this field drawn inside a choice of another?"""
    return field.name in getattr(field.form, "revealed_by", {})


@register.simple_tag
def revealed(field, option):
    """Return the field that this choice opens."""
    return field.form[option.data["reveals"]]


@register.filter
def error_links(form) -> list[dict]:
    return presenters.list_error_links(form)


@register.filter
def day(value) -> str:
    """Write a day as we write days: 14 March 2026."""
    if value is None or value == "":
        return ""
    return presenters.say_day(value if not hasattr(value, "tzinfo") else timezone.localdate(value))


@register.filter
def as_due(due_on: date, today: date) -> presenters.DuePresenter:
    return presenters.DuePresenter.of(due_on, today=today)


@register.simple_tag
def due_of(ready, on, today, done):
    """Return how a day due reads, made ready by a presenter or from the days themselves."""
    if ready:
        return ready
    return presenters.DuePresenter.of(on, today=today, done_on=done) if on and today else None


@register.simple_tag
def column_name(columns, number: int) -> str:
    if number >= len(columns):
        return ""
    column = columns[number]
    return column["text"] if isinstance(column, dict) else str(column)


@register.filter
def is_numeric(columns, number: int) -> bool:
    if number >= len(columns) or not isinstance(columns[number], dict):
        return False
    return bool(columns[number].get("number"))


@register.simple_tag
def line_chart(labels, series):
    return presenters.LineChart.of(labels, series)


@register.simple_tag
def bar_chart(bars, thing, measure):
    return presenters.BarChart.of(bars, thing=thing, measure=measure)


@register.simple_tag
def waterfall(parts):
    return presenters.Waterfall.of(parts)


@register.simple_tag
def scale_chart(rows, lowest, highest):
    return presenters.ScaleChart.of(rows, lowest=int(lowest), highest=int(highest))


@register.simple_tag(takes_context=True)
def cards(context, page: str, subject) -> str:
    """Draw what other apps show on this page. The view gives the page `today`."""
    viewer = getattr(context.get("request"), "user", None)
    drawn = registry.draw(page=page, viewer=viewer, subject=subject, today=context["today"])
    return mark_safe("".join(drawn))  # noqa: S308 - every card escapes what it shows
