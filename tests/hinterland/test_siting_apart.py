"""Questions that fall apart into pieces which share nothing but the number of sites."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from hinterland import Areas, Problem, Rules, Sites, Travel, solve
from hinterland.siting import pieces as apart
from hinterland.siting import search, seeking, tree, uncapacitated
from hinterland.siting.core import core_of
from hinterland.siting.distances import travel_table
from hinterland.siting.incumbent import Incumbent
from hinterland.siting.local_cuts import pieces_in_part
from hinterland.siting.model import counted, model_of
from hinterland.siting.pieces import Piece, Pieces, falls_apart, may_fall_apart, piece_labels
from hinterland.siting.rows import cost_rows


def towns_apart(seed: int, **rules: object) -> Problem:
    """Three towns so far from one another that each needs sites of its own, with many ways of the same length."""
    dice = np.random.default_rng(seed)
    points = np.concatenate([dice.integers(0, 9, (30, 2)) + np.array([200 * town, 0]) for town in range(3)])
    names = tuple(f"P{place}" for place in range(len(points)))
    return Problem(
        areas=Areas(ids=names, need=np.ones(len(points))),
        sites=Sites(ids=names, locality=tuple(str(place // 30) for place in range(len(points)))),
        travel=Travel(points=points, measure="floor-euclid"),
        rules=Rules(**({"open_exactly": 10} | rules)),
    )


def solved_piece(cost, count, most, until):
    """By looking at every choice."""
    value, chosen = min(
        (float(cost[:, list(few)].min(axis=1).sum()), few) for few in combinations(range(cost.shape[1]), count)
    )
    return np.array(chosen), value, value


@pytest.mark.parametrize("rules", [{}, {"open_exactly": 9}, {"force_open": ("P3",), "force_closed": ("P20",)}])
def test_a_question_that_falls_apart_has_the_answer_of_the_whole(monkeypatch, rules):
    problems = [towns_apart(seed, **rules) for seed in range(8)]
    wholes = [solve(problem) for problem in problems]
    taken, solve_pieces = [], Pieces.solve
    monkeypatch.setattr(Pieces, "solve", lambda *args, **kept: taken.append(1) or solve_pieces(*args, **kept))
    monkeypatch.setattr(uncapacitated, "SMALL", 0)
    monkeypatch.setattr(search, "FEW_IN_PART", -1)
    for problem, whole in zip(problems, wholes, strict=True):
        for cores in (1, 2):
            apart = solve(problem, cores=cores)
            assert apart.status == whole.status == "optimal"
            assert apart.objective == apart.bound == whole.objective
    assert taken


def test_pieces_too_large_to_be_taken_apart_are_cut_as_wholes_and_the_answer_is_the_same(monkeypatch):
    problems = [towns_apart(1, open_exactly=count) for count in (9, 10)]  # seldom is so little left open in part
    wholes = [solve(problem) for problem in problems]
    asked, cut = [], search.Search._cut_by_pieces
    monkeypatch.setattr(search.Search, "_cut_by_pieces", lambda *told: asked.append(cut(*told)) or asked[-1])
    monkeypatch.setattr(uncapacitated, "SMALL", 0)
    monkeypatch.setattr(search, "FEW_IN_PART", -1)
    monkeypatch.setattr(search, "SMALL_PIECE", 0)
    monkeypatch.setattr(search, "PIECES_FROM", 0)
    for problem, whole in zip(problems, wholes, strict=True):
        for cores in (1, 2):
            apart = solve(problem, cores=cores)
            assert apart.status == "optimal"
            assert apart.objective == apart.bound == whole.objective
    assert any(asked)


def test_only_pieces_in_which_sites_open_in_part_are_cut():
    cost = np.array([[1.0, 5, 90, 90], [5, 1, 90, 90], [90, 90, 1, 4], [90, 90, 4, 1]])
    nothing = np.zeros(4, bool)
    apart = core_of(cost_rows(cost), closed=nothing, opened=nothing, limit=np.full(4, 50.0))
    assert [each.tolist() for each in pieces_in_part(apart, np.array([1.0, 0.0, 0.5, 0.5]))] == [[2, 3]]
    assert len(pieces_in_part(apart, np.full(4, 0.5))) == 2
    assert pieces_in_part(apart, np.ones(4)) == []


def test_towns_apart_are_pieces_and_a_single_town_is_not():
    cost = np.array([[1.0, 5, 90, 90], [5, 1, 90, 90], [90, 90, 1, 4], [90, 90, 4, 1]])
    nothing = np.zeros(4, bool)
    apart = core_of(cost_rows(cost), closed=nothing, opened=nothing, limit=np.full(4, 50.0))
    assert piece_labels(apart).tolist() == [0, 0, 1, 1]
    assert falls_apart(apart)
    together = core_of(cost_rows(cost), closed=nothing, opened=nothing, limit=np.full(4, 99.0))
    assert piece_labels(together).tolist() == [0, 0, 0, 0]
    assert not falls_apart(together)


def test_an_area_whose_cost_is_settled_is_in_no_piece():
    cost = np.array([[1.0, 5, 9], [5, 1, 9], [9, 9, 1]])
    opened = np.array([False, False, True])
    core = core_of(cost_rows(cost), closed=np.zeros(3, bool), opened=opened)
    assert piece_labels(core).tolist() == [0, 0, -1]


def test_with_another_rule_than_a_count_a_question_is_not_taken_apart():
    plain = towns_apart(1)
    assert may_fall_apart(model_of(plain, travel_table(plain)))
    ruled = towns_apart(1, min_per_locality=1)
    assert not may_fall_apart(model_of(ruled, travel_table(ruled)))


def pieces_of(seed: int, count: int) -> tuple[Pieces, np.ndarray, Incumbent]:
    problem_dice = np.random.default_rng(seed)
    cost = np.full((9, 9), 1000.0)
    for town in range(3):
        mine = slice(3 * town, 3 * town + 3)
        cost[mine, mine] = problem_dice.integers(1, 30, (3, 3))
    model = counted(cost, np.zeros(9, bool), count, grain=1.0)
    best = Incumbent(model)
    best.offer(np.arange(count))
    nothing = np.zeros(9, bool)
    core = core_of(cost_rows(cost), closed=nothing, opened=nothing, limit=np.full(9, 500.0))
    return Pieces(model, core, best, nothing, np.full(9, 20.0)), cost, best


@given(some.integers(0, 10_000), some.integers(3, 8))
def test_the_best_sum_over_pieces_is_the_best_choice_of_sites(seed, count):
    pieces, cost, best = pieces_of(seed, count)
    bound = pieces.solve(solved_piece, until=np.inf)
    least = min(cost[:, list(few)].min(axis=1).sum() for few in combinations(range(9), count))
    assert best.value == least
    assert best.closes(bound)


def test_the_best_plan_with_what_is_surely_open_is_taken_where_no_piece_is_left_to_ask():
    cost = np.full((3, 4), 1000.0)
    cost[[0, 1, 2, 2], [0, 1, 2, 3]] = 1.0, 1.0, 1.0, 400.0
    model, nothing = counted(cost, np.zeros(4, bool), 3, grain=1.0), np.zeros(4, bool)
    best = Incumbent(model)
    best.offer(np.array([0, 1, 3]))
    opened = np.arange(4) == 2
    core = core_of(cost_rows(cost), closed=nothing, opened=opened, limit=np.full(3, 500.0))
    bound = Pieces(model, core, best, opened, np.full(3, 500.0)).solve(solved_piece, until=np.inf)
    assert best.value == 3.0
    assert best.closes(bound)


def test_too_few_sites_for_the_pieces_leave_nothing_better():
    pieces, _, best = pieces_of(1, 3)
    pieces.sure = np.arange(4)
    assert pieces.solve(solved_piece, until=np.inf) == best.value


def alike(seed: int, count: int, dearer: int) -> tuple[Pieces, np.ndarray, Incumbent]:
    """Two towns of one table, the second dearer here and there, and a third of its own."""
    dice = np.random.default_rng(seed)
    cost = np.full((12, 12), 1000.0)
    cost[:4, :4] = dice.integers(1, 30, (4, 4))
    cost[4:8, 4:8] = cost[:4, :4] + dice.integers(0, 1 + dearer, (4, 4))
    cost[8:, 8:] = dice.integers(1, 30, (4, 4))
    model = counted(cost, np.zeros(12, bool), count, grain=1.0)
    best = Incumbent(model)
    best.offer(np.arange(12)[-count:])
    nothing = np.zeros(12, bool)
    core = core_of(cost_rows(cost), closed=nothing, opened=nothing, limit=np.full(12, 500.0))
    return Pieces(model, core, best, nothing, np.full(12, 20.0)), cost, best


@pytest.mark.parametrize("dearer", [0, 1, 6])
def test_pieces_that_are_alike_learn_from_one_another_and_the_best_sum_stays_the_best(monkeypatch, dearer):
    monkeypatch.setattr(apart, "ALIKE", 1)
    for seed in range(12):
        for count in (3, 5, 8):
            pieces, cost, best = alike(seed, count, dearer)
            first, second, third = pieces.pieces
            assert first.alike == [second]
            assert second.alike == ([first] if not dearer else [])
            assert third.alike == []
            bound = pieces.solve(solved_piece, until=np.inf)
            least = min(cost[:, list(few)].min(axis=1).sum() for few in combinations(range(12), count))
            assert best.value == least
            assert best.closes(bound)


def test_what_two_pieces_have_in_common_is_asked_once(monkeypatch):
    monkeypatch.setattr(apart, "ALIKE", 1)
    monkeypatch.setattr(Piece, "_price", lambda self, count, until: None)
    asked = []
    for seed in range(12):
        pieces, _, best = alike(seed, 5, 0)
        before = len(asked)
        bound = pieces.solve(
            lambda *part: asked.append((part[0].tobytes(), part[1])) or solved_piece(*part), until=np.inf
        )
        assert best.closes(bound)
        assert len(asked[before:]) == len(set(asked[before:]))
    assert asked


def piece(cost: list[list[float]], most: float, without: float = np.inf) -> Piece:
    return Piece(np.arange(2), np.array(cost), np.full(2, most), without, 1.0)


def test_one_piece_speaks_for_another_where_that_is_nowhere_cheaper():
    one = piece([[1, 9], [9, 2]], most=20)
    assert one.is_no_dearer(piece([[1, 9], [10, 2]], most=20))
    assert not one.is_no_dearer(piece([[1, 9], [8, 2]], most=20))
    assert one.is_no_dearer(piece([[1, 9], [8, 2]], most=7)), "no plan that is sought goes so far"
    assert not one.is_no_dearer(piece([[1, 9], [9, 2]], most=20, without=30)), "it may do without a site"
    assert not one.is_no_dearer(Piece(np.arange(3), np.ones((2, 3)), np.full(2, 20.0), np.inf, 1.0))


def test_a_piece_whose_time_was_up_waits_for_the_others_and_is_given_more(monkeypatch):
    clock, asked = [0.0], []
    monkeypatch.setattr(apart, "monotonic", lambda: clock[0])
    monkeypatch.setattr(Piece, "_price", lambda self, count, until: None)
    pieces, _, best = pieces_of(3, 4)
    hard = pieces.pieces[0].cost.tobytes()

    def solved(cost, count, most, until):
        given = until - clock[0]
        asked.append((cost.tobytes() == hard, count, given))
        if cost.tobytes() == hard and given < 20:
            clock[0] = until
            return np.array([], np.int64), np.inf, -np.inf
        return solved_piece(cost, count, most, until)

    bound = pieces.solve(solved, until=1000.0)
    assert best.closes(bound)
    first = asked[0][1]
    assert [seconds for is_hard, count, seconds in asked if is_hard and count == first] == [3.0, 9.0, 27.0]
    assert not asked[1][0], "another piece comes before its second time"


def test_a_piece_that_cannot_be_settled_is_asked_once():
    pieces, _, best = pieces_of(2, 4)
    asked = []

    def gives_up(cost, count, most, until):
        asked.append((cost.tobytes(), count))
        return np.array([], np.int64), np.inf, -np.inf

    for piece in pieces.pieces:
        piece._price = lambda count, until: None
    bound = pieces.solve(gives_up, until=np.inf)
    assert len(asked) == len(set(asked))
    assert bound <= best.value


@given(some.integers(0, 1000), some.integers(1, 5))
def test_prices_for_a_piece_bound_what_it_costs_with_any_number_of_sites(seed, count):
    dice = np.random.default_rng(seed)
    cost = dice.integers(0, 40, (7, 6)).astype(float)
    piece = Piece(np.arange(6), cost, np.full(7, np.inf), np.inf, 1.0)
    piece.find_prices(count, np.inf)
    for each in range(1, 7):
        least = min(cost[:, list(few)].min(axis=1).sum() for few in combinations(range(6), each))
        assert piece.bound[each] <= least <= piece.value[each]


def test_a_bound_that_is_enough_is_no_more_than_that():
    model = counted(np.array([[1.0, 9], [9, 1.0]]), np.zeros(2, bool), 1, grain=1.0)
    best = Incumbent(model, most=4.0)
    best.offer(np.array([0]))
    assert best.ceiling == 4.0
    assert best.proven(8.0) == 4.0  # plans worth between 4 and 10 were left unseen
    enough = Incumbent(model, most=40.0)
    enough.offer(np.array([0]))
    assert enough.proven(12.0) == enough.value == 10.0


def partly_open(found):
    return np.flatnonzero(np.minimum(found.open, 1 - found.open) > 1e-6)


def test_a_better_plan_found_while_branching_leaves_less_to_look_at(monkeypatch):
    problems, begun, narrow = [towns_apart(seed) for seed in range(8)], [], search.Search._narrow
    wholes = [solve(problem) for problem in problems]
    for name, value in (("LOOK", 2), ("SHRUNK", 0.99), ("falls_apart", lambda core, areas: False)):
        monkeypatch.setattr(search, name, value)
    for module in (seeking, uncapacitated):
        monkeypatch.setattr(module, "interchange", lambda model, rows, chosen, until: chosen)
    for name in ("round", "draw", "between", "around"):
        monkeypatch.setattr(seeking.Seeker, name, lambda *args, **kept: None)
    monkeypatch.setattr(
        tree.Tree, "_site_to_part", lambda self, master, low, high, found, seconds: partly_open(found)[0]
    )
    monkeypatch.setattr(search.Search, "_narrow", lambda self, core: begun.append(self.nodes) or narrow(self, core))
    for problem, whole in zip(problems, wholes, strict=True):
        answer = solve(problem)
        assert answer.status == "optimal"
        assert answer.objective == answer.bound == whole.objective
    assert max(begun) > 0
