"""A volunteer, as typed."""

from alongside.foundation.components import forms
from alongside.foundation.drafts.forms import DraftForm


class TellOfVolunteer(DraftForm, forms.Form):
    """Somebody who wants to volunteer."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = forms.NameField(label="Name")
    part = forms.CharField(
        label="What will they do?", max_length=160, help_text="For instance: helps with stay and play"
    )
    hours_a_week = forms.DecimalField(
        label="Hours a week", required=False, min_value=0, max_value=40, decimal_places=1, max_digits=4,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-3"}),
    )  # fmt: skip


class Checks(DraftForm, forms.Form):
    """What has been checked and done."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    interviewed_on = forms.DayField(label="Interviewed on", required=False, must_be="today_or_past")
    references_taken = forms.IntegerField(
        label="References taken", min_value=0, max_value=5,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
    )  # fmt: skip
    dbs_seen_on = forms.DayField(label="DBS certificate seen on", required=False, must_be="today_or_past")
    dbs_renew_on = forms.DayField(label="DBS certificate to be renewed on", required=False)
    inducted_on = forms.DayField(label="Induction on", required=False, must_be="today_or_past")
    agreement_on = forms.DayField(label="Volunteer agreement signed on", required=False, must_be="today_or_past")


class StartDay(forms.Form):
    """The day someone begins."""

    on = forms.DayField(label="From which day?", must_be="today_or_past")


class LastDay(forms.Form):
    """The day someone left."""

    on = forms.DayField(label="On which day did they leave?", must_be="today_or_past")
