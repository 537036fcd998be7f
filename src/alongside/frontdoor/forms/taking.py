"""What a worker types while someone tells them, and what social care says when a family steps down."""

from typing import ClassVar

from alongside.foundation.components import forms
from alongside.foundation.components.forms.asking import PROCESS, new

from .. import rules
from .intake import SECTIONS, Intake, Section


class TakeInForm(Intake):
    """A contact by telephone, letter, in person, or as a notification."""

    asks: ClassVar = Intake.asks | {
        "harm_rang": new("request.harm"),
        "route": PROCESS,
        "asker_kind": new("asker.kind"),
        "name": new("asker.name"),
        "role": new("asker.role"),
        "agency": new("asker.organisation"),
        "organisation": new("asker.organisation"),
        "phone": new("asker.phone"),
        "email": new("asker.email"),
    }

    sections: ClassVar = (
        Section("harm", "First", ("harm_rang",)),
        Section(
            "you", "Who tells us", ("route", "asker_kind", "name", "role", "agency", "organisation", "phone", "email")
        ),
        *SECTIONS,
    )

    harm_rang = forms.CharField(
        label="Is a child hurt now, or in immediate danger? If so, what was done?",
        required=False,
        max_length=200,
        help_text="Leave empty if not. Otherwise ring 999 and the duty line first, then write down whom and when. "
        "The contact is then due on the same day",
    )
    route = forms.OneOfField(
        label="How did this reach us?",
        choices=[(str(one), rules.ROUTE_WORDS[one]) for one in rules.TAKEN_BY_HAND],
        initial=rules.Route.PHONE,
    )
    asker_kind = forms.OneOfField(
        label="Who tells us?",
        choices=[
            (str(rules.AskerKind.PROFESSIONAL), "Someone who works with children or families"),
            (str(rules.AskerKind.FAMILY), "The family itself"),
            (str(rules.AskerKind.SOMEONE_ELSE), "Someone who knows the family"),
        ],
    )
    name = forms.NameField(label="Their name", max_length=200)
    role = forms.CharField(label="Their role", required=False, max_length=200)
    agency = forms.ChoiceField(label="Their agency, if it is one of ours", required=False)
    organisation = forms.CharField(label="Or another organisation", required=False, max_length=200)
    phone = forms.PhoneField(label="Their telephone number", required=False)
    email = forms.EmailField(
        label="Their e-mail address",
        required=False,
        help_text="Where we tell them what was decided. Without one, they are to be rung",
        error_messages={"invalid": "Enter an e-mail address, such as name@example.org"},
    )

    def __init__(self, *args, agencies=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "None of these"), *((str(one.id), one.name) for one in agencies)]

    def asker(self, known: rules.Asker | None) -> rules.Asker:
        """Whoever told us, as they said."""
        typed = self.cleaned_data
        return rules.Asker(
            kind=rules.AskerKind(typed["asker_kind"]),
            name=typed["name"],
            role=typed["role"],
            organisation=typed["organisation"],
            email=typed["email"],
            phone=typed["phone"],
        )


class StepDownForm(Intake):
    """A family that steps down from statutory work to early help, and does not tell its story again."""

    asks: ClassVar = Intake.asks | {
        "statutory_work": new("request.statutory_work"),
        "last_meeting_on": new("request.last_meeting_on"),
        "named_lead": new("request.named_lead"),
        "agreed_by": new("request.agreed_by"),
        "family_said": new("request.family_said"),
    }

    sections: ClassVar = (
        Section(
            "step",
            "The statutory work that ends",
            ("statutory_work", "last_meeting_on", "named_lead", "agreed_by", "family_said"),
        ),
        *SECTIONS,
    )

    statutory_work = forms.OneOfField(
        label="From which statutory work?",
        choices=[(str(one), label) for one, label in rules.STATUTORY_WORDS.items()],
    )
    last_meeting_on = forms.DayField(
        label="Last meeting on",
        help_text="The meeting that agreed to step down. It may still be to come",
        error_messages={"required": "Enter the day of the last meeting"},
    )
    named_lead = forms.CharField(
        label="Named lead professional",
        required=False,
        max_length=200,
        help_text="Who goes on with the family, if that was agreed",
    )
    agreed_by = forms.CharField(
        label="Who agreed to step down?",
        max_length=200,
        help_text="For example: the review meeting, chaired by the team manager",
    )
    family_said = forms.WordsField(
        label="What did the family say about it?", rows=3, help_text="In their own words, if you can"
    )

    def asker(self, known: rules.Asker | None) -> rules.Asker:
        """The social worker."""
        return known

    def stepped_down(self) -> rules.SteppedDown:
        """What only a step-down says."""
        typed = self.cleaned_data
        return rules.SteppedDown(
            work=rules.StatutoryWork(typed["statutory_work"]),
            last_meeting_on=typed["last_meeting_on"],
            named_lead=typed["named_lead"],
            agreed_by=typed["agreed_by"],
            family_said=typed["family_said"],
        )
