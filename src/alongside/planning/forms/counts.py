"""A file of counts by area, as it is handed over."""

from alongside.foundation.components import forms
from alongside.planning.rules.counts import COUNT_WORDS, CountKind

LARGEST_FILE = 1_000_000


class TakeInCounts(forms.Form):
    """Who is counted, on which day, by whom, and the file."""

    kind = forms.OneOfField(label="Who is counted?", choices=list(COUNT_WORDS.items()))
    as_of = forms.DayField(label="As it stood on which day?")
    source = forms.CharField(
        label="Where does the count come from?", max_length=200, help_text="For instance: social care’s case system"
    )
    file = forms.FileField(
        label="A CSV file", widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text="With the columns area_code and children. An area left out or left empty has no such child.",
    )  # fmt: skip

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError("The file is larger than 1 MB: it has one short row for each area")
        return file

    def clean_kind(self):
        return CountKind(self.cleaned_data["kind"])
