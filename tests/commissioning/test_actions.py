"""From a draft to a promise of money, and every change of it: the ledger always says the same."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Sum

from alongside.commissioning import actions, rules
from alongside.commissioning.models import Account, Entry, Posting
from tests.commissioning.given import (
    END,
    NOW,
    START,
    YEAR,
    a_line,
    agreed,
    balances,
    give_money,
    given_a_fund,
    given_a_package,
    given_an_approver,
    signed,
)
from tests.factories import TODAY, a_user, an_agency

pytestmark = pytest.mark.django_db


def test_signing_commits_what_the_shares_say_and_nothing_else():
    care, health = given_a_fund(), given_a_fund()
    table = signed(given_a_package(funds={care: 60, health: 40}))
    assert balances(care) == {"available": 844_000, "committed": 156_000, "spent": 0, "moved": 0}
    assert balances(health)["committed"] == 104_000
    assert (table.package.status, table.package.cost) == ("running", 260_000)
    assert (table.package.starts_on, table.package.ends_on) == (START, END)
    assert table.package.review_due_on == START.replace(month=7)
    actions.sign(version=table.version, **table.do(table.signer))
    assert balances(care)["committed"] == 156_000


def test_a_fund_with_too_little_refuses_with_the_ways_on_and_nothing_changes():
    fund = given_a_fund(pounds=2_599)
    table = agreed(given_a_package(funds={fund: 100}))
    with pytest.raises(actions.NotEnoughMoney, match="£2,599 free in 2026-27, and this needs £2,600") as refused:
        actions.sign(version=table.version, **table.do(table.signer))
    assert len(refused.value.ways_on) == 4
    assert table.version.status == rules.VersionStatus.APPROVED
    assert balances(fund)["committed"] == 0
    give_money(fund, 1)
    actions.sign(version=table.version, **table.do(table.signer))
    assert balances(fund)["available"] == 0


def test_a_year_without_money_is_refused():
    fund = given_a_fund()
    lines = [a_line(until_on=END.replace(year=2027))]
    table = agreed(given_a_package(funds={fund: 100}, lines=lines))
    with pytest.raises(actions.NotEnoughMoney, match="for 2027-28 yet"):
        actions.sign(version=table.version, **table.do(table.signer))
    give_money(fund, 10_000, year=2027)
    actions.sign(version=table.version, **table.do(table.signer))
    assert balances(fund)["committed"] + balances(fund, 2027)["committed"] == table.fresh().package.cost


def test_approval_keeps_to_the_limit_that_applies():
    fund = given_a_fund()
    low, high = given_an_approver(2_599), given_an_approver(5_000)
    table = given_a_package(funds={fund: 100}, approver=low)
    actions.propose(version=table.version, **table.do())
    with pytest.raises(actions.NotEnoughAuthority, match="up to £2,599") as refused:
        actions.approve(version=table.version, why="", **table.do(low))
    assert high.name in refused.value.ways_on[0]
    with pytest.raises(actions.NotEnoughAuthority, match="no delegated limit"):
        actions.approve(version=table.version, why="", **table.do(a_user("commissioner")))
    with pytest.raises(actions.CommissioningRefused, match="role cannot approve"):
        actions.approve(version=table.version, why="", **table.do(table.worker))
    actions.refer_up(version=table.version, to=high, why="Above my limit", **table.do(low))
    approval = actions.approve(version=table.version, why="Worth it", **table.do(high))
    assert approval.cost == 260_000
    assert actions.approve(version=table.version, why="Twice", **table.do(high)) == approval


def test_a_limit_for_the_year_is_used_up():
    fund = given_a_fund()
    approver = given_an_approver(3_000, a_year=5_000)
    agreed(given_a_package(funds={fund: 100}, approver=approver))
    second = given_a_package(funds={fund: 100}, approver=approver)
    actions.propose(version=second.version, **second.do())
    with pytest.raises(actions.NotEnoughAuthority):
        actions.approve(version=second.version, why="", **second.do(approver))


def test_a_proposal_is_whole():
    fund = given_a_fund()
    table = given_a_package(funds={fund: 60})
    with pytest.raises(actions.CommissioningRefused, match="add up to 100"):
        actions.propose(version=table.version, **table.do())
    actions.set_term(package=table.package, fund=fund, basis="percent", hundredths=10_000, **table.do())
    with pytest.raises(actions.CommissioningRefused, match="Only those who work with this family"):
        actions.propose(version=table.version, **table.do(table.approver))
    actions.propose(version=table.version, **table.do())
    with pytest.raises(actions.CommissioningRefused, match="not being written now"):
        actions.add_line(package=table.package, facts=a_line(), **table.do())
    actions.take_back(version=table.version, **table.do())
    line = actions.add_line(package=table.package, facts=a_line(what="Tutoring"), **table.do())
    actions.remove_line(package=table.package, line=line, **table.do())
    actions.withdraw(version=table.version, why="The family moved away", **table.do())
    assert table.fresh().package.status == rules.PackageStatus.NOT_TAKEN_UP


def test_two_people_on_one_line_the_second_is_told():
    table = given_a_package(funds={})
    line, lock = table.version.lines.get(), table.version.lock
    actions.change_line(package=table.package, line=line, facts=a_line(price=4000), lock=lock, **table.do())
    with pytest.raises(actions.CommissioningRefused, match="Somebody else changed"):
        actions.change_line(package=table.package, line=line, facts=a_line(price=4500), lock=lock, **table.do())
    assert table.version.cost == 208_000


def change_and_sign(table, begin, **how):
    version = begin(package=table.package, why="Agreed with the family", **how, **table.do())
    actions.propose(version=version, **table.do())
    actions.approve(version=version, why="", **table.do(table.approver))
    actions.sign(version=version, **table.do(table.signer))
    return table.fresh().version


@pytest.mark.parametrize(
    ("begin", "how", "difference"),
    [
        pytest.param(
            actions.begin_pause,
            {"from_on": START + timedelta(days=28), "until_on": START + timedelta(days=55)},
            -40_000,
            id="a pause of four weeks",
        ),
        pytest.param(
            actions.begin_early_end, {"last_on": START + timedelta(days=90)}, -130_000, id="ended after 13 weeks"
        ),
        pytest.param(
            actions.begin_inflation,
            {"from_on": START + timedelta(days=91), "hundredths": 1_000},
            13_000,
            id="ten per cent more from half-way",
        ),
    ],
)
def test_every_change_is_a_version_with_its_difference(begin, how, difference):
    fund = given_a_fund()
    table = signed(given_a_package(funds={fund: 100}))
    version = change_and_sign(table, begin, **how)
    assert (version.number, version.difference) == (2, difference)
    assert table.package.cost == 260_000 + difference
    assert balances(fund)["committed"] == 260_000 + difference
    assert balances(fund)["available"] == 740_000 - difference
    assert table.package.versions.get(number=1).cost == 260_000


def test_a_change_that_the_fund_cannot_pay_leaves_the_signed_version_standing():
    fund = given_a_fund(pounds=2_600)
    table = signed(given_a_package(funds={fund: 100}))
    version = actions.begin_change(package=table.package, why="More hours", **table.do())
    with pytest.raises(actions.CommissioningRefused, match="Another version is under way"):
        actions.begin_change(package=table.package, why="Again", **table.do())
    line = version.lines.get()
    actions.change_line(package=table.package, line=line, facts=a_line(units=Decimal("3")), lock=1, **table.do())
    actions.propose(version=version, **table.do())
    actions.approve(version=version, why="", **table.do(table.approver))
    with pytest.raises(actions.NotEnoughMoney):
        actions.sign(version=version, **table.do(table.signer))
    assert table.fresh().package.cost == 260_000
    assert balances(fund)["committed"] == 260_000


def test_a_package_is_closed_after_its_last_day_and_the_rest_is_free_again():
    fund = given_a_fund()
    table = signed(given_a_package(funds={fund: 100}))
    with pytest.raises(actions.CommissioningRefused, match="has not passed"):
        actions.close_package(package=table.package, why="Done", **table.do(table.signer))
    later = NOW.replace(month=12)
    actions.close_package(package=table.package, why="Done", **table.do(table.signer, at=later))
    assert balances(fund) == {"available": 1_000_000, "committed": 0, "spent": 0, "moved": 0}
    assert table.fresh().package.status == rules.PackageStatus.ENDED


def test_a_line_can_be_paid_whole_by_one_fund():
    school, care = given_a_fund(), given_a_fund()
    table = given_a_package(funds={care: 100}, lines=[a_line(), a_line(what="Tutoring", price=1_000)])
    tutoring = table.version.lines.get(what="Tutoring")
    actions.set_term(package=table.package, fund=school, basis="per_line", line=tutoring, **table.do())
    signed(table)
    assert balances(school)["committed"] == tutoring.cost == 52_000
    assert balances(care)["committed"] == 260_000


def test_money_is_moved_by_two_people():
    one, other = given_a_fund(), given_a_fund(pounds=0)
    officer, second = a_user("finance-officer"), a_user("commissioner")
    ask = {"from_fund": one, "from_year": YEAR, "to_fund": other, "to_year": YEAR, "why": "Need is greater there"}
    asked = actions.ask_virement(**ask, amount=300_000, id=uuid4(), by=officer, at=NOW)
    assert balances(one)["available"] == 1_000_000
    with pytest.raises(actions.CommissioningRefused, match="someone else makes it"):
        actions.decide_virement(virement=asked, is_made=True, why="", by=officer, at=NOW)
    actions.decide_virement(virement=asked, is_made=True, why="Agreed", by=second, at=NOW)
    assert (balances(one)["available"], balances(other)["available"]) == (700_000, 300_000)
    with pytest.raises(actions.CommissioningRefused, match="decided already"):
        actions.decide_virement(virement=asked, is_made=True, why="", by=second, at=NOW)
    too_much = actions.ask_virement(**ask, amount=700_001, id=uuid4(), by=officer, at=NOW)
    with pytest.raises(actions.NotEnoughMoney):
        actions.decide_virement(virement=too_much, is_made=True, why="", by=second, at=NOW)


def test_partners_put_in_and_what_is_committed_cannot_be_taken_back():
    officer, health = a_user("finance-officer"), an_agency(kind="health")
    fund = given_a_fund(pounds=1_000, kind="pooled", officer=officer)
    give_money(fund, 2_000, officer=officer, agency=health)
    signed(given_a_package(funds={fund: 100}))
    with pytest.raises(actions.NotEnoughMoney):
        give_money(fund, -401, officer=officer, agency=health)
    give_money(fund, -400, officer=officer, agency=health)
    assert Account.objects.get(fund=fund, agency=health).balance == -160_000
    alone = given_a_fund(pounds=0, officer=officer)
    with pytest.raises(actions.CommissioningRefused, match="alone"):
        give_money(alone, 1, officer=officer, agency=health)


@pytest.mark.parametrize(
    "statement",
    [
        "update commissioning_posting set amount = amount + 1",
        "delete from commissioning_posting",
        "update commissioning_entry set words = 'x'",
        "truncate commissioning_posting cascade",
        "update commissioning_account set balance = balance + 1",
        "update commissioning_account set year = 1999",
    ],
)
def test_the_ledger_is_written_once(statement):
    given_a_fund()
    connection.cursor().execute("set constraints all immediate")
    with pytest.raises(DatabaseError, match=r"written once|only by a posting|stays what it is"), transaction.atomic():
        connection.cursor().execute(statement)


def test_the_database_refuses_an_entry_that_does_not_come_to_nought_and_a_fund_below_nought():
    fund = given_a_fund(pounds=10)
    free, spent = (Account.objects.get(fund=fund, kind=kind) for kind in ("available", "spent"))
    entry = Entry.objects.create(key="any", kind="actual", on=TODAY, at=NOW, words="Any")
    with pytest.raises(DatabaseError, match="does not come to nought"), transaction.atomic():
        Posting.objects.bulk_create([Posting(entry=entry, account=free, amount=-5)])
    with pytest.raises(IntegrityError, match="account_of_money_is_never_below_nought"), transaction.atomic():
        Posting.objects.bulk_create(
            [Posting(entry=entry, account=free, amount=-1001), Posting(entry=entry, account=spent, amount=1001)]
        )
    assert balances(fund)["available"] == 1000
    assert Posting.objects.aggregate(all=Sum("amount"))["all"] == 0
