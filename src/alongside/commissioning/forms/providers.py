"""What is typed about providers, contracts and prices: its shape."""

from alongside.foundation.components import forms

from .. import rules
from .base import MoneyForm, line, several

NUMBER = {"inputmode": "numeric", "class": "govuk-input--width-3"}
CONTRACT_KINDS = [
    ("framework", "Framework: called off as needed"),
    ("block", "Block: paid whether used or not"),
    ("spot", "Spot: for one family"),
]
QUALITY_KINDS = [
    ("visit", "Visit or check"),
    ("inspection", "Inspection"),
    ("praise", "Praise"),
    ("complaint", "Complaint"),
    ("concern", "Concern"),
]


class AddProvider(MoneyForm):
    """A provider."""

    name = line("What is it called?")
    registered_as = line(
        "Registered as",
        required=False,
        max_length=60,
        help_text="A company, charity, Ofsted or CQC number, with what it is.",
    )
    phone = forms.PhoneField(label="Telephone", required=False)
    email = forms.EmailField(label="E-mail", required=False)


class ChangeProvider(AddProvider):
    """A provider set right."""

    is_active = forms.BooleanField(label="It gives help for money now", required=False)


class NoteQuality(MoneyForm):
    """Something known of a provider's quality."""

    kind = forms.OneOfField(label="What is it?", choices=QUALITY_KINDS, inline=True)
    on = forms.DayField(label="On which day?", must_be="today_or_past")
    words = several("What is known?", help_text="Write no family’s name: everyone who compares providers reads it.")


class AgreeContract(MoneyForm):
    """A contract."""

    title = line("What is it for?")
    kind = forms.OneOfField(label="Which kind?", choices=CONTRACT_KINDS)
    starts_on = forms.DayField(label="First day")
    ends_on = forms.DayField(label="Last day")
    notice_weeks = forms.IntegerField(
        label="Weeks of notice", min_value=0, max_value=52, initial=4, widget=forms.TextInput(attrs=NUMBER)
    )
    places = forms.IntegerField(
        label="Places at a time",
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs=NUMBER),
        help_text="Leave it empty where there is no limit.",
    )


class SetRate(MoneyForm):
    """A price."""

    service = forms.ChoiceField(label="A service of the directory", required=False)
    what = line("What is given?")
    unit = forms.OneOfField(label="What is counted?", choices=list(rules.UNIT_WORDS.items()), inline=True)
    price = forms.PoundsField(label="What does one cost?")
    from_on = forms.DayField(label="From which day?")


class DecideService(MoneyForm):
    """What becomes of a service."""

    decision = forms.OneOfField(label="What becomes of it?", choices=list(rules.REVIEW_DECISION_WORDS.items()))
    from_on = forms.DayField(label="From which day?")
    why = several("Why?", error_messages={"required": "Write down why"})
