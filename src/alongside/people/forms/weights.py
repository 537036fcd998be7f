"""Adopting or leaving a learnt model."""

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
