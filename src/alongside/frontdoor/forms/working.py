"""The short forms of the front door's own pages."""

from typing import ClassVar

from alongside.foundation.components import forms
from alongside.foundation.components.forms.asking import PROCESS, new

from .. import rules


class Narrow(forms.Form):
    """Which contacts to show."""

    asks: ClassVar = {"words": PROCESS, "locality": PROCESS, "due": PROCESS, "mine": PROCESS}

    words = forms.CharField(
        label="Name or reference",
        required=False,
        max_length=100,
        help_text="A whole reference also finds a contact that is decided",
    )
    locality = forms.ChoiceField(label="Locality", required=False)
    due = forms.ChoiceField(
        label="Due", required=False, choices=[("", "At any time"), ("today", "Today or late"), ("late", "Late")]
    )
    mine = forms.BooleanField(label="Only those I have taken on", required=False)

    def __init__(self, *args, localities=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["locality"].choices = [
            ("", "Every locality"),
            *((one.slug, one.name) for one in localities),
            ("none", "Not placed yet"),
        ]


class MatchForm(forms.Form):
    """Who someone told of is."""

    asks: ClassVar = {"answer": new("decision.match")}

    answer = forms.CharField(error_messages={"required": "Say who this is: the same, not the same, or not sure"})

    def clean_answer(self) -> tuple[rules.Match, str]:
        """The answer, and the identifier of the person it means."""
        match, _, person = self.cleaned_data["answer"].partition(":")
        if match not in set(rules.Match) or (match != rules.Match.NOT_THE_SAME and not person):
            raise forms.ValidationError("Say who this is: the same, not the same, or not sure")
        return rules.Match(match), person


class PlaceForm(forms.Form):
    """In which locality a home is that no postcode places."""

    asks: ClassVar = {"locality": PROCESS, "why": PROCESS}

    locality = forms.ChoiceField(label="Locality")
    why = forms.ReasonField(label="Why do you think so?", rows=2, max_length=300)

    def __init__(self, *args, localities=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["locality"].choices = [("", "Choose a locality"), *((one.slug, one.name) for one in localities)]


class TakeUpForm(forms.Form):
    """Why a withdrawn contact is taken up all the same."""

    asks: ClassVar = {"why": PROCESS}

    why = forms.ReasonField(label="Why does this still need a decision?", rows=3)


class ToldForm(forms.Form):
    """How whoever asked was told."""

    asks: ClassVar = {"how": PROCESS}

    how = forms.CharField(
        label="How were they told?",
        max_length=200,
        help_text="For example: rang at 4, spoke to her",
        error_messages={"required": "Write down how they were told"},
    )


class ImportForm(forms.Form):
    """A file of requests."""

    asks: ClassVar = {"file": PROCESS, "bad_rows": PROCESS}

    file = forms.FileField(
        label="File of requests",
        help_text="A CSV file in UTF-8, made from our template",
        error_messages={"empty": "This file is empty. Choose another"},
    )
    bad_rows = forms.OneOfField(
        label="If some rows are wrong",
        error_messages={"required": "Choose what is taken in if some rows are wrong"},
        choices=[("keep", "Take in the good rows"), ("refuse", "Take in nothing")],
        initial="keep",
        hints={"keep": "You can mend the others and send the same file again: a row is taken in once only"},
    )
