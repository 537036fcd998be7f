"""What the gallery shows: every component's folder, its example, and invented things to fill it."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from alongside.foundation.components import forms
from alongside.foundation.components.paging import Page

from .maps import AreaMap, Place
from .scatter import ScatterChart

COTTON = Path(__file__).resolve().parents[1] / "templates" / "cotton"
PARTS_OF_OTHERS = {"figures", "tab_panel"}


@dataclass(frozen=True)
class Piece:
    """One component of the gallery."""

    name: str
    title: str
    template: str
    code: str


def list_pieces() -> list[Piece]:
    """Return every component that has a folder, by name."""
    return [
        Piece(
            name=folder.name.replace("_", "-"),
            title=folder.name.replace("_", " ").capitalize(),
            template=f"cotton/{folder.name}/example.html",
            code=(folder / "example.html").read_text(encoding="utf-8").strip(),
        )
        for folder in sorted(COTTON.iterdir())
        if folder.is_dir() and folder.name not in PARTS_OF_OTHERS
    ]


class Everything(forms.Form):
    """Every kind of field that we have, as an example."""

    name = forms.NameField(label="Your name", help_text="As you like to be called")
    born = forms.DayOfBirthField(help_text="For example, 27 3 2019, or 27 March 2019")
    reach = forms.OneOfField(
        label="How should we reach you?",
        choices=[("phone", "By telephone"), ("email", "By e-mail"), ("letter", "By letter")],
        hints={"letter": "It takes two or three days"},
        reveals={"phone": "phone", "email": "email"},
    )
    phone = forms.PhoneField(label="Telephone number")
    email = forms.EmailField(label="E-mail address")
    live = forms.PostcodeField(help_text="Of the family’s home")
    agreed = forms.YesNoField(label="Has the family agreed to this?")
    needs = forms.SomeOfField(
        label="What would help?",
        required=False,
        choices=[("school", "Getting to school"), ("sleep", "Sleep"), ("money", "Money and debt")],
        hints={"money": "Rent, bills, benefits"},
    )
    hub = forms.ChoiceField(label="Hub", choices=[("", "Choose a hub"), ("a", "Banbury Road"), ("b", "Millbrook")])
    price = forms.PoundsField(label="Price", suffix="a week")
    said = forms.WordsField(label="What the family said", help_text="In their words", max_length=600)
    letter = forms.FileField(label="Letter from school", required=False, widget=forms.FileInput)
    secret = forms.CharField(label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    told = forms.BooleanField(label="The family knows that I am sending this")


class Child(forms.Form):
    """One row of several."""

    use_required_attribute = False
    first = forms.NameField(label="First name")


class One(forms.Form):
    """A form of one field."""

    reason = forms.ReasonField(label="Why are you opening this record?")


class Narrow(forms.Form):
    """A list's filter."""

    level = forms.SomeOfField(
        label="Level of need",
        required=False,
        choices=[("2", "2, early help"), ("3", "3, targeted")],
    )


def samples(*, today: date, data=None) -> dict:
    """Return invented things for the examples."""
    form = Everything(data, today=today)
    rows = forms.formset_factory(Child, formset=forms.BaseFormSet, extra=1)(prefix="child")
    return {
        "today": today,
        "day": today,
        "nothing": None,
        "late": today - timedelta(days=3),
        "soon": today + timedelta(days=2),
        "later": today + timedelta(days=40),
        "form": form,
        "rows": rows,
        "one": One(auto_id="one_%s"),
        "filter_form": Narrow(auto_id="narrow_%s"),
        "page": Page(rows=[1], next_key="next", previous_key="previous"),
        "map": _map(),
        "scatter": ScatterChart.of(
            [
                {"x": 9, "y": 14, "name": "As it is", "open": True},
                {"x": 5, "y": 17, "name": "Fewer"},
                {"x": 9, "y": 12, "name": "Moved"},
            ],
            say_x=lambda value: f"£{value:.1f}",
            say_y=lambda value: f"{value:.1f}",
        ),
    }


def _map() -> AreaMap:
    def box(west: float, south: float) -> list:
        return [
            [
                (west, south),
                (west + 0.02, south - 0.002),
                (west + 0.021, south + 0.01),
                (west + 0.001, south + 0.012),
                (west, south),
            ]
        ]

    return AreaMap.of(
        [
            Place("Millbrook North", box(-1.30, 51.760), "highest fifth", "#map", 5),
            Place("Millbrook South", box(-1.30, 51.748), "second fifth", "#map", 4),
            Place("Saltway", box(-1.279, 51.758), "lowest fifth", "#map", 1),
            Place("Ash Green", box(-1.279, 51.746), "no figure", "#map", 0),
        ],
        sites=[{"name": "Millbrook hub", "longitude": -1.29, "latitude": 51.757}],
    )
