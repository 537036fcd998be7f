"""What is paid and given on a package, and what becomes of it when it is seen again."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from alongside.cases.models import Case, TimelineEntry
from alongside.commissioning import actions, rules
from alongside.commissioning.models import ActualsRow, Aim, Delivery, Unmet
from alongside.commissioning.queries import money, packages, providers, watching
from alongside.commissioning.rules.matching import RowStatus
from alongside.foundation.notifications.models import Notice
from alongside.panels.events import ItemDecided
from alongside.panels.queries import items_of_case
from tests.commissioning.given import (
    END,
    NOW,
    START,
    YEAR,
    a_line,
    balances,
    give_money,
    given_a_fund,
    given_a_package,
    given_a_provider,
    signed,
)
from tests.factories import TODAY, a_user, an_agency

pytestmark = pytest.mark.django_db
HEADER = "Invoice,Provider,Package,Line,Date,Units,Amount\n"


def bring(table, *rows, officer=None, name="may.csv"):
    text = HEADER + "\n".join(rows)
    return actions.bring_payments(name=name, content=text.encode(), by=officer or table.signer, at=NOW)


@pytest.fixture
def bright():
    return given_a_provider("Bright Path")


@pytest.fixture
def table(bright):
    care, health = given_a_fund(name="Care"), given_a_fund(name="Health")
    return signed(given_a_package(funds={care: 60, health: 40}, lines=[a_line(bright)]))


def funds(table):
    return {one.name: balances(one) for one in packages.whole_of(table.package).funds.values()}


def test_a_payment_falls_on_its_funds_and_what_it_paid_for_is_noted(table):
    file = bring(table, f"INV-1,bright path,{table.package.reference},,05/05/2026,8,400.00")
    assert ActualsRow.objects.get(file=file).status == RowStatus.POSTED
    assert (funds(table)["Care"]["spent"], funds(table)["Health"]["spent"]) == (24_000, 16_000)
    assert funds(table)["Care"]["committed"] == 156_000 - 24_000
    assert Delivery.objects.get().units == Decimal("8")
    assert bring(table, f"INV-1,bright path,{table.package.reference},,05/05/2026,8,400.00") == file
    again = bring(table, f"INV-1,bright path,{table.package.reference},,05/05/2026,8,400.00", "", name="twice.csv")
    assert "brought already" in ActualsRow.objects.get(file=again).problems
    assert funds(table)["Care"]["spent"] == 24_000


def test_what_does_not_fit_waits_for_a_person(table):
    reference = table.package.reference
    file = bring(
        table,
        f"INV-2,Someone Else,{reference},,05/05/2026,,100",
        f"INV-3,Bright Path,{reference},,05/05/2026,,2600.01",
        "INV-4,Bright Path,PK-NONE,,05/05/2026,,100",
    )
    rows = list(ActualsRow.objects.filter(file=file).order_by("number"))
    assert [one.status for one in rows] == [RowStatus.MISMATCH] * 3
    thread = table.package.signed_version.lines.get().thread
    resolve = {"package": table.package, "thread": thread, "why": "Their new name", "by": table.signer, "at": NOW}
    actions.resolve_row(row=rows[0], **resolve)
    assert funds(table)["Care"]["spent"] == 6_000
    with pytest.raises(actions.CommissioningRefused, match="more than is committed"):
        actions.resolve_row(row=rows[1], **resolve)
    actions.send_row_back(row=rows[1], why="Too much", by=table.signer, at=NOW)
    with pytest.raises(actions.CommissioningRefused, match="resolved already"):
        actions.send_row_back(row=rows[1], why="Again", by=table.signer, at=NOW)
    with pytest.raises(actions.CommissioningRefused, match="role cannot"):
        bring(table, "", officer=table.worker)
    assert watching.count_mismatches() == 1


def test_money_paid_back_is_committed_again(table):
    reference = table.package.reference
    bring(table, f"INV-1,Bright Path,{reference},,05/05/2026,,400.00")
    bring(table, f"CN-1,Bright Path,{reference},,06/05/2026,,-100.00", name="back.csv")
    assert (funds(table)["Care"]["spent"], funds(table)["Care"]["committed"]) == (18_000, 138_000)


def test_an_early_end_keeps_what_was_paid_and_releases_the_rest(table):
    bring(table, f"INV-1,Bright Path,{table.package.reference},,05/05/2026,,1300.01")
    version = actions.begin_early_end(
        package=table.package, last_on=START + timedelta(days=90), why="It worked", **table.do()
    )
    with pytest.raises(actions.CommissioningRefused, match="More has been paid"):
        actions.propose(version=version, **table.do())
    bring(table, f"CN-1,Bright Path,{table.package.reference},,06/05/2026,,-0.01", name="back.csv")
    actions.propose(version=version, **table.do())
    actions.approve(version=version, why="", **table.do(table.approver))
    actions.sign(version=version, **table.do(table.signer))
    left = [(one["committed"], one["spent"]) for one in funds(table).values()]
    assert sorted(left) == [(0, 52_000), (0, 78_000)]


def test_a_review_keeps_what_it_saw_and_sets_the_next_day(table):
    bring(table, f"INV-1,Bright Path,{table.package.reference},,05/05/2026,,400.00")
    assert table.package.review_kind == "first"
    review = actions.hold_review(
        package=table.package,
        held_on=date(2026, 7, 1),
        decision=rules.ReviewDecision.CARRY_ON,
        what_changed="In school most days",
        family_view="Mornings are calmer",
        why="It helps",
        **table.do(at=NOW.replace(month=7)),
    )
    assert (review.spent, review.committed) == (40_000, 220_000)
    table.fresh()
    assert (table.package.review_kind, table.package.review_due_on) == ("before_end", END - timedelta(weeks=8))
    assert [one.id for one in watching.list_reviews_due(viewer=table.signer, today=date(2026, 8, 1))] == [
        table.package.id
    ]


def test_reviews_reach_a_panel_s_agenda_once(table):
    assert actions.bring_reviews(today=date(2026, 6, 1), at=NOW) == 0
    assert actions.bring_reviews(today=date(2026, 6, 20), at=NOW) == 1
    assert actions.bring_reviews(today=date(2026, 6, 21), at=NOW) == 1
    items = items_of_case(viewer=table.worker, case=table.package.case)
    assert len([one for one in items if one.kind == "package_review"]) == 1


@pytest.mark.parametrize(
    ("decision", "pence", "status"),
    [
        pytest.param("agree", 260_000, "approved", id="the panel agrees it"),
        pytest.param("agree", 259_999, "proposed", id="it agrees less than it costs"),
        pytest.param("more_information", None, "proposed", id="it asks for more"),
    ],
)
def test_what_a_panel_agrees_is_approved(decision, pence, status):
    table = given_a_package(funds={given_a_fund(): 100})
    version = actions.propose(version=table.version, **table.do())
    actions.refer_to_panel(version=version, why="It is above my limit", **table.do())
    actions.follow_panel(
        ItemDecided(
            item_id=uuid4(), reference="PI-1", kind="more", decision=decision, panel_id=uuid4(), sitting_id=uuid4(),
            case_id=table.package.case_id, family_id=table.package.case.family_id, is_package_asked=True,
            package_words="", package_pence=pence, source_kind="commissioning.version", source_id=version.id,
            decided_on=TODAY, by_id=table.approver.id, at=NOW,
        )
    )  # fmt: skip
    assert table.version.status == status


def test_a_forecast_sees_an_underspend_and_agrees_with_the_ledger(table):
    fund = next(one for one in packages.whole_of(table.package).funds.values() if one.name == "Care")
    bring(table, f"INV-1,Bright Path,{table.package.reference},,05/05/2026,,400.00")
    standing = money.fund_year(fund=fund, year=YEAR)
    assert standing.budget == standing.free + standing.committed + standing.spent == 1_000_000
    early = money.forecast_of(standing=standing, today=date(2026, 4, 20))
    late = money.forecast_of(standing=standing, today=date(2026, 7, 1))
    assert (early.used_pace, late.used_pace) == (False, True)
    assert late.left > early.left
    assert late.in_all + late.left == standing.budget


def test_statements_of_partners_come_to_the_fund():
    officer, partners = a_user("finance-officer"), [an_agency() for _ in range(3)]
    fund = given_a_fund(pounds=0, kind="pooled", officer=officer)
    for agency in partners:
        give_money(fund, 1_000, officer=officer, agency=agency)
    signed(given_a_package(funds={fund: 100}))
    made = [money.statement_of(fund=fund, year=YEAR, agency_slug=one.slug) for one in partners]
    assert sum(one.committed for one in made) == 260_000
    assert sum(one.free for one in made) == 40_000


def test_no_record_is_made_of_fewer_than_five(table):
    count, record = providers.similar_to(package=table.package, today=TODAY)
    assert (count, record) == (0, None)


def test_unmet_need_is_counted_by_place_without_the_family(table):
    facts = {"what": "A drama group", "why": rules.WhyNot.FULL, "noted_on": TODAY}
    actions.note_unmet(case=table.package.case, **facts, **table.do())
    assert watching.unmet_by_place(since=TODAY) == [(table.package.case.locality.name, "full", 1)]
    with pytest.raises(actions.CommissioningRefused):
        actions.note_unmet(case=table.package.case, **facts, **table.do(table.approver))
    assert Unmet.objects.count() == 1


def test_a_saving_counts_when_somebody_else_has_checked_it():
    commissioner, officer = a_user("commissioner"), a_user("finance-officer")
    saving = actions.claim_saving(
        title="Fewer placements", method=rules.SavingMethod.AVOIDED, reckoning="Two fewer", amount=5_000_000, year=YEAR,
        id=uuid4(), by=commissioner, at=NOW,
    )  # fmt: skip
    assert watching.savings_by_status() == {"claimed": 5_000_000}
    with pytest.raises(actions.CommissioningRefused, match="role cannot"):
        actions.check_saving(saving=saving, status=rules.SavingStatus.CHECKED, why="", by=commissioner, at=NOW)
    with pytest.raises(actions.CommissioningRefused, match="cannot go there"):
        actions.check_saving(saving=saving, status=rules.SavingStatus.REALISED, why="", by=officer, at=NOW)
    actions.check_saving(saving=saving, status=rules.SavingStatus.CHECKED, why="Sound", by=officer, at=NOW)
    assert watching.savings_by_status() == {"checked": 5_000_000}


def test_whoever_leads_hears_that_help_is_signed_and_what_a_review_decided():
    table = given_a_package(funds={given_a_fund(): 100})
    Case.objects.filter(id=table.package.case_id).update(status="open", lead=table.worker)
    package = signed(table).package
    notices = Notice.objects.filter(user=package.case.lead)
    assert notices.filter(kind="commissioning.package_signed", link__contains=package.reference).count() == 1
    line = TimelineEntry.objects.get(case=package.case, kind="commissioning.package_signed")
    assert line.title == "Package of help is signed: its help can begin"
    actions.hold_review(
        package=package, held_on=TODAY, decision=rules.ReviewDecision.CHANGE, what_changed="Calmer mornings",
        family_view="More of it", why="It helps", by=a_user("commissioner"), at=NOW,
    )  # fmt: skip
    told = notices.get(kind="commissioning.package_reviewed")
    assert "is to be changed. Write the change" in told.words
    assert told.link.endswith(f"{package.reference}/changes/begin/")


def test_a_package_with_two_aims_for_one_outcome_costs_once(table):
    (aim,) = table.package.aims.all()
    again = {"package": table.package, "outcome": aim.outcome, "by": table.worker, "at": NOW}
    Aim.objects.create(measure="Asks for help early", **again)
    assert watching.cost_and_outcome() == [(aim.outcome.title, 1, 260_000, 0, 0)]
