"""What someone who asks for help is asked."""

from typing import ClassVar

from alongside.foundation.components import forms
from alongside.foundation.components.forms.asking import PROCESS, known, new

from .. import rules
from .intake import SECTIONS, Intake, Section


class HarmFirst(forms.Form):
    """Comes before everything else."""

    asks: ClassVar = {"is_harm": new("request.harm")}

    is_harm = forms.YesNoField(
        label="Is a child hurt now, or in immediate danger?",
        error_messages={"required": "Say whether a child is hurt now or in immediate danger"},
    )


class Danger(forms.Form):
    """After ringing, the request can go on."""

    asks: ClassVar = {"harm_rang": new("request.harm")}

    harm_rang = forms.CharField(
        label="Whom did you ring, and when?",
        max_length=200,
        help_text="For example: 999 at 10 past 9. Then you can go on with the request",
        error_messages={"required": "Ring first. Then write down whom you rang"},
    )


class LinkEmail(forms.Form):
    """Where the link to the form goes."""

    asks: ClassVar = {"email": new("asker.email")}

    email = forms.EmailField(
        label="Your e-mail address",
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}),
        help_text="We send you a link to the form. What you write is kept as you write it",
        error_messages={
            "required": "Enter your e-mail address",
            "invalid": "Enter an e-mail address, such as name@example.org",
        },
    )


class FromPartner(Intake):
    """A partner with an account: who they are is known already."""

    asks: ClassVar = Intake.asks | {"harm_rang": known("request.harm"), "phone": new("asker.phone")}

    sections: ClassVar = (
        *SECTIONS,
        Section("you", "How we reach you", ("phone",)),
    )

    harm_rang = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    phone = forms.PhoneField(
        label="Your telephone number", required=False, help_text="Where the front door can ring you about this request"
    )

    def asker(self, known: rules.Asker | None) -> rules.Asker:
        """The account, and the number just given."""
        return rules.Asker(
            kind=rules.AskerKind.PROFESSIONAL,
            name=known.name,
            role=known.role,
            organisation=known.organisation,
            email=known.email,
            phone=self.cleaned_data["phone"],
        )


class BySomeone(Intake):
    """Anyone by an e-mailed link: a professional, a relative, a neighbour, or the family itself."""

    asks: ClassVar = Intake.asks | {
        "harm_rang": known("request.harm"),
        "email": known("asker.email"),
        "asker_kind": new("asker.kind"),
        "name": new("asker.name"),
        "role": new("asker.role"),
        "organisation": new("asker.organisation"),
        "phone": new("asker.phone"),
    }

    sections: ClassVar = (
        Section("you", "About you", ("asker_kind", "name", "role", "organisation", "phone")),
        *SECTIONS,
    )

    harm_rang = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    email = forms.EmailField(required=False, widget=forms.HiddenInput)
    asker_kind = forms.OneOfField(
        label="Who are you?",
        choices=[(str(kind), label) for kind, label in rules.ASKER_WORDS.items()],
        error_messages={"required": "Say who you are"},
    )
    name = forms.NameField(label="Your name", max_length=200)
    role = forms.CharField(label="Your role", required=False, max_length=200, help_text="If this is part of your work")
    organisation = forms.CharField(label="School or organisation", required=False, max_length=200)
    phone = forms.PhoneField(label="Your telephone number", required=False)

    def asker(self, known: rules.Asker | None) -> rules.Asker:
        """What they said of themselves, and the address their link went to."""
        typed = self.cleaned_data
        return rules.Asker(
            kind=rules.AskerKind(typed["asker_kind"]),
            name=typed["name"],
            role=typed["role"],
            organisation=typed["organisation"],
            email=known.email,
            phone=typed["phone"],
        )


class Withdraw(forms.Form):
    """Why a request is taken back."""

    asks: ClassVar = {"why": PROCESS}

    why = forms.ReasonField(label="Why do you withdraw this request?")
