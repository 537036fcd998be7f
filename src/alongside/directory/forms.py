"""What is typed about services and offers: its shape."""

from alongside.foundation.components import forms
from alongside.foundation.drafts.forms import DraftForm

from . import rules

LEVELS = [
    ("1", "Level 1: universal"),
    ("2", "Level 2: early help"),
    ("3", "Level 3: targeted"),
    ("4", "Level 4: specialist"),
]
NUMBER = {"inputmode": "numeric", "class": "govuk-input--width-2"}


def _age(label: str, **kwargs) -> forms.IntegerField:
    wrong = f"Enter an age as a whole number from 0 to {rules.OLDEST_AGE}"
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=rules.OLDEST_AGE,
        widget=forms.TextInput(attrs=NUMBER),
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
        **kwargs,
    )


class FindServices(forms.Form):
    """What narrows the directory."""

    age = _age("A child’s age")
    locality = forms.ChoiceField(label="Where", required=False)
    level = forms.ChoiceField(label="Level of need", required=False, choices=[("", "Any level"), *LEVELS])

    def __init__(self, *args, localities: list[tuple[str, str]], for_family: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["locality"].choices = [("", "Anywhere in the county"), *localities]
        if for_family:
            del self.fields["level"]


class DescribeService(DraftForm, forms.Form):
    """A service, in words that a parent would understand."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    new = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter its name"})
    agency = forms.ChoiceField(label="Who gives it?", error_messages={"required": "Choose who gives it"})
    description = forms.WordsField(
        label="What is it?",
        max_length=4000,
        error_messages={"required": "Write down what it is"},
        help_text="As you would tell a parent: what happens, how long, how often.",
    )
    for_whom = forms.CharField(label="Who is it for?", required=False, max_length=300)
    from_age = _age("From which age?", help_text="Leave it empty where there is no lowest age.")
    to_age = _age("To which age?", help_text="Leave it empty where there is no highest age.")
    levels = forms.SomeOfField(
        label="For which levels of need?",
        required=False,
        choices=LEVELS,
        help_text="Tick none for a service that is open to everybody.",
    )
    how_to_ask = forms.WordsField(
        label="How does a family, or a worker, ask for it?", required=False, max_length=2000, rows=3
    )
    cost = forms.CharField(
        label="What does it cost the family?",
        required=False,
        max_length=200,
        help_text="For instance: free, or £2 a session.",
    )
    website = forms.CharField(
        label="Web address", required=False, max_length=300, help_text="For instance: https://example.org/play"
    )
    phone = forms.PhoneField(label="Telephone", required=False)
    email = forms.EmailField(label="E-mail", required=False)
    sites = forms.MultipleChoiceField(label="Where is it given?", required=False, widget=forms.Checkboxes)
    localities = forms.SomeOfField(
        label="Which localities does it serve?", required=False, help_text="Tick none where it serves the whole county."
    )
    checked_on = forms.DayField(
        label="When was this entry last checked with the service?", required=False, must_be="today_or_past"
    )

    def __init__(self, *args, agencies, sites, localities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "Choose an agency"), *agencies]
        self.fields["sites"].choices = sites
        self.fields["localities"].choices = localities

    def clean_website(self):
        address = self.cleaned_data["website"].strip()
        if address and not address.startswith(("https://", "http://")):
            raise forms.ValidationError("Enter a web address that starts with https://")
        return address

    def clean_levels(self):
        return [int(level) for level in self.cleaned_data["levels"]]

    def clean(self):
        cleaned = super().clean()
        lowest, highest = cleaned.get("from_age"), cleaned.get("to_age")
        if lowest is not None and highest is not None and highest < lowest:
            self.add_error("to_age", "The highest age is below the lowest: check both")
        return cleaned


class CoreItem(forms.Form):
    """One promise that every hub makes."""

    name = forms.CharField(label="What is promised?", max_length=160)
    promise = forms.WordsField(label="In words for families", max_length=400, rows=3)
    position = forms.IntegerField(
        label="Its place in the list", min_value=1, max_value=99, initial=1, widget=forms.TextInput(attrs=NUMBER)
    )
    is_active = forms.BooleanField(label="Every hub promises this now", required=False, initial=True)


class KeepCoreItem(forms.Form):
    """How a hub keeps one promise."""

    promise = forms.WordsField(label="How does this hub keep it?", max_length=400, rows=3)
    when = forms.CharField(label="When?", max_length=200, help_text="For instance: Tuesdays 10 to 12, in term time.")
    service = forms.ChoiceField(label="A service of the directory", required=False)

    def __init__(self, *args, services, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [("", "None"), *services]


class Offer(forms.Form):
    """What a hub offers of its own, or does not offer."""

    kind = forms.OneOfField(
        label="Is it offered here?",
        choices=[
            (rules.OfferKind.LOCAL, "Yes, it is this hub’s own offer"),
            (rules.OfferKind.NOT_OFFERED, "No, it is not offered here"),
        ],
    )
    name = forms.CharField(
        label="What is it?", required=False, max_length=160, help_text="Leave it empty when you choose a service below."
    )
    service = forms.ChoiceField(label="A service of the directory", required=False)
    promise = forms.WordsField(label="What can a family expect, or where can they go instead?", max_length=400, rows=3)
    when = forms.CharField(label="When?", required=False, max_length=200)

    def __init__(self, *args, services, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [("", "None"), *services]

    def clean_kind(self):
        return rules.OfferKind(self.cleaned_data["kind"])

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("name") and not cleaned.get("service"):
            self.add_error("name", "Name it, or choose a service")
        return cleaned
