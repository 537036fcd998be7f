"""Forms about the family: someone more, how they are related, and what is known of them."""

from uuid import uuid4

from django.forms import HiddenInput

from alongside.foundation.components.forms import (
    BooleanField,
    CharField,
    DayField,
    DayOfBirthField,
    Form,
    OneOfField,
    Select,
    TypedChoiceField,
    UUIDField,
    ValidationError,
    WordsField,
    YesNoField,
)
from alongside.foundation.components.forms.asking import PROCESS, known, new
from alongside.foundation.components.forms.widgets import Radios
from alongside.foundation.drafts.forms import DraftForm
from alongside.people.rules import FAMILY_ROLE_WORDS, RELATION_WORDS, Meaning, RelationKind, Sex

MEANINGS = (
    (Meaning.VALUE, "We know it, and write it here"),
    (Meaning.NONE, "We asked, and there is none"),
    (Meaning.NOT_ASKED, "We have not asked"),
    (Meaning.NOT_IN_OUR_DATA, "It is not in our data; it may still exist"),
)
SEXES = ((Sex.FEMALE, "Female"), (Sex.MALE, "Male"), (Sex.OTHER, "Another"), (Sex.UNKNOWN, "Not known"))
RELATIONS = [(kind, f"{words} …") for kind, words in RELATION_WORDS.items()]
YES, NO = "yes", "no"
UNSURE = ""
NOBODY = "nobody"


def _recorded(found) -> str:
    where = ", ".join(family.name for family in found.families)
    closed = "" if found.is_open else ". Their record is not open to you: ask whoever works with them"
    return f"{found.name}, {found.born}{f' ({where})' if where else ''}{closed}"


class AddRelative(DraftForm, Form):
    """Someone in or near the family whom nobody has told us of."""

    asks = {
        "id": PROCESS,
        "same_as": PROCESS,
        "given_names": new("relative.who"),
        "family_name": new("relative.who"),
        "is_unborn": new("relative.who"),
        "born_on": new("relative.who"),
        "due_on": new("relative.who"),
        "sex": new("relative.who"),
        "role": new("relative.who"),
        "in_household": new("relative.who"),
        "kind": new("relative.who"),
        "other": new("relative.who"),
        "responsibility": new("relative.responsibility"),
    }

    id = UUIDField(widget=HiddenInput, required=False)
    same_as = CharField(label="Is it one of these?", required=False, widget=HiddenInput)
    given_names = CharField(
        label="First names",
        max_length=120,
        required=False,
        help_text="Leave empty for an unborn child without a name yet",
    )
    family_name = CharField(label="Family name", max_length=120, required=False)
    is_unborn = BooleanField(label="Not born yet", required=False)
    born_on = DayOfBirthField(
        label="Date of birth",
        required=False,
        help_text="Leave empty if nobody knows: the person can be added without it",
    )
    due_on = DayField(label="If not born yet, when is the baby due?", required=False)
    sex = OneOfField(label="Sex", choices=SEXES, initial=Sex.UNKNOWN, inline=True)
    role = OneOfField(label="Their part in the family", choices=list(FAMILY_ROLE_WORDS.items()))
    in_household = YesNoField(
        label="Do they live in the family home?",
        error_messages={"required": "Choose whether they live in the family home"},
    )
    kind = TypedChoiceField(
        label="They are", choices=[("", "Choose how they are related"), *RELATIONS], required=False, widget=Select
    )
    other = TypedChoiceField(label="Of whom?", required=False, widget=Select)
    responsibility = TypedChoiceField(
        label="Do they hold parental responsibility for that child?",
        required=False,
        widget=Select,
        choices=[(UNSURE, "Not known, or does not apply"), (YES, "Yes"), (NO, "No")],
    )

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = [("", "Choose someone"), *((str(one.id), one.name) for one in people)]
        if not self.is_bound:
            self.initial.setdefault("id", uuid4())

    def offer(self, found) -> None:
        """Ask whether the person is one who is recorded already, before another record is made."""
        apart = [f"{one.name}. {one.because[0]} before you add anybody." for one in found if one.is_kept_apart]
        recorded = [(str(one.id), _recorded(one)) for one in found if not one.is_kept_apart]
        self.fields["same_as"].widget = Radios(choices=[*recorded, (NOBODY, "None of these: add a new person")])
        self.fields["same_as"].help_text = " ".join(apart)
        self.fields["same_as"].is_for_later = True
        self.add_error("same_as", "Choose whether it is someone who is recorded already")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_unborn"):
            if not cleaned.get("due_on") and "due_on" not in self.errors:
                self.add_error("due_on", "Enter the day on which the baby is due, as nearly as is known")
        elif not (cleaned.get("given_names") or cleaned.get("family_name")):
            self.add_error("given_names", "Enter a name, however much of it is known")
        if bool(cleaned.get("kind")) != bool(cleaned.get("other")):
            self.add_error(
                "other" if cleaned.get("kind") else "kind", "Choose both how they are related and to whom, or neither"
            )
        return cleaned


class Relate(DraftForm, Form):
    """How two people of the family are related."""

    asks = {
        "person": PROCESS,
        "kind": known("relative.relationship"),
        "other": PROCESS,
        "responsibility": new("relative.responsibility"),
    }

    person = TypedChoiceField(label="Who?", widget=Select, error_messages={"required": "Choose who"})
    kind = TypedChoiceField(
        label="is …",
        choices=[("", "Choose how they are related"), *RELATIONS],
        widget=Select,
        error_messages={"required": "Choose how they are related"},
    )
    other = TypedChoiceField(label="… of whom?", widget=Select, error_messages={"required": "Choose of whom"})
    responsibility = TypedChoiceField(
        label="If a parent or carer: do they hold parental responsibility?",
        required=False,
        widget=Select,
        choices=[(UNSURE, "Not known, or does not apply"), (YES, "Yes"), (NO, "No")],
    )

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", "Choose someone"), *((str(one.id), one.name) for one in people)]
        self.fields["person"].choices = self.fields["other"].choices = choices

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("person") and cleaned.get("person") == cleaned.get("other"):
            self.add_error("other", ValidationError("Choose two different people"))
        return cleaned


class ChangeFact(DraftForm, Form):
    """What is true now of someone, in the place of what is recorded."""

    asks = {"meaning": known("person.fact"), "value": known("person.fact")}

    meaning = OneOfField(label="What do we know?", choices=MEANINGS, reveals={Meaning.VALUE: "value"})
    value = WordsField(label="What is known", max_length=2000, rows=3)


def responsibility(answer: str) -> bool | None:
    """Yes, no, or not known."""
    return {YES: True, NO: False}.get(answer)


def relation_of(kind: str) -> RelationKind:
    """The relationship chosen."""
    return RelationKind(kind)
