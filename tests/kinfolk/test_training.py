"""Learning without labels, beside the same sums done one pattern at a time, in plain loops."""

from math import exp, inf, log

import numpy as np
import pytest

from kinfolk._internals.batch.clusters import MOST, chances_within, grouped
from kinfolk._internals.batch.training import Patterns, _chances, train, with_prior, with_weights
from kinfolk._internals.model.parts import Prior
from kinfolk._internals.model.reading import model_of
from tests.kinfolk.test_model import MODEL, SMALL

NAMES = ("sex", "town")
BLIND = {(1, 3): 4000.0, (2, 3): 4100.0, (1, 1): 500.0, (2, 1): 480.0, (1, 0): 300.0, (2, 2): 40.0}
SHARING = {(1, 1): 800.0, (2, 1): 90.0, (1, 2): 60.0, (1, 3): 500.0, (2, 3): 700.0, (0, 1): 30.0, (2, 2): 10.0}
WHICH = "mhu"


def patterns(counts: dict) -> Patterns:
    return Patterns(NAMES, np.array(list(counts)), np.array(list(counts.values())))


def learnt(seen_before: float = 30.0, rounds: int = 60, share: tuple = (1 / 1024, 2 / 1024), all_pairs: float = 1e6):
    """The same learning, pattern by pattern."""
    start = weights(MODEL)
    tables, tied, done = {name: start[name] for name in NAMES}, {"sex"}, 0
    for _ in range(rounds):
        done += 1
        of = [{pattern: chances(pattern, tables, share) for pattern in which} for which in (SHARING, BLIND)]
        seen = [sum(count * of[0][pattern][n] for pattern, count in SHARING.items()) for n in (0, 1)]
        share = tuple(min(max(max(one, 0.5) / all_pairs, 1e-10), 0.3) for one in seen)
        new = {}
        for place, name in enumerate(NAMES):
            size = range(1, len(start[name][0]) + 1)
            blind = sum(count * of[1][pattern][2] for pattern, count in BLIND.items() if pattern[place])
            m, h, u = (
                [
                    sum(count * chance[pattern][n] for pattern, count in counts.items() if pattern[place] == level)
                    + min(before * start[name][n][level - 1], most)
                    for level in size
                ]
                for n, counts, chance, before, most in (
                    (0, SHARING, of[0], seen_before, inf), (1, SHARING, of[0], seen_before, inf),
                    (2, BLIND, of[1], max(blind, 1.0), 1.0),
                )
            )  # fmt: skip
            m, h, u = ([one / sum(each) for one in each] for each in (m, h, u))
            new[name] = [m, u if name in tied else h, u]
        change = max(float(np.abs(np.array(new[name]) - np.array(tables[name])).max()) for name in NAMES)
        tables = new
        if change <= 1e-5:
            break
    return tables, share, done


def chances(pattern: tuple, tables: dict, share: tuple) -> list[float]:
    logs = [log(one) for one in (*share, 1 - sum(share))]
    for place, name in enumerate(NAMES):
        if pattern[place]:
            logs = [so_far + log(table[pattern[place] - 1]) for so_far, table in zip(logs, tables[name], strict=True)]
    return [exp(one) / sum(map(exp, logs)) for one in logs]


def weights(model) -> dict:
    return {one.name: [[getattr(level, which) for level in one.levels] for which in WHICH] for one in model.comparisons}


EMPTY = Patterns(NAMES, np.zeros((0, 2), dtype=np.int64), np.zeros(0))


@pytest.mark.parametrize("seen_before", [pytest.param(30.0, id="shipped"), pytest.param(2000.0, id="slow to move")])
def test_learning(seen_before):
    asked = {} if seen_before == 30.0 else {"seen_before": seen_before}
    model = model_of({**SMALL, "prior": {"population": 100, "person": 20.0, "household": 10.0}})
    trained = train(model, blind=patterns(BLIND), sharing=patterns(SHARING), all_pairs=6e3, people=1500, **asked)
    tables, share, rounds = learnt(seen_before, share=(0.2, 0.1), all_pairs=6e3)

    found = weights(trained.model)
    for name in NAMES:
        assert np.allclose(found[name], tables[name], atol=1e-9)
    assert found["work"] == weights(MODEL)["work"], "what was not counted stays as it was"
    assert trained.rounds == rounds
    assert trained.person_pairs == pytest.approx(share[0] * 6e3)
    assert trained.person_pairs > 100 * trained.household_pairs
    assert trained.household_pairs == pytest.approx(share[1] * 6e3)
    assert trained.model.prior.population == 1500
    assert trained.model.prior.person == pytest.approx(share[0] * 1500)
    assert trained.model.prior.household == pytest.approx(share[1] * 1500)


def test_learning_stops_in_time(monkeypatch):
    monkeypatch.setattr("kinfolk._internals.batch.training.ROUNDS", 3)
    trained = train(MODEL, blind=patterns(BLIND), sharing=patterns(SHARING), all_pairs=1e6, people=1500)
    tables, _, _ = learnt(rounds=3)

    assert trained.rounds == 3
    assert np.allclose(weights(trained.model)["town"], tables["town"], atol=1e-9)


@pytest.mark.parametrize(
    ("all_pairs", "share"),
    [pytest.param(1e12, 1e-10, id="hardly ever"), pytest.param(100.0, 0.3, id="very often")],
)
def test_shares_stay_within_reason(all_pairs, share):
    trained = train(MODEL, blind=patterns(BLIND), sharing=patterns(SHARING), all_pairs=all_pairs, people=1000)
    _, expected, _ = learnt(all_pairs=all_pairs)

    assert trained.person_pairs / all_pairs == pytest.approx(expected[0])
    assert share in (pytest.approx(expected[0]), pytest.approx(expected[1]))


@pytest.mark.parametrize(
    ("counts", "chance"),
    [
        pytest.param({(1, 3): 2000.0, (2, 3): 2000.0}, 1e-6, id="hardly one in a million pairs was expected"),
        pytest.param({(1, 0): 2000.0, (2, 0): 2000.0}, 1e-6, id="nothing is known of it"),
        pytest.param({(1, 3): 4e7, (2, 3): 4e7}, 1 / (8e7 + 2), id="so many pairs show that it is rarer"),
    ],
)
def test_what_is_too_rare_to_be_met_stays_as_rare_as_it_was_thought(counts, chance):
    levels = [dict(one) for one in SMALL["comparisons"]["town"]["levels"]]
    levels[0]["u"], levels[2]["u"] = 1e-6, levels[2]["u"] + levels[0]["u"] - 1e-6
    town = {**SMALL["comparisons"]["town"], "levels": levels}
    model = model_of({**SMALL, "comparisons": {**SMALL["comparisons"], "town": town}})

    trained = train(model, blind=patterns(counts), sharing=patterns(SHARING), all_pairs=1e9, people=1000)

    assert weights(trained.model)["town"][2][0] == pytest.approx(chance, rel=0.01)


def test_half_a_pair_is_seen_where_there_is_none():
    strangers = patterns({(2, 3): 10.0})
    trained = train(MODEL, blind=strangers, sharing=strangers, all_pairs=1e4, people=1000)

    assert trained.person_pairs == pytest.approx(0.5)
    assert trained.household_pairs == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("prior", "share"),
    [
        pytest.param({"population": 2, "person": 1.0, "household": 0.8}, (0.2, 0.2), id="at most a fifth"),
        pytest.param({"population": 2, "person": 0.0, "household": 0.0}, (1e-9, 1e-9), id="never none at all"),
        pytest.param({"population": 100, "person": 3.0, "household": 7.0}, (0.03, 0.07), id="as it was"),
    ],
)
def test_learning_begins_with_the_shares_at_hand(prior, share, monkeypatch):
    monkeypatch.setattr("kinfolk._internals.batch.training.ROUNDS", 1)
    model = model_of({**SMALL, "prior": prior})
    trained = train(model, blind=patterns(BLIND), sharing=patterns(SHARING), all_pairs=2e4, people=1500)
    tables, reached, _ = learnt(rounds=1, share=share, all_pairs=2e4)

    assert np.allclose(weights(trained.model)["town"], tables["town"], rtol=1e-9, atol=0)
    assert (trained.person_pairs / 2e4, trained.household_pairs / 2e4) == pytest.approx(reached)


def test_what_does_not_change_is_settled(monkeypatch):
    monkeypatch.setattr("kinfolk._internals.batch.training.SETTLED", 0.0)

    assert train(MODEL, blind=EMPTY, sharing=EMPTY, all_pairs=1e4, people=10).rounds == 1


def test_a_level_that_nobody_shows_keeps_its_chance():
    strangers = patterns({(1, 1): 10.0})
    trained = train(MODEL, blind=strangers, sharing=strangers, all_pairs=1e4, people=10)

    assert len(trained.model.comparisons[1].levels) == 3
    assert trained.model.comparisons[1].levels[2].u == pytest.approx(0.75 / 11, abs=0.01)


def test_chances_are_told_apart_however_small_they_are():
    names = tuple(f"n{number}" for number in range(40))
    tables = dict.fromkeys(names, np.array([[1e-12, 1.0], [1e-13, 1.0], [0.0, 1.0]]))
    seen = Patterns(names, np.array([[1] * 40, [2] * 40]), np.ones(2))

    chances = _chances(seen, tables, np.array([0.2, 0.3]))

    assert chances == pytest.approx(np.array([[0.2, 0.3, 0.5]] * 2))


def test_tables_of_another_model_are_refused():
    with pytest.raises(ValueError, match=r"shorter|longer"):
        with_weights(MODEL, {"town": np.ones((3, 2)) / 2})


def test_weights_are_put_in_their_place():
    tables = {"town": np.array([[0.7, 0.2, 0.1], [0.4, 0.3, 0.3], [0.1, 0.1, 0.8]]), "sex": np.array([[0.9, 0.1]] * 3)}

    changed = with_weights(MODEL, tables)

    assert weights(changed)["town"] == tables["town"].tolist()
    assert weights(changed)["sex"] == tables["sex"].tolist()
    assert weights(changed)["work"] == weights(MODEL)["work"]
    assert "h" not in changed.data["comparisons"]["sex"]["levels"][0]
    assert changed.comparisons[1].levels[0].frequency == "town"
    assert dict(MODEL.data) == SMALL == dict(model_of(SMALL).data)


def test_the_prior_is_counted_for_one_person():
    prior = with_prior(MODEL, people=2000, of_person=0.25, of_household=0.125).prior

    assert (prior.population, prior.person, prior.household) == (2000, 500.0, 250.0)
    assert with_prior(MODEL, people=0, of_person=0.25, of_household=0.125).prior == Prior(2, 0.5, 0.25)


def test_groups_grow_while_the_mean_chance_is_enough():
    chain = [(1, 2, 0.9), (2, 3, 0.9), (3, 4, 0.9)]

    assert grouped(chain, threshold=0.5) == [[1, 2], [3, 4]]
    assert grouped([*chain, (1, 3, 0.8), (2, 4, 0.8), (1, 4, 0.4)], threshold=0.5) == [[1, 2, 3, 4]]
    assert grouped([], threshold=0.5) == []


@pytest.mark.parametrize(
    ("edges", "threshold", "groups"),
    [
        pytest.param([(1, 2, 0.5)], 0.5, [[1, 2]], id="just enough"),
        pytest.param([(1, 2, 0.49)], 0.5, [], id="just too little"),
        pytest.param([(2, 1, 0.9), (1, 3, 0.8)], 0.4, [[1, 2, 3]], id="a mean just enough with the third"),
        pytest.param([(2, 1, 0.9), (1, 3, 0.8)], 0.41, [[1, 2]], id="a mean too little with the third"),
        pytest.param([(1, 2, 0.9), (3, 4, 0.8), (1, 3, 0.7), (2, 4, 0.7)], 0.35, [[1, 2, 3, 4]], id="two groups join"),
        pytest.param([(1, 2, 0.9), (3, 4, 0.8), (1, 3, 0.7), (2, 4, 0.7)], 0.36, [[1, 2], [3, 4]], id="two do not"),
        pytest.param([(9, 8, 0.9), (1, 2, 0.6)], 0.5, [[1, 2], [8, 9]], id="groups and members in order"),
        pytest.param([(1, 1, 0.9), (1, 2, 0.8)], 0.5, [[1, 2]], id="nobody is a pair with himself"),
        pytest.param([(5, 1, 0.6), (5, 2, 0.7), (1, 2, 0.1)], 0.5, [[2, 5]], id="the likeliest first"),
        pytest.param(
            [(1, 2, 0.9), (2, 3, 0.8), (1, 3, 0.8), (3, 4, 0.6), (4, 5, 0.7)], 0.5, [[1, 2, 3], [4, 5]],
            id="what was likely once may be no more",
        ),
    ],
)  # fmt: skip
def test_groups(edges, threshold, groups):
    assert grouped(edges, threshold=threshold) == groups


def test_a_pair_is_likelier_by_way_of_a_third():
    chances = chances_within([1, 2, 3], {(1, 2): 0.9, (2, 3): 0.8})

    assert set(chances) == {(1, 2), (1, 3), (2, 3)}
    assert chances[1, 3] == pytest.approx(0.72)
    assert chances[1, 2] == pytest.approx(0.9)


def test_a_pair_is_likelier_by_its_own_evidence_and_by_two_thirds():
    chances = chances_within([1, 2, 3, 4], {(1, 2): 0.5, (1, 3): 0.5, (2, 3): 0.5, (1, 4): 0.5, (2, 4): 0.5})

    assert chances[1, 2] == pytest.approx(1 - 0.5 * 0.75 * 0.75)
    assert chances[3, 4] == pytest.approx(1 - 0.75 * 0.75)


def test_no_chance_is_quite_one():
    assert chances_within([1, 2], {(1, 2): 1.0})[1, 2] == pytest.approx(MOST, abs=1e-12)
    assert MOST < 1
