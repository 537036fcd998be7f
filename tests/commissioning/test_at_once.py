"""Many at once: the last pound is spent once, and no posting is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import Sum

from alongside.commissioning import actions
from alongside.commissioning.models import Account, Approval, Posting
from tests.cases.given import given_a_hub
from tests.commissioning.given import agreed, balances, given_a_fund, given_a_package, given_an_approver

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 16


def at_once(do, things, *, refused=actions.CommissioningRefused) -> list[str]:
    """Let every one of them go at the same moment; says how each came out."""
    start = Barrier(len(things))

    def run(thing) -> str:
        try:
            start.wait()
            do(thing)
        except refused as refusal:
            return type(refusal).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(run, things))


def test_sixteen_sign_at_the_limit_of_two_funds_and_only_what_there_is_is_promised():
    care, health = given_a_fund(pounds=5 * 1_560), given_a_fund(pounds=100_000)
    hub, approver = given_a_hub(), given_an_approver()
    tables = [agreed(given_a_package(funds={care: 60, health: 40}, hub=hub, approver=approver)) for _ in range(WRITERS)]
    came_out = at_once(lambda table: actions.sign(version=table.version, **table.do(table.signer)), tables)
    assert sorted(came_out) == ["NotEnoughMoney"] * 11 + ["done"] * 5
    assert (balances(care)["available"], balances(care)["committed"]) == (0, 5 * 156_000)
    assert balances(health)["committed"] == 5 * 104_000
    for account in Account.objects.all():
        posted = Posting.objects.filter(account=account).aggregate(sum=Sum("amount"))["sum"] or 0
        assert posted == account.balance


def test_one_limit_of_a_year_is_used_once_by_many():
    fund, hub = given_a_fund(pounds=100_000), given_a_hub()
    approver = given_an_approver(3_000, a_year=5_200)
    tables = [given_a_package(funds={fund: 100}, hub=hub, approver=approver) for _ in range(6)]
    for table in tables:
        actions.propose(version=table.version, **table.do())
    came_out = at_once(lambda table: actions.approve(version=table.version, why="", **table.do(approver)), tables)
    assert sorted(came_out) == ["NotEnoughAuthority"] * 4 + ["done"] * 2
    assert Approval.objects.aggregate(sum=Sum("cost"))["sum"] == 520_000
