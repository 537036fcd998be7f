"""What every form of a panel has: it saves itself, and gets its choices from the page."""

from alongside.foundation.components import forms
from alongside.foundation.drafts.forms import DraftForm


class PanelForm(DraftForm, forms.Form):
    """A form that can be left and found again; `choices` fill its fields by name."""

    def __init__(self, *args, choices: dict[str, list[tuple[str, str]]] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        for name, found in (choices or {}).items():
            if name in self.fields:
                self.fields[name].choices = found


def version_field():
    """Which version the page was opened with."""
    return forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


def line(label: str, *, width: str = "", **kwargs):
    """One line of words."""
    kwargs.setdefault("max_length", 300)
    attrs = {"class": f"govuk-input--width-{width}"} if width else {}
    return forms.CharField(label=label, widget=forms.TextInput(attrs=attrs), **kwargs)


def whole(label: str, *, least: int, most: int, **kwargs):
    """A whole number."""
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        **kwargs,
    )


def clock(label: str, **kwargs):
    """An hour of the day, as 10:00."""
    return forms.CharField(
        label=label, max_length=5, widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}), **kwargs
    )
