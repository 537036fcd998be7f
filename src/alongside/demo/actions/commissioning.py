"""Commissions help in the invented county: pooled funds, providers with contracts, packages lived through, payments."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from alongside.cases.models import Case
from alongside.cases.rules import CaseStatus
from alongside.commissioning import actions, rules
from alongside.commissioning.models import Contract, Package, Provider, QualityNote, Rate, Unmet
from alongside.commissioning.rules import costing
from alongside.demo.organisations import NAMED
from alongside.directory.models import Service
from alongside.foundation.identity.models import Agency, User
from alongside.foundation.references.rules import new_id, new_reference
from alongside.plans.models import Plan

from .commissioned import Table, approve, before, sign, write_package
from .commissioned_lives import commission_before, live_on, pay_in_full

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
WHAT = ("Family support at home", "Mentoring after school", "Counselling", "Play therapy", "A group for teenagers")
SERVICES = ("family-support-at-home", "attendance-mentor", "getting-help", "lantern-children", "talking-teens")
QUALITY = (
    ("praise", "Families say the workers come when they say they will."),
    ("visit", "Visited: records in order, supervision every month."),
    ("complaint", "Two sessions were called off on the day. Put right with the provider."),
)
HIGH = 50_000_00
LOW = 6_000_00


def commission_help(*, seed: int, at: datetime, today: date) -> None:
    """Write the funds, providers, packages, payments and unmet need as of a day."""
    named = {user.email: user for user in User.objects.filter(email__in=[one.email for one in NAMED])}
    people = {one.key: named[one.email] for one in NAMED if one.email in named}
    table = Table(
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
    ended = commission_before(table, today)
    packages = _commission(table, today)
    pay_in_full(table, ended, today)
    _pay(table, packages, today)
    live_on(table, packages, ended, today)
    _note_unmet(table, today)
    _claim(table, today)


def _open_funds(table: Table, today: date) -> None:
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


def _give_limits(table: Table, today: date) -> None:
    give = {"from_on": today - timedelta(days=700), "by": table.manager, "at": table.now}
    actions.give_limit(user=table.commissioner, most=HIGH, most_a_year=None, **give)
    actions.give_limit(user=table.hub_manager, most=LOW, most_a_year=LOW * 20, **give)


def _keep_providers(table: Table, today: date) -> None:
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
    of_slug = {one.slug: one for one in Service.objects.filter(slug__in=SERVICES)}
    services = [of_slug[slug] for slug in SERVICES]
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


def _commission(table: Table, today: date) -> list[Package]:
    plans = Plan.objects.filter(case__status=CaseStatus.OPEN, case__lead__isnull=False, scales__isnull=False)
    chosen = plans.select_related("case__lead", "case__family").distinct().order_by("reference")[:PACKAGES]
    return [package for number, plan in enumerate(chosen) if (package := _package(table, plan, number, today))]


def _package(table: Table, plan: Plan, number: int, today: date) -> Package | None:
    starts_on = today - timedelta(days=20 + 7 * number)
    rate = table.rates[number % 3 :: len(TRADES)][number % 8]
    scale = plan.scales.select_related("plan", "outcome").order_by("position").first()
    weeks = table.chance.choice((26, 39, 52))
    package = write_package(
        table, plan, rate, scale=scale, number=number, starts_on=starts_on, weeks=weeks,
        units=table.chance.choice((1, 2, 3)),
    )  # fmt: skip
    if package is None or number == 0:
        return package
    moment = before(starts_on)
    actions.propose(version=package.versions.get(), by=plan.case.lead, at=moment)
    if number > 1:
        approve(table, package, at=moment)
    if number > 2:
        sign(table, package, at=moment)
    return package


def _pay(table: Table, packages: list[Package], today: date) -> None:
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


def _note_unmet(table: Table, today: date) -> None:
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


def _claim(table: Table, today: date) -> None:
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
