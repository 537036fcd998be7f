"""Plain forms in our look: what they accept, what they say, and where their errors lead."""

from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured

from alongside.foundation.components import forms, presenters

TODAY = date(2026, 3, 14)


class Visit(forms.Form):
    name = forms.NameField(label="Your name", help_text="As you like to be called")
    seen_on = forms.DayField(label="Day of the visit", must_be="today_or_past")
    reach = forms.OneOfField(
        label="How should we reach you?",
        choices=[("phone", "By telephone"), ("letter", "By letter")],
        hints={"letter": "Two or three days"},
        reveals={"phone": "number"},
    )
    number = forms.PhoneField(label="Telephone number")
    needs = forms.SomeOfField(label="Needs", choices=[("a", "Sleep"), ("b", "School")], required=False)
    price = forms.PoundsField(label="Price", required=False)
    home = forms.PostcodeField(required=False)
    agreed = forms.YesNoField(label="Has the family agreed?")
    told = forms.BooleanField(label="The family knows")


def a_visit(**changes):
    typed = {
        "name": "  Ines   Okafor ",
        "seen_on-day": "13",
        "seen_on-month": "March",
        "seen_on-year": "2026",
        "reach": "phone",
        "number": "01632 960 001",
        "needs": ["b"],
        "price": "£1,234.50",
        "home": "ox43lp",
        "agreed": "no",
        "told": "on",
    }
    return Visit({**typed, **changes}, today=TODAY)


def test_everything_typed_well_comes_out_as_it_is_meant():
    form = a_visit()
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "name": "Ines Okafor",
        "seen_on": date(2026, 3, 13),
        "reach": "phone",
        "number": "01632 960 001",
        "needs": ["b"],
        "price": 123450,
        "home": "OX4 3LP",
        "agreed": False,
        "told": True,
    }


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"name": ""}, "name", "Enter your name"),
        ({"seen_on-day": "15"}, "seen_on", "Day of the visit must be today or in the past"),
        ({"seen_on-month": ""}, "seen_on", "Day of the visit must include a month"),
        (
            {"seen_on-day": "", "seen_on-month": "", "seen_on-year": ""},
            "seen_on",
            "Enter the day of the visit",
        ),
        ({"reach": ""}, "reach", "Choose an answer to “How should we reach you?”"),
        ({"number": ""}, "number", "Enter the telephone number"),
        ({"number": "12"}, "number", "Enter a telephone number, such as 01632 960 001"),
        ({"price": "1.234"}, "price", "Enter an amount in pounds and pence, such as 120.50"),
        ({"price": "NaN"}, "price", "Enter an amount in pounds and pence, such as 120.50"),
        ({"price": "-1"}, "price", "Enter an amount in pounds and pence, such as 120.50"),
        ({"price": "much"}, "price", "Enter an amount in pounds, such as 120.50"),
        (
            {"home": "OX4"},
            "home",
            "A postcode ends with a number and two letters, such as the 1ND of OX1 1ND. Check the end of it",
        ),
        (
            {"home": "ZZ1 1AA"},
            "home",
            "A postcode begins with one or two letters and a number, such as the OX1 of OX1 1ND. "
            "Check the beginning of it",
        ),
        ({"agreed": ""}, "agreed", "Choose an answer to “Has the family agreed?”"),
        ({"told": ""}, "told", "Tick “The family knows” to go on"),
    ],
)
def test_every_error_says_what_to_do(changes, field, says):
    assert a_visit(**changes).errors == {field: [says]}


def test_field_of_a_choice_not_made_is_neither_asked_nor_kept():
    form = a_visit(reach="letter", number="12")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["number"] == ""


def test_day_keeps_what_was_typed_and_marks_only_the_wrong_box():
    html = str(a_visit(**{"seen_on-day": "31", "seen_on-month": "Febuary"})["seen_on"])
    assert 'value="Febuary" aria-invalid="true"' in html
    assert html.count("govuk-input--error") == 1
    assert 'value="31"' in html


def test_a_day_may_be_posted_whole():
    class Day(forms.Form):
        on = forms.DayField()

    form = Day({"on": "2026-03-14"})
    assert form.is_valid()
    assert form.cleaned_data["on"] == date(2026, 3, 14)
    assert Day(initial={"on": date(2026, 3, 14)})["on"].as_widget().count('value="3"') == 1


def test_form_with_a_day_to_judge_wants_today():
    with pytest.raises(ImproperlyConfigured):
        Visit({})


def test_error_links_lead_to_the_control_to_mend():
    form = a_visit(name="", agreed="", **{"seen_on-month": ""})
    links = {link["text"]: link["href"] for link in presenters.list_error_links(form)}
    assert links == {
        "Enter your name": "#id_name",
        "Day of the visit must include a month": "#id_seen_on_month",
        "Choose an answer to “Has the family agreed?”": "#id_agreed_0",
    }
    html = str(form)
    for href in links.values():
        assert f'id="{href[1:]}"' in html


def test_form_draws_hints_errors_and_opened_fields_where_they_belong():
    html = str(a_visit(name=""))
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert html.count('name="number"') == 1
    assert html.index('id="conditional-id_reach_0"') < html.index('name="number"')
    assert " required" not in html
    assert '<span class="al-optional">(optional)</span>' in html


def test_what_a_person_typed_is_shown_as_text_and_not_as_page():
    html = str(a_visit(name="<b>x</b>", number="<i>"))
    assert "<b>x" not in html
    assert "<i>" not in html
