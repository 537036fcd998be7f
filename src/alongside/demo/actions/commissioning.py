"""Commissions help in the invented county: pooled funds, providers with contracts, packages lived through, payments."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from django.utils import timezone

from alongside.cases.models import Case
from alongside.cases.rules import CaseStatus
from alongside.commissioning import actions, rules
from alongside.commissioning.models import Contract, Fund, Package, Provider, QualityNote, Rate, Unmet
from alongside.commissioning.rules import costing
from alongside.demo.organisations import NAMED
from alongside.directory.models import Service
from alongside.foundation.identity.models import Agency, User
from alongside.foundation.references.rules import new_id, new_reference
from alongside.plans.models import Plan

PACKAGES = 24
FUNDS = (
    ("Early help pooled fund", "Help for families before statutory work is needed.", "joint", (
        ("wenshire-council", 320_000), ("health-trust", 110_000), ("police", 30_000))),
    ("Edge of care pooled fund", "Intensive help so that children can stay at home.", "social_care", (
        ("social-care", 410_000), ("health-trust", 90_000))),
    ("Complex needs joint fund", "Help that education, health and social care pay together.", "education", (
        ("wenshire-council", 240_000), ("young-minds-matter", 120_000), ("social-care", 160_000))),
)  # fmt: skip
PLACES = ("Wen", "Tolver", "Kelver", "Quill", "Harrow Lane", "Mill Street", "Northgate", "Riverside")
TRADES = ("Family Support", "Mentoring", "Counselling", "Play Therapy", "Youth Work")
WHAT = ("Mentoring after school", "Family support at home", "Counselling", "A parenting course", "Play therapy")
QUALITY = (
    ("praise", "Families say the workers come when they say they will."),
    ("visit", "Visited: records in order, supervision every month."),
    ("complaint", "Two sessions were called off on the day. Put right with the provider."),
)
MEASURES = (
    "In school every day for a term",
    "Mornings without shouting, by the family’s own scale",
    "Asks for help early",
)
HIGH = 50_000_00
LOW = 6_000_00


@dataclass
class _Table:
    """Who keeps the money in the invented county, and what there is."""

    commissioner: User
    officer: User
    manager: User
    hub_manager: User
    funds: list[Fund]
    rates: list[Rate]
    chance: Random
    now: datetime


def commission_help(*, seed: int, at: datetime, today: date) -> None:
    """Write the funds, providers, packages, payments and unmet need as of a day."""
    named = {user.email: user for user in User.objects.filter(email__in=[one.email for one in NAMED])}
    people = {one.key: named[one.email] for one in NAMED if one.email in named}
    table = _Table(
        commissioner=people["commissioner"],
        officer=people["finance-officer"],
        manager=people["service-manager"],
        hub_manager=people["hub-manager"],
        funds=[],
        rates=[],
        chance=Random(f"{seed}/commissioning"),
        now=at,
    )
    _open_funds(table, today)
    _give_limits(table, today)
    _keep_providers(table, today)
    packages = _commission(table, today)
    _pay(table, packages, today)
    _note_unmet(table, today)
    _claim(table, today)


def _open_funds(table: _Table, today: date) -> None:
    agencies = {one.slug: one for one in Agency.objects.filter(slug__in=[s for f in FUNDS for s, _ in f[3]])}
    year = rules.year_of(today)
    for name, purpose, stream, partners in FUNDS:
        fund = actions.open_fund(
            name=name,
            purpose=purpose,
            kind=rules.FundKind.POOLED,
            stream=rules.Stream(stream),
            holder=agencies[partners[0][0]],
            by=table.officer,
            at=table.now,
        )
        table.funds.append(fund)
        for one in (year - 1, year, year + 1):
            for slug, pounds in partners:
                actions.contribute(
                    fund=fund,
                    agency=agencies[slug],
                    year=one,
                    amount=pounds * 100,
                    words=f"partnership agreement, {rules.year_words(one)}",
                    on=costing.first_day_of(one) if one <= year else today,
                    key=new_id(),
                    by=table.officer,
                    at=table.now,
                )


def _give_limits(table: _Table, today: date) -> None:
    give = {"from_on": today - timedelta(days=700), "by": table.manager, "at": table.now}
    actions.give_limit(user=table.commissioner, most=HIGH, most_a_year=None, **give)
    actions.give_limit(user=table.hub_manager, most=LOW, most_a_year=LOW * 20, **give)


def _keep_providers(table: _Table, today: date) -> None:
    chance = table.chance
    names = [f"{place} {trade}" for place in PLACES for trade in TRADES]
    providers = Provider.objects.bulk_create(
        Provider(
            reference=new_reference("PV", randomness=chance),
            name=name,
            registered_as=f"Charity {chance.randint(100_000, 999_999)} (invented)",
            phone=f"01632 961{number:03}",
        )
        for number, name in enumerate(names)
    )
    services = list(Service.objects.order_by("slug")[:10])
    contracts, rates, notes = [], [], []
    for number, provider in enumerate(providers):
        starts_on = today - timedelta(days=chance.randint(400, 900))
        trade = number % len(TRADES)
        contract = Contract(
            reference=new_reference("CT", randomness=chance),
            provider=provider,
            title=f"{TRADES[trade]} framework",
            kind="framework",
            starts_on=starts_on,
            ends_on=today + timedelta(days=chance.choice((60, 300, 500, 800))),
            places=chance.choice((None, 10, 20)),
        )
        contracts.append(contract)
        rates.append(
            Rate(
                contract=contract,
                service=services[trade],
                what=WHAT[trade],
                unit=rules.Unit.HOUR if trade < 2 else rules.Unit.SESSION,
                price=chance.randrange(2_800, 7_600, 50),
                from_on=starts_on,
            )
        )
        kind, words = chance.choice(QUALITY)
        notes.append(
            QualityNote(
                provider=provider,
                kind=kind,
                on=today - timedelta(days=chance.randint(10, 300)),
                words=words,
                by=table.commissioner,
                at=table.now,
            )
        )
    Contract.objects.bulk_create(contracts)
    table.rates = Rate.objects.bulk_create(rates)
    QualityNote.objects.bulk_create(notes)


def _commission(table: _Table, today: date) -> list[Package]:
    plans = Plan.objects.filter(case__status=CaseStatus.OPEN, case__lead__isnull=False, scales__isnull=False)
    chosen = plans.select_related("case__lead", "case__family").distinct().order_by("reference")[:PACKAGES]
    return [package for number, plan in enumerate(chosen) if (package := _package(table, plan, number, today))]


def _package(table: _Table, plan: Plan, number: int, today: date) -> Package | None:
    chance, case, worker = table.chance, plan.case, plan.case.lead
    starts_on = today - timedelta(days=20 + 7 * number)
    moment = timezone.make_aware(datetime.combine(starts_on - timedelta(days=5), time(10)))
    do = {"by": worker, "at": moment}
    rate = table.rates[number % 3 :: len(TRADES)][number % 8]
    try:
        package = actions.start_package(case=case, title=f"{rate.what} for the family", id=new_id(), **do)
    except actions.CommissioningRefused:
        return None
    scale = plan.scales.select_related("plan", "outcome").order_by("position").first()
    actions.add_aim(package=package, outcome=scale.outcome, measure=MEASURES[number % len(MEASURES)], scale=scale, **do)
    actions.add_line(
        package=package,
        facts=actions.LineFacts(
            what=rate.what,
            provider=rate.contract.provider,
            service=rate.service,
            rate=rate,
            unit=rules.Unit(rate.unit),
            units=Decimal(chance.choice((1, 2, 3))),
            pattern=rules.Pattern.WEEKLY,
            price=rate.price,
            from_on=starts_on,
            until_on=starts_on + timedelta(days=7 * chance.choice((26, 39, 52)) - 1),
        ),
        **do,
    )
    _shares(table, package, number, do)
    version = package.versions.get()
    if number == 0:
        return package
    actions.propose(version=version, **do)
    if number == 1:
        return package
    actions.approve(version=version, why="Worth trying before anything more", by=table.commissioner, at=moment)
    if number == 2:
        return package
    actions.sign(version=version, by=table.officer, at=moment)
    actions.read_aims(package)
    package.refresh_from_db()
    return package


def _shares(table: _Table, package: Package, number: int, do: dict) -> None:
    first, second, third = table.funds
    if number % 3 == 0:
        bases = [(first, rules.Basis.PERCENT, 10_000, 0)]
    elif number % 3 == 1:
        bases = [(second, rules.Basis.PERCENT, 6_000, 0), (first, rules.Basis.PERCENT, 4_000, 0)]
    else:
        bases = [(third, rules.Basis.CAPPED, 5_000, 1_500_00), (second, rules.Basis.PERCENT, 5_000, 0)]
    for fund, basis, hundredths, amount in bases:
        actions.set_term(package=package, fund=fund, basis=basis, hundredths=hundredths, amount=amount, **do)


def _pay(table: _Table, packages: list[Package], today: date) -> None:
    """Invoices of four weeks each for what has run that long; three that do not fit wait to be resolved."""
    rows = ["Invoice,Provider,Package,Line,Date,Units,Amount"]
    for number, package in enumerate(one for one in packages if one.signed_version_id):
        line = package.signed_version.lines.select_related("provider").get()
        weeks = (today - line.from_on).days // 7
        for month in range(min(2, weeks // 4)):
            units = line.units * 4 * (1 if number % 4 else Decimal("0.5"))
            day = line.from_on + timedelta(days=28 * (month + 1))
            pence = int(units * line.price)
            amount = f"{pence // 100}.{pence % 100:02}"
            rows.append(
                f"INV-{number:02}{month},{line.provider.name},{package.reference},,{day.isoformat()},{units},{amount}"
            )
    if len(packages) > 5:
        reference, day = packages[5].reference, today.isoformat()
        rows.append(f"INV-900,Wen Familly Support,{reference},,{day},,120.00")
        rows.append(f"INV-901,{table.rates[0].contract.provider.name},PK-UNKNOWN,,{day},,84.00")
    content = "\n".join(rows).encode()
    actions.bring_payments(name="finance-system.csv", content=content, by=table.officer, at=table.now)


def _note_unmet(table: _Table, today: date) -> None:
    chance = table.chance
    cases = list(Case.objects.filter(locality__isnull=False).select_related("locality").order_by("reference")[:160])
    services = list(Service.objects.order_by("slug")[:12])
    Unmet.objects.bulk_create(
        Unmet(
            case=case,
            locality=case.locality,
            service=(service := chance.choice(services)),
            what=service.name,
            why=chance.choice(list(rules.WhyNot)),
            noted_on=today - timedelta(days=chance.randint(3, 330)),
            by=table.hub_manager,
            at=table.now,
        )
        for case in chance.sample(cases, min(48, len(cases)))
    )


def _claim(table: _Table, today: date) -> None:
    year = rules.year_of(today)
    for title, method, reckoning, pounds, status in (
        ("Counselling bought on one framework", "cheaper", "Price a session before and after, times sessions given.",
         8_400, "checked"),
        ("Fewer families needing an edge-of-care worker", "avoided",
         "Twelve families fewer than last year. No comparison with families who had no help.", 62_000, "claimed"),
    ):  # fmt: skip
        saving = actions.claim_saving(
            title=title,
            method=rules.SavingMethod(method),
            reckoning=reckoning,
            amount=pounds * 100,
            year=year,
            id=UUID(int=table.chance.getrandbits(128)),
            by=table.commissioner,
            at=table.now,
        )
        if status == "checked":
            actions.check_saving(
                saving=saving,
                status=rules.SavingStatus.CHECKED,
                why="The reckoning holds for the sessions in the ledger.",
                by=table.officer,
                at=table.now,
            )
