"""What people are told when money, providers or packages cannot be changed so; nothing is written then."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

import pytest

from alongside.cases.rules import CaseStatus
from alongside.commissioning import actions, rules
from alongside.commissioning.actions.ledger import post
from alongside.commissioning.actions.watching import read_aims
from alongside.commissioning.models import (
    ActualsFile,
    ActualsRow,
    Delivery,
    FamilySaid,
    Limit,
    Package,
    Review,
    Version,
)
from alongside.commissioning.queries import money, packages, providers, watching
from alongside.foundation.audit.models import Entry
from alongside.panels.events import ItemDecided
from alongside.plans.actions import read_scale, set_scale
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
    given_a_package_of,
    given_a_provider,
    given_an_outcome,
    signed,
)
from tests.factories import TODAY, a_user
from tests.plans.given import given_an_agreed_plan, outcome

pytestmark = pytest.mark.django_db
HEADER = "Invoice,Provider,Package,Line,Date,Units,Amount\n"
WORKS_WITH = "Only those who work with this family"


@contextmanager
def refused(words: str):
    before = Entry.objects.count()
    with pytest.raises(actions.CommissioningRefused, match=words):
        yield
    assert Entry.objects.count() == before


@pytest.fixture
def officer():
    return a_user("finance-officer")


@pytest.fixture
def stranger():
    return a_user("family-worker")


def by(user, at=NOW) -> dict:
    return {"by": user, "at": at}


def test_opening_a_fund_and_what_partners_put_in(officer, stranger):
    fund = given_a_fund(name="Early years", pounds=0, officer=officer)
    new = {
        "name": "Early Years", "purpose": "Help early", "kind": rules.FundKind.SINGLE,
        "stream": rules.Stream.SOCIAL_CARE, "holder": fund.holder, **by(officer),
    }  # fmt: skip
    with refused("There is a fund of this name already"):
        actions.open_fund(**new)
    with refused("Your role cannot open funds"):
        actions.open_fund(**new | {"name": "Other"} | by(stranger))
    assert actions.open_fund(**new, id=fund.id) == fund
    with refused("Your role cannot record what partners put in"):
        give_money(fund, 1, officer=stranger)
    with refused("Enter an amount"):
        give_money(fund, 0, officer=officer)
    with pytest.raises(money.FundNotFound):
        money.get_fund(viewer=stranger, reference=fund.reference)


def test_moving_money_between_funds(officer, stranger):
    one, other = given_a_fund(officer=officer), given_a_fund(pounds=0, officer=officer)
    ask = {
        "from_fund": one, "from_year": YEAR, "to_fund": other, "to_year": YEAR, "amount": 100, "why": "Need",
        "id": uuid4(), **by(officer),
    }  # fmt: skip
    for wrong, words in (
        (by(stranger), "Your role cannot move money"),
        ({"to_fund": one}, "Choose another fund or another year"),
        ({"amount": 0}, "Enter an amount above nought"),
    ):
        with refused(words):
            actions.ask_virement(**ask | wrong)
    asked = actions.ask_virement(**ask)
    assert actions.ask_virement(**ask) == asked
    no = {"virement": asked, "is_made": False, "why": "Not this year"}
    with refused("Your role cannot move money"):
        actions.decide_virement(**no, **by(stranger))
    decided = actions.decide_virement(**no, **by(a_user("commissioner")))
    assert decided.status == rules.VirementStatus.REFUSED
    with pytest.raises(ValueError, match="comes to nought"):
        post(key="any", kind=rules.EntryKind.ACTUAL, legs=[], on=TODAY, words="", by=officer, at=NOW)


def test_giving_and_ending_a_delegated_limit(officer):
    giver, approver = a_user("service-manager"), a_user("commissioner")
    give = {"user": approver, "most": 100, "most_a_year": None, "from_on": TODAY, **by(giver)}
    for wrong, words in (
        (by(officer), "Your role cannot give delegated limits"),
        ({"user": giver}, "Nobody gives themselves a limit"),
        ({"user": a_user("family-worker")}, "does not approve packages"),
        ({"most": 0}, "at least the most at a time"),
        ({"most_a_year": 99}, "at least the most at a time"),
    ):
        with refused(words):
            actions.give_limit(**give | wrong)
    first = actions.give_limit(**give)
    second = actions.give_limit(**give | {"most": 200, "from_on": TODAY + timedelta(days=7)})
    first.refresh_from_db()
    assert (first.until_on, second.until_on) == (TODAY + timedelta(days=7), None)
    with refused("has a limit from"):
        actions.give_limit(**give | {"from_on": TODAY + timedelta(days=6)})
    end = {"limit": second, "today": TODAY + timedelta(days=9)}
    with refused("Your role cannot end delegated limits"):
        actions.end_limit(**end, **by(officer))
    actions.end_limit(**end, **by(giver))
    actions.end_limit(**end | {"today": TODAY + timedelta(days=20)}, **by(giver))
    assert Limit.objects.get(id=second.id).until_on == TODAY + timedelta(days=9)
    assert approver in money.approvers()


def test_keeping_providers_and_their_contracts(stranger):
    keeper, standing = a_user("commissioner"), given_a_provider("Bright Path")
    new = {"name": "bright path", "registered_as": "", "phone": "", "email": "", "id": uuid4(), **by(keeper)}
    with refused("There is a provider of this name already"):
        actions.add_provider(**new)
    with refused("Your role cannot keep providers"):
        actions.add_provider(**new | by(stranger))
    other = actions.add_provider(**new | {"name": "Clear Water"})
    assert actions.add_provider(**new | {"name": "Clear Water"}) == other
    change = {
        "provider": other, "lock": other.version, "name": "Clear Waters", "registered_as": "123", "phone": "",
        "email": "", "is_active": False, **by(keeper),
    }  # fmt: skip
    with refused("Somebody else changed this provider"):
        actions.change_provider(**change | {"lock": 7})
    with refused("There is a provider of this name already"):
        actions.change_provider(**change | {"name": standing.name})
    assert actions.change_provider(**change).name == "Clear Waters"
    assert [one.name for one in providers.list_providers(words="clear").rows] == ["Clear Waters"]
    note = {"provider": other, "kind": "visit", "on": TODAY, "words": "Well run", "id": uuid4(), **by(keeper)}
    assert actions.note_quality(**note) == actions.note_quality(**note)

    sign = {
        "provider": other, "title": "Tutoring", "kind": "spot", "starts_on": START, "ends_on": END,
        "notice_weeks": 4, "places": None, "id": uuid4(), **by(keeper),
    }  # fmt: skip
    with refused("The last day is before the first"):
        actions.agree_contract(**sign | {"ends_on": START - timedelta(days=1)})
    contract = actions.agree_contract(**sign)
    assert actions.agree_contract(**sign) == contract
    rate = {"contract": contract, "what": "Tutoring", "unit": rules.Unit.HOUR, "price": 4000, **by(keeper)}
    with refused("A price holds within the contract’s days"):
        actions.set_rate(**rate, from_on=END + timedelta(days=1), id=uuid4())
    first, later = uuid4(), START + timedelta(days=30)
    before = actions.set_rate(**rate, from_on=START, id=first)
    assert actions.set_rate(**rate, from_on=START, id=first) == before
    actions.set_rate(**rate | {"price": 4500}, from_on=later, id=uuid4())
    before.refresh_from_db()
    assert before.until_on == later
    with refused("A price for this begins on"):
        actions.set_rate(**rate, from_on=START + timedelta(days=3), id=uuid4())
    asked = {"provider": other, "unit": rules.Unit.HOUR, "price": 4000, "on": START}
    assert packages.rate_for(**asked, service=None) is None


def test_beginning_a_package_and_saying_what_it_is_for(stranger):
    table = given_a_package(funds={})
    case, draft = table.package.case, table.version
    start = {"case": case, "title": "Any", "id": table.package.id, **table.do()}
    with refused(WORKS_WITH):
        actions.start_package(**start | by(stranger))
    assert actions.start_package(**start) == table.package
    for verb, facts in ((actions.propose, {}), (actions.take_back, {}), (actions.withdraw, {"why": "x"})):
        with refused(WORKS_WITH):
            verb(version=draft, **facts, **by(stranger))
    aim = {"package": table.package, "outcome": given_an_outcome(), "measure": "In school daily", **table.do()}
    with refused(WORKS_WITH):
        actions.add_aim(**aim | by(stranger))
    with refused("That scale belongs to another family"):
        actions.add_aim(**aim, scale=SimpleNamespace(plan=SimpleNamespace(case_id=uuid4())))
    standing = actions.add_aim(**aim)
    assert standing == actions.add_aim(**aim)
    line = draft.lines.get()
    fund = given_a_fund(pounds=0)
    for wrong, words in (
        ({"basis": "per_line"}, "Choose the line that this fund pays"),
        ({"basis": "percent", "hundredths": 10_001}, "above 0 and up to 100"),
        ({"basis": "fixed"}, "Enter an amount above nought"),
    ):
        with refused(words):
            actions.set_term(package=table.package, fund=fund, **wrong, **table.do())
    idle = given_a_provider()
    type(idle).objects.filter(id=idle.id).update(is_active=False)
    idle.refresh_from_db()
    with refused("gives no help for money now"):
        actions.add_line(package=table.package, facts=a_line(idle), **table.do())
    with refused("."):
        actions.add_line(package=table.package, facts=a_line(price=0), **table.do())
    term = actions.set_term(package=table.package, fund=given_a_fund(), basis="percent", hundredths=100, **table.do())
    actions.remove_term(package=table.package, term=term, **table.do())
    assert not draft.terms.exists()
    actions.remove_line(package=table.package, line=line, **table.do())
    with refused("Add a line first"):
        actions.propose(version=draft, **table.do())
    actions.remove_aim(package=table.package, aim=standing, **table.do())
    with refused("Say first what the package should achieve"):
        actions.propose(version=draft, **table.do())
    case.status = CaseStatus.CLOSED
    with refused("This case is closed"):
        actions.start_package(**start | {"id": uuid4()})


def test_approving_and_signing(stranger, officer):
    fund = given_a_fund()
    table = given_a_package(funds={fund: 100})
    up = {"version": table.version, "to": table.approver, "why": "Above my limit"}
    with refused("Only a proposal that waits for approval can be referred up"):
        actions.refer_up(**up, **table.do())
    actions.propose(version=table.version, **table.do())
    assert actions.propose(version=table.version, **table.do()).status == "proposed"
    with refused("Your role cannot refer this package up"):
        actions.refer_up(**up, **by(stranger))
    with refused("holds no delegated limit"):
        actions.refer_up(**up | {"to": officer}, **table.do())
    Version.objects.filter(id=table.version.id).update(proposed_by=table.approver)
    with refused("someone else approves it"):
        actions.approve(version=table.version, why="", **table.do(table.approver))
    with refused("Your role cannot sign"):
        actions.sign(version=table.version, **table.do())
    with refused("Your role cannot decline"):
        actions.decline(version=table.version, why="x", **by(stranger))
    actions.decline(version=table.version, why="Not worth it", **table.do(table.approver))
    assert table.fresh().package.status == rules.PackageStatus.NOT_TAKEN_UP


def test_changing_what_was_signed(stranger):
    table = signed(given_a_package(funds={given_a_fund(): 100}))
    facts = {"package": table.package, "why": "Agreed", **table.do()}
    with refused("The last day of the pause is before its first"):
        actions.begin_pause(**facts, from_on=START, until_on=START - timedelta(days=1))
    with refused("The last day is before the package began"):
        actions.begin_early_end(**facts, last_on=START - timedelta(days=2))
    with refused("a percentage above 0 and up to 50"):
        actions.begin_inflation(**facts, from_on=START, hundredths=5_001)
    with refused(WORKS_WITH):
        actions.begin_change(**facts | by(stranger))
    with refused("Your role cannot close packages"):
        actions.close_package(**facts)
    version = actions.begin_change(**facts)
    with refused("The aims of a signed package stay"):
        actions.remove_aim(package=table.package, aim=table.package.aims.get(), **table.do())
    december = table.do(table.signer, at=NOW.replace(month=12))
    with refused("Another version is under way"):
        actions.close_package(package=table.package, why="Done", **december)
    actions.withdraw(version=version, why="Not needed", **table.do())
    ended = actions.close_package(package=table.package, why="Done", **december)
    assert actions.close_package(package=table.package, why="Twice", **december) == ended
    with refused("Only a package that runs can be changed"):
        actions.begin_change(**facts)
    with refused("Only a package that runs is reviewed"):
        actions.hold_review(**review(table))


def review(table, **facts) -> dict:
    whole = {
        "package": table.package, "held_on": END - timedelta(days=1), "decision": rules.ReviewDecision.CARRY_ON,
        "what_changed": "Mornings", "family_view": "It helps", "why": "It works", **table.do(),
    }  # fmt: skip
    return whole | facts


def test_a_line_paid_whole_by_one_fund_stays_so_when_the_package_changes():
    school, care = given_a_fund(), given_a_fund()
    table = given_a_package(funds={care: 100}, lines=[a_line(), a_line(what="Tutoring", price=1_000)])
    tutoring = table.version.lines.get(what="Tutoring")
    actions.set_term(package=table.package, fund=school, basis="per_line", line=tutoring, **table.do())
    signed(table)
    version = actions.begin_change(package=table.package, why="More", **table.do())
    assert version.terms.get(fund=school).line == version.lines.get(what="Tutoring")


def test_more_than_was_paid_already_cannot_be_taken_out_and_a_closed_package_frees_nothing_that_is_spent(officer):
    provider = given_a_provider("Bright Path")
    fund = given_a_fund()
    table = signed(given_a_package(funds={fund: 100}, lines=[a_line(provider)]))
    change = actions.begin_early_end(
        package=table.package, last_on=START + timedelta(days=6), why="They moved", **table.do()
    )
    actions.propose(version=change, **table.do())
    actions.approve(version=change, why="", **table.do(table.approver))
    text = f"{HEADER}INV-1,bright path,{table.package.reference},,05/05/2026,52,2600"
    actions.bring_payments(name="may.csv", content=text.encode(), **by(officer))
    with refused("More has been paid on a line already"):
        actions.sign(version=change, **table.do(table.signer))
    actions.withdraw(version=change, why="Paid already", **table.do())
    later = NOW.replace(month=12)
    closed = actions.close_package(package=table.package, why="Done", **table.do(table.signer, at=later))
    assert closed.status == rules.PackageStatus.ENDED
    assert (balances(fund)["committed"], balances(fund)["spent"]) == (0, 260_000)


def test_bringing_payments_and_putting_them_right(officer, stranger):
    table = signed(given_a_package(funds={given_a_fund(): 100}))
    bring = {"name": "x.csv", "content": b"\xff\xfe", **by(officer)}
    for wrong, words in (
        (by(stranger), "Your role cannot bring in payments"),
        ({"content": b" " * (10 * 1024 * 1024 + 1)}, "larger than 10 MB"),
        ({}, "not a CSV file in UTF-8"),
        ({"content": b"a,b\n1,2"}, "The file has no column called"),
        ({"content": HEADER.encode()}, "The file holds no rows"),
    ):
        with refused(words):
            actions.bring_payments(**bring | wrong)
    assert not ActualsFile.objects.exists()
    text = (
        f"{HEADER}INV-1,Nobody,{table.package.reference},,,1,\nINV-2,Nobody,{table.package.reference},,05/05/2026,1,50"
    )
    file = actions.bring_payments(**bring | {"content": text.encode()})
    without_day, other = ActualsRow.objects.filter(file=file).order_by("number")
    assert list(watching.list_rows(file=file, status="posted").rows) == []
    settle = {"row": other, "package": table.package, "thread": uuid4(), "why": "Same people", **by(officer)}
    for wrong, words in (
        (by(stranger), "Your role cannot resolve payments"),
        ({"row": without_day}, "has no day or no amount"),
        ({}, "Choose a line of this package"),
    ):
        with refused(words):
            actions.resolve_row(**settle | wrong)
    assert len(watching.lines_of(table.package)) == 1


def test_watching_what_was_given_and_said(stranger):
    table = signed(given_a_package(funds={given_a_fund(): 100}))
    thread = table.version.lines.get().thread
    given = {
        "package": table.package, "thread": thread, "until_on": START, "units": Decimal(2), "source": "Register",
        "id": uuid4(), **table.do(),
    }  # fmt: skip
    for wrong, words in (
        (by(stranger), WORKS_WITH),
        ({"thread": uuid4()}, "Choose a line of this package"),
        ({"units": Decimal(0)}, "Enter how many units"),
    ):
        with refused(words):
            actions.note_delivery(**given | wrong)
    assert actions.note_delivery(**given) == actions.note_delivery(**given) == Delivery.objects.get()
    said = {
        "package": table.package, "whose": "family", "said_on": TODAY, "words": "It helps", "heard_how": "At home",
        "id": uuid4(), **table.do(),
    }  # fmt: skip
    with refused(WORKS_WITH):
        actions.note_words(**said | by(stranger))
    assert actions.note_words(**said) == actions.note_words(**said) == FamilySaid.objects.get()
    with refused(WORKS_WITH):
        actions.hold_review(**review(table, **by(stranger)))
    held = actions.hold_review(**review(table))
    assert actions.hold_review(**review(table)) == held == Review.objects.get()
    package = Package.objects.get(id=table.package.id)
    assert (package.review_due_on, package.review_kind) == (None, ""), "it has been seen before its end"


def test_a_scale_that_nobody_has_read_leaves_the_aim_as_it_was():
    planned = given_an_agreed_plan()
    scale = set_scale(
        plan=planned.plan, outcome=outcome(planned.plan), name="Mornings", one_means="Shouting", ten_means="Calm",
        **planned.do(),
    )  # fmt: skip
    package = given_a_package_of(planned.home.case, worker=planned.worker)
    aim = actions.add_aim(
        package=package, outcome=given_an_outcome(), measure="Calm mornings", scale=scale, **planned.do()
    )
    read_aims(package)
    aim.refresh_from_db()
    assert (aim.first, aim.latest) == (None, None)
    read_scale(scale=scale, value=3, read_on=TODAY, said_by="Ana", **planned.do())
    read_aims(package)
    aim.refresh_from_db()
    assert (aim.first, aim.latest) == (3, None)


def test_asking_a_panel_and_hearing_its_answer(stranger):
    table = given_a_package(funds={given_a_fund(): 100})
    with refused("Your role cannot refer this package to a panel"):
        actions.refer_to_panel(version=table.version, why="x", **by(stranger))
    with refused("Only a proposal that waits for approval can be put to a panel"):
        actions.refer_to_panel(version=table.version, why="x", **table.do())
    answer = ItemDecided(
        item_id=uuid4(), reference="PI-1", kind="package", decision="agree", panel_id=uuid4(), sitting_id=uuid4(),
        case_id=table.package.case_id, family_id=table.package.case.family_id, is_package_asked=True,
        package_words="", package_pence=None, source_kind="commissioning.version", source_id=table.version.id,
        decided_on=TODAY, by_id=table.approver.id, at=NOW,
    )  # fmt: skip
    actions.follow_panel(answer)
    assert table.version.status == rules.VersionStatus.DRAFT, "it was written differently meanwhile"
    actions.follow_panel(replace(answer, source_id=uuid4()))
    assert not Version.objects.filter(status="approved").exists()


def test_claiming_and_checking_a_saving(officer, stranger):
    claimer = a_user("commissioner", "finance-officer")
    claim = {
        "title": "Any", "method": "cheaper", "reckoning": "Any", "amount": 100, "year": YEAR, "id": uuid4(),
        **by(claimer),
    }  # fmt: skip
    with refused("Your role cannot claim savings"):
        actions.claim_saving(**claim | by(stranger))
    with refused("Enter an amount above nought"):
        actions.claim_saving(**claim | {"amount": 0})
    saving = actions.claim_saving(**claim)
    assert actions.claim_saving(**claim) == saving
    check = {"saving": saving, "status": rules.SavingStatus.CHECKED, "why": "Seen"}
    with refused("Your role cannot check savings"):
        actions.check_saving(**check, **by(stranger))
    with refused("You claimed this saving: someone else checks it"):
        actions.check_saving(**check, **by(claimer))
    assert actions.check_saving(**check, **by(officer)).status == rules.SavingStatus.CHECKED


def test_packages_are_narrowed_by_where_they_stand_what_they_wait_for_and_who_pays(officer):
    fund = given_a_fund()
    waits, runs = given_a_package(funds={fund: 100}), signed(given_a_package(funds={fund: 100}))
    agreed(waits)
    asked = {"viewer": officer}
    assert [one.id for one in packages.list_packages(**asked, status="running").rows] == [runs.package.id]
    assert [one.id for one in packages.list_packages(**asked, waiting="approved").rows] == [waits.package.id]
    assert [one.id for one in packages.list_packages(**asked, fund=fund.reference).rows] == [runs.package.id]
