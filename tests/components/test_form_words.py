"""What a form says of numbers, sums and texts that are out of bounds: plain words, and which field is meant."""

import pytest
from django.forms import TimeField

from alongside.foundation.components import forms, presenters


class Figures(forms.Form):
    year = forms.IntegerField(label="First year", min_value=2000, max_value=2100, required=False)
    visits = forms.IntegerField(label="Visits", min_value=0, max_value=200_000, required=False)
    children = forms.IntegerField(label="Children", min_value=0, required=False)
    most = forms.IntegerField(label="At most", max_value=9, required=False)
    any = forms.IntegerField(label="Any", required=False)
    share = forms.DecimalField(
        label="How much?", min_value=-50, max_value=100, max_digits=6, decimal_places=2, required=False
    )
    own = forms.IntegerField(label="Own", min_value=1, required=False, error_messages={"invalid": "Say it in a number"})
    sum = forms.PoundsField(label="Sum", required=False)
    name = forms.CharField(label="Name", max_length=5, required=False)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        pytest.param("year", "soon", "Enter a whole number from 2000 to 2100", id="a year is written in one piece"),
        pytest.param("year", "1999", "Enter a whole number from 2000 to 2100", id="too small"),
        pytest.param("visits", "200001", "Enter a whole number from 0 to 200,000", id="too large"),
        pytest.param("children", "-1", "Enter a whole number of 0 or more", id="no upper limit"),
        pytest.param("most", "10", "Enter a whole number of 9 at most", id="no lower limit"),
        pytest.param("any", "x", "Enter a whole number", id="no limit"),
        pytest.param("share", "1e9", "Enter a number from -50 to 100, with 2 decimal places at most", id="once only"),
        pytest.param("share", "1.234", "Enter a number from -50 to 100, with 2 decimal places at most", id="places"),
        pytest.param("own", "x", "Say it in a number", id="what a form says itself stays"),
        pytest.param("sum", "99999999999999999999", "That amount is too large. Check how many digits it has", id="sum"),
        pytest.param("name", "Longer", "Write 5 characters at most: this has 6", id="text"),
    ],
)
def test_what_is_out_of_bounds_is_told_with_its_bounds(field, typed, said):
    assert Figures({field: typed}).errors == {field: [said]}


def test_what_is_said_of_several_fields_names_each_of_them_in_the_summary():
    links = presenters.list_error_links(Figures({"year": "x", "visits": "x", "children": "x", "any": "x", "most": "x"}))
    assert links[0] == {"text": "Enter a whole number from 2000 to 2100", "href": "#id_year"}

    class Twice(forms.Form):
        one = forms.IntegerField(label="Longest journey", required=False)
        other = forms.IntegerField(label="How many?", required=False)

    found = presenters.list_error_links(Twice({"one": "x", "other": "y"}))
    assert found == [
        {"text": "Longest journey: enter a whole number", "href": "#id_one"},
        {"text": "How many? Enter a whole number", "href": "#id_other"},
    ]


CHOICE = forms.ChoiceField(choices=[("a", "A")])


@pytest.mark.parametrize(
    ("field", "label", "said"),
    [
        pytest.param(CHOICE, "Whose journeys count?", "Choose an answer to “Whose journeys count?”", id="a choice"),
        pytest.param(
            forms.SomeOfField(choices=[("a", "A")]), "Which panels?", "Choose at least one answer to “Which panels?”",
            id="some of several",
        ),
        pytest.param(forms.YesNoField(), "Is it paid?", "Choose an answer to “Is it paid?”", id="yes or no"),
        pytest.param(forms.CharField(), "Who said so?", "Write an answer to “Who said so?”", id="a line"),
        pytest.param(forms.WordsField(), "Why?", "Write an answer to “Why?”", id="words"),
        pytest.param(forms.IntegerField(), "How many?", "Enter a number for “How many?”", id="a number"),
        pytest.param(forms.PoundsField(), "How much?", "Enter an amount for “How much?”", id="money"),
        pytest.param(forms.DayField(), "By when?", "Enter a date for “By when?”", id="a day"),
        pytest.param(TimeField(), "At what time?", "Enter a time for “At what time?”", id="a time"),
        pytest.param(forms.WordsField(), "In words for families", "Write an answer to “In words for families”",
                     id="no thing"),
        pytest.param(forms.CharField(), "Name of the agency", "Enter the name of the agency", id="a thing"),
        pytest.param(CHOICE, "Locality", "Choose the locality", id="one of some things"),
        pytest.param(forms.EmailField(), "Their e-mail address", "Enter their e-mail address", id="whose it is"),
        pytest.param(forms.EmailField(), "E-mail address", "Enter the e-mail address", id="one capital"),
        pytest.param(forms.CharField(), "NHS number", "Enter the NHS number", id="capitals stay"),
        pytest.param(forms.DayField(), "First day", "Enter the first day", id="a day that is named"),
        pytest.param(CHOICE, "How indicators are put on one scale", "Choose how indicators are put on one scale",
                     id="a clause"),
        pytest.param(forms.CharField(), "Choose a password", "Choose a password", id="it says what to do already"),
        pytest.param(forms.FileField(), "What was measured?", "Choose a file", id="a file"),
        pytest.param(forms.BooleanField(), "We agree", "Tick “We agree” to go on", id="a box"),
    ],
)  # fmt: skip
def test_what_is_missing_is_asked_for_in_a_sentence(field, label, said):
    assert forms.asks_for(field, label) == said
