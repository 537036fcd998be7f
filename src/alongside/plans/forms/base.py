"""What every form of a plan has: it saves itself, and gets its choices from the plan."""

from alongside.foundation.components import forms
from alongside.foundation.drafts.forms import DraftForm

LONG = 8000


class PlanForm(DraftForm, forms.Form):
    """A form that can be left and found again; `choices` fill its fields by name."""

    asks: dict = {}

    def __init__(self, *args, choices: dict[str, list[tuple[str, str]]] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        for name, found in (choices or {}).items():
            self.fields[name].choices = found


def version_field():
    """Which version the page was opened with."""
    return forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


def line(label: str, *, width: str = "", **kwargs):
    """One line of words."""
    kwargs.setdefault("max_length", 200)
    attrs = {"class": f"govuk-input--width-{width}"} if width else {}
    return forms.CharField(label=label, widget=forms.TextInput(attrs=attrs), **kwargs)


def several(label: str, *, rows: int = 3, **kwargs):
    """Several lines of words."""
    kwargs.setdefault("max_length", LONG)
    return forms.WordsField(label=label, rows=rows, **kwargs)
