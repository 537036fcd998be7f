"""Saying whether records are one; asking, handing on, sorting."""

from django.forms import CharField, ChoiceField, Select, Textarea

from alongside.foundation.components import forms

from .. import rules

ANSWERS = [(str(one), rules.LINK_DECISION_WORDS[one]) for one in rules.ANSWERS]


def why_field(label: str = "Why?", *, required: bool = False) -> forms.ReasonField:
    """Why something is so; kept with the decision."""
    return forms.ReasonField(label=label, max_length=500, required=required, rows=3)


class SayOfRecords(forms.Form):
    """Whether two records are the same."""

    answer = forms.OneOfField(label="Are these two records one?", choices=ANSWERS)
    why = why_field("Why do you think so?")


class JoinRecords(forms.Form):
    """Which record leads, and why they are one."""

    lead = forms.OneOfField(label="Which record leads?", choices=[])
    why = why_field("How do you know that they are one?", required=True)

    def __init__(self, *args, records: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].choices = records


class PartRecords(forms.Form):
    """Why two records are taken apart."""

    why = why_field("Why are they to be taken apart?", required=True)
    is_fact = forms.YesNoField(label="Should nobody join them again, because they are two?")


class SayOfPairs(forms.Form):
    """An answer for each pair of two households."""

    def __init__(self, *args, pairs: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        for name, words in pairs:
            self.fields[name] = forms.OneOfField(label=words, choices=ANSWERS, required=len(pairs) == 1)
        self.fields["why"] = why_field("Why do you think so?")

    def clean(self):
        given = super().clean()
        answered = [name for name in given if name.startswith("pair-") and given[name]]
        if not answered and not self.errors:
            first = next(name for name in self.fields if name.startswith("pair-"))
            self.add_error(first, "Say of at least one pair whether it is one person")
        return given


class _OfColleague(forms.Form):
    colleague = ChoiceField(label="Whom?", widget=Select)

    def __init__(self, *args, colleagues: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["colleague"].choices = [("", "Choose one"), *colleagues]


class AskAboutPair(_OfColleague):
    words = CharField(label="What do you want to know?", max_length=1000, widget=Textarea(attrs={"rows": 3}))


class HandOnPair(_OfColleague):
    pass


class AnswerQuestion(forms.Form):
    words = CharField(label="What do you know?", max_length=1000, widget=Textarea(attrs={"rows": 4}))


class SortRow(forms.Form):
    """Whether something stays where it was written, or belongs to the other record."""

    status = ChoiceField(
        choices=[(one, words) for one, words in rules.SORTING_STATUS_WORDS.items() if one != "waiting"]
    )


class NarrowPairs(forms.Form):
    """Which pairs to show."""

    reason = ChoiceField(
        label="Why they wait",
        required=False,
        choices=[("", "For any reason"), *((str(one), words) for one, words in rules.PAIR_REASON_WORDS.items())],
    )
    mine = forms.BooleanField(label="Only those handed on to me", required=False)
