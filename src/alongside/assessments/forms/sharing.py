"""Forms about sharing: what each person agrees to, and apart from it the lawful basis."""

from alongside.foundation.components.forms import (
    CharField,
    DayField,
    Form,
    OneOfField,
    Select,
    TypedChoiceField,
    WordsField,
    YesNoField,
)
from alongside.foundation.components.forms.asking import new
from alongside.foundation.drafts.forms import DraftForm
from alongside.people.rules import LAWFUL_BASIS_WORDS, SHARING_PURPOSES, AgreementAnswer

ANSWERS = (
    (AgreementAnswer.AGREED, "They agree"),
    (AgreementAnswer.REFUSED, "They do not agree"),
    (AgreementAnswer.NOT_ABLE, "They are not able to decide this"),
)


class GiveAgreement(DraftForm, Form):
    """One person's answer about one agency and one purpose."""

    asks = {name: new("sharing.agreement") for name in ("person", "agency", "purpose", "answer", "given_on", "how")}

    person = TypedChoiceField(
        label="Who was asked?", widget=Select, error_messages={"required": "Choose who was asked"}
    )
    agency = TypedChoiceField(
        label="About which agency?", widget=Select, error_messages={"required": "Choose the agency"}
    )
    purpose = OneOfField(
        label="For what?",
        choices=list(SHARING_PURPOSES.items()),
        error_messages={"required": "Choose what they were asked about"},
    )
    answer = OneOfField(
        label="What did they answer?", choices=ANSWERS, error_messages={"required": "Choose what they answered"}
    )
    given_on = DayField(
        label="On which day?",
        must_be="today_or_past",
        error_messages={"required": "Enter the day on which they answered"},
    )
    how = CharField(
        label="How did they answer?",
        max_length=200,
        required=False,
        help_text="Such as: at home, signed; by telephone; with an interpreter",
    )

    def __init__(self, *args, people=(), agencies=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "Choose someone"), *people]
        self.fields["agency"].choices = [("", "Choose an agency"), *agencies]


class WithdrawAgreement(DraftForm, Form):
    """Someone takes their agreement back."""

    asks = {"withdrawn_on": new("sharing.withdrawal"), "why": new("sharing.withdrawal")}

    withdrawn_on = DayField(
        label="From which day?",
        must_be="today_or_past",
        error_messages={"required": "Enter the day from which it is withdrawn"},
    )
    why = CharField(label="Did they say why?", max_length=300, required=False, help_text="Nobody has to give a reason")


class StateBasis(DraftForm, Form):
    """The lawful basis for sharing, which is not the family's agreement."""

    asks = {name: new("sharing.basis") for name in ("agency", "basis", "is_without_agreement", "reason")}

    agency = TypedChoiceField(label="For sharing with which agency?", widget=Select, required=False)
    basis = OneOfField(
        label="Lawful basis",
        choices=list(LAWFUL_BASIS_WORDS.items()),
        error_messages={"required": "Choose the lawful basis"},
    )
    is_without_agreement = YesNoField(
        label="Is this without the family’s agreement?",
        error_messages={"required": "Choose whether this is without agreement"},
    )
    reason = WordsField(
        label="Why?",
        max_length=2000,
        rows=3,
        required=False,
        help_text="Needed when information is shared without agreement",
    )

    def __init__(self, *args, agencies=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "All of them"), *agencies]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_without_agreement") and not cleaned.get("reason"):
            self.add_error("reason", "Say why information is shared without the family’s agreement")
        return cleaned
