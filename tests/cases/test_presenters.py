"""How cases read."""

from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from alongside.cases import presenters, rules
from alongside.cases.queries import Candidate, Caseload
from alongside.cases.rules import Level

POLICY = rules.CasesPolicy()
GIVEN_AT = datetime(2026, 3, 2, 10, tzinfo=UTC)


@dataclass
class Known:
    profile: object = None
    skills: tuple = ()
    languages: tuple = ()


def _candidate(by_level=None, **facts) -> Candidate:
    worker = SimpleNamespace(name="Wren Tully", job_title="Practitioner", agency=SimpleNamespace(name="Bright Start"))
    return Candidate(worker=worker, load=Caseload(worker_id="w", name="Wren Tully", by_level=by_level or {}, **facts))


@pytest.mark.parametrize(
    ("by_level", "co_works", "words"),
    [
        ({}, 0, "No families now"),
        ({Level.EARLY_HELP: 1}, 0, "1 family: 1 at level 2; weight 1"),
        (
            {Level.TARGETED: 4, Level.EARLY_HELP: 3},
            2,
            "9 families: 3 at level 2, 4 at level 3, 2 as co-worker; weight 11",
        ),
    ],
)
def test_caseload_words(by_level, co_works, words):
    assert presenters.caseload_words(_candidate(by_level, co_works=co_works).load, policy=POLICY) == words


def test_a_candidate_reads_with_skills_languages_days_and_whether_the_caseload_is_full():
    profile = SimpleNamespace(capacity=2, working_pattern="Monday to Wednesday")
    known = Known(profile, ("Play therapy",), ("Polish", "Urdu"))
    candidate = _candidate({Level.EARLY_HELP: 2}, last_given_at=GIVEN_AT)
    assert presenters.candidate_name(candidate) == "Wren Tully, Practitioner, Bright Start"
    assert presenters.candidate_hint(candidate, known=known, policy=POLICY) == (
        "2 families: 2 at level 2; weight 2. Full: 2 is the most agreed. Skills: Play therapy. "
        "Speaks Polish, Urdu. Monday to Wednesday. Last given a family on 2 March 2026."
    )
    assert presenters.candidate_hint(_candidate(), known=None, policy=POLICY) == "No families now."
