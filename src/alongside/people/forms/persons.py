"""One person: adding, naming, birth, home, facts."""

from uuid import UUID

from django.forms import (
    CharField,
    ChoiceField,
    EmailField,
    HiddenInput,
    IntegerField,
    Select,
    UUIDField,
    ValidationError,
)

from alongside.foundation.components import forms
from alongside.foundation.drafts.forms import DraftForm

from .. import rules

BIRTH_KNOWN = (
    ("exact", "The date of birth is known"),
    ("estimated", "Only roughly: the date is an estimate"),
    ("unknown", "Not known"),
    ("due", "This child is not born yet"),
)
SEX = [(str(sex), words) for sex, words in rules.SEX_WORDS.items()]
ROLES = [(str(role), words) for role, words in rules.FAMILY_ROLE_WORDS.items()]
SOURCE_HINT = "Such as the parent, the school or the health visitor"


def source_field() -> CharField:
    """Where something comes from."""
    return CharField(label="Who told us?", max_length=120, help_text=SOURCE_HINT)


def as_of_field() -> forms.DayField:
    """The day on which something was known."""
    return forms.DayField(label="When was it known?", must_be="today_or_past")


class _Birth(forms.Form):
    """A birth: known, estimated, not known or still to come."""

    birth = forms.OneOfField(
        label="What is known of the birth?",
        choices=BIRTH_KNOWN,
        reveals={"exact": "born_on", "estimated": "about_on", "due": "due_on"},
    )
    born_on = forms.DayOfBirthField(required=False)
    about_on = forms.DayOfBirthField(label="Estimated date of birth", required=False)
    due_on = forms.DayField(label="When is the baby due?", required=False)

    def clean(self):
        given = super().clean()
        for choice, field, words in (
            ("exact", "born_on", "Enter the date of birth, or choose that it is not known"),
            ("estimated", "about_on", "Enter a rough date of birth, such as 1 July of the likely year"),
            ("due", "due_on", "Enter the day the baby is due, or choose that the birth is not known"),
        ):
            if given.get("birth") == choice and not given.get(field) and field not in self.errors:
                self.add_error(field, words)
        return given

    @property
    def birth_facts(self) -> dict:
        """The birth as actions take it."""
        given = self.cleaned_data
        return {
            "born_on": given.get("born_on") or given.get("about_on"),
            "birth_precision": rules.BirthPrecision(given["birth"]),
            "due_on": given.get("due_on"),
        }


class AddPerson(_Birth, DraftForm):
    """A new person, with as much as is known; only a name, or a due date, is needed."""

    form_key = UUIDField(widget=HiddenInput)
    none_of_these = CharField(required=False, widget=HiddenInput)
    given_names = forms.NameField(label="First names", required=False, max_length=120)
    family_name = forms.NameField(
        label="Family name",
        required=False,
        max_length=120,
        help_text="Leave one of the names empty if the person has only one",
    )
    known_as = forms.NameField(label="Known as", required=False, max_length=120)
    sex = forms.OneOfField(label="Sex", choices=SEX, initial="unknown")
    lines = CharField(label="Address", required=False, max_length=300)
    postcode = forms.PostcodeField(required=False)
    is_restricted = forms.YesNoField(
        label="Must this address be kept confidential?",
        required=False,
        hints={"yes": "Nobody will find this person by it, and only those whose work needs it will see it"},
    )
    nhs_number = CharField(label="NHS number", required=False, max_length=20)
    upn = CharField(label="Pupil number (UPN)", required=False, max_length=20)
    phone = forms.PhoneField(label="Telephone", required=False)
    email = EmailField(label="E-mail", required=False)
    source = source_field()
    role = forms.OneOfField(label="What is their part in the family?", choices=ROLES, required=False)
    in_household = forms.YesNoField(
        label="Do they live in the family’s home?",
        required=False,
        hints={"no": "Such as a father or mother outside the home"},
    )

    field_order = [
        "form_key",
        "none_of_these",
        "given_names",
        "family_name",
        "known_as",
        "birth",
        "born_on",
        "about_on",
        "due_on",
        "sex",
        "role",
        "in_household",
        "lines",
        "postcode",
        "is_restricted",
        "nhs_number",
        "upn",
        "phone",
        "email",
        "source",
    ]

    def __init__(self, *args, for_family: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].required = for_family
        if not for_family:
            del self.fields["role"], self.fields["in_household"]

    def clean(self):
        given = super().clean()
        names = any(given.get(name) for name in ("given_names", "family_name", "known_as"))
        if not names and given.get("birth") != "due":
            self.add_error("given_names", "Enter a first name or a family name")
        return given

    @property
    def person_facts(self) -> dict:
        """What the action that adds a person takes."""
        plain = ("given_names", "family_name", "known_as", "nhs_number", "upn", "phone", "email", "source")
        return (
            self.birth_facts
            | {name: self.cleaned_data[name] for name in plain}
            | {
                "sex": rules.Sex(self.cleaned_data["sex"]),
                "id": UUID(str(self.cleaned_data["form_key"])),
            }
        )


class _Versioned(forms.Form):
    """A correction, which says which version of the record it corrects."""

    version = IntegerField(widget=HiddenInput)

    def now_correct(self, version: int) -> None:
        """Let the words typed stand against the version that is there now."""
        self.data = self.data.copy()
        self.data["version"] = str(version)


class RenamePerson(_Versioned):
    given_names = forms.NameField(label="First names", required=False, max_length=120)
    family_name = forms.NameField(label="Family name", required=False, max_length=120)
    known_as = forms.NameField(label="Known as", required=False, max_length=120)
    keeps_former = forms.YesNoField(
        label="Was the name on our record ever theirs?",
        hints={"yes": "It is kept as a former name, and still finds them", "no": "It was a mistake, and is not kept"},
    )


class CorrectBirth(_Versioned, _Birth):
    """A birth put right."""

    field_order = ["version", "birth", "born_on", "about_on", "due_on"]


class NoteBirth(_Versioned):
    born_on = forms.DayOfBirthField(label="When was the baby born?")
    given_names = forms.NameField(
        label="First names", required=False, max_length=120, help_text="Leave empty if the baby has no name yet"
    )
    family_name = forms.NameField(label="Family name", required=False, max_length=120)
    sex = forms.OneOfField(label="Sex", choices=SEX)

    def clean(self):
        given = super().clean()
        if not given.get("given_names") and not given.get("family_name"):
            raise ValidationError("Enter a first name or the family name: a baby without a name yet has its family’s")
        return given


class CorrectDetails(_Versioned):
    sex = forms.OneOfField(label="Sex", choices=SEX)
    nhs_number = CharField(label="NHS number", required=False, max_length=20)
    upn = CharField(label="Pupil number (UPN)", required=False, max_length=20)
    phone = forms.PhoneField(label="Telephone", required=False)
    email = EmailField(label="E-mail", required=False)
    died_on = forms.DayField(label="If they have died, when?", required=False)


class AddOtherName(forms.Form):
    given_names = forms.NameField(label="First names", required=False, max_length=120)
    family_name = forms.NameField(label="Family name", required=False, max_length=120)
    kind = ChoiceField(
        label="What kind of name is it?",
        widget=Select,
        choices=[
            (kind, kind.capitalize()) for kind in ("also known as", "former name", "name at birth", "other spelling")
        ],
    )


class MoveHome(forms.Form):
    lines = CharField(label="Address", required=False, max_length=300)
    postcode = forms.PostcodeField(required=False)
    is_restricted = forms.YesNoField(
        label="Must this address be kept confidential?",
        hints={"yes": "Nobody will find this person by it, and only those whose work needs it will see it"},
    )
    with_household = forms.YesNoField(label="Have the others in the household moved with them?", required=False)
    source = source_field()
    as_of = as_of_field()

    def clean(self):
        given = super().clean()
        if not self.errors and not given.get("lines") and not given.get("postcode"):
            raise ValidationError("Enter the address, the postcode, or both")
        return given


class StateFact(forms.Form):
    key = ChoiceField(
        label="What do you want to record?",
        widget=Select,
        choices=[("", "Choose one")]
        + [(one.key, one.words) for one in rules.FACT_KEYS.values() if not one.is_only_from_lists],
    )
    meaning = forms.OneOfField(
        label="What do we know?",
        choices=[
            ("value", "It is known"),
            ("none", "We asked, and there is none"),
            ("not_asked", "We have not asked"),
            ("not_in_our_data", "It is not in our data"),
        ],
        reveals={"value": "value"},
    )
    value = forms.WordsField(label="Write it down", required=False, rows=2, max_length=2000)
    source = source_field()
    as_of = as_of_field()

    def clean(self):
        given = super().clean()
        if given.get("meaning") == "value" and not given.get("value"):
            self.add_error("value", "Write down what is known")
        return given
