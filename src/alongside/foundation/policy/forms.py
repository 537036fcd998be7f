"""The form by which a policy is changed."""

from dataclasses import fields

from alongside.foundation.components import forms


class SetPolicy(forms.Form):
    """The numbers of one policy, the day from which they hold, and why."""

    def __init__(self, *args, policy: type, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.policy = policy
        for one in fields(policy):
            least, most, source = (one.metadata[name] for name in ("least", "most", "source"))
            self.fields[one.name] = forms.IntegerField(
                label=one.metadata["words"],
                min_value=least,
                max_value=most,
                help_text=f"From {least} to {most}. {source[:1].upper()}{source[1:]}: {one.default}",
                widget=forms.NumberInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
            )
        self.fields["from_on"] = forms.DayField(label="From which day do they hold?")
        self.fields["reason"] = forms.ReasonField(label="Why are they changed?")

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers alone."""
        return {one.name: self.cleaned_data[one.name] for one in fields(self.policy)}
