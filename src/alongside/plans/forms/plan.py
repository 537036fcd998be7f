"""Needs, goals and scales, and the plan's beginning and end."""

from alongside.foundation.components import forms
from alongside.foundation.components.forms.asking import PROCESS, known, new

from .. import rules
from .base import PlanForm, line, several, version_field

SETTLED = [(str(one), rules.NEED_STATUS_WORDS[one]) for one in rules.SETTLED]
READINGS = [(str(value), str(value)) for value in range(rules.LOWEST, rules.HIGHEST + 1)]


class Confirm(PlanForm):
    """A button, and nothing to fill in."""


class PlaceNeeds(PlanForm):
    """Which outcome each need is about."""

    asks = {"need-*": new("plan.need")}

    def __init__(self, *args, needs=(), outcomes=(), **kwargs):
        super().__init__(*args, **kwargs)
        for need in needs:
            self.fields[f"need-{need.position}"] = forms.ChoiceField(
                label=need.words,
                choices=[("", "Choose an outcome"), *outcomes],
                required=False,
                initial=need.outcome.key if need.outcome else "",
                help_text=f"From: {need.source}",
            )


class AddNeed(PlanForm):
    """Something more that is to get better."""

    asks = {
        "outcome": new("plan.need"),
        "words": new("plan.need"),
        "person": known("person.name"),
        "said_by": known("assessment.said_by"),
    }

    words = several("What needs to get better?", help_text="Plainly, as you would say it to the family")
    person = forms.ChoiceField(label="For whom?", required=False)
    outcome = forms.OneOfField(label="Which outcome is it about?")
    said_by = line("Who said so?", required=False, width="20")


class ChangeNeed(PlanForm):
    """A need said better, or put under another outcome."""

    asks = {
        "outcome": known("plan.need"),
        "words": known("plan.need"),
        "person": known("person.name"),
        "version": PROCESS,
    }

    words = several("What needs to get better?")
    person = forms.ChoiceField(label="For whom?", required=False)
    outcome = forms.OneOfField(label="Which outcome is it about?")
    version = version_field()


class SettleNeed(PlanForm):
    """What came of a need."""

    asks = {"status": new("plan.progress"), "evidence": new("plan.progress"), "settled_on": new("plan.progress")}

    status = forms.OneOfField(label="What came of it?", choices=SETTLED)
    evidence = several(
        "How do we know?", help_text="What is different now, and who says so. If others carry it on, who"
    )
    settled_on = forms.DayField(label="Since when?", must_be="today_or_past")


class OpenAgain(PlanForm):
    """Why a need is worked on again."""

    asks = {"why": new("plan.progress")}

    why = forms.ReasonField(label="Why is it being worked on again?")


class SetGoal(PlanForm):
    """What the family wants, in its own words."""

    asks = {
        "words": new("plan.goal"),
        "person": known("person.name"),
        "said_by": new("plan.goal"),
        "need": known("plan.need"),
        "measure": new("plan.looks_like"),
        "by_on": new("plan.looks_like"),
    }

    words = several("What does the family want?", help_text="In its own words. A child’s goal is in the child’s words")
    person = forms.ChoiceField(label="Whose words are they?", required=False)
    said_by = line("If it was someone else, who?", required=False, width="20")
    need = forms.ChoiceField(label="Which need is it about?", required=False)
    measure = several("How will everyone know that it is there?", required=False, rows=2)
    by_on = forms.DayField(label="By when?", required=False)


class ChangeGoal(SetGoal):
    """A goal said better."""

    asks = {**{name: known(ask.fact) for name, ask in SetGoal.asks.items()}, "version": PROCESS}

    version = version_field()


class SetScale(PlanForm):
    """A scale in the family's words."""

    asks = {name: new("plan.scale") for name in ("name", "one_means", "ten_means")} | {
        "outcome": known("plan.need"),
        "person": known("person.name"),
    }

    name = line("What is the scale of, in the family’s words?", help_text="Such as: mornings before school")
    one_means = line("What does 1 mean to them?", help_text="Such as: shouting every day", max_length=300)
    ten_means = line("What does 10 mean to them?", help_text="Such as: we leave the house smiling", max_length=300)
    person = forms.ChoiceField(label="Whose scale is it?", required=False)
    outcome = forms.OneOfField(label="Which outcome is it about?")


class ReadScale(PlanForm):
    """Where someone puts themselves today."""

    asks = {"value": new("plan.scale"), "said_by": new("plan.scale"), "read_on": PROCESS}

    value = forms.OneOfField(label="Which number, from 1 to 10?", choices=READINGS, inline=True)
    said_by = line("Who said it?", width="20")
    read_on = forms.DayField(label="When?", must_be="today_or_past")


class AgreePlan(PlanForm):
    """When the plan was agreed."""

    asks = {"agreed_on": new("plan.meeting"), "version": PROCESS}

    agreed_on = forms.DayField(label="When did the family and the team agree it?", must_be="today_or_past")
    version = version_field()


class AskForMore(PlanForm):
    """What the family needs that its team cannot give."""

    asks = {"what": PROCESS}

    what = forms.ReasonField(
        label="What does the family need that its team cannot give?",
        help_text="What has been tried, and what would help. It becomes the question to the panel",
        error_messages={"required": "Write down what the family needs"},
    )


class EndPlan(PlanForm):
    """Why a plan ends."""

    asks = {"why": new("plan.ending")}

    why = forms.ReasonField(label="Why does the plan end?", help_text="The family may read it")


class GiveCopy(PlanForm):
    """When and how the family got its copy."""

    asks = {"given_on": PROCESS, "how": PROCESS}

    given_on = forms.DayField(label="When did the family get it?", must_be="today_or_past")
    how = line("How did they get it?", help_text="In their hands, by post, on screen; and to whom", width="20")
