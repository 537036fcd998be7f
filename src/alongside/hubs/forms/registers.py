"""Who came, as typed on a phone."""

from alongside.foundation.components import forms
from alongside.foundation.drafts.forms import DraftForm
from alongside.hubs.rules.sessions import MOST_AT_ONCE

MOST_POSTCODES = 100


def number(label: str, **kwargs) -> forms.IntegerField:
    """A number of people, on the keypad of figures."""
    wrong = f"Enter a whole number from 0 to {MOST_AT_ONCE}"
    field = forms.IntegerField(
        label=label, required=False, min_value=0, max_value=MOST_AT_ONCE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong}, **kwargs,
    )  # fmt: skip
    field.is_for_later = True  # blank means nobody: no need to say that it may be left blank
    return field


class _People(forms.Form):
    def clean(self):
        cleaned = super().clean()
        for name in ("adults", "children"):
            cleaned[name] = cleaned.get(name) or 0
        if not self.errors and not cleaned["adults"] + cleaned["children"]:
            self.add_error("adults", "Enter how many came")
        return cleaned


class CountPeople(_People):
    """People who walked in and gave nothing."""

    prefix = "count"
    id = forms.UUIDField(widget=forms.HiddenInput)
    adults = number("Adults")
    children = number("Children")


class NotePostcode(_People):
    """People who gave their postcode."""

    prefix = "postcode"
    id = forms.UUIDField(widget=forms.HiddenInput)
    postcode = forms.PostcodeField(help_text="Only the area it lies in is kept.")
    adults = number("Adults", initial=1)
    children = number("Children", initial=1)


class FindKnown(forms.Form):
    """A name to look for among the people whose records are open to one."""

    q = forms.CharField(label="Find somebody you work with", required=False, max_length=100)


class CloseRegister(forms.Form):
    """What is said when everyone has gone."""

    prefix = "close"
    staff = number("Staff who worked")
    volunteers = number("Volunteers who helped")

    def clean(self):
        cleaned = super().clean()
        return {name: cleaned.get(name) or 0 for name in ("staff", "volunteers")}


class CancelRegister(forms.Form):
    """Why a session did not happen."""

    prefix = "cancel"
    why = forms.CharField(label="Why did it not happen?", max_length=300)


class WriteUp(DraftForm, forms.Form):
    """A whole session written up afterwards, from the paper list; it saves itself as it is typed."""

    batch = forms.UUIDField(widget=forms.HiddenInput)
    postcodes = forms.WordsField(
        label="Postcodes, one a line",
        required=False, max_length=2000, rows=6,
        help_text="One line for each adult with a child. Only the area each lies in is kept.",
    )  # fmt: skip
    adults = number("Other adults, counted")
    children = number("Other children, counted")
    staff = number("Staff who worked")
    volunteers = number("Volunteers who helped")

    def clean_postcodes(self):
        lines = [line.strip() for line in self.cleaned_data["postcodes"].splitlines() if line.strip()]
        if len(lines) > MOST_POSTCODES:
            raise forms.ValidationError(f"Write at most {MOST_POSTCODES} postcodes at once")
        check = forms.PostcodeField()
        found, wrong = [], []
        for line in lines:
            try:
                found.append(check.clean(line))
            except forms.ValidationError:
                wrong.append(line)
        if wrong:
            raise forms.ValidationError(f"Not postcodes: {', '.join(wrong)}. Write each as OX4 3LP")
        return found

    def clean(self):
        cleaned = super().clean()
        return cleaned | {name: cleaned.get(name) or 0 for name in ("adults", "children", "staff", "volunteers")}
