"""Small numbers: a rate from few people is drawn towards the rate of its group.

The model: each area's true rate comes from a distribution round the mean of its group, and the count
from the true rate. Then the best guess lies between the area's own rate and the group's:

    guess = m(g) + c · (rate − m(g)),   c = A / (A + v / n)

with A the spread of true rates between areas (by moments, over all areas), v the variance of one
person's count (m for Poisson-gamma, m(1−m) for beta-binomial) and n the people.
Source: R. J. Marshall, Applied Statistics 40 (1991) 283–294.
"""

from dataclasses import dataclass

import numpy as np

from hinterland.need.indicators import Shrinkage

Array = np.ndarray


@dataclass(frozen=True, slots=True)
class Shrunk:
    """Rates after shrinkage, the mean each was drawn to, and how much of its own rate each area keeps."""

    rates: Array
    means: Array
    kept: Array
    spread: float


def shrunk(counts: Array, people: Array, groups: Array, how: Shrinkage) -> Shrunk:
    """Draw rates towards the means of their groups. An area without people or count takes the mean."""
    known = ~np.isnan(counts) & (people > 0)
    means = _group_means(counts, people, groups, known)
    rates = np.where(known, np.divide(counts, people, out=means.copy(), where=known), means)
    if how == Shrinkage.NONE:
        return Shrunk(rates, means, known.astype(float), 0.0)
    noise = _variance_of_one(means, how)
    spread = _spread_between(rates[known], means[known], people[known], noise[known])
    own = np.where(known, people, 0.0)
    bottom = spread * own + noise
    kept = np.where(bottom > 0, np.divide(spread * own, bottom, out=np.zeros_like(own), where=bottom > 0), 0.0)
    return Shrunk(means + kept * (rates - means), means, kept, spread)


def _group_means(counts: Array, people: Array, groups: Array, known: Array) -> Array:
    overall = counts[known].sum() / people[known].sum()
    means = np.full(len(counts), overall)
    for group in np.unique(groups):
        inside = (groups == group) & known
        if inside.any():
            means[groups == group] = counts[inside].sum() / people[inside].sum()
    return means


def _variance_of_one(means: Array, how: Shrinkage) -> Array:
    return means * (1 - means) if how == Shrinkage.BETA_BINOMIAL else means.copy()


def _spread_between(rates: Array, means: Array, people: Array, noise: Array) -> float:
    """The spread of true rates: what is left of the weighted variance when chance is taken away."""
    total = people.sum()
    seen = (people * (rates - means) ** 2).sum() / total
    by_chance = noise.sum() / total
    return max(0.0, float(seen - by_chance))


def drawn(counts: Array, people: Array, groups: Array, how: Shrinkage, draws: int, rng: np.random.Generator) -> Array:
    """Rates as they might truly be, `draws` rows of them: from the posterior, or from the count alone.

    Without shrinkage the count stands alone, with Jeffreys' half for what was not seen.
    """
    found = shrunk(counts, people, groups, how)
    if how != Shrinkage.NONE and found.spread == 0:
        return np.tile(found.means, (draws, 1))
    known = ~np.isnan(counts) & (people > 0)
    own, seen = np.where(known, people, 0.0), np.where(known, counts, 0.0)
    hits, others = np.full(len(own), 0.5), np.zeros(len(own))
    if how != Shrinkage.NONE:
        others = _variance_of_one(found.means, how) / found.spread
        hits = found.means * others
    size = (draws, len(own))
    if how == Shrinkage.BETA_BINOMIAL:
        return rng.beta(np.maximum(seen + hits, 1e-9), np.maximum(own - seen + others - hits, 1e-9), size)
    rates = rng.gamma(np.maximum(seen + hits, 1e-9), 1 / np.maximum(own + others, 1e-12), size)
    if how == Shrinkage.NONE:
        rates[:, ~known] = found.means[~known]
    return rates
