"""The form by which an opening is reviewed."""

from alongside.foundation.components import forms


class ReviewOpening(forms.Form):
    was_right = forms.YesNoField(label="Was it right to open this record?")
    finding = forms.WordsField(label="What did you find, and what follows?", required=False)
