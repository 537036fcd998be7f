"""An appraisal of options: which, criteria and points, scores, money, risks, effects on people."""

from collections.abc import Mapping, Sequence
from typing import Any

from alongside.foundation.components import forms
from alongside.foundation.drafts.forms import DraftForm
from alongside.planning.rules.appraisals import EFFECTS, GROUPS, NEAR, STEPS_OF_RISK, number_of_part
from alongside.planning.rules.criteria import FULL, MEASURED, MOST_JUDGED
from alongside.planning.rules.years import MONEY_WORDS

NARROW = {"class": "govuk-input--width-4", "inputmode": "numeric"}
RISK_WORDS = ("Very low", "Low", "Middling", "High", "Very high")


BOUNDS = ("min_value", "max_value")


def _whole(label: str, *, least: int, most: int, needed: str = "", **more) -> forms.IntegerField:
    wrong = f"Enter a whole number from {least} to {most} ({label})"
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, widget=forms.TextInput(attrs=NARROW),
        error_messages=({"required": needed} if needed else {}) | dict.fromkeys(("invalid", *BOUNDS), wrong), **more,
    )  # fmt: skip


class MakeAppraisal(forms.Form):
    """Which scenarios stand side by side."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label="What is this appraisal called?", max_length=120)
    why = forms.WordsField(label="Which question is it to answer?", required=False, max_length=2000, rows=3)
    scenarios = forms.SomeOfField(
        label="Which scenarios are options?",
        help_text="Today’s model as it is always stands beside them. So does the present model, improved: it is asked "
        "for by itself when it is not among them.",
        error_messages={"required": "Choose at least one scenario"},
    )  # fmt: skip

    def __init__(self, *args, choices: Sequence[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scenarios"].choices = choices


class AgreeCriteria(forms.Form, DraftForm):
    """Points for what is measured, up to four criteria that people judge, and who agreed."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    near = _whole(
        "A child is near within so many minutes",
        least=1,
        most=240,
        initial=NEAR,
        needed="Enter within how many minutes a child is near",
    )
    starts = _whole("The plan begins after so many years", least=0, most=10, initial=1,
                    needed="Enter after how many years the plan begins",
                    help_text="Until then the sites cost what they cost today.")  # fmt: skip
    agreed = forms.WordsField(
        label="Who agreed these points, when, and how?", max_length=2000, rows=3, required=False,
        help_text="Needed before it is published.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for one in MEASURED:
            self.fields[f"points_{one.key}"] = _whole(f"Points for: {one.name}", least=0, most=1000, required=False)
        for place in range(1, MOST_JUDGED + 1):
            self.fields[f"judged_{place}"] = forms.CharField(
                label=f"Criterion {place} that people judge", max_length=120, required=False
            )
            self.fields[f"words_{place}"] = forms.CharField(
                label=f"What a score of 100 means for criterion {place}", max_length=200, required=False
            )
            self.fields[f"points_judged_{place}"] = _whole(
                f"Points for criterion {place}", least=0, most=1000, required=False
            )

    def sections(self) -> list[dict]:
        """The fields under their headings."""
        judged = [f"{part}_{n}" for n in range(1, MOST_JUDGED + 1) for part in ("judged", "words", "points_judged")]
        parts = (
            ("What is measured", "Worked out from each plan. The best option on a measure has 100, the worst 0.",
             [f"points_{one.key}" for one in MEASURED]),
            ("What people judge", "Such as how easily it can be done, or how it fits with what families said.", judged),
            ("How it is read", "", ["near", "starts", "agreed"]),
        )  # fmt: skip
        return [
            {"title": title, "words": words, "fields": [self[one] for one in names]} for title, words, names in parts
        ]

    def clean(self) -> dict:
        """A judged criterion has a name and points, or neither; something has points."""
        said = super().clean()
        for place in range(1, MOST_JUDGED + 1):
            name, points = said.get(f"judged_{place}"), said.get(f"points_judged_{place}")
            if points and not name:
                self.add_error(f"judged_{place}", f"Say what criterion {place} is, or take its points away")
        if not self.errors and not any(self.points().values()):
            self.add_error(None, "Give points to at least one criterion")
        return said

    def points(self) -> dict[str, int]:
        """The points that were given, those of nought left out."""
        said = self.cleaned_data
        own = {str(one.key): said[f"points_{one.key}"] or 0 for one in MEASURED}
        own |= {one["key"]: said[f"points_{one['key']}"] or 0 for one in self.judged()}
        return {key: points for key, points in own.items() if points}

    def judged(self) -> list[dict[str, str]]:
        """The criteria that people judge."""
        said = self.cleaned_data
        return [
            {"key": f"judged_{n}", "name": said[f"judged_{n}"].strip(), "words": said[f"words_{n}"].strip()}
            for n in range(1, MOST_JUDGED + 1)
            if said[f"judged_{n}"]
        ]

    @staticmethod
    def first_of(asked: Mapping[str, Any]) -> dict[str, Any]:
        """What the form starts with."""
        first = {name: asked[name] for name in ("near", "starts", "agreed")}
        first["seen"] = number_of_part(asked, "criteria")
        first |= {f"points_{key}": points for key, points in asked["points"].items()}
        for one in asked["judged"]:
            place = one["key"].removeprefix("judged_")
            first |= {one["key"]: one["name"], f"words_{place}": one["words"]}
        return first


class ScoreOptions(forms.Form, DraftForm):
    """A score and a reason for each option on each criterion that people judge."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, judged: Sequence[Mapping], options: Sequence[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.judged, self.options = judged, options
        for one in judged:
            for place, (_, name) in enumerate(options):
                field = f"{one['key']}_{place}"
                self.fields[field] = _whole(f"{name}: score", least=0, most=FULL, required=False)
                self.fields[f"{field}_why"] = forms.CharField(label=f"{name}: why", max_length=500, required=False)

    def sections(self) -> list[dict]:
        """The fields under the criterion that they score."""
        return [
            {"title": one["name"], "words": f"100 means: {one['words']}" if one["words"] else "",
             "fields": [self[f"{one['key']}_{place}{part}"] for place in range(len(self.options))
                        for part in ("", "_why")]}
            for one in self.judged
        ]  # fmt: skip

    def scores(self) -> dict[str, dict[str, dict[str, Any]]]:
        """What was judged; what was left empty is not there."""
        said = self.cleaned_data
        return {
            one["key"]: {
                key: {"score": said[f"{one['key']}_{place}"], "why": said[f"{one['key']}_{place}_why"]}
                for place, (key, _) in enumerate(self.options)
                if said[f"{one['key']}_{place}"] is not None
            }
            for one in self.judged
        }

    @staticmethod
    def first_of(asked: Mapping[str, Any], options: Sequence[tuple[str, str]]) -> dict[str, Any]:
        """What the form starts with."""
        first = {"seen": number_of_part(asked, "scores")}
        for criterion, own in asked["scores"].items():
            for place, (key, _) in enumerate(options):
                if key in own:
                    first |= {f"{criterion}_{place}": own[key]["score"], f"{criterion}_{place}_why": own[key]["why"]}
        return first


class _ALine(DraftForm, forms.Form):
    """One line about an option."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, options: Sequence[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["option"].choices = options

    @property
    def line(self) -> dict[str, Any]:
        """What was said, without its id."""
        return {name: value for name, value in self.cleaned_data.items() if name != "id"}


class AddMoney(_ALine):
    """A sum that an option costs or brings beside its sites."""

    option = forms.OneOfField(label="Which option?")
    kind = forms.OneOfField(
        label="What is it?", choices=[(str(key), words) for key, (words, _) in MONEY_WORDS.items()],
        hints={str(key): hint for key, (_, hint) in MONEY_WORDS.items()},
    )  # fmt: skip
    what = forms.CharField(label="What for?", max_length=160)
    pence = forms.PoundsField(label="How much, in this year’s prices?")
    from_year = _whole("In which year does it fall, or begin?", least=0, most=30, initial=1,
                       help_text="0 is this year, 1 the next")  # fmt: skip
    source = forms.CharField(
        label="Who says so?", max_length=200, help_text="A person, a tender, a paper with its date"
    )


class AddRisk(_ALine):
    """What could go wrong with an option."""

    option = forms.OneOfField(label="Which option?")
    what = forms.CharField(label="What could go wrong?", max_length=300)
    likelihood = forms.OneOfField(
        label="How likely is it?", choices=[(str(n + 1), RISK_WORDS[n]) for n in range(STEPS_OF_RISK)]
    )
    impact = forms.OneOfField(
        label="How bad would it be?", choices=[(str(n + 1), RISK_WORDS[n]) for n in range(STEPS_OF_RISK)]
    )
    answer = forms.CharField(label="What will be done about it?", max_length=300)
    owner = forms.CharField(label="Whose is it?", max_length=120)


class AddEffect(_ALine):
    """What an option means for a group of people."""

    group = forms.OneOfField(label="Which people?", choices=list(GROUPS.items()))
    option = forms.OneOfField(label="Which option?")
    effect = forms.OneOfField(label="What does it mean for them?", choices=list(EFFECTS.items()))
    why = forms.WordsField(label="How do we know?", max_length=600, rows=3)
    answer = forms.CharField(label="What will be done about it?", max_length=300, required=False)


class NameFormula(forms.Form):
    """Which version of a formula of money stands in the paper."""

    formula = forms.OneOfField(label="Which formula stands in its paper?", error_messages={"required": "Choose one"})

    def __init__(self, *args, choices: Sequence[tuple[str, str]], hints: Mapping[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["formula"].choices = choices
        self.fields["formula"].widget.hints = hints


class Say(forms.Form):
    """Why something is published or withdrawn."""

    why = forms.WordsField(
        label="Why?", max_length=2000, rows=4, help_text="Everybody can read this.",
        error_messages={"required": "Say why"},
    )  # fmt: skip
