"""How money, volunteers and sessions of hubs read."""

from datetime import date, time
from types import SimpleNamespace as Of

import pytest

from alongside.hubs import presenters
from alongside.hubs.presenters.hub import COLUMNS

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("under", "months", "words"),
    [
        (0, 0, "No month of 2025/26 is on record yet, so nothing is forecast."),
        (150_000, 1, "£1,500 under its budget at the end of 2025/26, going by one month."),
        (-150_000, 7, "£1,500 over its budget at the end of 2025/26, going by 7 months."),
        (-150_000, 12, "£1,500 over its budget in 2025/26, going by the whole year."),
        (0, 12, "Exactly its budget in 2025/26, going by the whole year."),
    ],
)
def test_a_forecast_says_how_the_year_ends_and_on_what_it_rests(under, months, words):
    assert presenters.forecast_words(Of(under=under, months_known=months), year=2025) == words


def test_a_year_half_known_claims_no_more_than_is_known():
    years = [
        Of(year=2024, budget=100_00, basis="", outturn=None, months_known=0, visits=None),
        Of(year=2025, budget=100_00, basis="", outturn=90_00, months_known=6, visits=0),
        Of(year=2026, budget=100_00, basis="", outturn=90_00, months_known=12, visits=30),
    ]
    rows = [row[1:] for row in presenters.years_table(years)]
    assert rows == [
        ["£100", "Not known", "Not counted", "Not known"],
        ["£100", "£90 in 6 months", "0", "Not known"],
        ["£100", "£90", "30", "£3.00"],
    ]


@pytest.mark.parametrize(
    ("register", "came", "state"),
    [
        (None, 0, ""),
        (Of(id="r", status="open"), 0, "Open: nobody yet"),
        (Of(id="r", status="open"), 3, "Open: 3 came"),
        (Of(id="r", status="cancelled"), 0, "Did not happen"),
    ],
)
def test_a_session_of_today_says_where_its_register_stands(register, came, state):
    register = register and Of(**{**vars(register), "id": "01a20437-159e-77af-a577-bebc3c39d705"})
    session = Of(
        id="01a20437-159e-77af-a577-bebc3c39d706",
        name="Stay and play",
        starts_at=time(10),
        site=Of(name="East hub"),
        hub=Of(name="East hub"),
    )
    [row] = presenters.today_rows([Of(session=session, register=register, came=came)], day=TODAY)
    assert (row["state"], row["time"], bool(row["register"])) == (state, "10:00", register is not None)


def test_no_heading_of_a_column_is_a_question_for_a_phone_puts_a_colon_after_it():
    headings = [one["text"] if isinstance(one, dict) else one for columns in COLUMNS.values() for one in columns]
    assert headings
    assert not [one for one in headings if one.endswith("?")]
