"""Forms of places: they check the shape and speak; actions save."""

from collections.abc import Sequence

from alongside.foundation.components import forms
from alongside.places.rules.kinds import SITE_KIND_NAMES

Choices = Sequence[tuple[str, str]]
KINDS: Choices = [(kind.value, name) for kind, name in SITE_KIND_NAMES.items()]


class AsSeen(forms.Form):
    """A form that remembers how the place stood when the page was opened."""

    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)


class Find(forms.Form):
    """A postcode to look up."""

    postcode = forms.CharField(
        label="Postcode", help_text="Of the family’s home, such as the one on a letter to them",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )  # fmt: skip


class NarrowSites(forms.Form):
    """Which sites to list."""

    words = forms.CharField(label="Name, town or postcode", required=False)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Every kind"), *KINDS])
    locality = forms.ChoiceField(label="Locality", required=False)
    closed = forms.BooleanField(label="Closed ones too", required=False)

    def __init__(self, *args, localities: Choices, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["locality"].choices = [("", "Every locality"), *localities]


class ALocality(AsSeen):
    """A locality's name and team."""

    name = forms.CharField(label="Name of the locality", max_length=120, help_text="As families would say it")
    team = forms.ChoiceField(
        label="Which team works there?", required=False,
        help_text="New requests for help from its areas go to this team",
    )  # fmt: skip

    def __init__(self, *args, teams: Choices, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "No team yet"), *teams]


class SetHub(AsSeen):
    """The site that is a locality's hub."""

    site = forms.ChoiceField(
        label="Which site is the hub?",
        help_text="The hubs and children’s centres of the locality come first, then other sites",
    )

    def __init__(self, *args, sites: Choices, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].choices = [("", "Choose a site"), *sites]


class MoveAreas(forms.Form):
    """Areas to move, and where to."""

    areas = forms.SomeOfField(label="Which areas are moving?", choices=[])
    to = forms.ChoiceField(label="To which locality?")

    def __init__(self, *args, areas: Choices, localities: Choices, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = areas
        self.fields["to"].choices = [("", "Choose a locality"), *localities]


class ASite(AsSeen):
    """A site: what it is, where, and whose."""

    name = forms.CharField(label="Name of the site", max_length=200)
    kind = forms.OneOfField(label="What kind of site is it?", choices=KINDS)
    address_line_1 = forms.CharField(label="Building and street", max_length=120, required=False)
    address_line_2 = forms.CharField(label="Second line of the address", max_length=120, required=False)
    town = forms.CharField(label="Town or village", max_length=80, required=False)
    postcode = forms.PostcodeField()
    team = forms.ChoiceField(label="Team that works from here", required=False)
    agency = forms.ChoiceField(label="Agency that runs it", required=False)

    def __init__(self, *args, teams: Choices, agencies: Choices, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "None"), *teams]
        self.fields["agency"].choices = [("", "None"), *agencies]


class ChangeSite(ASite):
    """The same, for a site that some register gave without a postcode."""

    postcode = forms.PostcodeField(required=False)


class Confirm(forms.Form):
    """Nothing but a button."""
