"""What is typed about funds, moves of money and limits: its shape."""

from alongside.foundation.components import forms

from .. import rules
from .base import MoneyForm, line, several, year_field


class OpenFund(MoneyForm):
    """A fund."""

    name = line("What is the fund called?", max_length=160)
    purpose = several("What is it for?", rows=3, max_length=1000)
    kind = forms.OneOfField(label="Whose money is it?", choices=list(rules.FUND_KIND_WORDS.items()))
    stream = forms.OneOfField(
        label="How is it reported where funding is joint?", choices=list(rules.STREAM_WORDS.items()), inline=True
    )
    holder = forms.ChoiceField(label="Which agency holds it?")


class Contribute(MoneyForm):
    """What a partner puts in."""

    agency = forms.ChoiceField(label="Which partner?")
    year = year_field()
    direction = forms.OneOfField(
        label="Which way?", choices=[("in", "Put in"), ("back", "Taken back, while it is free")], inline=True
    )
    amount = forms.PoundsField(label="How much?")
    words = line("What was agreed, and where?", help_text="For instance: partnership agreement of 3 March, clause 4.")


class AskVirement(MoneyForm):
    """A move of money."""

    from_fund = forms.ChoiceField(label="From which fund?")
    from_year = year_field("From which year?")
    to_fund = forms.ChoiceField(label="To which fund?")
    to_year = year_field("To which year?")
    amount = forms.PoundsField(label="How much?")
    why = several("Why?", error_messages={"required": "Write down why"})


class DecideVirement(MoneyForm):
    """The second person’s answer."""

    answer = forms.OneOfField(label="Is the move made?", choices=[("made", "Yes, make it"), ("refused", "No")])
    why = several("Why?", required=False, rows=3)


class GiveLimit(MoneyForm):
    """A delegated limit."""

    user = forms.ChoiceField(label="Who?")
    most = forms.PoundsField(label="Most at a time")
    most_a_year = forms.PoundsField(
        label="Most in a financial year", required=False, help_text="Leave it empty where the year is not limited."
    )
    from_on = forms.DayField(label="From which day?")
