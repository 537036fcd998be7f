"""How long the pages of packages and money take with 50,000 packages and 1,000,000 postings.

    python -m tests.benchmarks.commissioning [--packages 50000] [--times 40]

It fills the database named by DATABASE_URL, which must be migrated and empty of packages, by COPY with the ledger's
own triggers on: every entry is checked to come to nought and every balance is worked out by the database itself. The
pages are asked for in this process, through every middleware, each time for another package, fund or service.
"""

# ruff: noqa: E402

import argparse
import logging
import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
django.setup()

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from alongside.cases.models import Case
from alongside.commissioning.models import (
    Account,
    Aim,
    Entry,
    Fund,
    Line,
    Package,
    Posting,
    Provider,
    Share,
    Term,
    Version,
)
from alongside.commissioning.rules import AccountKind
from alongside.directory.models import Service
from alongside.foundation.identity.models import User
from alongside.foundation.references.rules import new_id
from alongside.people.models import Family
from alongside.places.models import Locality
from alongside.plans.models import Outcome, OutcomeFramework
from tests.factories import a_team, a_user, an_agency

AT = datetime(2026, 6, 1, 10, tzinfo=UTC)
YEARS, FUNDS, SERVICES, CASES, PARTNERS = (2024, 2025, 2026), 12, 40, 5_000, 3
PAYMENTS, WEEK = 4, 5_000
COST = 100 * 100 * 26


class Rows:
    """Rows of one table, copied in a thousand at a time."""

    def __init__(self, model: type, *columns: str) -> None:
        self.table, self.columns, self.lines = model._meta.db_table, columns, []

    def add(self, *values) -> None:
        self.lines.append("\t".join("\\N" if one is None else str(one) for one in values))

    def copy(self, cursor) -> None:
        with cursor.copy(f"copy {self.table} ({', '.join(self.columns)}) from stdin") as copy:
            for start in range(0, len(self.lines), 10_000):
                copy.write(("\n".join(self.lines[start : start + 10_000]) + "\n").encode())
        self.lines.clear()


def standing(chance: Random) -> dict:
    """Who, what and where packages hang on."""
    agencies = [an_agency(name=f"Partner {n}") for n in range(PARTNERS)]
    team = a_team(agency=agencies[0])
    locality = Locality.objects.create(slug="bench", name="Bench", team=team)
    lead = a_user("family-worker", agency=agencies[0])
    families = Family.objects.bulk_create(
        Family(reference=f"FB-{n}", name=f"Family {n}", recorded_at=AT) for n in range(CASES)
    )
    cases = Case.objects.bulk_create(
        Case(
            reference=f"CB-{n}", family=family, status="open", level=3, locality=locality, hub_team=team,
            opened_on=date(2024, 4, 1), lead=lead,
        )
        for n, family in enumerate(families)
    )  # fmt: skip
    framework = OutcomeFramework.objects.create(title="Bench", version="bench", from_on=date(2020, 1, 1))
    outcomes = Outcome.objects.bulk_create(
        Outcome(framework=framework, key=f"o{n}", title=f"Outcome {n}", position=n) for n in range(10)
    )
    services = Service.objects.bulk_create(
        Service(slug=f"bench-{n}", name=f"Service {n}", agency=agencies[0], description="Any") for n in range(SERVICES)
    )
    providers = Provider.objects.bulk_create(Provider(reference=f"PB-{n}", name=f"Provider {n}") for n in range(200))
    funds = Fund.objects.bulk_create(
        Fund(
            reference=f"FB-{n}", name=f"Fund {n}", purpose="Any", kind="pooled", stream="joint", holder=agencies[0],
            opened_on=date(2024, 4, 1),
        )
        for n in range(FUNDS)
    )  # fmt: skip
    return {
        "cases": cases, "outcomes": outcomes, "services": services, "providers": providers, "funds": funds,
        "agencies": agencies, "by": a_user("finance-officer", agency=agencies[0]), "chance": chance,
    }  # fmt: skip


def open_accounts(found: dict, packages: int) -> dict:
    """The accounts of every fund and year, with enough put in for every package."""
    accounts = {}
    entries, postings = rows_of_ledger()
    for fund in found["funds"]:
        for year in YEARS:
            kinds = [kind for kind in AccountKind if kind is not AccountKind.PROMISED]
            for kind in kinds:
                accounts[fund.id, year, kind] = Account(fund=fund, year=year, kind=kind)
            for agency in found["agencies"]:
                promised = Account(fund=fund, year=year, kind=AccountKind.PROMISED, agency=agency)
                accounts[fund.id, year, agency.id] = promised
                entry = new_id()
                entries.add(entry, f"c{entry}", "contribution", f"{year}-04-01", AT, found["by"].id, "Put in")
                amount = COST * packages
                postings.add(new_id(), entry, accounts[fund.id, year, AccountKind.AVAILABLE].id, amount, None, None)
                postings.add(new_id(), entry, promised.id, -amount, None, None)
    Account.objects.bulk_create(accounts.values())
    with connection.cursor() as cursor:
        entries.copy(cursor)
        postings.copy(cursor)
    return accounts


def rows_of_ledger() -> tuple[Rows, Rows]:
    """Empty rows of entries and postings."""
    return (
        Rows(Entry, "id", "key", "kind", '"on"', "at", "by_id", "words"),
        Rows(Posting, "id", "entry_id", "account_id", "amount", "package_id", "thread"),
    )


def fill(packages: int) -> None:
    """Copy in everything, in one transaction."""
    chance = Random(7)
    found = standing(chance)
    accounts = open_accounts(found, packages)
    tables = {
        Package: Rows(
            Package, "id", "reference", "case_id", "title", "status", "starts_on", "ends_on", "cost", "review_kind",
            "review_due_on", "made_by_id", "made_at", "signed_version_id",
        ),
        Version: Rows(
            Version, "id", "package_id", "number", "kind", "status", "why", "cost", "difference", "written_by_id",
            "written_at", "settled_why", "signed_by_id", "signed_at", "lock",
        ),
        Line: Rows(
            Line, "id", "version_id", "thread", "position", "what", "service_id", "provider_id", "unit", "units",
            "pattern", "price", "from_on", "until_on", "cost",
        ),
        Term: Rows(Term, "id", "version_id", "fund_id", "basis", "hundredths", "amount"),
        Share: Rows(Share, "id", "version_id", "thread", "fund_id", "year", "amount"),
        Aim: Rows(Aim, "id", "package_id", "outcome_id", "measure", "first", "latest", "by_id", "at"),
    }  # fmt: skip
    entries, postings = rows_of_ledger()
    for number in range(packages):
        _package(found, accounts, tables, entries, postings, number)
    with connection.cursor() as cursor:
        for rows in (*tables.values(), entries, postings):
            rows.copy(cursor)


def _package(found: dict, accounts: dict, tables: dict, entries: Rows, postings: Rows, number: int) -> None:
    chance, by = found["chance"], found["by"].id
    year = YEARS[number % len(YEARS)]
    starts_on = date(year, 4, 1) + timedelta(days=chance.randrange(160))
    ends_on = starts_on + timedelta(days=181)
    package, version, thread = new_id(), new_id(), new_id()
    status = "ended" if ends_on < AT.date() else "running"
    tables[Package].add(
        package, f"KB-{number}", found["cases"][number % CASES].id, "Help", status, starts_on, ends_on, COST,
        "before_end", ends_on - timedelta(weeks=8), by, AT, version,
    )  # fmt: skip
    tables[Version].add(version, package, 1, "first", "signed", "", COST, COST, by, AT, "", by, AT, 1)
    tables[Line].add(
        new_id(), version, thread, 1, "Help", chance.choice(found["services"]).id, chance.choice(found["providers"]).id,
        "hour", 2, "weekly", WEEK, starts_on, ends_on, COST,
    )  # fmt: skip
    first = chance.randint(1, 6)
    tables[Aim].add(
        new_id(),
        package,
        chance.choice(found["outcomes"]).id,
        "Any",
        first,
        max(1, min(10, first + chance.randint(-1, 4))),
        by,
        AT,
    )
    pair = chance.sample(found["funds"], 2)
    for fund, hundredths in zip(pair, (6_000, 4_000), strict=True):
        amount = COST * hundredths // 10_000
        tables[Term].add(new_id(), version, fund.id, "percent", hundredths, 0)
        tables[Share].add(new_id(), version, thread, fund.id, year, amount)
    whose = {"package": package, "thread": thread, "year": year, "by": by, "pair": pair, "number": number}
    _post(entries, postings, accounts, "commitment", AccountKind.AVAILABLE, AccountKind.COMMITTED, 1, starts_on, whose)
    for month in range(PAYMENTS):
        day = starts_on + timedelta(days=28 * (month + 1))
        _post(entries, postings, accounts, "actual", AccountKind.COMMITTED, AccountKind.SPENT, 8, day, whose)


def _post(entries, postings, accounts, kind, out, into, part: int, on: date, whose: dict) -> None:
    entry = new_id()
    entries.add(entry, f"b{entry}", kind, on, AT, whose["by"], f"KB-{whose['number']}")
    for fund, hundredths in zip(whose["pair"], (6_000, 4_000), strict=True):
        amount = COST * hundredths // 10_000 // part
        for account, sign in ((out, -1), (into, 1)):
            where = accounts[fund.id, whose["year"], account].id
            postings.add(new_id(), entry, where, sign * amount, whose["package"], whose["thread"])


def pages(packages: int) -> Iterator[tuple[str, str, Callable[[int], str]]]:
    """Each page by name and role, with the address of its nth asking."""
    chance = Random(11)
    officer, commissioner = "finance-officer", "commissioner"

    def of(name: str, *args, query: str = "") -> str:
        return reverse(f"commissioning:{name}", args=args) + query

    def fund(n: int) -> str:
        return f"FB-{n % FUNDS}"

    def year(n: int) -> str:
        return f"?year={YEARS[n % len(YEARS)]}"

    partner = Account.objects.filter(kind="promised").values_list("agency__slug", flat=True).first()
    yield "package", officer, lambda n: of("package", f"KB-{chance.randrange(packages)}")
    yield "packages", officer, lambda n: of("packages")
    yield "packages of a fund", officer, lambda n: of("packages", query=f"?fund={fund(n)}")
    yield "funds", officer, lambda n: of("funds", query=year(n))
    yield "fund", officer, lambda n: of("fund", fund(n), query=year(n))
    yield "ledger", officer, lambda n: of("ledger", fund(n), query=year(n))
    yield "statement", officer, lambda n: of("statement", fund(n), partner, query=year(n))
    yield "record of like packages", commissioner, lambda n: of("similar", f"KB-{chance.randrange(packages)}")
    yield "service across packages", commissioner, lambda n: of("service", f"bench-{n % SERVICES}")
    yield "provider", commissioner, lambda n: of("provider", f"PB-{n % 200}")
    yield "providers", commissioner, lambda n: of("providers")
    yield "watch", commissioner, lambda n: of("watch")
    yield "overview", commissioner, lambda n: of("overview")


def _somebody(role: str) -> User:
    """Whoever has a role there already, from an earlier run, or somebody new."""
    return User.objects.filter(memberships__role__slug=role).order_by("id").first() or a_user(role)


def main() -> None:
    """Fill where empty, and time every page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--packages", type=int, default=50_000)
    parser.add_argument("--times", type=int, default=40)
    asked = parser.parse_args()
    if not Package.objects.exists():
        began = time.monotonic()
        with transaction.atomic():
            fill(asked.packages)
        with connection.cursor() as cursor:
            cursor.execute("vacuum analyze")
        print(f"Filled in {time.monotonic() - began:.0f} s: {Package.objects.count():,} packages")
    print(f"{Posting.objects.count():,} postings")
    logging.disable(logging.INFO)
    clients = {}
    print(f"{'page':<26}{'p50 ms':>8}{'p95 ms':>8}")
    for name, role, address in pages(asked.packages):
        if role not in clients:
            clients[role] = Client(headers={"host": "localhost"})
            clients[role].force_login(_somebody(role))
        took = []
        for n in range(asked.times + 3):
            path = address(n)
            start = time.perf_counter()
            answer = clients[role].get(path)
            took.append((time.perf_counter() - start) * 1000)
            if answer.status_code != 200:
                raise SystemExit(f"{path} answered {answer.status_code}")
        took = sorted(took[3:])
        print(f"{name:<26}{took[len(took) // 2]:>8.0f}{took[int(len(took) * 0.95)]:>8.0f}", flush=True)


if __name__ == "__main__":
    main()
