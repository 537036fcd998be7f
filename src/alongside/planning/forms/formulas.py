"""A formula of money: its settings, its points, and each locality's own figures."""

from decimal import Decimal

from alongside.foundation.components import forms
from alongside.foundation.drafts.forms import DraftForm
from alongside.planning.rules.money import FACTORS, LIMIT_WORDS, MOST_YEARS, TYPED, LimitRule, LocalityNeed, Settings

FROM_BUDGETS = "Filled in from this year’s budgets of hubs and centres, where they are on record."
LEAVE_EMPTY = "Leave them empty when they are not known; then they can have no points."
NARROW = {"class": "govuk-input--width-4", "inputmode": "numeric"}


def _percentage(label: str, **more) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        max_digits=6,
        decimal_places=2,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "decimal"}),
        **more,
    )


class AFormula(forms.Form, DraftForm):
    """Everything a formula needs, for the localities given."""

    name = forms.CharField(label="Name of the formula", max_length=120, help_text="Such as “Money by need, from 2027”")
    why = forms.WordsField(label="What it is for, and who agreed the points", rows=3, required=False, max_length=2000)
    first_year = forms.IntegerField(
        label="First financial year",
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs=NARROW),
        help_text="The year it begins in, such as 2027 for 2027/28",
    )
    budget = forms.PoundsField(label="Budget of the first year", help_text="For all hubs together")
    years = forms.IntegerField(
        label="Years to get there",
        min_value=1,
        max_value=MOST_YEARS,
        initial=3,
        widget=forms.TextInput(attrs=NARROW),
        help_text=f"In even steps, from 1 to {MOST_YEARS}",
    )
    budget_change = _percentage(
        "Change of the budget in each later year, per cent",
        min_value=-50,
        max_value=50,
        initial=0,
        help_text="Such as -3 when it falls by 3% a year",
    )
    fixed = forms.PoundsField(label="Fixed part of every hub", initial=0, help_text="What it takes to open the door")
    rule = forms.OneOfField(
        label="Limits on change from one year to the next",
        choices=[(str(key), words) for key, (words, _) in LIMIT_WORDS.items()],
        hints={str(key): hint for key, (_, hint) in LIMIT_WORDS.items()},
        initial=str(LimitRule.BOUNDED_SHARE),
    )
    largest_loss = _percentage(
        "Floor: the largest loss, per cent",
        min_value=-50,
        max_value=100,
        initial=10,
        help_text="A number below nought guarantees a gain",
    )
    largest_gain = _percentage(
        "Ceiling: the largest gain, per cent", min_value=-50, max_value=1000, help_text="Leave it empty for none"
    )

    def __init__(self, *args, needs: list[LocalityNeed], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.needs = needs
        for one in FACTORS:
            self.fields[f"points_{one.key}"] = forms.IntegerField(
                label=f"Points for {one.name[0].lower()}{one.name[1:]}",
                min_value=0,
                max_value=1000,
                required=False,
                help_text=one.words,
                widget=forms.TextInput(attrs=NARROW),
            )
        for need in needs:
            self.fields[f"baseline_{need.slug}"] = forms.PoundsField(
                label=f"{need.name}: money last year",
                error_messages={"required": f"Enter last year’s money of {need.name}: 0 where it had none"},
            )
            for key, words in (("protection", "children on a protection plan"), ("in_need", "children in need")):
                self.fields[f"{key}_{need.slug}"] = forms.IntegerField(
                    label=f"{need.name}: {words}", min_value=0, required=False, widget=forms.TextInput(attrs=NARROW)
                )

    def sections(self) -> list[dict]:
        """The fields under their headings."""
        of = [need.slug for need in self.needs]
        return [
            self._section("The formula", ["name", "why", "first_year", "budget", "years", "budget_change", "fixed"]),
            self._section("Limits", ["rule", "largest_loss", "largest_gain"]),
            self._section("What the money follows", [f"points_{one.key}" for one in FACTORS], "Give points to some."),
            self._section("Money last year", [f"baseline_{slug}" for slug in of], FROM_BUDGETS),
            self._section("Social care’s counts", [f"{key}_{slug}" for slug in of for key in TYPED], LEAVE_EMPTY),
        ]

    def _section(self, title: str, names: list[str], words: str = "") -> dict:
        return {"title": title, "words": words, "fields": [self[name] for name in names]}

    def clean(self) -> dict:
        """A floor and a ceiling where the rule needs them."""
        said = super().clean()
        rule = said.get("rule")
        if rule and rule != LimitRule.NONE and said.get("largest_loss") is None and "largest_loss" not in self.errors:
            self.add_error("largest_loss", "Enter the largest loss a hub may have, such as 10")
        needs_ceiling = rule == LimitRule.MINIMUM_GUARANTEE
        if needs_ceiling and said.get("largest_gain") is None and "largest_gain" not in self.errors:
            self.add_error("largest_gain", "Enter above which gain the rest is cut to pay for the floor, such as 5")
        loss, gain = said.get("largest_loss"), said.get("largest_gain")
        if rule != LimitRule.NONE and loss is not None and gain is not None and gain < -loss:
            self.add_error("largest_gain", "The ceiling is below the floor: no hub could be given anything")
        return said

    def settings(self) -> Settings:
        """The settings that were said."""
        said = self.cleaned_data
        points = {one.key: said[f"points_{one.key}"] or 0 for one in FACTORS}
        return Settings(
            said["budget"],
            said["fixed"] or 0,
            points,
            LimitRule(said["rule"]),
            said["largest_loss"] or Decimal(0),
            said["largest_gain"],
            said["years"],
            said["budget_change"] or Decimal(0),
            said["first_year"],
        )

    def needs_said(self) -> list[LocalityNeed]:
        """The localities with what was typed in for them."""
        said = self.cleaned_data
        return [
            LocalityNeed(
                need.slug,
                need.name,
                need.hub,
                need.amounts | {key: said[f"{key}_{need.slug}"] for key in ("protection", "in_need")},
                said[f"baseline_{need.slug}"],
            )
            for need in self.needs
        ]

    @staticmethod
    def first_of(needs: list[LocalityNeed], *, first_year: int) -> dict:
        """What a new formula starts with: the budgets on record, and social care's counts where they were taken in."""
        total = sum(need.baseline for need in needs)
        known = {f"baseline_{need.slug}": need.baseline for need in needs if need.baseline}
        counted = {
            f"{key}_{need.slug}": int(number)
            for need in needs for key in TYPED if (number := need.amounts.get(key)) is not None
        }  # fmt: skip
        return {"first_year": first_year, **known, **counted, **({"budget": total} if total else {})}

    @staticmethod
    def first(formula_name: str, why: str, settings: Settings, needs: list[LocalityNeed]) -> dict:
        """What the form starts with for a version that is kept."""
        first = {
            "name": formula_name,
            "why": why,
            "first_year": settings.first_year,
            "budget": settings.budget,
            "years": settings.years,
            "budget_change": settings.budget_change,
            "fixed": settings.fixed,
            "rule": str(settings.rule),
            "largest_loss": settings.largest_loss,
            "largest_gain": settings.largest_gain,
        }
        first |= {f"points_{key}": points or None for key, points in settings.points.items()}
        for need in needs:
            first[f"baseline_{need.slug}"] = need.baseline
            for key in ("protection", "in_need"):
                first[f"{key}_{need.slug}"] = need.amounts.get(key)
        return first
