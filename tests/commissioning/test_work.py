"""What packages put into somebody's own day, and when it leaves it again."""

from datetime import date, timedelta

import pytest

from alongside.cases.models import Case
from alongside.commissioning import actions, rules
from alongside.commissioning.queries.work import work_of
from alongside.values.dates import WorkingCalendar
from tests.commissioning.given import agreed, given_a_fund, given_a_package, given_an_approver, signed
from tests.factories import TODAY, a_user


def test_a_package_is_answered_within_five_working_days():
    easter = WorkingCalendar(frozenset({date(2026, 4, 3), date(2026, 4, 6)}))
    due_on = rules.answer_due_on(asked_on=date(2026, 4, 1), calendar=easter, policy=rules.CommissioningPolicy())

    assert due_on == date(2026, 4, 10)


def words_of(viewer, today=TODAY) -> list[str]:
    return [one.words for one in work_of(viewer=viewer, today=today)]


@pytest.fixture
def proposed(db):
    table = given_a_package(funds={given_a_fund(): 100})
    actions.propose(version=table.version, **table.do())
    return table


def test_a_proposal_waits_for_whoever_may_approve_its_cost(proposed):
    (one,) = work_of(viewer=proposed.approver, today=TODAY)

    assert one.words == "Approve or decline this package"
    assert one.reference == proposed.package.reference
    assert one.family_name == "", "money is open to the approver, and the family is not"
    assert words_of(given_an_approver(1)) == [], "above their limit"
    assert words_of(a_user("commissioner")) == [], "without a limit"


def test_a_proposal_referred_up_waits_for_that_one_alone(proposed):
    higher = given_an_approver(80_000)
    actions.refer_up(version=proposed.version, to=higher, why="Above mine", **proposed.do(proposed.approver))

    assert words_of(higher) == ["Approve or decline this package"]
    assert words_of(proposed.approver) == []


def test_what_is_approved_waits_for_a_signature(db):
    table = agreed(given_a_package(funds={given_a_fund(): 100}))
    assert words_of(table.signer) == ["Sign this package"]

    actions.sign(version=table.version, **table.do(table.signer))
    assert words_of(table.signer) == []


def test_the_lead_owes_the_review_from_eight_weeks_before(db):
    table = signed(given_a_package(funds={given_a_fund(): 100}))
    Case.objects.filter(id=table.package.case_id).update(lead=table.worker, status="open")
    due_on = table.package.review_due_on

    assert words_of(table.worker, due_on - timedelta(days=57)) == []
    (one,) = work_of(viewer=table.worker, today=due_on - timedelta(days=56))
    assert (one.words, one.due_on) == ("Review what was commissioned: Back to school", due_on)
    assert one.family_id == table.package.case.family_id


@pytest.mark.django_db
def test_roles_without_a_part_in_packages_ask_nothing(django_assert_num_queries):
    viewer = a_user("front-door-worker")
    viewer.may("commissioning.see")
    with django_assert_num_queries(0):
        assert work_of(viewer=viewer, today=TODAY) == []
