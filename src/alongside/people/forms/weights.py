"""Adopting or leaving a learnt model, and changing the thresholds."""

from django.forms import CharField, HiddenInput, IntegerField, NumberInput

from alongside.foundation.components import forms

from .pairs import why_field

ADOPT = ("adopt", "Weigh pairs by it from now on")
LEAVE = ("leave", "Leave it")


class SettleModel(forms.Form):
    """Whether a model is adopted or left, and why."""

    what = forms.OneOfField(label="What is to become of this model?", choices=[ADOPT, LEAVE])
    why = why_field("Why?", required=True)

    def __init__(self, *args, is_candidate: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_candidate:
            self.fields["what"].choices = [ADOPT]


class ReturnToShipped(forms.Form):
    """Why the shipped model is to weigh pairs again."""

    why = why_field("Why is the shipped model to weigh pairs again?", required=True)


def _in_100(label: str, *, least: int, most: int) -> IntegerField:
    wrong = f"{label} Enter a whole number from {least} to {most}"
    return IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        help_text=f"In 100, from {least} to {most}",
        error_messages={"required": wrong, "invalid": wrong, "min_value": wrong, "max_value": wrong},
        widget=NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )


class SetThresholds(forms.Form):
    """From which chances rows are taken as found, and pairs put before people; from when, and why."""

    certain = _in_100("From which chance is a row taken as found, without anybody looking?", least=60, most=100)
    ask = _in_100("From which chance are people asked?", least=1, most=99)
    from_on = forms.DayField(label="From which day do they hold?")
    why = why_field("Why are they changed?", required=True)
    seen = CharField(required=False, widget=HiddenInput)

    @property
    def numbers_in_words(self) -> str:
        """The numbers whose consequences were shown."""
        return f"{self.cleaned_data['certain']} and {self.cleaned_data['ask']}"

    def clean(self):
        given = super().clean()
        if given.get("certain") and given.get("ask") and given["ask"] >= given["certain"]:
            self.add_error("ask", "Enter a lower chance than that from which rows are taken as found")
        return given
