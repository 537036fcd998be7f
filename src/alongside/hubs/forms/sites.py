"""What narrows the list of candidates, and what is stated of a building."""

from alongside.foundation.components import forms
from alongside.hubs.rules.facts import QUESTIONS, STANDING_WORDS, FactKind, Shape, Standing
from alongside.places.rules.kinds import SITE_KIND_NAMES

SAID = (Standing.KNOWN, Standing.NONE, Standing.NOT_IN_DATA)


class NarrowSites(forms.Form):
    """What narrows the list of candidate sites."""

    words = forms.CharField(label="Words in the name or postcode", required=False, max_length=100)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Every kind"), *SITE_KIND_NAMES.items()])
    locality = forms.ChoiceField(label="Locality", required=False)
    figures = forms.ChoiceField(
        label="Figures",
        required=False,
        choices=[("", "With or without costs"), ("with", "Costs known"), ("without", "Costs not known")],
    )

    def __init__(self, *args, localities: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["locality"].choices = [("", "Every locality"), *localities]


class StateFact(forms.Form):
    """One answer to a question about a building."""

    standing = forms.OneOfField(
        label="What is the answer?",
        choices=[(one, STANDING_WORDS[one]) for one in SAID],
        hints={
            Standing.NONE: "Somebody was asked, and there is none",
            Standing.NOT_IN_DATA: "Somebody was asked, and does not know",
        },
    )
    words = forms.WordsField(label="In words", required=False, max_length=2000, rows=4)
    source = forms.CharField(
        label="Who said so?",
        max_length=200,
        help_text="A person’s role, a survey, a register; for instance: condition survey of the property team",
    )
    as_of = forms.DayField(label="On which day was it so?", must_be="today_or_past")

    question = None

    def clean_standing(self):
        return Standing(self.cleaned_data["standing"])

    def clean(self):
        cleaned = super().clean()
        cleaned.setdefault("number", None)
        is_known = cleaned.get("standing") is Standing.KNOWN
        wanted = "number" if "number" in self.fields else "words"
        if is_known and cleaned.get(wanted) in (None, ""):
            self.add_error(wanted, f"Say what is known: {self.question.words.lower()}")
        return cleaned


def _form_for(kind: FactKind) -> type[StateFact]:
    question = QUESTIONS[kind]
    fields = {"question": question}
    if question.shape is Shape.NUMBER:
        fields["number"] = forms.DecimalField(
            label=f"How many {question.unit}?",
            required=False, min_value=0, max_value=999_999, decimal_places=2, max_digits=9,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
        )  # fmt: skip
        fields["words"] = forms.WordsField(label="More about it", required=False, max_length=2000, rows=3)
    elif question.shape is Shape.CHOICE:
        fields["words"] = forms.OneOfField(label=question.words, required=False, choices=question.choices)
    made = type(f"State{kind.title().replace('_', '')}", (StateFact,), fields)
    made.field_order = ["standing", "number", "words", "source", "as_of"]
    return made


FACT_FORMS: dict[FactKind, type[StateFact]] = {kind: _form_for(kind) for kind in FactKind}
"""A form for each question, in its own shape."""
