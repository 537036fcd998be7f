"""A site's year and its months, as typed; and a file of figures."""

from alongside.foundation.components import forms
from alongside.foundation.drafts.forms import DraftForm
from alongside.hubs.rules.figure_rows import MOST_VISITS
from alongside.hubs.rules.money import BASIS_WORDS, LINE_WORDS, Basis, Line
from alongside.values.money import parse_pounds

LARGEST_FILE = 5_000_000


class AmountField(forms.CharField):
    """An amount in pounds, handed on in pence; below nought where a correction may be typed."""

    def __init__(self, *, may_be_below=False, **kwargs):
        kwargs.setdefault("widget", forms.Affixed({"inputmode": "decimal"}, prefix="£"))
        super().__init__(required=False, empty_value=None, max_length=20, **kwargs)
        self.may_be_below = may_be_below

    def clean(self, value):
        typed = super().clean(value)
        if typed is None:
            return None
        try:
            pence = parse_pounds(typed)
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        if pence < 0 and not self.may_be_below:
            raise forms.ValidationError("Enter an amount of nought or more: income has lines of its own")
        return pence

    def prepare_value(self, value):
        if not isinstance(value, int):
            return value
        pounds, pence = divmod(abs(value), 100)
        return f"{'-' if value < 0 else ''}{pounds}.{pence:02d}"


class SetYear(DraftForm, forms.Form):
    """What each line of a site's year is."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    basis = forms.OneOfField(label="What kind of figures are they?", choices=list(BASIS_WORDS.items()))
    source = forms.CharField(
        label="Where do they come from?",
        max_length=200,
        help_text="For instance: budget book, approved by full council",
    )
    as_of = forms.DayField(label="As of which day?", must_be="today_or_past")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for line in Line:
            self.fields[line] = AmountField(label=LINE_WORDS[line])
        self.order_fields([*Line, "basis", "source", "as_of"])

    def clean_basis(self):
        return Basis(self.cleaned_data["basis"])

    @property
    def amounts(self) -> dict[Line, int | None]:
        """Each line's pence; nothing where it was left blank."""
        return {line: self.cleaned_data[line] for line in Line}


class RecordMonth(DraftForm, forms.Form):
    """What was spent and taken in a month, and the visits."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    visits = forms.IntegerField(
        label="Visits through the door", required=False, min_value=0, max_value=MOST_VISITS,
        help_text="Leave it empty where nobody counted: that is not the same as nought.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
    )  # fmt: skip
    source = forms.CharField(label="Where do the figures come from?", max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for line in Line:
            self.fields[line] = AmountField(label=LINE_WORDS[line], may_be_below=True)
        self.order_fields([*Line, "visits", "source"])

    @property
    def amounts(self) -> dict[Line, int | None]:
        """Each line's pence; nothing where it was left blank."""
        return {line: self.cleaned_data[line] for line in Line}


class TakeInFile(forms.Form):
    """A file of budgets, outturn or footfall."""

    file = forms.FileField(label="A CSV file", widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))
    source = forms.CharField(
        label="Where do the figures come from?", max_length=200, help_text="For instance: general ledger, period 7"
    )
    bad_rows = forms.OneOfField(
        label="If some rows are wrong",
        error_messages={"required": "Choose what is taken in if some rows are wrong"},
        choices=[("refuse", "Take nothing in, and show me what is wrong"), ("keep", "Take in the rows that are right")],
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError("The file is larger than 5 MB: send it in parts")
        return file
