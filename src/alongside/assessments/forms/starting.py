"""Forms that start and finish an assessment."""

from alongside.foundation.components.forms import Form, OneOfField
from alongside.foundation.components.forms.asking import PROCESS

AFRESH = ""


class StartAssessment(Form):
    """Start afresh, or from an earlier assessment that is still fresh."""

    asks = {"earlier": PROCESS}

    earlier = OneOfField(label="How do you want to start?", required=False)

    def __init__(self, *args, reusable=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["earlier"].choices = [*reusable, ("afresh", "Start afresh")]


class CompleteAssessment(Form):
    """Nothing is asked: the button says it all."""

    asks: dict = {}
