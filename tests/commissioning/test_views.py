"""A package from the family's case to a promise of money, as its people see it on their pages."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.commissioning import rules
from alongside.commissioning.models import Contract, Fund, Package, Provider, Rate, Virement
from alongside.commissioning.views.cards import on_closing
from tests.commissioning.given import (
    a_line,
    agreed,
    balances,
    give_money,
    given_a_fund,
    given_a_package,
    given_a_provider,
    given_an_outcome,
    signed,
)
from tests.directory.given import given_a_service
from tests.factories import TODAY, a_user, an_agency

pytestmark = pytest.mark.django_db


def see(client, who, name, *args, query=""):
    client.force_login(who)
    return client.get(reverse(f"commissioning:{name}", args=args) + query)


def do(client, who, verb, /, *args, **typed):
    client.force_login(who)
    return client.post(reverse(f"commissioning:{verb}", args=args), typed)


def words_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def day(name, on) -> dict:
    return {f"{name}-day": on[2], f"{name}-month": on[1], f"{name}-year": on[0]}


def test_a_worker_commissions_help_and_the_money_is_promised(client):
    care, health = given_a_fund(name="Edge of care"), given_a_fund(name="Joint health")
    table = given_a_package(lines=[a_line()])
    worker, case = table.worker, table.package.case
    response = do(client, worker, "start_package", case.reference, title="Mornings at home", new=uuid4())
    package = Package.objects.get(title="Mornings at home")
    assert response.url == reverse("commissioning:package", args=[package.reference])
    outcome, provider = given_an_outcome(), given_a_provider("Bright Path")
    do(client, worker, "add_aim", package.reference, outcome=outcome.id, measure="Up and dressed by eight", scale="")
    line = {
        "what": "Morning support", "provider": provider.reference, "unit": "hour", "units": "2", "pattern": "weekly",
        "price": "50", "service": "", "new": uuid4(), **day("from_on", (2026, 4, 1)), **day("until_on", (2026, 9, 29)),
    }  # fmt: skip
    do(client, worker, "add_line", package.reference, **line)
    do(client, worker, "add_line", package.reference, **line)
    share = {"basis": "percent", "amount": "", "line": ""}
    do(client, worker, "set_share", package.reference, fund=care.reference, percent="60", **share)
    assert "must add up to 100" in words_of(see(client, worker, "package", package.reference))
    do(client, worker, "set_share", package.reference, fund=health.reference, percent="40", **share)
    shown = words_of(see(client, worker, "package", package.reference))
    assert "£1,560.00" in shown
    assert "£1,040.00" in shown
    do(client, worker, "propose", package.reference)
    do(client, table.approver, "approve", package.reference, why="Worth it")
    do(client, table.signer, "sign", package.reference)
    shown = words_of(see(client, worker, "package", package.reference))
    assert "Running" in shown
    assert balances(care)["committed"] == 156_000
    fund_page = words_of(see(client, table.signer, "fund", care.reference, query="?year=2026"))
    assert "£1,560.00" in fund_page
    assert "£8,440.00" in fund_page
    ledger = words_of(see(client, table.signer, "ledger", care.reference, query="?year=2026"))
    assert package.reference in ledger


def test_whose_package_it_is_stays_with_those_to_whom_the_record_is_open(client):
    table = signed(given_a_package(funds={given_a_fund(): 100}))
    package, officer = table.package, table.signer
    mine = words_of(see(client, table.worker, "package", package.reference))
    assert package.case.family.name in mine
    assert "Back to school" in mine
    theirs = words_of(see(client, officer, "package", package.reference))
    assert package.case.family.name not in theirs
    assert "Back to school" not in theirs
    assert "£2,600" in theirs
    listed = words_of(see(client, officer, "packages"))
    assert package.reference in listed
    assert package.case.family.name not in listed
    stranger = a_user("family-worker")
    assert see(client, stranger, "package", package.reference).status_code == 404
    assert package.reference not in words_of(see(client, stranger, "packages"))


def test_a_refusal_of_money_shows_the_ways_on(client):
    table = agreed(given_a_package(funds={given_a_fund(pounds=100): 100}))
    response = do(client, table.signer, "sign", table.package.reference)
    shown = words_of(response)
    assert "has £100 free in 2026-27, and this needs £2,600" in shown
    assert "Ask another fund to pay a part" in shown
    assert table.version.status == rules.VersionStatus.APPROVED


def test_a_change_is_begun_and_its_difference_shown(client):
    table = signed(given_a_package(funds={given_a_fund(): 100}))
    reference = table.package.reference
    pause = {**day("from_on", (2026, 5, 1)), **day("until_on", (2026, 5, 28)), "why": "They go to Poland"}
    do(client, table.worker, "begin_pause", reference, **pause)
    assert "-£400 against what is signed" in words_of(see(client, table.worker, "package", reference))
    do(client, table.worker, "withdraw", reference, why="They stay")
    do(client, table.worker, "begin_inflation", reference, percent="3.5", why="Yearly", **day("from_on", (2026, 7, 1)))
    assert table.version.kind == rules.VersionKind.INFLATION
    do(client, table.worker, "withdraw", reference, why="Not agreed")
    do(client, table.worker, "begin_early_end", reference, why="It worked", **day("last_on", (2026, 6, 30)))
    assert table.version.difference == -130_000
    do(client, table.worker, "withdraw", reference, why="Not yet")
    do(client, table.worker, "begin_change", reference, kind="renewal", why="It helps")
    assert table.version.number == 5


def test_every_sum_on_a_statement_is_the_ledger_s(client):
    officer, health = a_user("finance-officer"), an_agency(kind="health", name="Health Trust")
    fund = given_a_fund(pounds=1_000, kind="pooled", officer=officer)
    give_money(fund, 2_000, officer=officer, agency=health)
    signed(given_a_package(funds={fund: 100}))
    shown = words_of(see(client, officer, "statement", fund.reference, health.slug, query="?year=2026"))
    assert "66.67%" in shown
    assert "£1,733.33" in shown  # two thirds of £2,600 committed
    assert see(client, officer, "statement", fund.reference, "nobody", query="?year=2026").status_code == 404
    rows = b"".join(see(client, officer, "ledger_file", fund.reference, query="?year=2026").streaming_content).decode()
    assert sum(int(line.rsplit(",", 1)[1]) for line in rows.splitlines()[1:]) == 0


def test_funds_moves_and_limits_are_kept_on_screen(client):
    officer, second, manager = a_user("finance-officer"), a_user("commissioner"), a_user("service-manager")
    holder = an_agency()
    opened = {"name": "Early help fund", "purpose": "Early help", "kind": "single", "stream": "joint"}
    do(client, officer, "open_fund", **opened, holder=holder.slug, new=uuid4())
    fund, other = Fund.objects.get(name="Early help fund"), given_a_fund(pounds=0)
    paid_in = {
        "agency": holder.slug,
        "year": 2026,
        "direction": "in",
        "amount": "500",
        "words": "Budget",
        "new": uuid4(),
    }
    do(client, officer, "contribute", fund.reference, **paid_in)
    do(client, officer, "contribute", fund.reference, **paid_in)
    assert balances(fund)["available"] == 50_000
    ask = {
        "from_fund": fund.reference, "to_fund": other.reference, "from_year": 2026, "to_year": 2026, "amount": "200",
        "why": "More need", "new": uuid4(),
    }  # fmt: skip
    do(client, officer, "ask_virement", **ask)
    do(client, second, "decide_virement", Virement.objects.get().id, answer="made", why="")
    assert balances(other)["available"] == 20_000
    assert "Made" in words_of(see(client, officer, "virements"))
    given = {"user": second.id, "most": "5000", "most_a_year": "", **day("from_on", (2026, 3, 1))}
    do(client, manager, "give_limit", **given)
    assert "£5,000.00" in words_of(see(client, manager, "limits"))
    assert "All funds" in words_of(see(client, officer, "funds", query="?year=2026"))


def test_offers_for_a_service_stand_side_by_side(client):

    service, commissioner = given_a_service(), a_user("commissioner")
    for name, price in (("Dear Help", "60"), ("Cheap Help", "40")):
        do(client, commissioner, "add_provider", name=name, registered_as="", phone="", email="", new=uuid4())
        provider = Provider.objects.get(name=name)
        contract = {"title": "Framework", "kind": "framework", "notice_weeks": "4", "places": "", "new": uuid4()}
        days = {**day("starts_on", (2020, 1, 1)), **day("ends_on", (2050, 1, 1))}
        do(client, commissioner, "agree_contract", provider.reference, **contract, **days)
        rate = {"service": service.slug, "what": "Hour", "unit": "hour", "price": price, "new": uuid4()}
        do(client, commissioner, "set_rate", provider.contracts.get().reference, **rate, **day("from_on", (2020, 2, 1)))
    shown = words_of(see(client, commissioner, "service", service.slug))
    assert shown.index("Cheap Help") < shown.index("Dear Help")
    decided = {"decision": "end", "why": "Nobody comes", "new": uuid4(), **day("from_on", (2026, 9, 1))}
    do(client, commissioner, "decide_service", service.slug, **decided)
    assert "Nobody comes" in words_of(see(client, commissioner, "service", service.slug))
    note = {"kind": "praise", "words": "Kind and on time", "new": uuid4(), **day("on", (2026, 1, 5))}
    do(client, commissioner, "note_quality", provider.reference, **note)
    assert "Kind and on time" in words_of(see(client, commissioner, "provider", provider.reference))


def test_closing_a_case_says_which_packages_go_on():
    table = given_a_package()
    case, when = table.package.case, TODAY
    assert "It goes on when the case closes" in on_closing(table.worker, case, when)
    assert on_closing(a_user("administrator"), case, when) is None
    Package.objects.filter(id=table.package.id).update(status=rules.PackageStatus.NOT_TAKEN_UP)
    assert on_closing(table.worker, case, when) is None


def test_a_line_at_a_price_of_a_contract_asks_only_how_much_and_when(client):
    table, provider = given_a_package(), given_a_provider("Bright Path")
    contract = Contract.objects.create(
        reference="CT-1", provider=provider, title="Any", kind="framework", starts_on=date(2020, 1, 1),
        ends_on=date(2099, 1, 1),
    )  # fmt: skip
    rate = Rate.objects.create(contract=contract, what="Mentoring", unit="hour", price=4_550, from_on=date(2020, 1, 1))
    typed = {"units": "2", "pattern": "weekly", "new": uuid4(), **day("from_on", (2026, 4, 1)),
             **day("until_on", (2026, 9, 29))}  # fmt: skip
    empty = do(client, table.worker, "add_line", table.package.reference, **typed)
    assert "Write an answer to “What is given?”, or choose a price of a contract" in words_of(empty)
    do(client, table.worker, "add_line", table.package.reference, rate=rate.id, **typed)
    line = table.version.lines.get(rate=rate)
    assert (line.what, line.provider, line.unit, line.price) == ("Mentoring", provider, "hour", 4_550)
