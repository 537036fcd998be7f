"""Who does what, and who is in the team."""

from alongside.foundation.components import forms
from alongside.foundation.components.forms.asking import PROCESS, known, new

from .. import rules
from .base import PlanForm, line, several

OTHER = "other"


class AgreeAction(PlanForm):
    """What one named person will do by a day."""

    asks = {name: new("plan.action") for name in ("what", "owner", "owner_name", "due_on")} | {
        "about": known("plan.need")
    }

    about = forms.OneOfField(label="What is it for?")
    what = several("What will be done?", rows=2, help_text="Something that anyone could tell has been done")
    owner = forms.OneOfField(label="Who will do it?", reveals={OTHER: "owner_name"})
    owner_name = line(
        "Who, and from where?",
        help_text="A name, a comma, and their agency or how they know the family: Dee Lowe, Ash Green Surgery",
    )
    due_on = forms.DayField(label="By when?", must_be="today_or_future")

    def clean_owner_name(self):
        """A name and, after a comma, where they are from."""
        name, comma, agency = self.cleaned_data["owner_name"].partition(",")
        if not comma or not name.strip() or not agency.strip():
            raise forms.ValidationError("Enter a name, a comma, and where they are from: Dee Lowe, Ash Green Surgery")
        return name.strip(), agency.strip()


class FinishAction(PlanForm):
    """What came of something done."""

    asks = {"what_came": new("plan.progress")}

    what_came = several("What came of it?", rows=2, required=False)


class NotDone(PlanForm):
    """Why something was not done."""

    asks = {"why": new("plan.progress")}

    why = forms.ReasonField(label="Why was it not done?", help_text="So that the team can agree something that works")


class PutOff(PlanForm):
    """A later day, and why."""

    asks = {"due_on": known("plan.action"), "why": new("plan.progress")}

    due_on = forms.DayField(label="What is the new day?", must_be="today_or_future")
    why = forms.ReasonField(label="Why does the day change?")


class TakeUp(PlanForm):
    """The day for something taken up again."""

    asks = {"due_on": known("plan.action")}

    due_on = forms.DayField(label="By when will it be done now?", must_be="today_or_future")


class InviteToTeam(PlanForm):
    """Someone of an agency, asked into the team."""

    asks = {
        "email": new("plan.member"),
        "name": new("plan.member"),
        "agency_name": new("plan.member"),
        "part": new("plan.member"),
    }

    name = forms.NameField(label="Who are you asking?")
    agency_name = line("Which agency are they from?", width="20")
    part = line("What is their part?", help_text="Such as: class teacher, health visitor, housing officer", width="20")
    email = forms.EmailField(
        label="Their work e-mail address",
        help_text="If they sign in with it, they see the plan from now on. The letter names no child",
    )


class AskFamily(PlanForm):
    """Someone of the family, asked into the team."""

    asks = {"person": known("person.name"), "part": new("plan.member")}

    person = forms.OneOfField(label="Who of the family?")
    part = line("What is their part?", help_text="Such as: grandmother, who looks after the children on Fridays")


class AnswerInvitation(PlanForm):
    """Yes or no to joining the team."""

    asks = {"answer": PROCESS}

    answer = forms.OneOfField(
        label="Will you join the team around this family?",
        choices=[(str(rules.Answer.ACCEPTED), "Yes"), (str(rules.Answer.DECLINED), "No")],
        inline=True,
    )


class LeaveTeam(PlanForm):
    """Why someone's part in the team ends."""

    asks = {"why": new("plan.member")}

    why = forms.ReasonField(label="Why does their part end?", max_length=300)
