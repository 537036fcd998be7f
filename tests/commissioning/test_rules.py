"""Shares, costs, the ledger, limits, reviews, matching and evidence, as a finance officer would check them."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.commissioning.rules import (
    PackageStatus,
    costing,
    evidence,
    ledger,
    limits,
    matching,
    say_package_status,
    shares,
    timing,
)
from alongside.commissioning.rules.costing import Costed, Pattern
from alongside.commissioning.rules.shares import Basis, SharesRefused, Term

POLICY = timing.CommissioningPolicy()


def percent(payer, n):
    return Term(payer, Basis.PERCENT, hundredths=n * 100)


@pytest.mark.parametrize(
    ("cost", "terms", "paid"),
    [
        pytest.param(100_00, [percent("care", 60), percent("health", 40)], [60_00, 40_00], id="two percentages"),
        pytest.param(
            100_01,
            [Term("a", Basis.PERCENT, 3333), Term("b", Basis.PERCENT, 3333), Term("c", Basis.PERCENT, 3334)],
            [33_33, 33_33, 33_35],
            id="the odd pence go to the largest remainder",
        ),
        pytest.param(
            100_00, [Term("school", Basis.FIXED, amount=30_00), percent("care", 100)], [30_00, 70_00], id="fixed first"
        ),
        pytest.param(
            100_00,
            [Term("health", Basis.CAPPED, 5000, 20_00), percent("care", 30), percent("school", 20)],
            [20_00, 48_00, 32_00],
            id="what is above the cap falls to the others in their proportions",
        ),
        pytest.param(
            10_00,
            [Term("health", Basis.CAPPED, 5000, 20_00), percent("care", 50)],
            [5_00, 5_00],
            id="a cap that is not reached does nothing",
        ),
        pytest.param(10_00, [Term("care", Basis.FIXED, amount=10_00)], [10_00], id="a fixed amount pays all"),
    ],
)
def test_totals_of(cost, terms, paid):
    found = shares.totals_of(cost, terms)
    assert [found[term.payer] for term in terms] == paid


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        pytest.param([percent("a", 60)], "must add up to 100", id="sixty per cent is not the whole"),
        pytest.param([Term("a", Basis.FIXED, amount=90_00)], "Nobody pays £10", id="ten pounds are left"),
        pytest.param([Term("a", Basis.FIXED, amount=110_00)], "£10 more than the cost", id="ten pounds too much"),
        pytest.param([Term("a", Basis.CAPPED, 10_000, 40_00)], "leave £60 that nobody pays", id="the cap leaves a gap"),
        pytest.param([percent("a", 50), percent("a", 50)], "named twice", id="one fund twice"),
        pytest.param([], "Nobody pays £100", id="no fund at all"),
    ],
)
def test_shares_that_do_not_come_to_the_cost_are_refused_in_words(terms, words):
    with pytest.raises(SharesRefused, match=words):
        shares.totals_of(100_00, terms)


costs = st.dictionaries(st.integers(0, 30), st.integers(0, 10**8), min_size=1, max_size=8)


@given(costs, st.lists(st.integers(1, 9_999), min_size=1, max_size=6))
def test_every_line_and_every_fund_comes_to_the_penny(costs, weights):
    whole = sum(weights)
    hundredths = [weight * 10_000 // whole for weight in weights]
    hundredths[0] += 10_000 - sum(hundredths)
    terms = [Term(n, Basis.PERCENT, hundredths=one) for n, one in enumerate(hundredths)]
    totals = shares.totals_of(sum(costs.values()), terms)
    parts = shares.spread(totals, costs)
    assert all(part > 0 for part in parts.values())
    for cell, cost in costs.items():
        assert sum(part for (one, _), part in parts.items() if one == cell) == cost
    for payer, total in totals.items():
        assert sum(part for (_, one), part in parts.items() if one == payer) == total


@given(costs, st.integers(1, 99), st.data())
def test_what_was_paid_stays_with_whom_it_was(costs, share, data):
    terms = [Term("a", Basis.PERCENT, share * 100), Term("b", Basis.PERCENT, 10_000 - share * 100)]
    parts = shares.resolve(costs, terms, {})
    paid = {}
    for cell, cost in costs.items():
        by_a = data.draw(st.integers(0, cost))
        paid[cell, "a"] = by_a
        paid[cell, "b"] = data.draw(st.integers(0, cost - by_a))
    settled = shares.above_paid(parts, paid)
    for cell, cost in costs.items():
        assert sum(settled.get((cell, payer), 0) for payer in "ab") == cost
        assert all(settled.get((cell, payer), 0) >= paid[cell, payer] for payer in "ab")


def test_a_line_that_one_fund_pays_whole_is_set_aside():
    parts = shares.resolve(
        {"school": 90_00, "home": 10_00}, [percent("care", 50), percent("health", 50)], {"school": "send"}
    )
    assert parts == {("school", "send"): 90_00, ("home", "care"): 5_00, ("home", "health"): 5_00}


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**6), min_size=1, max_size=5))
def test_an_invoice_falls_on_funds_exactly_and_never_beyond_what_they_committed(amount, committed):
    left = dict(enumerate(committed))
    if amount > sum(committed):
        with pytest.raises(ValueError, match="committed"):
            shares.part_of_actual(amount, left)
        return
    parts = shares.part_of_actual(amount, left)
    assert sum(parts.values()) == amount
    assert all(part <= left[payer] for payer, part in parts.items())


def weekly(units="2", price=50_00, from_on=date(2026, 4, 1), until_on=date(2026, 9, 29)):
    return Costed(Decimal(units), Pattern.WEEKLY, price, from_on, until_on)


@pytest.mark.parametrize(
    ("line", "cost"),
    [
        pytest.param(weekly(), 2600_00, id="two hours a week for 26 weeks at £50"),
        pytest.param(weekly(until_on=date(2026, 4, 4)), 57_14, id="four days are four sevenths of a week"),
        pytest.param(
            Costed(Decimal("12"), Pattern.IN_ALL, 80_00, date(2026, 4, 1), date(2026, 6, 30)), 960_00, id="12 sessions"
        ),
        pytest.param(
            Costed(Decimal("0.5"), Pattern.IN_ALL, 1, date(2026, 4, 1), date(2026, 6, 30)), 1, id="half a penny up"
        ),
    ],
)
def test_cost_of_a_line(line, cost):
    assert costing.cost_of(line) == cost


def test_the_financial_year_turns_on_the_first_of_april():
    assert costing.year_of(date(2026, 3, 31)) == 2025
    assert costing.year_of(date(2026, 4, 1)) == 2026
    assert costing.year_words(2026) == "2026-27"
    assert costing.year_words(1999) == "1999-00"


days = st.dates(date(2024, 1, 1), date(2029, 12, 31))
lines = st.builds(
    lambda units, pattern, price, start, length: Costed(
        Decimal(units) / 100, pattern, price, start, start + timedelta(days=length)
    ),
    st.integers(1, 5_000),
    st.sampled_from(list(Pattern)),
    st.integers(1, 10**6),
    days,
    st.integers(0, 1000),
)


@given(lines)
def test_the_years_of_a_line_come_to_the_line(line):
    by_year = costing.cost_by_year(line)
    assert sum(by_year.values()) == costing.cost_of(line)
    assert list(by_year) == list(range(costing.year_of(line.from_on), costing.year_of(line.until_on) + 1))


@given(lines, st.integers(-10, 1010))
def test_ending_early_never_costs_more(line, after):
    last_on = line.from_on + timedelta(days=after)
    kept = costing.ends_early(line, last_on)
    if kept is None:
        assert last_on < line.from_on
    else:
        assert costing.units_in_all(kept) <= costing.units_in_all(line) + Fraction(1, 100)
        assert kept.until_on == min(last_on, line.until_on)


def test_a_pause_takes_its_days_out_and_units_in_all_are_not_lost():
    line = weekly()
    parts = costing.pauses(line, date(2026, 5, 1), date(2026, 5, 28))
    assert [(one.from_on, one.until_on) for one in parts] == [
        (date(2026, 4, 1), date(2026, 4, 30)),
        (date(2026, 5, 29), date(2026, 9, 29)),
    ]
    assert costing.total_of(parts) == 2600_00 - 4 * 2 * 50_00
    course = Costed(Decimal("12"), Pattern.IN_ALL, 80_00, date(2026, 4, 1), date(2026, 6, 30))
    assert costing.pauses(course, date(2026, 5, 1), date(2026, 5, 28)) == [course]


def test_new_prices_hold_from_their_day_and_not_before():
    before, after = costing.inflates(weekly(), date(2026, 7, 1), 350)
    assert (before.price, after.price) == (50_00, 51_75)
    assert before.until_on == date(2026, 6, 30)
    assert costing.inflates(weekly(), date(2027, 1, 1), 350) == [weekly()]
    course = Costed(Decimal("12"), Pattern.IN_ALL, 80_00, date(2026, 4, 1), date(2026, 6, 29))
    assert sum(one.units for one in costing.inflates(course, date(2026, 5, 16), 500)) == 12


def test_a_line_says_what_is_wrong_with_it():
    assert costing.problem_with_line(weekly()) == ""
    assert "units" in costing.problem_with_line(weekly(units="0"))
    assert "costs" in costing.problem_with_line(weekly(price=0))
    assert "before the first" in costing.problem_with_line(weekly(until_on=date(2026, 3, 1)))
    assert "ten years" in costing.problem_with_line(weekly(until_on=date(2046, 3, 1)))


amounts = st.integers(1, 10**9)


@st.composite
def histories(draw):
    legs = []
    for _ in range(draw(st.integers(1, 12))):
        fund, year, amount = draw(st.sampled_from("AB")), draw(st.sampled_from([2025, 2026])), draw(amounts)
        sign = draw(st.sampled_from([1, -1]))
        legs.append(
            draw(
                st.sampled_from(
                    [
                        ledger.contribution(fund=fund, year=year, agency="health", amount=amount),
                        ledger.commitment(fund=fund, year=year, amount=sign * amount, package="P", thread="T"),
                        ledger.payment(fund=fund, year=year, amount=sign * amount, package="P", thread="T"),
                        ledger.virement(from_fund=fund, from_year=year, to_fund="C", to_year=2026, amount=amount),
                    ]
                )
            )
        )
    return legs


@given(histories(), st.randoms(use_true_random=False))
def test_every_entry_balances_and_any_order_replays_to_the_same_balances(history, chance):
    assert all(ledger.does_balance(legs) for legs in history)
    flat = [leg for legs in history for leg in legs]
    balances = ledger.replay(flat)
    chance.shuffle(flat)
    assert ledger.replay(flat) == balances
    assert sum(balances.values()) == 0


def test_an_entry_that_does_not_come_to_nought_in_each_fund_does_not_balance():
    one, other = ledger.contribution(fund="A", year=2026, agency="health", amount=5)
    elsewhere = ledger.Leg(ledger.Place("B", 2026, ledger.AccountKind.PROMISED, "health"), -5)
    assert not ledger.does_balance([one])
    assert not ledger.does_balance([one, elsewhere])
    assert ledger.does_balance([one, other])


keys = st.tuples(st.sampled_from("xyz"), st.sampled_from("AB"), st.sampled_from([2025, 2026]))
held = st.builds(ledger.Held, st.integers(0, 1000), st.integers(0, 1000))


@given(st.dictionaries(keys, st.integers(0, 3000)), st.dictionaries(keys, held))
def test_signing_brings_every_line_to_what_the_version_says(target, has):
    if any(target.get(key, 0) < one.spent for key, one in has.items()):
        with pytest.raises(ledger.MoneyGone):
            ledger.moves_to(target, has, package="P")
        return
    releases, commitments = ledger.moves_to(target, has, package="P")
    after = {key: one.in_all for key, one in has.items()}
    for leg in [*releases, *commitments]:
        if leg.place.kind is ledger.AccountKind.COMMITTED:
            key = (leg.thread, leg.place.fund, leg.place.year)
            after[key] = after.get(key, 0) + leg.amount
    assert {key: amount for key, amount in after.items() if amount} == {k: a for k, a in target.items() if a}


@pytest.mark.parametrize(
    ("limit", "cost", "used", "may"),
    [
        pytest.param(limits.Limit(1000), 1000, 0, True, id="up to the limit itself"),
        pytest.param(limits.Limit(1000), 1001, 0, False, id="a penny above it"),
        pytest.param(limits.Limit(1000, 1500), 1000, 500, True, id="up to the year’s limit"),
        pytest.param(limits.Limit(1000, 1500), 1000, 501, False, id="the year’s limit is used up"),
    ],
)
def test_may_approve(limit, cost, used, may):
    assert limits.may_approve(limit, cost=cost, approved_this_year=used) is may


def test_a_limit_holds_from_its_first_day_to_its_last():
    limit = limits.Limit(1, from_on=date(2026, 4, 1), until_on=date(2026, 4, 30))
    assert [limits.is_in_force(limit, today=date(2026, 4, day)) for day in (1, 30)] == [True, True]
    assert not limits.is_in_force(limit, today=date(2026, 3, 31))
    assert not limits.is_in_force(limit, today=date(2026, 5, 1))


def test_a_refusal_says_by_how_much_and_the_ways_on():
    refused = limits.not_enough_money(fund="Edge of care", year="2026-27", needed=500_00, free=120_00)
    assert refused.words == "Edge of care has £120 free in 2026-27, and this needs £500"
    assert len(refused.ways_on) == 4
    assert "£5" in limits.not_enough_authority(cost=600, most=500).words
    assert "no delegated limit" in limits.not_enough_authority(cost=600, most=None).words
    assert limits.WAY_NEXT_YEAR in limits.no_money_yet(fund="F", year="2027-28").ways_on


@pytest.mark.parametrize(
    ("ends_on", "held", "due"),
    [
        pytest.param(date(2027, 3, 31), [], (timing.ReviewKind.FIRST, date(2026, 7, 1)), id="three months after start"),
        pytest.param(
            date(2028, 3, 31),
            [(timing.ReviewKind.FIRST, date(2026, 7, 3))],
            (timing.ReviewKind.YEARLY, date(2027, 7, 3)),
            id="then yearly",
        ),
        pytest.param(
            date(2027, 3, 31),
            [(timing.ReviewKind.FIRST, date(2026, 7, 3))],
            (timing.ReviewKind.BEFORE_END, date(2027, 2, 3)),
            id="eight weeks before its end, where that is sooner",
        ),
        pytest.param(date(2026, 5, 1), [], (timing.ReviewKind.BEFORE_END, date(2026, 4, 1)), id="a short one at once"),
        pytest.param(
            date(2027, 3, 31),
            [(timing.ReviewKind.FIRST, date(2026, 7, 3)), (timing.ReviewKind.BEFORE_END, date(2027, 2, 1))],
            None,
            id="seen before its end: nothing more is due",
        ),
    ],
)
def test_review_due_on(ends_on, held, due):
    found = timing.review_due_on(started_on=date(2026, 4, 1), ends_on=ends_on, reviews=held, policy=POLICY)
    assert (found and (found.kind, found.due_on)) == due


@pytest.mark.parametrize(
    ("delivered", "weeks", "alert"),
    [
        pytest.param(None, 8, timing.AlertKind.NOTHING_HEARD, id="nothing heard is not nothing given"),
        pytest.param(Fraction(0), 8, timing.AlertKind.LITTLE_DELIVERED, id="nothing given"),
        pytest.param(Fraction(79), 8, timing.AlertKind.LITTLE_DELIVERED, id="just below four fifths"),
        pytest.param(Fraction(80), 8, None, id="four fifths will do"),
        pytest.param(Fraction(111), 8, timing.AlertKind.MUCH_DELIVERED, id="more than agreed"),
        pytest.param(Fraction(0), 3, None, id="too early to say"),
    ],
)
def test_delivery_alert(delivered, weeks, alert):
    found = timing.delivery_alert(planned=Fraction(100), delivered=delivered, weeks_since_start=weeks, policy=POLICY)
    assert found is alert


@pytest.mark.parametrize(
    ("weeks", "planned", "left", "used_pace"),
    [
        pytest.param(4, 200_00, 100_00, False, id="too early: all that is committed counts"),
        pytest.param(20, 200_00, 400_00, True, id="half of what was planned was spent: half of the rest will be"),
        pytest.param(20, 50_00, 100_00, True, id="never faster than agreed"),
    ],
)
def test_an_underspend_is_projected_early(weeks, planned, left, used_pace):
    found = timing.forecast_of(
        free=100_00, committed=600_00, spent=100_00, planned_by_now=planned, weeks_gone=weeks, policy=POLICY
    )
    assert (found.left, found.used_pace) == (left, used_pace)
    assert found.in_all + found.left == 800_00


def results(*changes):
    return [evidence.Result(cost=n * 100, weeks=10, change=one) for n, one in enumerate(changes, start=1)]


def test_a_record_of_similar_packages_has_n_and_a_spread_and_never_fewer_than_five():
    assert evidence.record_of(results(1, 2, 3, 4), fewest=5) is None
    assert evidence.record_of(results(1, 2, 3, 4), fewest=1) is None
    assert evidence.record_of(results(1, 2, 3, 4, None, None), fewest=5) is None
    found = evidence.record_of(results(-1, 0, 2, 3, 5, None), fewest=5)
    assert (found.n, found.without_readings) == (5, 1)
    assert (found.better, found.same, found.worse) == (3, 1, 1)
    assert found.change == evidence.Spread(0, 2, 3)


@given(st.lists(st.integers(-9, 9), min_size=1))
def test_quartiles_are_numbers_that_were_there_in_order(numbers):
    found = evidence.spread_of(numbers)
    assert found.low <= found.middle <= found.high
    assert {found.low, found.middle, found.high} <= set(numbers)


FILE = """Quantity,Amount,Posting date,Supplier,Document number,Package reference,Line
2,£100.00,01/05/2026,Bright Path,INV-1,PK-1,Mentoring
,1O0,2026-13-01,,INV-2,pk-1,
"""


def test_a_file_is_read_by_its_headers_and_a_wrong_row_says_what_is_wrong():
    good, bad = matching.read_rows(FILE)
    assert (good.invoice, good.amount, good.paid_on, good.units) == ("INV-1", 100_00, date(2026, 5, 1), Decimal("2.00"))
    assert good.problems == ()
    assert bad.package == "PK-1"
    assert len(bad.problems) == 3
    with pytest.raises(matching.FileRefused, match="no column called invoice"):
        list(matching.read_rows("Amount\n1\n"))
    with pytest.raises(matching.FileRefused, match="empty"):
        list(matching.read_rows(""))


def candidate(what="Mentoring", provider="Bright Path", committed=200_00):
    return matching.Candidate(what, what, provider, date(2026, 4, 1), date(2026, 9, 29), 50_00, committed)


@pytest.mark.parametrize(
    ("lines", "known", "problem"),
    [
        pytest.param([candidate()], False, "", id="one line of that provider"),
        pytest.param([candidate(), candidate("Tutoring")], False, "", id="told apart by its words"),
        pytest.param([candidate()], True, "brought already", id="the same invoice twice"),
        pytest.param(None, False, "no running package", id="no such package"),
        pytest.param([candidate(provider="Other")], False, "gives nothing", id="another provider"),
        pytest.param([candidate("A"), candidate("B")], False, "could be for", id="two lines could be meant"),
        pytest.param([candidate(committed=99_99)], False, "still committed", id="more than is committed"),
    ],
)
def test_match(lines, known, problem):
    row = next(iter(matching.read_rows(FILE)))
    found = matching.match(row, lines, is_known=known)
    assert problem in " ".join(found.problems)
    assert bool(found.problems) == bool(problem)


def test_units_that_do_not_come_to_the_amount_are_a_mismatch():
    row = next(iter(matching.read_rows(FILE.replace("2,£100.00", "3,£100.00"))))
    assert "come to £150" in matching.match(row, [candidate()], is_known=False).problems[0]


def test_a_file_has_so_many_rows_and_empty_ones_are_passed_over(monkeypatch):
    assert len(list(matching.read_rows(FILE + " , , , , ,\n"))) == 2
    monkeypatch.setattr(matching, "MOST_ROWS", 2)
    with pytest.raises(matching.FileRefused, match="2 rows at the most"):
        list(matching.read_rows(FILE))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param("2,£100.00", ",£100.00", "", id="units need not be told"),
        pytest.param("2,£100.00", "many,£100.00", "“many” is not a number of units", id="units are a number"),
        pytest.param("2,£100.00", "-2,£100.00", "“-2” is not a number of units", id="of nought or more"),
        pytest.param("2,£100.00", "2,£0.00", "Its amount is nought", id="nought is no payment"),
        pytest.param("2,£100.00", "2,", "Its amount is empty", id="an amount is needed"),
    ],
)
def test_what_a_row_says_of_units_and_amount(old, new, problem):
    row = next(iter(matching.read_rows(FILE.replace(old, new))))
    assert problem in " ".join(row.problems)
    assert bool(row.problems) == bool(problem)
    if problem:
        assert matching.match(row, [candidate()], is_known=False) == matching.Matched(None, row.problems)


def test_a_payment_before_its_line_begins_waits_and_half_a_penny_is_rounded():
    early = matching.Row(2, "I", "Bright Path", "PK-1", "", date(2026, 3, 31), Decimal("0.33"), 16_50)
    line = candidate()
    assert matching.match(early, [line], is_known=False).problems == ("Its day is before the line begins",)
    odd = matching.Candidate("A", "A", "Bright Path", line.from_on, line.until_on, 49_99, 200_00)
    rounded = matching.Row(2, "I", "Bright Path", "PK-1", "", date(2026, 5, 1), Decimal("0.50"), 25_00)
    assert matching.match(rounded, [odd], is_known=False).problems == ()


def test_new_prices_hold_for_the_whole_of_a_line_that_has_not_begun():
    [dearer] = costing.inflates(weekly(), weekly().from_on, 350)
    assert (dearer.price, dearer.from_on, dearer.until_on) == (51_75, weekly().from_on, weekly().until_on)


def test_a_line_without_days_costs_nothing_in_any_year():
    assert costing.cost_by_year(Costed(Decimal(1), Pattern.IN_ALL, 80_00, date(2026, 4, 2), date(2026, 4, 1))) == {}


def test_what_is_paid_and_what_it_costs_are_spread_only_where_they_are_the_same():
    with pytest.raises(ValueError, match="must be the same"):
        shares.spread({"a": 1}, {"line": 2})


@pytest.mark.parametrize(
    ("status", "starts_on", "words"),
    [
        (PackageStatus.RUNNING, date(2026, 3, 3), "To begin"),
        (PackageStatus.RUNNING, date(2026, 3, 2), "Running"),
        (PackageStatus.ENDED, date(2026, 3, 3), "Ended"),
        (PackageStatus.PLANNED, None, "Being agreed"),
    ],
)
def test_a_signed_package_is_to_begin_until_its_first_day(status, starts_on, words):
    assert say_package_status(status, starts_on=starts_on, today=date(2026, 3, 2)) == words
