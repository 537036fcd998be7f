"""What is typed about a package: its shape."""

from alongside.foundation.components import forms

from .. import rules
from .base import MoneyForm, PercentField, line, several


class StartPackage(MoneyForm):
    """A package begins with what it is for."""

    title = line(
        "What is this help for?", help_text="In a few words, for instance: back to school after a year at home."
    )


class AddAim(MoneyForm):
    """What the package should achieve."""

    outcome = forms.ChoiceField(label="Which outcome?")
    measure = line("How will it be seen?", max_length=300, help_text="For instance: in school every day for a term.")
    scale = forms.ChoiceField(
        label="Which of the family’s own scales shows it?",
        required=False,
        help_text="Distance travelled is read from it. Leave it empty where the family has none.",
    )


class EditLine(MoneyForm):
    """One service of the package."""

    what = line("What is given?", help_text="For instance: mentoring by a youth worker.")
    service = forms.ChoiceField(label="A service of the directory", required=False)
    provider = forms.ChoiceField(label="Who gives it?")
    unit = forms.OneOfField(label="What is counted?", choices=list(rules.UNIT_WORDS.items()), inline=True)
    units = forms.DecimalField(
        label="How many?", min_value=0, max_digits=9, decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
    )  # fmt: skip
    pattern = forms.OneOfField(
        label="Counted how?",
        choices=[(rules.Pattern.WEEKLY, "Every week"), (rules.Pattern.IN_ALL, "In all")],
        inline=True,
    )
    price = forms.PoundsField(label="What does one cost?")
    from_on = forms.DayField(label="First day")
    until_on = forms.DayField(label="Last day")

    def clean(self):
        cleaned = super().clean()
        wanted = ("units", "pattern", "price", "from_on", "until_on")
        if all(cleaned.get(name) is not None for name in wanted):
            costed = rules.Costed(
                cleaned["units"],
                rules.Pattern(cleaned["pattern"]),
                cleaned["price"],
                cleaned["from_on"],
                cleaned["until_on"],
            )
            if problem := rules.problem_with_line(costed):
                self.add_error(None, problem)
        return cleaned


class AddLine(EditLine):
    """One service of the package, at a price of a contract or at its own."""

    rate = forms.ChoiceField(
        label="At a price of a contract",
        required=False,
        help_text="It says who gives it, what is counted and what one costs. Leave those empty then.",
    )
    field_order = ("rate",)
    of_contract = ("what", "provider", "unit", "price")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.of_contract:
            self.fields[name].required = False

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("rate"):
            for name in self.of_contract:
                if not cleaned.get(name) and name not in self.errors:
                    asked = forms.asks_for(self.fields[name], self.fields[name].label)
                    self.add_error(name, f"{asked}, or choose a price of a contract")
        return cleaned


class SetShare(MoneyForm):
    """On what basis a fund pays."""

    fund = forms.ChoiceField(label="Which fund?")
    basis = forms.OneOfField(
        label="On what basis?",
        choices=list(rules.BASIS_WORDS.items()),
        hints={
            rules.Basis.PERCENT: "Of what is left when fixed amounts are paid. All percentages must make 100.",
            rules.Basis.CAPPED: "What is above the most falls to the other funds in their proportions.",
            rules.Basis.PER_LINE: "One line, whole. The other bases share the other lines.",
        },
    )
    percent = PercentField(label="Percentage", required=False, help_text="For a percentage, capped or not.")
    amount = forms.PoundsField(label="Amount", required=False, help_text="The fixed amount, or the most.")
    line = forms.ChoiceField(label="Line", required=False, help_text="For a fund that pays a whole line.")

    def clean(self):
        cleaned = super().clean()
        basis = cleaned.get("basis")
        if basis in {rules.Basis.PERCENT, rules.Basis.CAPPED} and not cleaned.get("percent"):
            self.add_error("percent", "Enter a percentage above 0 and up to 100")
        if basis in {rules.Basis.FIXED, rules.Basis.CAPPED} and not cleaned.get("amount"):
            self.add_error("amount", "Enter an amount above nought")
        if basis == rules.Basis.PER_LINE and not cleaned.get("line"):
            self.add_error("line", "Choose the line that this fund pays")
        return cleaned


class Confirm(MoneyForm):
    """Nothing more is asked."""


class SayWhy(MoneyForm):
    """Why."""

    why = several("Why?", error_messages={"required": "Write down why"})


class Approve(MoneyForm):
    """An approval, with words where there are any."""

    why = several("What made you approve it?", required=False, rows=3)


class ReferUp(MoneyForm):
    """Who is asked to approve instead."""

    to = forms.ChoiceField(label="Who should approve it?")
    why = several("Why?", error_messages={"required": "Write down why"})


class BeginPause(MoneyForm):
    """When the weekly help pauses."""

    from_on = forms.DayField(label="First day of the pause")
    until_on = forms.DayField(label="Last day of the pause")
    why = several("Why?", error_messages={"required": "Write down why"})


class BeginEnd(MoneyForm):
    """When the package ends."""

    last_on = forms.DayField(label="Last day of the help")
    why = several("Why?", error_messages={"required": "Write down why"})


class BeginInflation(MoneyForm):
    """How much prices rise, from when."""

    from_on = forms.DayField(label="From which day?")
    percent = PercentField(label="By how much?")
    why = several("Why?", help_text="For instance: the framework’s yearly uplift.")


class BeginChange(MoneyForm):
    """A change or a renewal."""

    kind = forms.OneOfField(
        label="What is it?",
        choices=[("change", "A change to what is given"), ("renewal", "A renewal: it goes on for longer")],
    )
    why = several("Why?", error_messages={"required": "Write down why"})
