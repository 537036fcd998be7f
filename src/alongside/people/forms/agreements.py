"""Agreement to share, and apart from it the lawful basis."""

from django.forms import CharField, ChoiceField, Select

from alongside.foundation.components import forms

from .. import rules

PURPOSES = [(str(purpose), words) for purpose, words in rules.SHARING_PURPOSES.items()]
ANSWERS = [
    (str(rules.AgreementAnswer.AGREED), "Yes"),
    (str(rules.AgreementAnswer.REFUSED), "No"),
    (str(rules.AgreementAnswer.NOT_ABLE), "They are not able to answer this themselves"),
]


class _OfAgency(forms.Form):
    agency = ChoiceField(label="Which agency?", widget=Select)

    def __init__(self, *args, agencies: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "Choose one"), *agencies]


class GiveAgreement(_OfAgency):
    person = ChoiceField(label="Who answered?", widget=Select)
    purpose = forms.OneOfField(label="What was asked?", choices=PURPOSES)
    answer = forms.OneOfField(label="What did they say?", choices=ANSWERS)
    given_on = forms.DayField(label="When did they say so?", must_be="today_or_past")
    how = CharField(
        label="How did they say so?",
        max_length=200,
        required=False,
        help_text="Such as at home, on the telephone, or in writing",
    )

    field_order = ["person", "agency", "purpose", "answer", "given_on", "how"]

    def __init__(self, *args, people: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "Choose one"), *people]


class WithdrawAgreement(forms.Form):
    withdrawn_on = forms.DayField(label="When did they take it back?", must_be="today_or_past")
    why = forms.ReasonField(label="What did they say?", max_length=300, required=False, rows=2)


class StateSharingBasis(_OfAgency):
    basis = forms.OneOfField(
        label="On which lawful basis is information shared?",
        choices=[(str(basis), words) for basis, words in rules.LAWFUL_BASIS_WORDS.items()],
    )
    is_without_agreement = forms.YesNoField(
        label="Is it shared although the family has not agreed?", reveals={"yes": "reason"}
    )
    reason = forms.ReasonField(label="Why?", required=False)

    field_order = ["agency", "basis", "is_without_agreement", "reason"]

    def __init__(self, *args, agencies: list[tuple[str, str]], **kwargs):
        super().__init__(*args, agencies=agencies, **kwargs)
        self.fields["agency"].required = False
        self.fields["agency"].choices = [("", "All agencies round the family"), *agencies]

    def clean(self):
        given = super().clean()
        if given.get("is_without_agreement") and not given.get("reason"):
            self.add_error("reason", "Write down why it is shared without agreement")
        return given
