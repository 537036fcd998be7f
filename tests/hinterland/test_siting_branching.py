"""Parts that the second core looks into: what it leaves is taken over, and nothing hangs on its word."""

from collections import deque
from time import monotonic

import numpy as np
import pytest

from hinterland.siting import branching, capacitated, load_prices, single
from hinterland.siting.arcs import solved_region, solver_of_parts
from hinterland.siting.branching import Errand, Open, Waiting
from hinterland.siting.capacitated import assign_areas, loaded
from hinterland.siting.distances import travel_table
from hinterland.siting.load_prices import LoadPrices, Part
from hinterland.siting.single import SingleSearch

from .small_problems import tight_problem


class Other:
    """The second core's end of the line."""

    def __init__(self):
        self.errands, self.answers, self.plans = deque(), deque(), []

    def word(self):
        return self.errands.popleft() if self.errands else None

    def plan(self):
        return None

    def tell(self, message):
        (self.plans if isinstance(message, tuple) else self.answers).append(message)


class Here:
    """A second core in this process, which runs its errands when it is asked for a word."""

    def __init__(self, question, how):
        self.other, self.how, self.ran = Other(), how, 0
        self.search = SingleSearch(
            question, solver_of_parts(question, 0.0), solved_region, monotonic() + 20, 0.0, self.other
        )

    def tell(self, message):
        if isinstance(message, Errand):
            self.other.errands.append(message)

    def plan(self):
        plans = self.other.plans
        return plans.pop() if plans and self.how == "heard" else None

    def word(self):
        if self.how == "lost":
            return None
        self.ran += len(self.other.errands)
        self.search._run_errands(monotonic() + 20)
        return self.other.answers.popleft() if self.other.answers else None

    def end(self):
        pass


@pytest.mark.parametrize("how", ["heard", "unheard", "lost"])
def test_with_errands_the_answer_is_that_of_one_programme(monkeypatch, how):
    """With plans that close a part told before the word, with plans that never come, and with no word at all."""
    questions = [loaded(problem, travel_table(problem)) for problem in map(tight_problem, range(24))]
    programmes = [assign_areas(question, until=monotonic() + 20) for question in questions]
    begun = []

    def here(question, _until, _cores):
        begun.append(Here(question, how))
        return begun[-1]

    monkeypatch.setattr(capacitated, "SMALL", 0)
    monkeypatch.setattr(capacitated, "begun", here)
    monkeypatch.setattr(load_prices, "MANY", 0)
    monkeypatch.setattr(SingleSearch, "_is_climbed", lambda *_: False)
    for module in (single, branching):
        monkeypatch.setattr(module, "LEAF_ARCS", 0)
    improve = LoadPrices.improve
    monkeypatch.setattr(LoadPrices, "improve", lambda *part, **how: improve(*part, **how | {"rounds": 2}))
    monkeypatch.setattr(SingleSearch, "_by_loads", lambda _search, part, _until: part)
    monkeypatch.setattr(SingleSearch, "_look_at_loads", lambda _search, part, *_: (part.bound, None))
    for question, programme in zip(questions, programmes, strict=True):
        searched = assign_areas(question, until=monotonic() + 20)
        assert searched.ended
        assert searched.possible == programme.possible
        assert searched.value == pytest.approx(programme.value)
        assert searched.bound == pytest.approx(programme.value) or not searched.possible
    sent = [len(each.other.errands) if how == "lost" else each.ran for each in begun]
    assert sum(sent) > 10


def a_part(bound):
    return Part(np.ones((2, 3), bool), np.zeros(3, bool), np.zeros(3, bool), np.zeros(2), bound)


def test_the_lowest_bound_comes_first_and_what_is_out_counts_for_the_bound():
    waiting = Waiting(a_part(5.0))
    for bound in (4.0, 6.0):
        waiting.add(Open(a_part(bound)))
    sent = waiting.sent()
    assert (sent.what.part.bound, waiting.bound) == (4.0, 4.0)
    assert [waiting.next().part.bound for _ in range(3)] == [5.0, 6.0, 4.0]
    assert not waiting
    assert waiting.bound == np.inf
