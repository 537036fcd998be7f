"""Other cores: they answer as this one would, and are gone with whoever asked them."""

import io
import os
import pickle
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import numpy as np
import pytest

from hinterland.siting import beside, cores
from hinterland.siting.cores import READY, Cores, serve
from hinterland.siting.model import Model, counted
from hinterland.siting.uncapacitated import choose_sites


def question(seed: int = 1, areas: int = 30, count: int = 4) -> Model:
    points = np.random.default_rng(seed).integers(0, 90, (areas, 2))
    cost = np.floor(np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)))
    return counted(cost, np.zeros(areas, bool), count, grain=1.0)


def soon() -> float:
    return monotonic() + 60


@pytest.fixture
def answered_here():
    """How often the search was made in this process."""
    made = []

    def choose(model, **wishes):
        made.append(model)
        return choose_sites(model, **wishes)

    choose.made = made
    return choose


def ready(asked: Cores) -> Cores:
    asked.choose(question(), until=soon())
    waited = monotonic() + 30
    while not (asked._is_ready and asked._free.qsize() == asked._count) and monotonic() < waited:
        sleep(0.01)
    assert asked._is_ready
    return asked


def test_one_question_after_another_is_answered_until_nobody_asks_any_more():
    asked = io.BytesIO(b"".join(pickle.dumps((question(seed), 60.0, np.inf)) for seed in (1, 2)))
    told, gone = io.BytesIO(), []
    serve(asked, told, choose_sites, lambda: gone.append(True))
    told.seek(0)
    assert pickle.load(told) == READY
    for seed in (1, 2):
        here = choose_sites(question(seed), until=soon())
        found = pickle.load(told)
        assert (found.value, found.bound, found.chosen.tolist()) == (here.value, here.bound, here.chosen.tolist())
    assert gone == [True]


@pytest.mark.parametrize("module", [beside, cores])
def test_a_process_serves_by_its_pipes_and_leaves_when_nobody_asks(monkeypatch, module):
    served = []
    monkeypatch.setattr(module, "serve", lambda *told: served.append(told))
    monkeypatch.setattr(module, "pipes", lambda: ("heard", "told"))
    left = []
    monkeypatch.setattr(os, "_exit", left.append)
    module.main()
    *ends, _, leave = served[0]
    leave()
    assert (ends, left) == (["heard", "told"], [0])


def test_what_is_printed_in_a_process_is_no_answer():
    process_says = (
        "from hinterland.siting.processes import hear, pipes, tell",
        "heard, told = pipes()",
        "print('noise', flush=True)",
        "tell(told, 2 * hear(heard))",
    )
    process = subprocess.run(
        [sys.executable, "-c", "; ".join(process_says)],
        input=pickle.dumps(21),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(cores.__file__).parents[2])},
    )
    assert pickle.loads(process.stdout) == 42
    assert process.stderr.strip() == b"noise"


def test_a_process_that_was_interrupted_answers_no_other_question(answered_here, monkeypatch):
    with Cores(2, answered_here, until=soon()) as asked:
        ready(asked)

        def interrupted(_heard):
            raise KeyboardInterrupt

        with monkeypatch.context() as while_this_lasts:
            while_this_lasts.setattr(cores, "hear", interrupted)
            for _ in range(2):
                with pytest.raises(KeyboardInterrupt):
                    asked.choose(question(1), until=soon())
        found = asked.choose(question(2), until=soon())
        assert found.value == choose_sites(question(2), until=soon()).value


def test_other_cores_answer_what_this_one_would_and_are_gone_afterwards(answered_here):
    with Cores(2, answered_here, until=soon()) as asked:
        ready(asked)
        before = len(answered_here.made)
        for seed in range(3, 6):
            found, here = (each(question(seed), until=soon()) for each in (asked.choose, choose_sites))
            assert (found.value, found.bound, found.ended) == (here.value, here.bound, True)
        assert len(answered_here.made) == before
        processes = asked._processes
        assert [process.poll() for process in processes] == [None, None]
    assert all(process.poll() is not None for process in processes)


def test_it_is_enough_for_other_cores_as_well_to_know_that_a_question_costs_too_much(answered_here):
    value = choose_sites(question(), until=soon()).value
    with Cores(2, answered_here, until=soon()) as asked:
        found = ready(asked).choose(question(), until=soon(), most=value / 2)
    assert value / 2 <= found.bound <= value


def test_what_a_lost_core_was_asked_is_answered_here(answered_here):
    with Cores(2, answered_here, until=soon()) as asked:
        ready(asked)
        for process in asked._processes:
            process.kill()
            process.wait()
        before = len(answered_here.made)
        for _ in range(3):
            assert asked.choose(question(), until=soon()).ended
        assert len(answered_here.made) == before + 3


@pytest.mark.parametrize(("count", "seconds"), [(1, 60.0), (2, 1.0)])
def test_one_core_and_short_searches_ask_nobody(answered_here, count, seconds):
    with Cores(count, answered_here, until=monotonic() + seconds) as asked:
        assert asked.choose(question(), until=soon()).ended
        assert asked._processes == []
    assert len(answered_here.made) == 1


def test_where_no_process_can_be_had_all_is_answered_here(answered_here, monkeypatch):
    def refused(_module):
        raise OSError

    monkeypatch.setattr(cores, "started", refused)
    with Cores(2, answered_here, until=soon()) as asked:
        assert [asked.choose(question(), until=soon()).ended for _ in range(2)] == [True, True]
    assert len(answered_here.made) == 2
