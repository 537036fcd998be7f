"""What every form of commissioning has: it saves itself, and gets its choices from the page."""

from alongside.foundation.components import forms
from alongside.foundation.drafts.forms import DraftForm

from .. import rules

WORDS = 4000
MOST_PERCENT = 100


class MoneyForm(DraftForm, forms.Form):
    """A form that can be left and found again; `choices` fill its fields by name."""

    new = forms.UUIDField(required=False, widget=forms.HiddenInput)
    lock = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, choices: dict[str, list[tuple[str, str]]] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        for name, found in (choices or {}).items():
            self.fields[name].choices = found

    def clean(self):
        cleaned = super().clean()
        return {name: value for name, value in cleaned.items() if name in self.fields}


def line(label: str, *, width: str = "", **kwargs):
    """One line of words."""
    kwargs.setdefault("max_length", 200)
    attrs = {"class": f"govuk-input--width-{width}"} if width else {}
    return forms.CharField(label=label, widget=forms.TextInput(attrs=attrs), **kwargs)


def several(label: str, *, rows: int = 4, **kwargs):
    """Several lines of words."""
    kwargs.setdefault("max_length", WORDS)
    return forms.WordsField(label=label, rows=rows, **kwargs)


class PercentField(forms.DecimalField):
    """A percentage with two decimals at the most, handed on in hundredths of a per cent."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.Affixed({"inputmode": "decimal"}, suffix="%"))
        super().__init__(min_value=0, max_value=MOST_PERCENT, decimal_places=2, **kwargs)
        self.widget.input_type = "text"

    def clean(self, value):
        found = super().clean(value)
        return None if found is None else int(found * 100)

    def prepare_value(self, value):
        return f"{value / 100:g}" if isinstance(value, int) else value


def year_field(label: str = "Financial year", **kwargs):
    """A financial year; the view says which there are."""
    return forms.TypedChoiceField(label=label, coerce=int, **kwargs)


def years_about(today) -> list[tuple[int, str]]:
    """The years that money is put into or moved between: last year’s, this one and the two after it."""
    now = rules.year_of(today)
    return [(year, rules.year_words(year)) for year in range(now - 1, now + 3)]
