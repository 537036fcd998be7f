"""What holds in hubs: the year's forecast, sessions, reach, promises, volunteers, and rows of files."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.hubs.rules import figure_rows, money, reach, sessions, volunteers
from alongside.hubs.rules.facts import HubsPolicy, is_stale
from alongside.hubs.rules.money import Line
from alongside.hubs.rules.sessions import Kept, KeptAnswer
from alongside.values import small_numbers
from alongside.values.small_numbers import suppress_together

POLICY = HubsPolicy()


@pytest.mark.parametrize(
    ("day", "year"),
    [
        pytest.param(date(2025, 4, 1), 2025, id="1 April begins the year"),
        pytest.param(date(2026, 3, 31), 2025, id="31 March ends it"),
        pytest.param(date(2025, 12, 31), 2025, id="New Year does not"),
    ],
)
def test_financial_year_of(day, year):
    assert money.financial_year_of(day) == year


def test_a_financial_year_reads_as_councils_write_it():
    assert money.year_words(2025) == "2025/26"
    assert money.year_words(2099) == "2099/00"


def test_the_months_of_a_year_run_from_april_to_march():
    months = money.months_of(2025)
    assert (months[0], months[8], months[9], months[-1], len(set(months))) == (
        date(2025, 4, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 3, 1), 12,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("months", "forecast"),
    [
        pytest.param([], 1200_00, id="nothing yet: its budget"),
        pytest.param([90_00, 90_00], 1200_00, id="two months are too few to go by"),
        pytest.param([90_00] * 3, 1080_00, id="three months of 90: twelve of 90"),
        pytest.param([200_00, 90_00, 90_00, 90_00], 470_00 + 8 * 90_00, id="only the latest three are averaged"),
        pytest.param([100_00] * 12, 1200_00, id="a whole year is what it was"),
        pytest.param([0, 0, 1], 1 + 3, id="a third of a penny a month, nine times, is three pence"),
    ],
)
def test_forecast_line(months, forecast):
    assert money.forecast_line(Line.STAFFING, budget=1200_00, months=months, run=3).forecast == forecast


def test_a_line_that_has_spent_more_than_its_budget_already_is_not_expected_to_give_it_back():
    assert money.forecast_line(Line.ENERGY, budget=100, months=[900], run=3).forecast == 900


def test_a_year_is_net_of_income_and_stops_at_the_first_month_missing():
    outturn = {
        date(2025, 4, 1): {Line.STAFFING: 100, Line.HIRE: 30},
        date(2025, 5, 1): {Line.STAFFING: 100, Line.HIRE: 30},
        date(2025, 7, 1): {Line.STAFFING: 9999},
    }
    found = money.forecast_year(budget={Line.STAFFING: 1500, Line.HIRE: 300}, outturn=outturn, year=2025, run=2)
    assert (found.months_known, found.budget, found.so_far) == (2, 1200, 140)
    assert found.forecast == 12 * 100 - 12 * 30
    assert found.under == 1200 - 840


@given(
    budgets=st.dictionaries(st.sampled_from(Line), st.integers(0, 10**9), min_size=1),
    spent=st.lists(st.dictionaries(st.sampled_from(Line), st.integers(-(10**6), 10**8)), max_size=12),
    run=st.integers(1, 12),
)
def test_the_lines_of_a_forecast_add_up_to_it(budgets, spent, run):
    outturn = dict(zip(money.months_of(2025), spent, strict=False))
    found = money.forecast_year(budget=budgets, outturn=outturn, year=2025, run=run)
    assert found.forecast == money.net({one.line: one.forecast for one in found.lines})
    assert found.so_far == sum(money.net(one) for one in spent)
    if len(spent) == 12:
        assert found.forecast == found.so_far


def test_a_visit_costs_the_cost_by_the_visits():
    assert money.cost_each(1000, 3) == round(Fraction(1000, 3))
    assert money.cost_each(1000, 0) is None


@pytest.mark.parametrize(
    ("every", "days"),
    [
        pytest.param(1, [2, 9, 16, 23, 30], id="every Monday of March"),
        pytest.param(2, [2, 16, 30], id="every other, counted from the first"),
        pytest.param(4, [2, 30], id="every four weeks"),
    ],
)
def test_dates_planned(every, days):
    found = sessions.dates_planned(
        weekday=0, every_weeks=every, from_on=date(2026, 1, 1), until_on=None, start=date(2026, 3, 1),
        end=date(2026, 3, 31),
    )  # fmt: skip
    assert found == [date(2026, 3, day) for day in days]


def test_a_session_is_not_planned_on_a_bank_holiday_nor_after_its_last_day():
    found = sessions.dates_planned(
        weekday=0, every_weeks=1, from_on=date(2026, 3, 30), until_on=date(2026, 4, 13), start=date(2026, 3, 1),
        end=date(2026, 5, 31), closed_on={date(2026, 4, 6)},
    )  # fmt: skip
    assert found == [date(2026, 3, 30), date(2026, 4, 13)]


@pytest.mark.parametrize(
    ("is_promised", "kept", "answer"),
    [
        pytest.param(False, Kept(0, 0, 0), KeptAnswer.NOT_PROMISED, id="the hub has not said"),
        pytest.param(True, Kept(0, 0, 0), KeptAnswer.NOTHING_PLANNED, id="promised, and nothing planned"),
        pytest.param(True, Kept(10, 9, 1), KeptAnswer.KEPT, id="nine in ten"),
        pytest.param(True, Kept(10, 8, 0), KeptAnswer.PARTLY, id="eight in ten"),
        pytest.param(True, Kept(10, 0, 4), KeptAnswer.NOT_KEPT, id="none"),
    ],
)
def test_answer_kept(is_promised, kept, answer):
    assert sessions.answer_kept(is_promised=is_promised, kept=kept, kept_percent=90) is answer


def test_what_nobody_wrote_down_is_not_called_off():
    assert Kept(planned=10, held=6, cancelled=1).not_recorded == 3


@pytest.mark.parametrize(
    ("kind", "is_neutral"),
    [("library", True), ("venue", True), ("school", True), ("hub", False), ("childrens_centre", False)],
)
def test_is_neutral(kind, is_neutral):
    assert sessions.is_neutral(kind) is is_neutral


def test_off_site_is_anywhere_but_the_hubs_own_building():
    assert sessions.is_off_site(hub_id=1, site_id=2)
    assert not sessions.is_off_site(hub_id=1, site_id=1)


def test_a_register_is_opened_on_the_day_or_later_and_only_for_a_day_planned():
    planned = [date(2026, 3, 2)]
    assert sessions.may_be_opened_on(date(2026, 3, 2), planned=planned, today=date(2026, 3, 2))
    assert sessions.may_be_opened_on(date(2026, 3, 2), planned=planned, today=date(2026, 3, 9))
    assert not sessions.may_be_opened_on(date(2026, 3, 2), planned=planned, today=date(2026, 3, 1))
    assert not sessions.may_be_opened_on(date(2026, 3, 3), planned=planned, today=date(2026, 3, 9))


@pytest.mark.parametrize(
    ("number", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (300, 300)], ids=["none", "one", "four", "five", "many"]
)
def test_shown(number, shown):
    assert small_numbers.shown(number, smallest=5) == shown


def test_one_number_suppressed_alone_takes_the_next_smallest_with_it():
    found = suppress_together({"a": 3, "b": 40, "c": 12, "d": 0}, smallest=5)
    assert found == {"a": None, "b": 40, "c": None, "d": 0}


def test_two_suppressed_numbers_hide_each_other():
    found = suppress_together({"a": 3, "b": 40, "c": 2}, smallest=5)
    assert found == {"a": None, "b": 40, "c": None}


@given(st.dictionaries(st.integers(1, 10), st.integers(0, 200)))
def test_no_small_number_of_a_reach_can_be_worked_out_from_its_total(came):
    found = reach.reach_by_tenth(came=came, children={}, smallest=5)
    hidden = [one for one in found if one.is_suppressed]
    assert all(one.came is None or one.came == 0 or one.came >= 5 for one in found)
    others = [one for one in found if one.came]
    assert len(hidden) != 1 or not others


def test_reach_sets_who_came_beside_the_children_who_live_there():
    found = reach.reach_by_tenth(came={1: 60, 2: 40}, children={1: 100, 5: 300}, smallest=5)
    assert [(one.share_of_came, one.share_of_children) for one in found[:2]] == [(60, 25), (40, 0)]


def test_a_volunteer_begins_when_nothing_is_left_to_do():
    done = volunteers.Checks(
        interviewed_on=date(2026, 1, 5), references_taken=2, dbs_seen_on=date(2026, 1, 20),
        dbs_renew_on=date(2029, 1, 20), trained_on=date(2026, 1, 21), train_again_on=date(2028, 6, 1),
        inducted_on=date(2026, 2, 1), agreement_on=date(2026, 2, 1),
    )  # fmt: skip
    assert volunteers.still_to_do(done, today=date(2026, 3, 2)) == []
    assert volunteers.still_to_do(done, today=date(2028, 6, 1)) == ["safeguarding training, to be renewed"]
    assert volunteers.still_to_do(done, today=date(2029, 1, 20)) == [
        "DBS certificate, to be renewed", "safeguarding training, to be renewed",
    ]  # fmt: skip
    assert volunteers.still_to_do(volunteers.Checks(references_taken=1), today=date(2026, 3, 2)) == [
        "interview", "references: 1 of 2", "DBS certificate", "safeguarding training", "induction",
        "volunteer agreement",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "due"),
    [
        pytest.param(date(2028, 4, 5), [], id="eight weeks and a day before: nothing yet"),
        pytest.param(date(2028, 4, 6), [("safeguarding training", date(2028, 6, 1))], id="eight weeks before"),
        pytest.param(date(2028, 5, 31), [("safeguarding training", date(2028, 6, 1))], id="the day before"),
        pytest.param(date(2028, 6, 1), [], id="on the day it is no longer in order: it is still to do"),
    ],
)
def test_a_check_is_told_eight_weeks_before_it_is_due_again(today, due):
    checks = volunteers.Checks(dbs_renew_on=date(2029, 1, 20), train_again_on=date(2028, 6, 1))
    until = volunteers.told_of_checks_until(today, policy=HubsPolicy())
    assert volunteers.due_soon(checks, today=today, until=until) == due


def test_checks_come_round_after_three_years_or_as_the_council_says():
    leap, shorter = date(2024, 2, 29), HubsPolicy(dbs_again_months=24, training_again_months=12)
    assert volunteers.dbs_due_again_on(leap, policy=HubsPolicy()) == date(2027, 2, 28)
    assert volunteers.dbs_due_again_on(leap, policy=shorter) == date(2026, 2, 28)
    assert volunteers.training_due_again_on(leap, policy=HubsPolicy()) == date(2027, 2, 28)
    assert volunteers.training_due_again_on(leap, policy=shorter) == date(2025, 2, 28)


def test_a_trial_lasts_six_months():
    assert volunteers.trial_ends_on(date(2025, 8, 31)) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("as_of", "stale"),
    [(date(2024, 3, 2), True), (date(2024, 3, 3), False), (date(2026, 1, 1), False)],
    ids=["two years to the day", "a day less", "this year"],
)
def test_is_stale(as_of, stale):
    assert is_stale(as_of=as_of, today=date(2026, 3, 2), policy=POLICY) is stale


def _read(kind, *rows):
    return figure_rows.read_rows(kind, list(enumerate(rows, start=2)), sites={"millbrook-hub"})


def test_a_header_tells_what_a_file_holds_wherever_its_columns_stand():
    assert figure_rows.kind_of_header(["Note", "Budget", " line ", "year", "SITE"]) is figure_rows.FileKind.BUDGET
    assert figure_rows.kind_of_header(["site", "month", "visits"]) is figure_rows.FileKind.FOOTFALL
    assert figure_rows.kind_of_header(["site", "visits"]) is None


def test_good_rows_are_read_and_bad_ones_say_what_was_expected():
    good, wrong = _read(
        figure_rows.FileKind.BUDGET,
        {"site": "millbrook-hub", "year": "2025/26", "line": "Staffing", "budget": "£1,234.50"},
        {"site": "nowhere", "year": "2025/27", "line": "staffing", "budget": "-3"},
    )
    assert [(one.when, one.line, one.amount) for one in good] == [(date(2025, 4, 1), "staffing", 123450)]
    assert [(one.row, one.column, one.value) for one in wrong] == [
        (3, "site", "nowhere"), (3, "year", "2025/27"), (3, "budget", "-3"),
    ]  # fmt: skip


def test_a_figure_given_twice_is_wrong_the_second_time():
    row = {"site": "millbrook-hub", "month": "2025-04", "visits": "1,200"}
    good, wrong = _read(figure_rows.FileKind.FOOTFALL, row, row | {"visits": "7"})
    assert (len(good), good[0].amount, wrong[0].row) == (1, 1200, 3)
    assert "row 2 gives it already" in wrong[0].expected


def test_an_outturn_may_be_below_nought_and_footfall_may_not():
    outturn = {"site": "millbrook-hub", "month": "2025-13", "line": "energy", "outturn": "-20.00"}
    assert [one.column for one in _read(figure_rows.FileKind.OUTTURN, outturn)[1]] == ["month"]
    assert _read(figure_rows.FileKind.OUTTURN, outturn | {"month": "2025-12"})[0][0].amount == -2000
    visits = {"site": "millbrook-hub", "month": "2025-12", "visits": "-1"}
    assert [one.column for one in _read(figure_rows.FileKind.FOOTFALL, visits)[1]] == ["visits"]


def test_what_is_wrong_is_named_row_by_row_and_the_rows_after_it_are_read():
    row = {"site": "millbrook-hub", "month": "2025-04", "visits": "1,200"}
    rows = [row | {"site": "nowhere"}, row, row | {"month": "2025-05-01"}, row, row | {"month": "2025-04-02"}]
    good, wrong = _read(figure_rows.FileKind.FOOTFALL, *rows)
    assert [(one.row, one.site, one.when, one.line) for one in good] == [
        (3, "millbrook-hub", date(2025, 4, 1), ""), (4, "millbrook-hub", date(2025, 5, 1), ""),
    ]  # fmt: skip
    assert wrong == [
        figure_rows.Wrong(2, "site", "nowhere", figure_rows.EXPECTED["site"]),
        figure_rows.Wrong(5, "site", "millbrook-hub", "each figure once; row 3 gives it already"),
        figure_rows.Wrong(6, "month", "2025-04-02", figure_rows.EXPECTED["month"]),
    ]


@pytest.mark.parametrize(
    ("kind", "column", "value", "is_right"),
    [
        pytest.param("footfall", "visits", "200,000", True, id="the most visits"),
        pytest.param("footfall", "visits", "200,001", False, id="one too many"),
        pytest.param("footfall", "visits", "0", True, id="nobody came"),
        pytest.param("footfall", "visits", None, False, id="a cell left empty"),
        pytest.param("budget", "budget", "0", True, id="nought is a budget"),
        pytest.param("budget", "budget", "-0.01", False, id="a penny below nought is none"),
        pytest.param("budget", "year", "2099/00", True, id="a year over the turn of the century"),
        pytest.param("budget", "year", "2025–2026", True, id="a year written in full"),
    ],
)
def test_the_limits_of_a_cell(kind, column, value, is_right):
    row = {
        "site": "millbrook-hub",
        "month": "2025-04",
        "visits": "1",
        "year": "2025/26",
        "line": "energy",
        "budget": "1",
    }
    good, wrong = _read(figure_rows.FileKind(kind), row | {column: value})
    assert bool(good) is is_right
    assert [(one.column, one.value) for one in wrong] == ([] if is_right else [(column, value or "")])
