"""The forms on a family's record."""

from alongside.foundation.access.rules import SEAL_KIND_WORDS
from alongside.foundation.components import forms
from alongside.foundation.drafts.forms import DraftForm


class AddKeyEvent(forms.Form, DraftForm):
    happened_on = forms.DayField(label="When did it happen?", must_be="today_or_past")
    what = forms.CharField(label="What happened?", max_length=300, help_text="One sentence")
    why_it_matters = forms.WordsField(label="Why does it matter?", help_text="What you make of it, for this family")
    source = forms.CharField(label="How is it known?", required=False, max_length=200)


class Withdraw(forms.Form):
    why = forms.ReasonField(label="Why is this taken out?")


class AddDocument(forms.Form):
    title = forms.CharField(label="What is this document?", max_length=200)
    file = forms.FileField(
        label="The file", help_text="A PDF, Word document, spreadsheet, picture or plain text, up to 20 MB"
    )


class OpenBeyond(forms.Form):
    reason = forms.ReasonField(
        label="Why do you need to open this record now?",
        help_text="A manager reads this. The family can be told that you looked",
    )


class SealRecord(forms.Form):
    """Why, for whom, and whom all others ring; names are ticked among those who work with the family, or typed."""

    kind = forms.OneOfField(label="Why is this record kept apart?", choices=list(SEAL_KIND_WORDS.items()))
    reason = forms.ReasonField(
        label="Your reason", help_text="Whoever watches over seals reads it. It is shown to nobody else"
    )
    names = forms.SomeOfField(label="Who of those who work with the family may go on seeing it?", required=False)
    others = forms.WordsField(
        label="Who else?", required=False, rows=3, help_text="Their e-mail addresses, one on each line"
    )
    ring = forms.CharField(
        label="Whom should others ring?",
        max_length=200,
        help_text="A role or a team with a number, such as the duty manager, 01632 960020",
    )

    def __init__(self, *args, people=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["names"].choices = [(str(one.id), f"{one.name}, {one.agency}") for one in people]

    @property
    def addresses(self) -> list[str]:
        """Each address typed."""
        return self.cleaned_data["others"].split()


class AddName(forms.Form):
    email = forms.EmailField(label="Their e-mail address")
    why = forms.ReasonField(label="Why are they to see this record?")


class TakeName(forms.Form):
    why = forms.ReasonField(label="Why are they to see it no longer?")


class LookAtSeal(forms.Form):
    finding = forms.ReasonField(label="Why should the seal stand?")


class LiftSeal(forms.Form):
    why = forms.ReasonField(label="Why is the seal lifted?")


class InviteMember(forms.Form):
    email = forms.EmailField(
        label="Their own e-mail address", help_text="Ask them. Someone else at home may read a shared address"
    )


class Tick(forms.Form):
    what_came = forms.WordsField(label="How did it go?", required=False, help_text="If you like")


class TakeTickBack(forms.Form):
    """Nothing to fill in: the button says it."""


class OwnWords(forms.Form):
    words = forms.WordsField(
        label="What do you want to say?", help_text="Everyone who holds the plan with you reads this"
    )
