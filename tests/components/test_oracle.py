"""Our components beside GOV.UK Frontend's own macros: the same elements and classes."""

from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader

from alongside.foundation.components import forms

OURS_ALONE = {"govuk-fieldset__legend--s"}


class _Outline(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        kept = dict(attrs)
        classes = sorted(set((kept.get("class") or "").split()) - OURS_ALONE)
        self.found.append((tag, classes, kept.get("type"), kept.get("data-module"), kept.get("role")))

    def handle_data(self, data):
        if data.strip():
            self.found.append(" ".join(data.split()))


def outline(html: str) -> list:
    reader = _Outline()
    reader.feed(html)
    return reader.found


@pytest.fixture(scope="module")
def theirs():
    package = PackageLoader("govuk_frontend_jinja")
    environment = Environment(
        loader=PrefixLoader({"govuk_frontend_jinja": package}),
        autoescape=True,
        undefined=ChainableUndefined,
    )

    def drawn(folder: str, macro: str, params: dict) -> list:
        source = f'{{% from "govuk_frontend_jinja/components/{folder}/macro.html" import {macro} %}}'
        return outline(environment.from_string(source + f"{{{{ {macro}(params) }}}}").render(params=params))

    return drawn


def ours(source: str, **context) -> list:
    return outline(Template(_compiled(source)).render(Context(context)))


def _compiled(source: str) -> str:
    from django_cotton.compiler_regex import CottonCompiler

    return CottonCompiler().process(source)


def test_button(theirs):
    assert ours('<c-button kind="secondary">Save</c-button>') == theirs(
        "button",
        "govukButton",
        {
            "text": "Save",
            "classes": "govuk-button--secondary",
            "type": "submit",
            "preventDoubleClick": True,
        },
    )


def test_error_summary(theirs):
    errors = [{"text": "Enter your name", "href": "#id_name"}]
    assert ours('<c-error-summary :errors="errors" title="There is a problem" />', errors=errors) == theirs(
        "error-summary",
        "govukErrorSummary",
        {"titleText": "There is a problem", "errorList": errors},
    )


def test_summary_list(theirs):
    rows = [
        {"key": "Name", "value": "Tamsin", "href": "#x"},
        {"key": "School", "value": "Ashgrove"},
    ]
    assert ours('<c-summary-list :rows="rows" />', rows=rows) == theirs(
        "summary-list",
        "govukSummaryList",
        {
            "rows": [
                {
                    "key": {"text": "Name"},
                    "value": {"text": "Tamsin"},
                    "actions": {"items": [{"href": "#x", "text": "Change", "visuallyHiddenText": "name"}]},
                },
                {"key": {"text": "School"}, "value": {"text": "Ashgrove"}},
            ]
        },
    )


def test_radios(theirs):
    class Reach(forms.Form):
        reach = forms.OneOfField(
            label="How?",
            choices=[("p", "Telephone"), ("l", "Letter")],
            hints={"l": "Slow"},
        )

    form = Reach({"reach": ""})
    form.errors  # noqa: B018 - asks the form to judge itself
    mine = outline(str(form))
    assert mine == theirs(
        "radios",
        "govukRadios",
        {
            "name": "reach",
            "fieldset": {"legend": {"text": "How?"}},
            "errorMessage": {"text": "Choose an answer to “How?”"},
            "items": [
                {"value": "p", "text": "Telephone"},
                {"value": "l", "text": "Letter", "hint": {"text": "Slow"}},
            ],
        },
    )
