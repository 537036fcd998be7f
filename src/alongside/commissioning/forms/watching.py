"""What is typed about payments, what was given, reviews, unmet need and savings: its shape."""

from alongside.foundation.components import forms

from .. import rules
from .base import MoneyForm, line, several, year_field


class BringPayments(forms.Form):
    """A file of payments."""

    file = forms.FileField(
        label="The file",
        help_text="A CSV file from an invoice or the finance system, with columns called invoice, provider, package, "
        "date and amount; line and units where there are any.",
    )


class ResolveRow(MoneyForm):
    """What becomes of a row that did not fit."""

    answer = forms.OneOfField(
        label="What becomes of it?", choices=[("pay", "It is paid on the line below"), ("back", "It is sent back")]
    )
    package = line("Package", max_length=20, required=False, width="10")
    thread = forms.ChoiceField(label="Line", required=False)
    why = several("Why?", rows=3, error_messages={"required": "Write down why"})

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == "pay" and not cleaned.get("thread"):
            self.add_error("thread", "Choose the line that it is paid on")
        return cleaned


class NoteDelivery(MoneyForm):
    """How much of a line was given."""

    thread = forms.ChoiceField(label="Which line?")
    units = forms.DecimalField(
        label="How many units more?",
        max_digits=9,
        decimal_places=2,
        help_text="A number below nought puts an earlier note right.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
    )
    until_on = forms.DayField(label="Until which day?", must_be="today_or_past")
    source = line("How do you know?", help_text="For instance: the provider’s monthly note.")


class NoteWords(MoneyForm):
    """What the family says."""

    whose = forms.OneOfField(
        label="Whose words?", choices=[("family", "The family"), ("young", "The young person")], inline=True
    )
    words = several("What do they say of the help?")
    heard_how = line("How were they heard?", help_text="For instance: at home, with both parents.")
    said_on = forms.DayField(label="When?", must_be="today_or_past")


class HoldReview(MoneyForm):
    """What a review decided."""

    held_on = forms.DayField(label="When was it seen again?", must_be="today_or_past")
    what_changed = several("What has changed for the family?")
    family_view = several("What do they say of it themselves?", help_text="Or why they were not heard.")
    decision = forms.OneOfField(label="What becomes of it?", choices=list(rules.REVIEW_DECISION_WORDS.items()))
    why = several("Why?", error_messages={"required": "Write down why"})


class NoteUnmet(MoneyForm):
    """Help that could not be had."""

    what = line("What was asked for?")
    service = forms.ChoiceField(label="A service of the directory", required=False)
    why = forms.OneOfField(label="Why could it not be had?", choices=list(rules.WHY_NOT_WORDS.items()))
    noted_on = forms.DayField(label="When?", must_be="today_or_past")


class ClaimSaving(MoneyForm):
    """A saving."""

    title = line("What is saved?")
    method = forms.OneOfField(label="In which way?", choices=list(rules.SAVING_METHOD_WORDS.items()))
    reckoning = several("How is it reckoned?", help_text="Against what, from when, and what was left out.")
    amount = forms.PoundsField(label="How much in the year?")
    year = year_field()


class CheckSaving(MoneyForm):
    """How far a saving has been shown."""

    status = forms.OneOfField(
        label="How far has it been shown?",
        choices=[(k, w) for k, w in rules.SAVING_STATUS_WORDS.items() if k != rules.SavingStatus.CLAIMED],
    )
    why = several("Why?", error_messages={"required": "Write down why"})
