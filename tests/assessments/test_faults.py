"""A server killed half way, two clicks at once, two people at once: nothing is half done, nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from alongside.assessments import actions, rules
from alongside.assessments.actions import completing, starting, writing
from alongside.assessments.models import Assessment, Entry, Voice
from alongside.cases.models import TimelineEntry
from alongside.foundation.audit.models import Entry as AuditEntry
from tests.factories import NOW, TODAY

from .given import given_a_household, given_an_assessment, given_everything_written


class Killed(Exception):
    """The server went away at this line."""


def killed(*args, **kwargs):
    raise Killed


@pytest.mark.django_db
def test_killed_while_saving_a_section_writes_nothing(monkeypatch):
    home, assessment = given_an_assessment()
    monkeypatch.setattr(writing, "record", killed)
    with pytest.raises(Killed):
        actions.write_section(
            assessment=assessment,
            domain="child",
            person_id=home.girl.id,
            by=home.worker,
            at=NOW,
            words=[actions.HeadingWords("health", 0, strengths="x")],
        )
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_killed_while_starting_starts_nothing(monkeypatch):
    home = given_a_household()
    monkeypatch.setattr(starting, "record", killed)
    with pytest.raises(Killed):
        actions.start_assessment(case=home.case, by=home.worker, at=NOW)
    assert not Assessment.objects.exists()
    assert not TimelineEntry.objects.filter(kind="assessments.started").exists()


@pytest.mark.django_db
def test_killed_while_completing_completes_nothing(monkeypatch):
    home, assessment = given_an_assessment()
    given_everything_written(home, assessment)
    monkeypatch.setattr(completing, "publish", killed)
    with pytest.raises(Killed):
        actions.complete_assessment(assessment=assessment, by=home.worker, at=NOW)
    assessment.refresh_from_db()
    assert assessment.status == "draft"
    assert not AuditEntry.objects.filter(kind="assessments.completed").exists()


def at_once(*calls):
    """What each call gives, all begun at the same moment, each with a connection of its own."""
    ready = Barrier(len(calls))

    def run(call):
        ready.wait()
        try:
            return call()
        except Exception as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_start_one_assessment():
    home = given_a_household()
    started = at_once(*[lambda: actions.start_assessment(case=home.case, by=home.worker, at=NOW)] * 3)
    assert len({one.id for one in started}) == 1
    assert Assessment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_voices_written_at_once_leave_one_and_show_it_to_the_other():
    home, assessment = given_an_assessment()

    def record(words):
        return lambda: actions.record_voice(
            assessment=assessment,
            person_id=home.girl.id,
            kind=rules.VoiceKind.WORDS,
            words=words,
            how=rules.Gathering.ALONE,
            gathered_by="",
            gathered_on=TODAY,
            version=0,
            by=home.worker,
            at=NOW,
        )

    told = at_once(record("one"), record("two"))
    kept = Voice.objects.get()
    stale = [one for one in told if isinstance(one, actions.StaleWords)]
    assert len(stale) == 1
    assert stale[0].theirs.words == kept.words


@pytest.mark.django_db(transaction=True)
def test_completed_at_once_tells_once():
    home, assessment = given_an_assessment()
    given_everything_written(home, assessment)
    at_once(*[lambda: actions.complete_assessment(assessment=assessment, by=home.worker, at=NOW)] * 2)
    assert TimelineEntry.objects.filter(kind="assessments.completed").count() == 1
