"""The long form by which a contact comes in, whatever its route: sections, children, adults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.forms.utils import ErrorDict

from alongside.foundation.components import forms
from alongside.foundation.components.forms.asking import new
from alongside.people.rules import RelationKind

from .. import rules

if TYPE_CHECKING:
    from alongside.foundation.drafts.models import Draft

CHILDREN, ADULTS = "children", "adults"
MOST_PEOPLE = 20


@dataclass(frozen=True)
class Section:
    """A part of the form: some fields, or the rows of children or adults."""

    id: str
    title: str
    fields: tuple[str, ...] = ()
    rows: str = ""
    hint: str = ""


class ChildRow(forms.Form):
    """One child or young person, born or not yet born."""

    asks: ClassVar = {
        "given_names": new("person.name"),
        "family_name": new("person.name"),
        "born_on": new("person.birth"),
        "age": new("person.birth"),
        "due_on": new("person.birth"),
        "school": new("person.school"),
    }

    given_names = forms.NameField(label="First names", required=False, max_length=120)
    family_name = forms.NameField(label="Family name", required=False, max_length=120)
    born_on = forms.DayOfBirthField(label="Date of birth", required=False, help_text="If you know it")
    age = forms.IntegerField(
        label="Age in years",
        required=False,
        min_value=0,
        max_value=25,
        help_text="If you do not know the date of birth",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={
            "invalid": "Enter the age in whole years, such as 7",
            "min_value": "Enter an age of 0 or more",
            "max_value": "Enter an age up to 25. Put adults in the next part",
        },
    )
    due_on = forms.DayField(label="Due date", required=False, help_text="Only for a baby not yet born")
    school = forms.CharField(label="School, nursery or college", required=False, max_length=200)

    def clean(self):
        """Say what is wrong with a child's name or birth."""
        typed = super().clean()
        if self.errors or not self.has_changed():
            return typed
        born = {name: typed.get(name) for name in ("born_on", "age", "due_on")}
        if problem := rules.problem_with_birth(**born, today=self.today):
            self.add_error("due_on" if born["due_on"] else "born_on", problem)
        if not (typed.get("given_names") or typed.get("family_name") or born["due_on"]):
            self.add_error("given_names", "Enter a name, or the due date of a baby not yet born")
        return typed

    def told(self) -> rules.ToldOf:
        """This row in the shape in which it is told."""
        return rules.ToldOf(part=rules.Part.CHILD, **self.cleaned_data)


class AdultRow(forms.Form):
    """One adult of the family."""

    asks: ClassVar = {
        "given_names": new("person.name"),
        "family_name": new("person.name"),
        "relation": new("relative.relationship"),
        "phone": new("person.phone"),
        "lives_elsewhere": new("person.in_household"),
    }

    given_names = forms.NameField(label="First names", required=False, max_length=120)
    family_name = forms.NameField(label="Family name", required=False, max_length=120)
    relation = forms.ChoiceField(
        label="How they are related to the children",
        required=False,
        choices=[("", "Choose one"), *((str(kind), label) for kind, label in rules.RELATION_LABELS.items())],
    )
    phone = forms.PhoneField(label="Their telephone number", required=False)
    lives_elsewhere = forms.BooleanField(label="Lives somewhere else", required=False)

    def clean(self):
        """Say when an adult has no name."""
        typed = super().clean()
        if self.has_changed() and not (typed.get("given_names") or typed.get("family_name")):
            self.add_error("given_names", "Enter a name, or leave this whole part empty")
        return typed

    def told(self) -> rules.ToldOf:
        """This row in the shape in which it is told."""
        typed = self.cleaned_data
        relation = RelationKind(typed["relation"] or RelationKind.OTHER)
        return rules.ToldOf(
            part=rules.part_of(relation),
            relation=relation,
            given_names=typed["given_names"],
            family_name=typed["family_name"],
            phone=typed["phone"],
            in_household=not typed["lives_elsewhere"],
        )


ROWS = {CHILDREN: ChildRow, ADULTS: AdultRow}


class Intake(forms.Form):
    """What every route asks; each adds what is its own."""

    asks: ClassVar = {
        "home_lines": new("person.home"),
        "home_postcode": new("person.home"),
        "worries": new("request.worries"),
        "going_well": new("request.going_well"),
        "tried": new("request.tried"),
        "family_wants": new("request.family_wants"),
        "family_view": new("request.family_agrees"),
        "family_view_why": new("request.family_disagrees_why"),
    }

    sections: ClassVar[tuple[Section, ...]] = ()

    home_lines = forms.CharField(
        label="Address",
        required=False,
        max_length=300,
        help_text="House number and street, and the town",
    )
    home_postcode = forms.PostcodeField(label="Postcode", required=False, help_text="It tells us which hub is near")
    worries = forms.WordsField(
        label="What are you worried about?", help_text="What you have seen or been told, and since when", rows=6
    )
    going_well = forms.WordsField(
        label="What is going well?", required=False, rows=3, help_text="Strengths, and people the family can rely on"
    )
    tried = forms.WordsField(label="What has been tried already?", required=False, rows=3)
    family_wants = forms.WordsField(
        label="What does the family want?", required=False, rows=3, help_text="In their own words, if you can"
    )
    family_view = forms.OneOfField(
        label="Does the family know, and do they agree?",
        choices=[(str(view), label) for view, label in rules.FAMILY_VIEW_WORDS.items()],
        error_messages={"required": "Say whether the family knows and agrees"},
    )
    family_view_why = forms.WordsField(
        label="If not, why?",
        required=False,
        rows=3,
        max_length=2000,
        help_text="Leave this empty if the family agrees",
    )

    def clean(self):
        """Ask why where the family has not agreed."""
        typed = super().clean()
        view = typed.get("family_view")
        if view and view != rules.FamilyView.AGREES and not typed.get("family_view_why", "").strip():
            self.add_error("family_view_why", "Write down why the family has not agreed, or does not know")
        return typed

    def asker(self, known: rules.Asker | None) -> rules.Asker:
        """Who asks."""
        raise NotImplementedError

    def stepped_down(self) -> rules.SteppedDown | None:
        """What only a step-down says."""
        return None


SECTIONS = (
    Section(
        CHILDREN, "The children", rows=CHILDREN, hint="Any name you know is enough. You do not need a date of birth."
    ),
    Section(
        ADULTS,
        "The adults",
        rows=ADULTS,
        hint="Parents, carers and others who matter to the children, at home or not. Leave empty what you do not know.",
    ),
    Section("home", "Where the children live", ("home_lines", "home_postcode")),
    Section("worries", "What is happening", ("worries", "going_well", "tried")),
    Section("family", "What the family says", ("family_wants", "family_view", "family_view_why")),
)


class IntakePage:
    """One contact being typed: its form, the rows of children and adults, and the draft they are kept in."""

    def __init__(
        self,
        form_class: type[Intake],
        data: Mapping | None,
        *,
        today: date,
        is_resumed: bool = False,
        initial: dict | None = None,
    ) -> None:
        self.form = form_class(data or None, today=today, initial=initial)
        self.rows = {
            name: _set_of(row)(data or None, prefix=name, form_kwargs={"today": today}) for name, row in ROWS.items()
        }
        if is_resumed and data:
            self._quiet()

    @classmethod
    def resume(cls, form_class: type[Intake], draft: Draft, *, today: date, initial: dict | None = None) -> IntakePage:
        """The page as it was typed, with no errors yet; a draft from before its rows is given them."""
        typed = draft.typed if draft.fields else None
        if typed is not None:
            for name in ROWS:
                typed.setdefault(f"{name}-TOTAL_FORMS", "1")
                typed.setdefault(f"{name}-INITIAL_FORMS", "0")
            for name, value in (initial or {}).items():
                typed.setdefault(name, value)
        return cls(form_class, typed, today=today, is_resumed=True, initial=initial)

    def _quiet(self) -> None:
        for form in [self.form, *(row for rows in self.rows.values() for row in rows.forms)]:
            form._errors = ErrorDict()
            form.cleaned_data = {}

    @property
    def sections(self) -> list[dict]:
        """Each section with its fields or rows, as a page draws it."""
        return [
            {
                "about": section,
                "fields": [self.form[name] for name in section.fields],
                "rows": self.rows.get(section.rows),
            }
            for section in self.form.sections
        ]

    def is_valid(self) -> bool:
        """Whether everything can be sent; what cannot is marked."""
        are_valid = [self.form.is_valid(), *(rows.is_valid() for rows in self.rows.values())]
        if not all(are_valid):
            return False
        people = self.people()
        if not any(one.part is rules.Part.CHILD for one in people):
            self.form.add_error(None, "Tell us about at least one child. For a baby not yet born, give the due date")
        if twice := rules.twice_told(people):
            self.form.add_error(None, f"{twice} is here twice. Take one of them out")
        return not self.form.errors

    def people(self) -> tuple[rules.ToldOf, ...]:
        """Everyone told of; an empty row is nobody."""
        return tuple(row.told() for rows in self.rows.values() for row in rows.forms if row.has_changed())

    def children_so_far(self) -> list[dict]:
        """What can be read so far of each child, and of the home, though nothing is sent yet."""
        home = _read_so_far(self.form, ("home_lines", "home_postcode"))
        names = ("given_names", "family_name", "born_on", "age")
        of_home = {"lines": home.get("home_lines", ""), "postcode": home.get("home_postcode", "")}
        rows = [_read_so_far(row, names) for row in self.rows[CHILDREN].forms]
        return [of_home | one for one in rows if one]

    def told(self, known: rules.Asker | None = None) -> rules.Told:
        """Everything told, once it is valid."""
        typed = self.form.cleaned_data
        words = {
            name: typed[name]
            for name in (
                "worries",
                "going_well",
                "tried",
                "family_wants",
                "family_view_why",
                "home_lines",
                "home_postcode",
            )
        }
        return rules.Told(
            asker=self.form.asker(known),
            people=self.people(),
            family_view=rules.FamilyView(typed["family_view"]),
            harm_rang=typed.get("harm_rang", ""),
            stepped_down=self.form.stepped_down(),
            **words,
        )


def _read_so_far(form: forms.Form, names: tuple[str, ...]) -> dict:
    form.is_valid()
    given = getattr(form, "cleaned_data", {})
    return {name: given[name] for name in names if given.get(name)}


class _Rows(forms.BaseFormSet):
    """Rows of which all may be empty."""


def _set_of(row: type[forms.Form]):
    return forms.formset_factory(row, formset=_Rows, extra=1, max_num=MOST_PEOPLE, absolute_max=MOST_PEOPLE)
