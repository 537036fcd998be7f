"""Agreeing about a list, and handing it in."""

from django.forms import CharField, ChoiceField, FileField, IntegerField, Select, Textarea

from alongside.foundation.components import forms


class AgreeAboutList(forms.Form):
    """What an agency and the county agreed about one list."""

    agency = ChoiceField(label="Which agency’s list is it?", widget=Select)
    title = CharField(label="What is the list called?", max_length=120, help_text="Such as School roll, spring")
    service = CharField(
        label="What does being on it show?",
        max_length=200,
        help_text="As others will read it, such as Pupil of a school, or Health visiting",
    )
    agreed = CharField(
        label="What was agreed?",
        max_length=500,
        widget=Textarea(attrs={"rows": 3}),
        help_text="The sharing agreement’s name and date, and for what it may be used",
    )
    keeps_days = IntegerField(label="For how many days may it be kept?", min_value=1, max_value=730, initial=180)
    from_on = forms.DayField(label="From which day does the agreement hold?")
    until_on = forms.DayField(label="Until which day?")

    def __init__(self, *args, agencies: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "Choose one"), *agencies]


class HandInList(forms.Form):
    """An agency's list as a file."""

    file = FileField(
        label="The list", widget=forms.FileInput, help_text="CSV in UTF-8, an Excel workbook (.xlsx) or Parquet"
    )
    as_of = forms.DayField(label="Of which day is it?", must_be="today_or_past")
