"""Learning the weights of a set of records without labels: expectation and maximisation on counted patterns.

Two samples of pairs are counted by their pattern of levels. Pairs taken blindly show how often strangers
agree (u); pairs that share a key hold nearly all that belong together, and show how often the same person's
records agree (m), and those of one household (h). What is already known enters as so many pairs seen before,
so that a small set moves the weights a little and a large one moves them far.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..model.parts import Comparison, Model
from ..model.reading import model_of

ROUNDS = 60
SETTLED = 1e-5
SEEN_BEFORE = 30.0
"""How many pairs the weights at hand are worth against those that are counted."""


@dataclass(frozen=True)
class Patterns:
    """Distinct patterns of levels, a column for each comparison, and how many pairs show each."""

    names: tuple[str, ...]
    levels: np.ndarray
    counts: np.ndarray


@dataclass(frozen=True)
class Trained:
    """A model with learnt weights, and how the learning went."""

    model: Model
    rounds: int
    person_pairs: float
    household_pairs: float


def train(
    model: Model, *, blind: Patterns, sharing: Patterns, all_pairs: float, people: int, seen_before: float = SEEN_BEFORE
) -> Trained:
    """Learn m, h and u of every comparison that was counted, and how many pairs are of one person."""
    comparisons = [one for one in model.comparisons if one.name in blind.names]
    tables = {one.name: _table(one) for one in comparisons}
    start = {name: table.copy() for name, table in tables.items()}
    share = np.array([model.prior.of_person, model.prior.of_household])
    share = np.clip(share, 1e-9, 0.2)
    change, rounds = np.inf, 0
    while rounds < ROUNDS and change > SETTLED:
        rounds += 1
        of_sharing = _chances(sharing, tables, share)
        of_blind = _chances(blind, tables, share)
        seen = (of_sharing * sharing.counts[:, None]).sum(axis=0)
        share = np.array([max(seen[0], 0.5), max(seen[1], 0.5)]) / all_pairs
        share = np.clip(share, 1e-10, 0.3)
        change = 0.0
        for one in comparisons:
            new = _learnt(one, start[one.name], sharing, of_sharing, blind, of_blind, seen_before)
            change = max(change, float(np.abs(new - tables[one.name]).max()))
            tables[one.name] = new
    learnt = with_prior(with_weights(model, tables), people=people, of_person=share[0], of_household=share[1])
    return Trained(_made_elsewhere(learnt), rounds, float(share[0] * all_pairs), float(share[1] * all_pairs))


def with_weights(model: Model, tables: Mapping[str, np.ndarray]) -> Model:
    """The same model with other chances; rows of a table are m, h and u, columns its levels."""
    comparisons = {}
    for name, written in model.data["comparisons"].items():
        levels = [dict(level) for level in written["levels"]]
        if name in tables:
            for level, (m, h, u) in zip(levels, tables[name].T, strict=True):
                level |= {"m": float(m), "u": float(u)} if written.get("tied") else _mhu(m, h, u)
        comparisons[name] = {**written, "levels": levels}
    return model_of({**model.data, "comparisons": comparisons})


def with_prior(model: Model, *, people: int, of_person: float, of_household: float) -> Model:
    """The same model for a population in which a pair is one person, or one household, so often."""
    people = max(people, 2)
    prior = {"population": people, "person": float(of_person * people), "household": float(of_household * people)}
    return model_of({**model.data, "prior": prior})


def _made_elsewhere(model: Model) -> Model:
    """The same model, which no longer says that it was made on the register of the weights it began with."""
    return model_of({key: one for key, one in model.data.items() if key != "made_on"})


def _mhu(m: float, h: float, u: float) -> dict[str, float]:
    return {"m": float(m), "h": float(h), "u": float(u)}


def _table(comparison: Comparison) -> np.ndarray:
    return np.array([[getattr(level, which) for level in comparison.levels] for which in "mhu"])


def _chances(patterns: Patterns, tables: Mapping[str, np.ndarray], share: np.ndarray) -> np.ndarray:
    """For each pattern the chances of one person, of one household, and of strangers."""
    logs = np.log(np.array([share[0], share[1], 1 - share.sum()]))[None, :].repeat(len(patterns.counts), axis=0)
    for column, name in enumerate(patterns.names):
        table = np.log(np.maximum(tables[name], 1e-12))
        padded = np.concatenate([np.zeros((3, 1)), table], axis=1)
        logs += padded[:, patterns.levels[:, column]].T
    logs -= logs.max(axis=1, keepdims=True)
    chances = np.exp(logs)
    return chances / chances.sum(axis=1, keepdims=True)


def _learnt(one: Comparison, start, sharing, of_sharing, blind, of_blind, seen_before) -> np.ndarray:
    size = len(one.levels)
    here = sharing.levels[:, sharing.names.index(one.name)]
    m = _counted(here, of_sharing[:, 0] * sharing.counts, size) + seen_before * start[0]
    there = blind.levels[:, blind.names.index(one.name)]
    u = _counted(there, of_blind[:, 2] * blind.counts, size)
    # A level too rare to be met in the sample stays as rare as it was thought.
    u = u + np.minimum(start[2] * max(u.sum(), 1.0), 1.0)
    u /= u.sum()
    if one.is_tied:
        h = u
    else:
        h = _counted(here, of_sharing[:, 1] * sharing.counts, size) + seen_before * start[1]
        h = h / h.sum()
    return np.array([m / m.sum(), h, u])


def _counted(levels: np.ndarray, weights: np.ndarray, size: int) -> np.ndarray:
    return np.bincount(levels, weights=weights, minlength=size + 1)[1:]
