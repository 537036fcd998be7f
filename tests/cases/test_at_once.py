"""Two people at one case at once: one goes through, the other is told, and nothing is half done."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from alongside.cases import actions, rules
from alongside.cases.models import Allocation, Case, Involvement, Step
from alongside.foundation.access.models import Grant
from alongside.foundation.access.rules import GrantReason
from tests.cases.given import close, given_a_case, given_a_family, given_a_hub, given_an_allocated_case
from tests.factories import NOW, TODAY, a_user, an_agency

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(hours=1)


def _at_once(*doings) -> list:
    """Do all at the same moment; give back what each returned or how it was refused."""
    start, results = Barrier(len(doings)), [None] * len(doings)

    def run(number, doing):
        try:
            start.wait(timeout=10)
            results[number] = doing()
        except actions.CaseRefused as refusal:
            results[number] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number, doing)) for number, doing in enumerate(doings)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def _refused(results) -> list:
    return [one for one in results if isinstance(one, actions.CaseRefused)]


def test_two_managers_allocate_at_once():
    hub = given_a_hub()
    case, other = given_a_case(hub), a_user("hub-manager", team=hub.team)
    ines, joan = hub.worker, a_user("family-worker", team=hub.team)

    def give(worker, by):
        return lambda: actions.allocate_lead(
            case=case, worker=worker, reason="Fits best", by=by, at=LATER, version=case.version
        )

    results = _at_once(give(ines, hub.manager), give(joan, other))
    assert len(_refused(results)) == 1
    standing = Allocation.objects.get(case=case, until_at__isnull=True)
    case.refresh_from_db()
    assert case.lead == standing.worker
    granted = Grant.objects.filter(subject_id=case.family_id, reason=GrantReason.ALLOCATED, until_at__isnull=True)
    assert [one.user_id for one in granted] == [standing.worker_id]


def test_two_people_close_at_once():
    hub = given_a_hub()
    case = given_an_allocated_case(hub)
    results = _at_once(lambda: close(case, by=hub.manager, at=LATER), lambda: close(case, by=hub.worker, at=LATER))
    assert len(_refused(results)) == 1
    assert "stands at: Closed" in str(_refused(results)[0])
    assert Step.objects.filter(case=case, kind=rules.StepKind.CLOSED).count() == 1


def test_a_family_is_opened_a_case_at_once_from_two_contacts():
    hub, family = given_a_hub(), given_a_family()
    results = _at_once(*[lambda: given_a_case(hub, family=family)] * 2)
    assert len(_refused(results)) == 1
    assert Case.objects.filter(family=family).count() == 1


def test_one_agency_is_noted_at_once_by_two():
    hub, school = given_a_hub(), an_agency(kind="school")
    case = given_an_allocated_case(hub)

    def note():
        return actions.note_involvement(
            family=case.family, agency=school, as_of=TODAY, source="the school", by=hub.worker, at=NOW
        )

    assert not _refused(_at_once(note, note, note))
    assert Involvement.objects.count() == 1
