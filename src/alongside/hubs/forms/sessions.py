"""A session of the timetable, as typed."""

import re
from datetime import time

from alongside.foundation.components import forms
from alongside.foundation.drafts.forms import DraftForm
from alongside.hubs.rules.sessions import DAYS

NUMBER = {"inputmode": "numeric", "class": "govuk-input--width-3"}
EVERY = [("1", "Every week"), ("2", "Every other week"), ("4", "Every four weeks")]
TIME = re.compile(r"([01]?\d|2[0-3])(?:[:.]?([0-5]\d))?")


class TimeField(forms.CharField):
    """A time of day, typed as 9.30, 09:30 or 14."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-5"}))
        super().__init__(max_length=5, **kwargs)

    def clean(self, value):
        typed = super().clean(value)
        match = TIME.fullmatch(typed)
        if match is None:
            raise forms.ValidationError("Enter a time such as 9:30 or 14:00")
        return time(int(match[1]), int(match[2] or 0))

    def prepare_value(self, value):
        return f"{value:%H:%M}" if isinstance(value, time) else value


class ChangeSession(DraftForm, forms.Form):
    """What is held, where, on which day, for whom."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label="What is it called?", max_length=160)
    for_whom = forms.CharField(label="Who is it for?", required=False, max_length=200)
    core_item = forms.ChoiceField(
        label="Which promise of the core offer does it keep?", required=False,
        help_text="Choose none for the hub’s own offer.",
    )  # fmt: skip
    site = forms.ChoiceField(label="Where is it held?")
    weekday = forms.ChoiceField(label="On which day?", choices=list(enumerate(DAYS)))
    every_weeks = forms.ChoiceField(label="How often?", choices=EVERY)
    starts_at = TimeField(label="When does it start?")
    minutes = forms.IntegerField(
        label="For how many minutes?", min_value=5, max_value=720, widget=forms.TextInput(attrs=NUMBER)
    )
    places = forms.IntegerField(
        label="Places", required=False, min_value=1, max_value=500, widget=forms.TextInput(attrs=NUMBER),
        help_text="How many families it has room for. Leave it empty where there is no limit.",
    )  # fmt: skip
    from_on = forms.DayField(label="From which day?")
    until_on = forms.DayField(label="Until which day?", required=False)

    def __init__(self, *args, core_items, venues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["core_item"].choices = [("", "None: the hub’s own offer"), *core_items]
        self.fields["site"].choices = venues

    def clean_weekday(self):
        return int(self.cleaned_data["weekday"])

    def clean_every_weeks(self):
        return int(self.cleaned_data["every_weeks"])

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", "The last day is before the first: check both")
        return cleaned


class EndSession(forms.Form):
    """The last day of a session."""

    last_on = forms.DayField(label="What is its last day?")
