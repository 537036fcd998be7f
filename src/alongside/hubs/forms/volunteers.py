"""A volunteer, as typed, and what narrows the list of them."""

from alongside.foundation.components import forms
from alongside.foundation.drafts.forms import DraftForm
from alongside.hubs.rules.volunteers import DBS_WORDS, VOLUNTEER_WORDS


class NarrowVolunteers(forms.Form):
    """What narrows the list of a hub's volunteers."""

    words = forms.CharField(label="Words in the name, or in what they do", required=False, max_length=100)
    stands = forms.ChoiceField(label="Show", required=False)

    def __init__(self, *args, also: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        shown = {status: words for status, words in VOLUNTEER_WORDS.items() if status != "ended"}
        self.fields["stands"].choices = [("", "Everybody here now"), *shown.items(), *also]


class TellOfVolunteer(DraftForm, forms.Form):
    """Somebody who wants to volunteer, or who does."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.NameField(label="Name")
    phone = forms.PhoneField(label="Telephone number", required=False)
    email = forms.EmailField(
        label="Email address", required=False, max_length=254, widget=forms.TextInput(attrs={"type": "email"})
    )
    part = forms.CharField(
        label="What will they do?", max_length=160, help_text="For instance: helps with stay and play"
    )
    site = forms.ChoiceField(label="Where will they help?")
    hours_a_week = forms.DecimalField(
        label="Hours a week", required=False, min_value=0, max_value=40, decimal_places=1, max_digits=4,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-3"}),
    )  # fmt: skip

    def __init__(self, *args, venues: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["site"].choices = venues


AGAIN = {
    "dbs_renew_on": (
        "dbs_seen_on",
        "Enter the day on which the certificate was seen",
        "The day to renew the DBS certificate must be after the day on which it was seen",
    ),
    "train_again_on": (
        "trained_on",
        "Enter the day on which they were trained",
        "The day to renew the safeguarding training must be after the day of the last one",
    ),
}


class Checks(DraftForm, forms.Form):
    """What has been checked and done."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    interviewed_on = forms.DayField(label="Interviewed on", required=False, must_be="today_or_past")
    references_taken = forms.IntegerField(
        label="References taken", min_value=0, max_value=5,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
    )  # fmt: skip
    dbs_level = forms.OneOfField(
        label="Level of the DBS certificate", required=False, choices=list(DBS_WORDS.items()),
        help_text="Its number is not kept, nor a copy.",
    )  # fmt: skip
    dbs_seen_on = forms.DayField(label="DBS certificate seen on", required=False, must_be="today_or_past")
    dbs_renew_on = forms.DayField(
        label="DBS certificate to be renewed on", required=False,
        help_text="Leave it blank, and the rule of your council says the day.",
    )  # fmt: skip
    trained_on = forms.DayField(label="Safeguarding training on", required=False, must_be="today_or_past")
    train_again_on = forms.DayField(
        label="Safeguarding training to be renewed on", required=False,
        help_text="Leave it blank, and the rule of your council says the day.",
    )  # fmt: skip
    inducted_on = forms.DayField(label="Induction on", required=False, must_be="today_or_past")
    agreement_on = forms.DayField(label="Volunteer agreement signed on", required=False, must_be="today_or_past")

    def clean(self):
        cleaned = super().clean()
        for again, (first, missing, too_soon) in AGAIN.items():
            due, done = cleaned.get(again), cleaned.get(first)
            if due and not done and first not in self.errors:
                self.add_error(first, missing)
            elif due and done and due <= done:
                self.add_error(again, too_soon)
        return cleaned


class StartDay(forms.Form):
    """The day someone begins."""

    on = forms.DayField(label="From which day?", must_be="today_or_past")


class LastDay(forms.Form):
    """The day someone left."""

    on = forms.DayField(label="On which day did they leave?", must_be="today_or_past")
