"""What templates of components ask for."""

from collections.abc import Mapping
from datetime import date

from django import forms, template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from alongside.foundation.components import cards as registry
from alongside.foundation.components import presenters
from alongside.foundation.components.forms.widgets import DayInput

register = template.Library()
BLANK = '<span class="al-blank">–</span>'


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


@register.simple_tag
def table_rows(columns, rows) -> str:
    """Draw the body of a table; a cell that is more than words or a link is drawn by its template."""
    names = [conditional_escape(column_name(columns, at)) for at in range(len(columns))]
    numeric = [" govuk-table__cell--numeric" if is_numeric(columns, at) else "" for at in range(len(columns))]
    drawn = []
    for row in rows:
        drawn.append('<tr class="govuk-table__row">')
        for at, cell in enumerate(row):
            name, inside = names[at] if at < len(names) else "", _inside(cell)
            if at:
                kind = numeric[at] if at < len(numeric) else ""
                drawn.append(f'<td class="govuk-table__cell{kind}" data-label="{name}">{inside}</td>')
            else:
                drawn.append(f'<th scope="row" class="govuk-table__header" data-label="{name}">{inside}</th>')
        drawn.append("</tr>")
    return mark_safe("".join(drawn))  # noqa: S308 - every name and cell was escaped


def _inside(cell) -> str:
    if cell is None or isinstance(cell, (str, int)):
        return BLANK if cell is None or cell == "" else conditional_escape(cell)
    if not isinstance(cell, Mapping):
        return render_to_string("components/cell_inside.html", {"cell": cell})
    if cell.get("href"):
        return f'<a class="govuk-link" href="{conditional_escape(cell["href"])}">{conditional_escape(cell["text"])}</a>'
    if cell.get("tag") or cell.get("due") or cell.get("press"):
        return render_to_string("components/cell_inside.html", {"cell": cell})
    return conditional_escape(cell["text"]) if cell.get("text") else BLANK


@register.simple_tag
def map_shapes(drawn) -> str:
    """Draw the areas of a map; a thousand of them take a template a third of a second."""
    parts = []
    for one in drawn.shapes:
        said = conditional_escape(f"{one['name']}: {one['words']}" if one["words"] else one["name"])
        path = f'<path class="al-map__area al-map__area--{one["band"]}" d="{one["path"]}"><title>{said}</title></path>'
        if one["href"]:
            href = conditional_escape(one["href"])
            path = f'<a class="al-map__link" href="{href}" aria-label="{said}">{path}</a>'
        parts.append(path)
    return mark_safe("".join(parts))  # noqa: S308 - paths are our own, and every word was escaped


@register.simple_tag(takes_context=True)
def cards(context, page: str, subject) -> str:
    """Draw what other apps show on this page. The view gives the page `today`."""
    viewer = getattr(context.get("request"), "user", None)
    drawn = registry.draw(page=page, viewer=viewer, subject=subject, today=context["today"])
    return mark_safe("".join(drawn))  # noqa: S308 - every card escapes what it shows
