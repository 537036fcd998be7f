"""The second core: what it is told, what it tells, and that it is gone when the search is."""

import io
import os
import pickle
import threading
from dataclasses import replace
from time import monotonic

import numpy as np

from hinterland.siting import beside, capacitated
from hinterland.siting.beside import Line
from hinterland.siting.capacitated import assign_areas, loaded, seek_plans
from hinterland.siting.distances import travel_table
from hinterland.siting.loading import bettered, quick_plan
from hinterland.siting.recentred import Recentred

from .small_problems import tight_problem
from .test_siting_regions import a_tight_town


def a_question(seed: int = 12):
    problem = tight_problem(seed)
    return loaded(problem, travel_table(problem))


def test_plans_are_told_and_heard_until_the_other_side_is_gone():
    from_here, to_there = os.pipe()
    gone = threading.Event()
    with os.fdopen(to_there, "wb") as told, os.fdopen(from_here, "rb") as heard:
        line = Line(io.BytesIO(), heard, gone.set)
        Line(told, io.BytesIO()).tell((np.array([1, 2]), np.array([1, 1, 2])))
        told.close()
        line.listen()
        assert gone.wait(5)
        chosen, goes = line.plan()
        assert (chosen.tolist(), goes.tolist()) == ([1, 2], [1, 1, 2])
        assert line.plan() is None


def test_other_words_are_heard_one_after_another():
    told = io.BytesIO()
    for message in ("first", (np.array([1]), np.array([1, 1])), "second"):
        Line(told, io.BytesIO()).tell(message)
    line = Line(io.BytesIO(), io.BytesIO(told.getvalue()))
    line._listen()
    assert [line.word(), line.word(), line.word()] == ["first", "second", None]
    assert line.plan() is not None


def test_nobody_listening_stops_no_search():
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb", buffering=0) as told:
        line = Line(told, io.BytesIO())
        line.tell(np.zeros(100_000))
        assert line.plan() is None


def test_what_is_served_are_plans_that_keep_the_rules():
    question, told = a_question(), io.BytesIO()
    best = assign_areas(question, until=monotonic() + 20).value
    heard = io.BytesIO(pickle.dumps((question, 1.0)))
    beside.serve(heard, told, seek_plans, lambda: None)
    plans = list(Line(io.BytesIO(), io.BytesIO(told.getvalue()))._messages())
    worths = []
    for chosen, goes in plans:
        sites, part = bettered(question, chosen, goes)
        assert question.keeps(sites, part)
        worths.append(question.value(sites, part))
    assert worths == sorted(worths, reverse=True)
    assert worths[-1] >= best - 1e-6


def test_a_second_core_ends_with_the_search(monkeypatch):
    monkeypatch.setattr(capacitated, "SMALL", 0)
    monkeypatch.setattr(beside, "WORTH_IT", 0.0)
    begun = []

    class Watched(beside.Beside):
        def __init__(self, *told):
            super().__init__(*told)
            begun.append(self)

    monkeypatch.setattr(beside, "Beside", Watched)
    question = a_question()
    alone = assign_areas(question, until=monotonic() + 20, cores=1)
    together = assign_areas(question, until=monotonic() + 20, cores=2)
    assert (together.value, together.bound, together.ended) == (alone.value, alone.bound, True)
    assert len(begun) == 1
    assert begun[0]._process.poll() is not None


def test_short_searches_and_one_core_stay_alone(monkeypatch):
    question = a_question()
    assert beside.begun(question, monotonic() + 60, cores=1) is None
    assert beside.begun(question, monotonic() + 1, cores=2) is None

    def refused(*_):
        raise OSError

    monkeypatch.setattr(beside, "Beside", refused)
    assert beside.begun(question, monotonic() + 60, cores=2) is None


def test_moving_sites_betters_a_plan_and_keeps_its_count():
    problem = a_tight_town()
    question = loaded(problem, travel_table(problem))
    chosen, part = quick_plan(question, monotonic())
    before, found = question.value(chosen, part), []
    Recentred(question, lambda *plan: found.append(plan), monotonic() + 0.5).run(chosen, part.argmax(axis=1))
    worths = [question.value(*plan) for plan in found]
    assert worths == sorted(worths, reverse=True)
    assert all(question.keeps(*plan) for plan in found)
    assert min(worths, default=before) <= before


def test_a_site_that_must_stay_is_not_moved():
    problem = a_tight_town()
    question = loaded(problem, travel_table(problem))
    chosen, part = quick_plan(question, monotonic())
    forced = np.zeros(len(question.opening), bool)
    forced[chosen] = True
    found = []
    Recentred(replace(question, forced=forced), lambda *plan: found.append(plan), monotonic() + 0.2).run(
        chosen, part.argmax(axis=1)
    )
    assert all(plan[0].tolist() == chosen.tolist() for plan in found)
