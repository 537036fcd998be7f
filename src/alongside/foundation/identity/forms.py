"""The forms by which an administrator sets up who may sign in."""

from allauth.account.forms import LoginForm

from alongside.foundation.access.rules import declared_permissions
from alongside.foundation.components import forms

from . import rules

KINDS_OF_AGENCY = [(kind.value, words) for kind, words in rules.AGENCY_KIND_WORDS.items()]
KINDS_OF_TEAM = [(kind.value, words) for kind, words in rules.TEAM_KIND_WORDS.items()]
KINDS_OF_USER = [("staff", "Staff of the service"), ("partner", "Staff of a partner agency")]


class Find(forms.Form):
    words = forms.CharField(label="Name, e-mail address or agency", required=False)


class AnAgency(forms.Form):
    name = forms.CharField(label="Name of the agency", max_length=200)
    kind = forms.OneOfField(label="What kind of agency is it?", choices=KINDS_OF_AGENCY)
    phone = forms.PhoneField(label="Telephone number to ring about a family", required=False)
    email = forms.EmailField(label="E-mail address", required=False)


class ChangeAgency(AnAgency):
    is_active = forms.BooleanField(
        label="This agency is open", required=False, help_text="A closed agency stays on record and is offered nowhere"
    )


class ATeam(forms.Form):
    name = forms.CharField(label="Name of the team", max_length=200)
    kind = forms.OneOfField(label="What is the team for?", choices=KINDS_OF_TEAM)
    phone = forms.PhoneField(label="Telephone number", required=False)
    email = forms.EmailField(label="E-mail address", required=False)


class ChangeTeam(ATeam):
    is_active = forms.BooleanField(label="This team is open", required=False)


class AddUser(forms.Form):
    name = forms.CharField(label="Name", max_length=200)
    email = forms.EmailField(label="E-mail address", help_text="The invitation goes here")
    kind = forms.OneOfField(label="Where do they work?", choices=KINDS_OF_USER)
    agency = forms.ChoiceField(label="Agency")
    job_title = forms.CharField(label="Job title", required=False, max_length=120)
    phone = forms.PhoneField(label="Telephone number", required=False)

    def __init__(self, *args, agencies: list[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "Choose an agency"), *agencies]


class ChangeDetails(forms.Form):
    name = forms.CharField(label="Name", max_length=200)
    job_title = forms.CharField(label="Job title", required=False, max_length=120)
    phone = forms.PhoneField(label="Telephone number", required=False)


class GiveRole(forms.Form):
    role = forms.ChoiceField(label="Role")
    team = forms.ChoiceField(
        label="In which team?", required=False, help_text="What a hub or the front door works on is open to its team"
    )

    def __init__(self, *args, roles: list[tuple[str, str]], teams: list[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "Choose a role"), *roles]
        self.fields["team"].choices = [("", "No team"), *teams]


class Permissions(forms.Form):
    permissions = forms.SomeOfField(label="This role may", required=False, choices=[])

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "permissions"
        ].is_for_later = True  # a role may do nothing: no need to say that it may be left empty
        self.fields["permissions"].choices = [(one.code, one.words) for one in declared_permissions()]


class ChoosePassword(forms.Form):
    password = forms.CharField(
        label="Choose a password",
        help_text="At least twelve letters; three words you can remember are good",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class SignIn(LoginForm):
    """Signing in; the way to a new password stands once, below the form."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
