"""What came of a scenario, in sentences."""

from dataclasses import replace

import pytest

from alongside.planning.presenters.prose import HIDDEN, prose_of, who_gains
from alongside.planning.rules.journeys import Journey, compare


def journey(code: str, before: float, after: float, *, tenth=1, rural=False, locality="Millbrook", children=10.0):
    return Journey(
        code=code, name=f"Area {code}", children=children, tenth=tenth, is_rural=rural, locality=locality,
        before_site="a", before=before, after_site="b", after=after,
    )  # fmt: skip


def test_it_is_said_who_gains_and_who_loses_most_by_tenth_country_and_locality():
    journeys = [
        journey("1", 10, 12, tenth=1, locality="Millbrook"),
        journey("2", 20, 17, tenth=5, locality="Saltway", rural=True),
        journey("3", 8, 8, tenth=10, locality="Ash Green"),
    ]
    assert who_gains(journeys, 20) == [
        "Of the tenths of deprivation, tenth 1 loses most, 2.0 minutes for its mean child; tenth 5 gains most, 3.0 "
        "(tenth 1 is the most deprived).",
        "In rural areas the mean journey goes from 20.0 min to 17.0 min, in urban areas it goes from 9.0 min to "
        "10.0 min.",
        "Of the localities, Millbrook loses most, 2.0 minutes for its mean child; Saltway gains most, 3.0.",
    ]


def test_where_nobody_loses_only_who_gains_is_named_and_nobody_where_all_stays():
    gaining = [journey("1", 10, 10), journey("2", 20, 18, locality="Saltway")]
    assert who_gains(gaining, 20) == ["Of the localities, Saltway gains most, 2.0 minutes for its mean child."]
    assert who_gains([journey("1", 10, 10), journey("2", 20, 20.01, locality="Saltway")], 20) == []
    nobody = [journey("1", 10, 12), journey("2", 20, 18, locality="Saltway", rural=True, children=0.0)]
    assert who_gains(nobody, 20) == [], "where no children live nobody gains"


def test_a_mean_that_stays_is_not_said_to_go_and_a_share_is_said_in_the_middle_of_a_sentence():
    journeys = [journey("1", 10, 10.01, children=999.0), journey("2", 30, 30, children=1.0)]
    answer = {"sites": [{"slug": "b", "is_today": True}]}
    said = prose_of(compare("", journeys, within=20), answer, {"b"}, journeys, 20, {"gain": "0", "lose": "0"})
    assert said[1].startswith("The mean child’s journey stays at 10.0 min. Over 99 % of the children")
    assert said[1].endswith("today it is over 99 %.")


def test_a_distance_that_stays_is_said_to_stay():
    journeys = [replace(journey("1", 10, 12), before_km=3.04, after_km=3.0)]
    said = prose_of(compare("", journeys, within=20), {"sites": []}, set(), journeys, 20, {"gain": "0", "lose": "0"})
    assert said[2] == "In a straight line the mean child lives 3.0 km from the site it goes to; as it does today."


@pytest.mark.parametrize(
    ("gain", "lose", "said"),
    [
        pytest.param("12", "30", "12 children gain more than a minute, and 30 lose more than a minute.", id="both"),
        pytest.param(
            HIDDEN, "30",
            "30 children lose more than a minute; how many gain as much is hidden, because the number is small.",
            id="few gain",
        ),
        pytest.param(
            "12", HIDDEN,
            "12 children gain more than a minute; how many lose as much is hidden, because the number is small.",
            id="few lose",
        ),
        pytest.param(
            HIDDEN, HIDDEN,
            "How many children gain or lose more than a minute is hidden, because the numbers are small.", id="neither",
        ),
    ],
)  # fmt: skip
def test_a_number_that_the_tables_hide_is_not_told_in_words(gain, lose, said):
    journeys, answer = [journey("1", 10, 12)], {"sites": [{"slug": "b", "is_today": True}]}
    told = {"gain": gain, "lose": lose}
    assert prose_of(compare("", journeys, within=20), answer, {"b"}, journeys, 20, told)[2] == said
