"""A crashed program comes back, and one that cannot run is given up."""

import os
import sys

import pytest

from alongside.config.processes import KeepsCrashing, Program, Supervisor

START = 1000.0


@pytest.fixture
def program(monkeypatch):
    program = Program("job worker", [sys.executable], os.environ)
    program.starts = 0

    def start(self):
        self.starts += 1
        self.start_again_at = None

    monkeypatch.setattr(Program, "start", start)
    program.started_at = START
    return program


def test_first_crash_is_mended_at_once(program, capsys):
    program.bring_back(START + 60)

    assert program.starts == 1
    assert "job worker stopped unexpectedly" in capsys.readouterr().err


def test_pauses_grow_while_it_keeps_crashing(program):
    program.bring_back(START + 1)
    program.started_at = START + 1
    program.bring_back(START + 2)
    assert program.starts == 1, "the second time it waits"

    program.bring_back(START + 4)
    assert program.starts == 2


def test_program_that_never_ran_is_given_up(program):
    for crash in range(1, 5):
        program.start_again_at = None
        program.bring_back(START + crash)
    program.start_again_at = None

    with pytest.raises(KeepsCrashing, match="job worker"):
        program.bring_back(START + 5)


def test_program_that_has_been_well_is_never_given_up(program):
    now = START + 3600
    for _ in range(600):
        now += 1
        before = program.starts
        program.bring_back(now)
        if program.starts > before:
            program.started_at = now

    assert program.starts > 15, "at least every half minute"


def test_all_is_stopped_even_when_one_cannot_be_started(monkeypatch):
    first = Program("first", [sys.executable, "-c", "import time; time.sleep(60)"], os.environ)
    second = Program("second", ["/nowhere/at/all"], os.environ)
    supervisor = Supervisor([first, second], look_after=lambda: None)
    monkeypatch.setattr("signal.signal", lambda *_: None)

    with pytest.raises(FileNotFoundError):
        supervisor.run(when_started=lambda: None)
    assert first.running.poll() is not None
