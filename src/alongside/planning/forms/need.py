"""What to show on the map of need, and an index's recipe."""

from alongside.foundation.components import forms
from alongside.foundation.drafts.forms import DraftForm
from alongside.planning.rules.indicators import Indicator, Kind
from alongside.planning.rules.recipes import PUTTING, Part, Putting, Recipe, problem_with

GROUPS = (
    ("Indexes made here", {Kind.INDEX}),
    ("Counts of families and children helped", {Kind.LIVE, Kind.LIVE_RATE}),
    ("Shares of people", {Kind.SHARE}),
    ("Scores of deprivation and other scores", {Kind.SCORE}),
    ("Tenths and ranks in England", {Kind.TENTH, Kind.RANK}),
    ("Counts of people", {Kind.COUNT}),
)
BY = [("area", "Area"), ("locality", "Locality"), ("hub", "Hub")]


def grouped_choices(indicators: list[Indicator]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Indicators under headings, for a long select."""
    found = [(title, [(one.key, one.name) for one in indicators if one.kind in kinds]) for title, kinds in GROUPS]
    return [(title, choices) for title, choices in found if choices]


class ChooseNeed(forms.Form):
    """What to show, by what, and beside which earlier period."""

    what = forms.ChoiceField(label="What to show", required=False)
    by = forms.ChoiceField(label="By", required=False, choices=BY)
    then = forms.ChoiceField(label="Beside the figures of", required=False)
    draw = forms.ChoiceField(
        label="On the map", required=False, choices=[("", "The figures"), ("change", "The change since then")]
    )

    def __init__(
        self, *args, indicators: list[Indicator], periods: list[str], is_subtracted: bool = True, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = grouped_choices(indicators)
        self.fields["then"].choices = [("", "No other period"), *((one, one) for one in periods)]
        if not periods:
            del self.fields["then"]
        if not periods or not is_subtracted:
            del self.fields["draw"]


MOST_PARTS = 8
IN_AN_INDEX = {Kind.SHARE, Kind.LIVE_RATE, Kind.SCORE}


class AnIndex(forms.Form, DraftForm):
    """An index's name, why it is made, and up to eight indicators with points."""

    name = forms.CharField(
        label="Name of the index", max_length=120, help_text="Such as “Need as the advisory group defined it”"
    )
    why = forms.WordsField(
        label="What it is for, and who agreed the points",
        rows=3,
        required=False,
        max_length=2000,
        help_text="Whoever asks about it later reads this first",
    )
    putting = forms.ChoiceField(
        label="How indicators are put on one scale",
        choices=[(str(key), f"{way.words}: {way.hint[0].lower()}{way.hint[1:]}") for key, way in PUTTING.items()],
        initial=str(Putting.RANK_NORMAL),
    )
    shrinks = forms.BooleanField(
        label="Draw rates from few people towards the mean of their locality",
        required=False,
        initial=True,
        help_text="So that an area is not first or last by chance",
    )

    def __init__(self, *args, indicators: list[Indicator], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "None"), *grouped_choices([one for one in indicators if one.kind in IN_AN_INDEX])]
        for n in range(1, MOST_PARTS + 1):
            self.fields[f"indicator_{n}"] = forms.ChoiceField(label=f"Indicator {n}", choices=choices, required=False)
            self.fields[f"points_{n}"] = forms.IntegerField(
                label=f"Points for indicator {n}",
                min_value=0,
                max_value=1000,
                required=False,
                widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
            )

    def clean(self) -> dict:
        """Put the parts together, and say what is missing beside its field."""
        said = super().clean()
        parts = []
        for n in range(1, MOST_PARTS + 1):
            chosen, points = said.get(f"indicator_{n}"), said.get(f"points_{n}")
            if points and not chosen:
                self.add_error(f"indicator_{n}", f"Choose what the {points} points are for")
            if chosen and points is None and f"points_{n}" not in self.errors:
                self.add_error(f"points_{n}", "Enter how many points this indicator has")
            if chosen and points is not None:
                parts.append(Part(chosen, points, Putting(said.get("putting") or "z"), bool(said.get("shrinks"))))
        said["recipe"] = Recipe(tuple(parts))
        if not self.errors and (problem := problem_with(said["recipe"])):
            self.add_error("indicator_1", problem)
        return said

    @staticmethod
    def first(recipe: Recipe) -> dict:
        """What the form starts with for a recipe."""
        first: dict = {}
        for n, part in enumerate(recipe.parts[:MOST_PARTS], start=1):
            first |= {f"indicator_{n}": part.indicator, f"points_{n}": part.points}
        if recipe.parts:
            first |= {"putting": str(recipe.parts[0].putting), "shrinks": recipe.parts[0].shrinks}
        return first
