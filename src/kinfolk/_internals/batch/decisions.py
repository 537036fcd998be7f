"""Learning the weights from pairs that people decided: one person, two of one household, or strangers.

Such pairs are not drawn blindly: people look at the doubtful ones. How often levels are seen among them therefore says
nothing of how often they are seen at all; counting would make agreement look common among strangers. What people
decided of a pair, its levels given, is untouched by how the pair was chosen. So the chances m, h and u are moved until
the model foretells the decisions best (the largest conditional likelihood), and are held where they were by what they
are worth: each logarithm of a chance is thought normal about what it was, as sure as so many decisions would make it.
Few decisions move the weights little. Thresholds, keys, and how many pairs are of one person stay as they are.

Source: for learning from pairs chosen by what is known of them, Cosslett (1981), Efficient estimation of discrete
choice models; for the prior, MacKay (1992), Bayesian interpolation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from ..model.parts import LEAST, MISSING, Model
from ..model.scoring import Kinship
from .training import with_weights

WORTH = 20.0
"""How many decisions it takes to move the logarithm of a chance by about one."""
FEWEST = 25
"""So many pairs of one person, and so many of two, are needed at least."""
ROUNDS, SETTLED, HALVINGS = 40, 1e-4, 30
CLASSES = (Kinship.PERSON, Kinship.HOUSEHOLD, Kinship.NOBODY)
PERSON, HOUSEHOLD, NOBODY = range(3)


class DecisionsRefused(ValueError):
    """Decisions from which nothing can be learnt, with what is needed."""


@dataclass(frozen=True)
class Decision:
    """What people decided of a pair: its levels in the model's order, and the rarity in bits of what both share,
    none where it is not counted."""

    levels: Sequence[int]
    rarities: Sequence[float | None]
    kinship: Kinship


def learn_from_decisions(
    model: Model,
    decisions: Sequence[Decision],
    *,
    worth: float = WORTH,
    fewest: int = FEWEST,
    near: Model | None = None,
) -> Model:
    """The same model with the weights that foretell the decisions best; refused where there are too few.

    `near` is a model that is thought near to what is sought: looking begins there, and ends at the same.
    """
    same = sum(one.kinship is Kinship.PERSON for one in decisions)
    refuse_too_few(same=same, two=len(decisions) - same, fewest=fewest)
    pairs = _Pairs(model, decisions)
    start = pairs.logarithms()
    tables = _Pairs(near, []).logarithms() if near else start.copy()
    for _ in range(ROUNDS):
        gain, slope, curve = pairs.gain_of(tables, start, worth)
        step = np.linalg.solve(curve, slope)
        tables, moved = _climbed(pairs, tables, step, start, worth, gain)
        if moved <= SETTLED:
            break
    return with_weights(model, pairs.tables(tables))


def chances_of_one_person(model: Model, decisions: Sequence[Decision]) -> list[float]:
    """The chance that the model gives to each pair of being one person."""
    pairs = _Pairs(model, decisions)
    return [float(one) for one in pairs.chances(pairs.logarithms())[0][:, PERSON]]


def refuse_too_few(*, same: int, two: int, fewest: int = FEWEST) -> None:
    """Refuse where nothing could be learnt, saying what is there and what is needed."""
    if min(same, two) < fewest:
        raise DecisionsRefused(
            f"Learning needs at least {fewest} pairs that people found to be one person and {fewest} that they found "
            f"to be two. There are {same} and {two}"
        )


def _climbed(pairs: "_Pairs", tables, step, start, worth: float, gain: float) -> tuple[np.ndarray, float]:
    """A step towards the best, halved until it gains; and how far it went."""
    for halving in range(HALVINGS):
        tried = tables + step / 2.0**halving
        if pairs.gain_alone(tried, start, worth) >= gain:
            return tried, float(np.abs(tried - tables).max())
    return tables, 0.0


class _Pairs:
    """Decided pairs as numbers. Logarithms of m, h and u of all levels stand one after another in one row; each
    comparison's are brought to add up to one when they are read."""

    def __init__(self, model: Model, decisions: Sequence[Decision]) -> None:
        sizes = [len(one.levels) for one in model.comparisons]
        self.model, self.size = model, sum(sizes)
        self.of = np.repeat(np.arange(len(sizes)), sizes)
        self.first = np.cumsum([0, *sizes[:-1]])
        is_tied = np.array([one.is_tied for one in model.comparisons])[self.of]
        levels = np.array([one.levels for one in decisions], dtype=np.int64).reshape(len(decisions), len(sizes))
        rarity = np.array([one.rarities for one in decisions], dtype=float).reshape(len(decisions), len(sizes))
        counts = np.array([bool(level.frequency) for one in model.comparisons for level in one.levels])
        rows, columns = np.nonzero(levels != MISSING)
        places = self.first[columns] + levels[rows, columns] - 1
        shown = np.zeros((len(decisions), self.size))
        shown[rows, places] = 1
        is_rare = counts[places] & ~np.isnan(rarity[rows, columns])
        plain = shown.copy()
        plain[rows[is_rare], places[is_rare]] = 0
        # Where it is known how rare the shared value is, that is how often strangers share it.
        self.offset = np.zeros(len(decisions))
        np.subtract.at(self.offset, rows[is_rare], rarity[rows[is_rare], columns[is_rare]] * log(2))
        self.tied_offset = np.zeros(len(decisions))
        of_tied = is_rare & is_tied[places]
        np.subtract.at(self.tied_offset, rows[of_tied], rarity[rows[of_tied], columns[of_tied]] * log(2))
        none = np.zeros_like(shown)
        # For each class what it reads of m, of h and of u, one after another.
        of_kin = (none, np.where(is_tied, 0, shown), np.where(is_tied, plain, 0))
        self.reads = [np.concatenate(one, axis=1) for one in ((shown, none, none), of_kin, (none, none, plain))]
        prior = model.prior
        self.of_classes = np.log([prior.of_person, prior.of_household, 1 - prior.of_person - prior.of_household])
        self.decided = np.array([CLASSES.index(one.kinship) for one in decisions], dtype=np.int64)

    def logarithms(self) -> np.ndarray:
        """The model's own chances."""
        levels = [level for one in self.model.comparisons for level in one.levels]
        return np.log([max(getattr(level, which), LEAST) for which in "mhu" for level in levels])

    def tables(self, logarithms: np.ndarray) -> dict[str, np.ndarray]:
        """The chances of each comparison, a row each for m, h and u; of one that is tied h says nothing."""
        shares = np.exp(self._to_one(logarithms)).reshape(3, self.size)
        return {one.name: shares[:, self.of == place] for place, one in enumerate(self.model.comparisons)}

    def chances(self, logarithms: np.ndarray) -> tuple[np.ndarray, float]:
        """For each pair the chance of each class, and how well all decisions are foretold."""
        row = self._to_one(logarithms)
        logs = np.stack([reads @ row for reads in self.reads], axis=1) + self.of_classes
        logs[:, NOBODY] += self.offset
        logs[:, HOUSEHOLD] += self.tied_offset
        logs -= np.logaddexp.reduce(logs, axis=1, keepdims=True)
        return np.exp(logs), float(logs[np.arange(len(logs)), self.decided].sum())

    def gain_alone(self, logarithms: np.ndarray, start: np.ndarray, worth: float) -> float:
        """How well the decisions are foretold, less what the way from the start costs."""
        return self.chances(logarithms)[1] - worth / 2 * float((self._way(logarithms, start) ** 2).sum())

    def gain_of(self, logarithms: np.ndarray, start: np.ndarray, worth: float) -> tuple[float, np.ndarray, np.ndarray]:
        """The gain, how it rises with each logarithm, and how that rise bends (after Gauss and Newton)."""
        chances, foretold = self.chances(logarithms)
        shares = np.exp(self._to_one(logarithms))
        way, alone = self._way(logarithms, start), np.eye(3 * self.size)
        rises_of_each = self._rises(alone, shares)
        slope = -worth * (way @ rises_of_each)
        # All logarithms of a comparison raised together say nothing: a breath of weight keeps them from drifting.
        curve = worth * (rises_of_each.T @ rises_of_each + 1e-6 * alone)
        weighted = []
        for place, reads in enumerate(self.reads):
            rises = self._rises(reads, shares)
            slope += ((self.decided == place) - chances[:, place]) @ rises
            weighted.append(rises * chances[:, place, None])
            curve += rises.T @ weighted[place]
        mean = sum(weighted)
        return foretold - worth / 2 * float((way**2).sum()), slope, curve - mean.T @ mean

    def _way(self, logarithms: np.ndarray, start: np.ndarray) -> np.ndarray:
        """How far the logarithm of each chance has come."""
        return self._to_one(logarithms) - self._to_one(start)

    def _rises(self, reads: np.ndarray, shares: np.ndarray) -> np.ndarray:
        """How what is read rises with each logarithm, since each comparison's chances add up to one."""
        of = np.concatenate([self.of + table * len(self.first) for table in range(3)])
        starts = np.concatenate([self.first + table * self.size for table in range(3)])
        is_read = np.add.reduceat(reads, starts, axis=1)
        return reads - is_read[:, of] * shares

    def _to_one(self, logarithms: np.ndarray) -> np.ndarray:
        tables = logarithms.reshape(3, self.size)
        whole = np.log(np.add.reduceat(np.exp(tables), self.first, axis=1))
        return (tables - whole[:, self.of]).ravel()
