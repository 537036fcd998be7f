"""Finding people."""

from django.forms import IntegerField, NumberInput, ValidationError

from alongside.foundation.components import forms


class FindPeople(forms.Form):
    """Whatever is known of someone: one thing is enough, more is surer."""

    words = forms.NameField(
        label="Names",
        required=False,
        max_length=200,
        help_text=(
            "In any order, spelt as well as you can. "
            "An NHS number, a pupil number, or the reference of a person or family will do too"
        ),
    )
    born_on = forms.DayOfBirthField(required=False)
    age = IntegerField(
        label="Or about how old, in years",
        required=False,
        min_value=0,
        max_value=120,
        widget=NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    postcode = forms.PostcodeField(required=False)

    @staticmethod
    def first_of(person) -> dict:
        """What is known of somebody, to find another record of theirs by."""
        name = f"{person.given_names} {person.family_name}".strip()
        return {"words": name, "born_on": person.born_on}

    def clean(self):
        given = super().clean()
        if not self.errors and not any(given.get(name) for name in ("words", "born_on", "postcode")):
            raise ValidationError("Enter a name, a date of birth or a postcode")
        return given
