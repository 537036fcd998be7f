"""Learning from decisions: what it foretells, how far it moves, and when it refuses."""

from random import Random

import numpy as np
import pytest

from kinfolk import Decision, DecisionsRefused, Kinship, chances_of_one_person, learn_from_decisions, load_model
from kinfolk._internals.batch import decisions as decisions_module
from kinfolk._internals.batch.decisions import _climbed, _Pairs
from kinfolk._internals.model.preparing import RARITY
from kinfolk._internals.model.reading import model_of, sized
from kinfolk._internals.model.scoring import score_of_levels

MODEL = sized(load_model(), 50_000)
NAMES = [one.name for one in MODEL.comparisons]
OTHER_NAME = len(MODEL.comparisons[0].levels)
WHICH = {Kinship.PERSON: "m", Kinship.HOUSEHOLD: "h", Kinship.NOBODY: "u"}


def drawn(kinship: Kinship, chance: Random, model=MODEL) -> Decision:
    """A pair as the model would make it, with something unknown, and a name that is known to be rare."""
    levels = [
        0
        if chance.random() < 0.4
        else chance.choices(range(1, len(one.levels) + 1), [getattr(level, WHICH[kinship]) for level in one.levels])[0]
        for one in model.comparisons
    ]
    rarities = [chance.choice([None, 12.0]) if level == 1 and one.levels[0].frequency else None
                for level, one in zip(levels, model.comparisons, strict=True)]  # fmt: skip
    return Decision(tuple(levels), tuple(rarities), kinship)


def some(pairs: int, seed: int = 1, model=MODEL) -> list[Decision]:
    chance = Random(seed)
    return [drawn(chance.choice(list(Kinship)), chance, model) for _ in range(pairs)]


def bits(model, comparison: str, level: int) -> float:
    return model.comparisons[NAMES.index(comparison)].levels[level - 1].person_bits


def test_the_chances_are_those_of_the_scorer():
    decisions = some(60)
    for one, chance in zip(decisions, chances_of_one_person(MODEL, decisions), strict=True):
        rarities = {
            level.frequency + RARITY: rarity
            for comparison, rarity in zip(MODEL.comparisons, one.rarities, strict=True)
            for level in comparison.levels
            if level.frequency
        }
        assert score_of_levels(MODEL, rarities, one.levels).probability == pytest.approx(chance, abs=1e-9)


def test_the_rise_is_that_of_the_gain():
    pairs = _Pairs(MODEL, some(80))
    start = pairs.logarithms()
    here = start + np.random.default_rng(3).normal(0, 0.2, start.size)
    _, slope, curve = pairs.gain_of(here, start, 20.0)
    for place in range(0, start.size, 17):
        aside = np.zeros(start.size)
        aside[place] = 1e-5
        rise = (pairs.gain_alone(here + aside, start, 20.0) - pairs.gain_alone(here - aside, start, 20.0)) / 2e-5
        assert slope[place] == pytest.approx(rise, abs=1e-3)
    assert (np.linalg.eigvalsh(curve) > 0).all(), "there is one best"


def test_the_rise_bends_as_the_chances_do():
    """Along any way: what the way from the start costs, and how widely the classes' logarithms are spread."""
    pairs, worth = _Pairs(MODEL, some(12, seed=3)), 20.0
    start = pairs.logarithms()
    chance = np.random.default_rng(4)
    here, way = start + chance.normal(0, 0.3, start.size), chance.normal(0, 1, start.size)
    gain, _, curve = pairs.gain_of(here, start, worth)
    ahead, behind = here + 1e-5 * way, here - 1e-5 * way
    chances = pairs.chances(here)[0]
    spread = (np.log(pairs.chances(ahead)[0]) - np.log(pairs.chances(behind)[0])) / 2e-5
    moved = (pairs._to_one(ahead) - pairs._to_one(behind)) / 2e-5
    expected = worth * ((moved**2).sum() + 1e-6 * way @ way) + (chances * spread**2).sum()
    assert way @ curve @ way == pytest.approx(expected, rel=1e-5)
    together = np.where(pairs.of == 0, 1.0, 0.0)
    alone = np.concatenate([together, np.zeros(2 * pairs.size)])
    assert alone @ curve @ alone == pytest.approx(worth * 1e-6 * together.sum(), rel=1e-3)
    assert gain == pytest.approx(pairs.gain_alone(here, start, worth))


@pytest.mark.parametrize("people", [20, 50_000])
@pytest.mark.parametrize("rarity", [None, 3.5, 9.0])
@pytest.mark.parametrize(
    "at", [{"given": 1, "sex": 1}, {"family": 1, "home": 6}, {"given": 1, "family": 8, "birth": 9}]
)
def test_chances_are_those_of_the_reference_with_rare_values_too(at, rarity, people):
    model = sized(MODEL, people)
    levels = tuple(at.get(name, 0) for name in NAMES)
    counted = [one.levels[0].frequency if at.get(one.name) == 1 else "" for one in model.comparisons]
    shared = {name + RARITY: rarity for name in counted if name}
    expected = score_of_levels(model, shared, levels)
    pairs = _Pairs(model, [Decision(levels, tuple(rarity if name else None for name in counted), Kinship.PERSON)])
    (person, household, _), *_ = pairs.chances(pairs.logarithms())[0]
    assert person == pytest.approx(expected.probability, rel=1e-9)
    assert household == pytest.approx(expected.household_probability, rel=1e-9)


def test_of_no_pairs_no_chance_is_said():
    assert chances_of_one_person(MODEL, []) == []


class _Hill:
    """A gain that is enough only so near."""

    def __init__(self, enough: float, gain: float) -> None:
        self.enough, self.gain = enough, gain

    def gain_alone(self, tried, start, worth) -> float:
        return self.gain if tried.max() <= self.enough else -1.0


@pytest.mark.parametrize(
    ("enough", "gain", "ends", "moved"),
    [
        pytest.param(9.0, 2.0, 9.0, 8.0, id="the whole step gains"),
        pytest.param(9.0, 1.0, 9.0, 8.0, id="what is no worse will do"),
        pytest.param(3.5, 2.0, 3.0, 2.0, id="halved twice"),
        pytest.param(0.5, 2.0, 1.0, 0.0, id="nothing gains"),
    ],
)
def test_a_step_is_halved_until_it_gains(enough, gain, ends, moved):
    found = _climbed(_Hill(enough, gain), np.array([1.0, -5.0]), np.array([8.0, 0.0]), None, 1.0, 1.0)
    assert (found[0].tolist(), found[1]) == ([ends, -5.0], moved)


def a_surprise(kinship: Kinship) -> Decision:
    """The same number and birth date, another first name: the model thinks them one person."""
    at = {"given": OTHER_NAME, "birth": 1, "nhs": 1}
    return Decision(tuple(at.get(name, 0) for name in NAMES), (None,) * len(NAMES), kinship)


SURE = [a_surprise(Kinship.PERSON)] * 25


def test_few_decisions_move_little_and_many_move_far():
    before = bits(MODEL, "nhs", 1)
    moved = [
        before - bits(learn_from_decisions(MODEL, [*SURE, *[a_surprise(Kinship.NOBODY)] * many]), "nhs", 1)
        for many in (25, 400)
    ]
    few = before - bits(learn_from_decisions(MODEL, [*SURE, a_surprise(Kinship.NOBODY)], fewest=1), "nhs", 1)
    assert 0 < few < 0.2 < moved[0] < moved[1]
    held = learn_from_decisions(MODEL, [*SURE, *[a_surprise(Kinship.NOBODY)] * 25], worth=1e6)
    assert bits(held, "nhs", 1) == pytest.approx(before, abs=0.01)


def test_what_nobody_decided_about_and_what_is_no_weight_stays():
    learnt = learn_from_decisions(MODEL, [*SURE, *[a_surprise(Kinship.NOBODY)] * 40])
    for name in ("email", "occupation", "mother"):
        place = NAMES.index(name)
        for was, now in zip(MODEL.comparisons[place].levels, learnt.comparisons[place].levels, strict=True):
            assert (now.m, now.h, now.u) == pytest.approx((was.m, was.h, was.u), rel=1e-9)
    assert (learnt.thresholds, learnt.prior, learnt.keys) == (MODEL.thresholds, MODEL.prior, MODEL.keys)
    assert learnt.hash != MODEL.hash
    for one in learnt.comparisons:
        for which in "mhu":
            assert sum(getattr(level, which) for level in one.levels) == pytest.approx(1)
        assert all(level.h == level.u for level in one.levels) or not one.is_tied


def test_a_level_that_nobody_showed_hardly_moves():
    """Were the first name's chances held only together, all would rise where one is seen more than foretold."""
    levels = tuple({"given": 4, "family": 1, "birth": 3}.get(name, 0) for name in NAMES)
    kinds = [Kinship.PERSON] * 40 + [Kinship.NOBODY] * 25
    learnt = learn_from_decisions(MODEL, [Decision(levels, (None,) * len(NAMES), one) for one in kinds])
    assert bits(learnt, "given", 4) > bits(MODEL, "given", 4) + 0.8
    for level in (3, 5, 8, OTHER_NAME):
        assert bits(learnt, "given", level) == pytest.approx(bits(MODEL, "given", level), abs=0.2)


def test_looking_ends_where_nothing_moves(monkeypatch):
    steps = []
    monkeypatch.setattr(decisions_module, "SETTLED", 0.0)
    monkeypatch.setattr(decisions_module, "_climbed", lambda pairs, tables, *_: (tables, steps.append(1) or 0.0))
    learn_from_decisions(MODEL, some(300))
    assert len(steps) == 1


def test_looking_begins_at_the_model_that_is_near(monkeypatch):
    near = learn_from_decisions(MODEL, [*SURE, *[a_surprise(Kinship.NOBODY)] * 40])
    monkeypatch.setattr(decisions_module, "ROUNDS", 0)
    begun = learn_from_decisions(MODEL, some(300), near=near)
    assert bits(begun, "nhs", 1) == pytest.approx(bits(near, "nhs", 1), abs=1e-9)
    assert bits(near, "nhs", 1) < bits(MODEL, "nhs", 1) - 0.2


def test_where_looking_begins_makes_no_difference():
    decisions = [*SURE, *[a_surprise(Kinship.NOBODY)] * 60]
    learnt = learn_from_decisions(MODEL, decisions)
    other = learn_from_decisions(MODEL, decisions, near=learn_from_decisions(MODEL, some(300)))
    for one, two in zip(learnt.comparisons, other.comparisons, strict=True):
        for was, now in zip(one.levels, two.levels, strict=True):
            assert was.person_bits == pytest.approx(now.person_bits, abs=1e-3)


def test_looking_only_at_doubtful_pairs_does_not_mislead():
    """Doubtful pairs that are decided just as the model foretells teach nothing, though nearly all of them agree where
    strangers hardly do."""
    chance, doubtful = Random(5), []
    while len(doubtful) < 600:
        known = {"given": chance.choice([1, OTHER_NAME]), "birth": chance.choice([1, 3]), "home": chance.choice([1, 6])}
        levels = tuple(known.get(name, 0) for name in NAMES)
        one = Decision(levels, (None,) * len(NAMES), Kinship.PERSON)
        chances = _Pairs(MODEL, [one]).chances(_Pairs(MODEL, [one]).logarithms())[0][0]
        if 0.02 < chances[0] < 0.98:
            doubtful.append(Decision(levels, one.rarities, chance.choices(list(Kinship), chances)[0]))
    strangers = [one for one in doubtful if one.kinship is Kinship.NOBODY]
    birth = NAMES.index("birth")
    assert sum(one.levels[birth] == 1 for one in strangers) / len(strangers) > 0.3, "strangers hardly do"
    learnt = learn_from_decisions(MODEL, doubtful)
    for name, level in (("birth", 1), ("given", 1), ("home", 1)):
        assert bits(learnt, name, level) == pytest.approx(bits(MODEL, name, level), abs=0.5)


def test_learning_foretells_better_what_it_has_not_seen():
    """Where first names are spelt otherwise as often as not, decisions teach it."""
    data = dict(MODEL.data)
    levels = [dict(one) for one in data["comparisons"]["given"]["levels"]]
    levels[0]["m"], levels[-1]["m"] = 0.36264, 0.500152
    other = model_of(
        {**data, "comparisons": {**data["comparisons"], "given": {**data["comparisons"]["given"], "levels": levels}}}
    )
    pairs, kinds = some(900, model=other), [Kinship.PERSON, Kinship.NOBODY]
    pairs = [one for one in pairs if one.kinship in kinds]
    learnt = learn_from_decisions(MODEL, pairs[:400])
    before, after = (
        pairs_of.chances(pairs_of.logarithms())[1]
        for pairs_of in (_Pairs(model, pairs[400:]) for model in (MODEL, learnt))
    )
    assert after > before
    assert bits(learnt, "given", OTHER_NAME) > bits(MODEL, "given", OTHER_NAME) + 0.2


@pytest.mark.parametrize(
    ("same", "other", "words"),
    [
        pytest.param(24, 100, "There are 24 and 100", id="too few of one person"),
        pytest.param(100, 24, "There are 100 and 24", id="too few of two"),
        pytest.param(100, 0, "There are 100 and 0", id="one class is missing"),
        pytest.param(0, 0, "at least 25 pairs", id="nothing"),
    ],
)
def test_too_few_decisions_are_refused_saying_what_is_needed(same, other, words):
    decisions = [*[a_surprise(Kinship.PERSON)] * same, *[a_surprise(Kinship.HOUSEHOLD)] * other]
    with pytest.raises(DecisionsRefused, match=words):
        learn_from_decisions(MODEL, decisions)
