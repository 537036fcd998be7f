"""What is typed about workers: its shape."""

from alongside.foundation.components import forms

from . import rules


class FindWorkers(forms.Form):
    """What narrows the list of workers."""

    team = forms.ChoiceField(label="Team", required=False)
    skill = forms.ChoiceField(label="Skill", required=False)
    language = forms.CharField(label="Language", required=False, max_length=60)

    def __init__(self, *args, teams: list[tuple[str, str]], skills: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", "Every team"), *teams]
        self.fields["skill"].choices = [("", "Any skill"), *skills]


class DescribeWorker(forms.Form):
    """A worker's skills, languages and hours; with a manager, the number of families agreed."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    skills = forms.SomeOfField(label="Skills", required=False)
    languages = forms.CharField(
        label="Languages besides English",
        required=False,
        max_length=400,
        help_text="Those in which you could visit a family. Put a comma between them: Polish, Urdu.",
    )
    hours_a_week = forms.DecimalField(
        label="Hours a week",
        required=False,
        min_value=0.5,
        max_value=rules.MOST_HOURS,
        max_digits=4,
        decimal_places=1,
        widget=forms.Affixed({"inputmode": "decimal"}, suffix="hours"),
        error_messages={
            "invalid": "Enter hours a week as a number, such as 37 or 18.5",
            "max_value": f"Hours a week are at the most {rules.MOST_HOURS}",
            "min_value": "Hours a week are half an hour at the least",
        },
    )
    working_pattern = forms.CharField(
        label="When and where?",
        required=False,
        max_length=300,
        help_text="For instance: Monday to Wednesday, school terms only, evenings by arrangement.",
    )
    capacity = forms.IntegerField(
        label="Families agreed at the most",
        required=False,
        min_value=0,
        max_value=rules.LARGEST_CAPACITY,
        help_text="Leave it empty for the local number.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={
            "invalid": "Enter families agreed as a whole number",
            "max_value": f"Enter a number from 0 to {rules.LARGEST_CAPACITY}",
            "min_value": f"Enter a number from 0 to {rules.LARGEST_CAPACITY}",
        },
    )

    def __init__(self, *args, skills: list[tuple[str, str]], with_capacity: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["skills"].choices = skills
        if not with_capacity:
            del self.fields["capacity"]

    def clean_languages(self):
        return rules.tidy_languages(self.cleaned_data["languages"])


class NameSkill(forms.Form):
    """A skill's name."""

    name = forms.CharField(label="Skill", max_length=120)
