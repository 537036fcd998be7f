"""The whole life of a package walked at random: whatever is done, in whatever order, the money always adds up."""

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from alongside.commissioning import actions, rules
from alongside.commissioning.models import Account, Posting, Version
from alongside.commissioning.queries.packages import held_of
from tests.commissioning.given import NOW, START, a_line, balances, given_a_fund, given_a_package, given_a_provider

pytestmark = pytest.mark.django_db


class _Undo(Exception):
    """Takes back what a walk did."""


class Life(RuleBasedStateMachine):
    """Two funds and one package; refusals are fine, sums that differ are not."""

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.funds = [given_a_fund(pounds=3_000), given_a_fund(pounds=2_000)]
        self.provider = given_a_provider()
        shares = dict(zip(self.funds, (55, 45), strict=True))
        self.table = given_a_package(funds=shares, lines=[a_line(self.provider)])
        self.files = 0

    def teardown(self):
        self.undo.__exit__(_Undo, _Undo(), None)

    def tries(self, do, **facts):
        with suppress(actions.CommissioningRefused):
            do(**facts)
        self.table.fresh()

    def is_(self, *statuses):
        return self.table.version.status in statuses

    @rule()
    def propose(self):
        self.tries(actions.propose, version=self.table.version, **self.table.do())

    @rule()
    def approve(self):
        self.tries(actions.approve, version=self.table.version, why="", **self.table.do(self.table.approver))

    @rule()
    def sign(self):
        self.tries(actions.sign, version=self.table.version, **self.table.do(self.table.signer))

    @rule()
    def withdraw(self):
        if self.table.version.number > 1:
            self.tries(actions.withdraw, version=self.table.version, why="Any", **self.table.do())

    @precondition(lambda self: self.is_("draft"))
    @rule(units=st.integers(1, 6), price=st.integers(1, 9_000))
    def change_line(self, units, price):
        version = self.table.version
        for line in version.lines.all()[:1]:
            facts = a_line(
                self.provider, units=Decimal(units), price=price, from_on=line.from_on, until_on=line.until_on
            )
            how = {"package": self.table.package, "line": line, "facts": facts, "lock": version.lock}
            self.tries(actions.change_line, **how, **self.table.do())

    @rule()
    def begin_change(self):
        self.tries(actions.begin_change, package=self.table.package, why="Any", **self.table.do())

    @rule(after=st.integers(0, 200))
    def end_early(self, after):
        how = {"last_on": START + timedelta(days=after), "why": "Any"}
        self.tries(actions.begin_early_end, package=self.table.package, **how, **self.table.do())

    @rule(after=st.integers(0, 150), days=st.integers(0, 40))
    def pause(self, after, days):
        first = START + timedelta(days=after)
        how = {"from_on": first, "until_on": first + timedelta(days=days), "why": "Any"}
        self.tries(actions.begin_pause, package=self.table.package, **how, **self.table.do())

    @rule(hundredths=st.integers(1, 900))
    def inflate(self, hundredths):
        how = {"from_on": START + timedelta(days=60), "hundredths": hundredths, "why": "Any"}
        self.tries(actions.begin_inflation, package=self.table.package, **how, **self.table.do())

    @rule(pence=st.integers(-20_000, 90_000).filter(bool))
    def pay(self, pence):
        self.files += 1
        pounds = f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02}"
        text = (
            "invoice,provider,package,date,amount\n"
            f"I{self.files},{self.provider.name},{self.table.package.reference},2026-05-01,{pounds}\n"
        )
        self.tries(actions.bring_payments, name="any.csv", content=text.encode(), **self.table.do(self.table.signer))

    @rule()
    def close(self):
        later = self.table.do(self.table.signer, at=NOW.replace(year=2027, month=9))
        self.tries(actions.close_package, package=self.table.package, why="Any", **later)

    @invariant()
    def balances_are_the_sum_of_postings(self):
        posted = dict(Posting.objects.values_list("account_id").annotate(sum=Sum("amount")).order_by())
        for account in Account.objects.filter(fund__in=self.funds):
            assert account.balance == posted.get(account.id, 0)

    @invariant()
    def nothing_is_lost(self):
        for fund, pounds in zip(self.funds, (3_000, 2_000), strict=True):
            found = balances(fund)
            assert found["available"] + found["committed"] + found["spent"] == pounds * 100
            assert min(found["available"], found["committed"], found["spent"]) >= 0

    @invariant()
    def what_is_promised_is_what_was_signed(self):
        package = self.table.package
        held = sum(one.in_all for one in held_of(package.id).values())
        if package.status == rules.PackageStatus.RUNNING:
            assert held == package.cost == package.signed_version.cost
        elif package.status == rules.PackageStatus.ENDED:
            assert held == sum(one.spent for one in held_of(package.id).values())
        else:
            assert held == 0

    @invariant()
    def one_version_at_a_time_is_under_way(self):
        under_way = Version.objects.filter(package=self.table.package, status__in=list(rules.UNDER_WAY))
        assert under_way.count() <= 1


def test_the_life_of_a_package():
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
