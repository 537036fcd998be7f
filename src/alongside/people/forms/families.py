"""A family, its members and how they are related."""

from django.forms import CharField, ChoiceField, HiddenInput, Select, UUIDField, ValidationError

from alongside.foundation.components import forms
from alongside.foundation.references.rules import tidy_reference

from .. import rules
from .persons import ROLES, _Versioned, as_of_field, source_field

RELATIONS = [("", "Choose one")] + [(str(kind), words) for kind, words in rules.RELATION_WORDS.items()]
RESPONSIBILITY = [("", "Not known"), ("yes", "Yes"), ("no", "No")]


class AddFamily(forms.Form):
    form_key = UUIDField(widget=HiddenInput)
    name = forms.NameField(
        label="What is the family called?", max_length=200, help_text="Such as the children’s family name, or two names"
    )


class RenameFamily(_Versioned):
    name = forms.NameField(label="What is the family called?", max_length=200)


class JoinFamily(forms.Form):
    person = CharField(
        label="Reference of the person", max_length=20, help_text="Such as P-7K3Q9M-4. A search shows it"
    )
    role = forms.OneOfField(label="What is their part in the family?", choices=ROLES)
    in_household = forms.YesNoField(label="Do they live in the family’s home?")

    def clean_person(self):
        try:
            return tidy_reference(self.cleaned_data["person"])
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong


class LeaveFamily(forms.Form):
    until_on = forms.DayField(label="When did they leave the family?", must_be="today_or_past")


class Relate(forms.Form):
    """How two people of a family are related; read as a sentence."""

    person = ChoiceField(label="Who", widget=Select, error_messages={"required": "Choose whom you tell of"})
    kind = ChoiceField(
        label="is the", widget=Select, choices=RELATIONS, error_messages={"required": "Choose how they are related"}
    )
    other = ChoiceField(label="of whom", widget=Select, error_messages={"required": "Choose to whom they are related"})
    has_parental_responsibility = ChoiceField(
        label="Do they hold parental responsibility?", choices=RESPONSIBILITY, required=False, widget=Select
    )
    source = source_field()
    as_of = as_of_field()

    def __init__(self, *args, people: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("person", "other"):
            self.fields[name].choices = [("", "Choose one"), *people]

    def clean(self):
        given = super().clean()
        if given.get("person") and given.get("person") == given.get("other"):
            self.add_error("other", "Choose two different people")
        return given

    @property
    def responsibility(self) -> bool | None:
        """Yes, no or not known."""
        return {"yes": True, "no": False}.get(self.cleaned_data["has_parental_responsibility"])


class EndRelationship(forms.Form):
    until_on = forms.DayField(label="When did it end, or when was it found to be wrong?", must_be="today_or_past")
