"""Invented funds, providers and packages, made by the actions that make them in the product."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

from alongside.commissioning import actions, rules
from alongside.commissioning.models import Account, Fund, Package, Provider
from alongside.foundation.access.actions import give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.plans.models import Outcome, OutcomeFramework
from tests.cases.given import given_a_case
from tests.cases.given import given_a_hub as given_a_hub_of_cases
from tests.directory.given import given_a_service
from tests.factories import NOW, TODAY, a_user, an_agency

YEAR = 2026
START, END = date(2026, 4, 1), date(2026, 9, 29)


def given_an_outcome() -> Outcome:
    standing = Outcome.objects.filter(key="education").first()
    if standing:
        return standing
    framework = OutcomeFramework.objects.create(title="Any", version="any", from_on=date(2020, 1, 1))
    return Outcome.objects.create(framework=framework, key="education", title="Getting a good education", position=1)


def given_a_fund(*, name: str = "", pounds: int = 10_000, kind="single", year: int = YEAR, officer=None) -> Fund:
    officer = officer or a_user("finance-officer")
    holder = an_agency(name=f"Holder {name or uuid4().hex[:6]}")
    fund = actions.open_fund(
        name=name or f"Fund {uuid4().hex[:6]}",
        purpose="Help early",
        kind=rules.FundKind(kind),
        stream=rules.Stream.SOCIAL_CARE,
        holder=holder,
        by=officer,
        at=NOW,
    )
    if pounds:
        give_money(fund, pounds, year=year, officer=officer)
    return fund


def give_money(fund: Fund, pounds: int, *, year: int = YEAR, officer=None, agency=None) -> None:
    actions.contribute(
        fund=fund,
        agency=agency or fund.holder,
        year=year,
        amount=pounds * 100,
        words="for the year",
        on=TODAY,
        key=uuid4(),
        by=officer or a_user("finance-officer"),
        at=NOW,
    )


def given_a_provider(name: str = "") -> Provider:
    name = name or f"Provider {uuid4().hex[:6]}"
    return Provider.objects.create(reference=f"PV-{uuid4().hex[:8]}", name=name)


def a_line(provider: Provider | None = None, **more) -> actions.LineFacts:
    """Two hours a week at £50 for 26 weeks: £2,600."""
    facts = {
        "what": "Family support",
        "provider": provider or given_a_provider(),
        "unit": rules.Unit.HOUR,
        "units": Decimal("2.00"),
        "pattern": rules.Pattern.WEEKLY,
        "price": 5000,
        "from_on": START,
        "until_on": END,
    }
    return actions.LineFacts(**facts | more)


@dataclass
class Table:
    """A family's worker, someone with a limit, someone who signs, and a package of theirs."""

    package: Package
    worker: object
    approver: object
    signer: object

    @property
    def version(self):
        return self.package.versions.order_by("-number").first()

    def fresh(self) -> "Table":
        self.package = Package.objects.get(id=self.package.id)
        return self

    def do(self, who=None, at=NOW) -> dict:
        return {"by": who or self.worker, "at": at}


def given_an_approver(pounds: int = 50_000, *, a_year: int | None = None):
    approver = a_user("commissioner")
    actions.give_limit(
        user=approver,
        most=pounds * 100,
        most_a_year=a_year * 100 if a_year else None,
        from_on=TODAY - timedelta(days=30),
        by=a_user("service-manager"),
        at=NOW,
    )
    return approver


def given_a_package(*, funds: dict[Fund, int] | None = None, lines=None, approver=None, hub=None) -> Table:
    """A draft with an aim, its lines, and percentages by fund."""
    hub = hub or given_a_hub_of_cases()
    case = given_a_case(hub)
    give_grant(
        subject_kind="family", subject_id=case.family_id, holder=hub.worker, reason=GrantReason.ALLOCATED, at=NOW
    )
    package = given_a_package_of(case, worker=hub.worker, lines=lines, funds=funds or {})
    return Table(package, hub.worker, approver or given_an_approver(), a_user("finance-officer"))


def given_a_package_of(case, *, worker, lines=None, funds=None) -> Package:
    """A draft for a case that is open to its worker; one fund pays all where none is named."""
    hub = SimpleNamespace(worker=worker)
    funds = {given_a_fund(): 100} if funds is None else funds
    package = actions.start_package(case=case, title="Back to school", id=uuid4(), by=hub.worker, at=NOW)
    actions.add_aim(package=package, outcome=given_an_outcome(), measure="In school daily", by=hub.worker, at=NOW)
    for facts in lines or [a_line()]:
        actions.add_line(package=package, facts=facts, by=hub.worker, at=NOW)
    for fund, percent in (funds or {}).items():
        actions.set_term(
            package=package, fund=fund, basis=rules.Basis.PERCENT, hundredths=percent * 100, by=hub.worker, at=NOW
        )
    return package


def general_arguments() -> dict[str, str]:
    """Arguments of pages of commissioning that are about no family."""
    officer, fund, other = a_user("finance-officer"), given_a_fund(), given_a_fund()
    moved = {"from_fund": fund, "from_year": YEAR, "to_fund": other, "to_year": YEAR, "amount": 100, "why": "Any"}
    virement = actions.ask_virement(**moved, id=uuid4(), by=officer, at=NOW)
    provider, commissioner = given_a_provider(), given_an_approver()
    contract = actions.agree_contract(
        provider=provider, title="Any", kind="spot", starts_on=TODAY, ends_on=END, notice_weeks=4, places=None,
        id=uuid4(), by=commissioner, at=NOW,
    )  # fmt: skip
    brought = actions.bring_payments(
        name="any.csv", content=b"invoice,provider,package,date,amount\n1,Any,PK-1,2026-05-01,5", by=officer, at=NOW
    )
    saving = actions.claim_saving(
        title="Any", method="cheaper", reckoning="Any", amount=100, year=YEAR, id=uuid4(), by=commissioner, at=NOW
    )
    of_fund = ("fund", "ledger", "ledger_file", "contribute", "statement")
    of_provider = ("provider", "change_provider", "note_quality", "agree_contract")
    return {
        **{f"commissioning:{page}:reference": fund.reference for page in of_fund},
        **{f"commissioning:{page}:reference": provider.reference for page in of_provider},
        "commissioning:statement:slug": fund.holder.slug,
        "commissioning:slug": given_a_service(name="Any help").slug,
        "file_id": str(brought.id),
        "commissioning:number": "2",
        "saving_id": str(saving.id),
        "virement_id": str(virement.id),
        "limit_id": str(commissioner.commissioning_limits.get().id),
        "contract_reference": contract.reference,
    }


def agreed(table: Table) -> Table:
    """Proposed and approved, and not yet signed."""
    actions.propose(version=table.version, **table.do())
    actions.approve(version=table.version, why="Worth it", **table.do(table.approver))
    return table


def signed(table: Table) -> Table:
    """Proposed, approved and signed."""
    agreed(table)
    actions.sign(version=table.version, **table.do(table.signer))
    return table.fresh()


def balances(fund: Fund, year: int = YEAR) -> dict[str, int]:
    """The balances of a fund's year, in pence, as the accounts hold them."""
    return {one.kind: one.balance for one in Account.objects.filter(fund=fund, year=year).exclude(kind="promised")}
