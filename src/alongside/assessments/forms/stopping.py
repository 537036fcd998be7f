"""The form that says why there is no complete assessment, and what happens next."""

from alongside.foundation.components.forms import DayField, OneOfField, WordsField
from alongside.foundation.components.forms.asking import PROCESS, new

from .. import rules
from .words import PartForm


class StopAssessment(PartForm):
    """Why it stops, what the family said, and what comes next."""

    asks = {
        "reason": new("assessment.stop_reason"),
        "why": new("assessment.stop_reason"),
        "family_said": new("assessment.stop_family_said"),
        "next_step": new("assessment.stop_next"),
        "ask_again_on": PROCESS,
        "next_words": new("assessment.stop_next"),
    }

    reason = OneOfField(
        label="Why is there to be no complete assessment?",
        choices=list(rules.REASONS_TO_GIVE.items()),
        error_messages={"required": "Choose why there is to be no complete assessment"},
    )
    why = WordsField(
        label="What happened?",
        max_length=4000,
        rows=4,
        help_text="How the family was asked and by whom, or how you tried to reach them.",
        error_messages={"required": "Write down what happened"},
    )
    family_said = WordsField(
        label="What did the family say?",
        required=False,
        max_length=4000,
        rows=4,
        help_text="In their own words. A family may say no; it changes nothing about the help they may ask for later.",
    )
    next_step = OneOfField(
        label="What happens next?",
        choices=list(rules.NEXT_WORDS.items()),
        help_text="A no to an assessment never stands in the way of keeping a child safe.",
        error_messages={"required": "Choose what happens next"},
    )
    ask_again_on = DayField(label="If the family is asked again, on which day?", required=False, must_be="future")
    next_words = WordsField(
        label="Who does what?",
        required=False,
        max_length=4000,
        rows=3,
        help_text="For instance: school keeps an eye on attendance and rings Ms Marlowe after half term.",
    )

    def clean_reason(self):
        return rules.StopReason(self.cleaned_data["reason"])

    def clean_next_step(self):
        return rules.NextStep(self.cleaned_data["next_step"])

    def clean(self):
        cleaned = super().clean()
        reason, next_step = cleaned.get("reason"), cleaned.get("next_step")
        if reason and rules.must_say_what_family_said(reason) and not cleaned.get("family_said"):
            self.add_error("family_said", "Write down what the family said, in their words")
        has_day = cleaned.get("ask_again_on") or "ask_again_on" in self.errors
        if next_step and rules.must_say_when(next_step) and not has_day:
            self.add_error("ask_again_on", "Enter the day on which the family is asked again")
        return cleaned
