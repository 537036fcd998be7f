"""Shapes and standards: from a rate to a place on one scale."""

from statistics import NormalDist

import numpy as np

from hinterland.need.indicators import NeedNotComparable, Shape, Standard

EXPONENTIAL_SCALE = 23.0
"""So that the most deprived tenth of areas takes half of the range. Source: MHCLG, English Indices of
Deprivation 2019: Technical report, appendix F."""
WINSOR_TAIL = 0.025
"""Share of areas drawn in at each end: a local default."""

Array = np.ndarray
_NORMAL = NormalDist()


def mean_ranks(values: Array) -> Array:
    """Ranks from the least, 1 first; equal values share the mean of their ranks."""
    order = np.sort(values)
    return (np.searchsorted(order, values, "left") + 1 + np.searchsorted(order, values, "right")) / 2


def ranks_of_need(scores: Array) -> Array:
    """Ranks from the most need, 1 first; equal scores share the best rank."""
    return np.searchsorted(np.sort(-scores), -scores, "left") + 1


def shaped(values: Array, shape: Shape, *, name: str) -> Array:
    """Values after their shape is changed. All must be known."""
    match shape:
        case Shape.AS_IT_IS:
            return values.astype(float)
        case Shape.LOG:
            return np.log(values + _half_of_least(values, name))
        case Shape.SQUARE_ROOT:
            if values.min() < 0:
                raise NeedNotComparable(f"{name} goes below nothing, so it has no square root")
            return np.sqrt(values)
        case Shape.RANK_NORMAL:
            places = (mean_ranks(values) - 0.5) / len(values)
            by_place = {place: _NORMAL.inv_cdf(place) for place in np.unique(places)}
            return np.array([by_place[place] for place in places])
        case Shape.EXPONENTIAL:
            places = mean_ranks(values) / len(values)
            return -EXPONENTIAL_SCALE * np.log1p(-places * -np.expm1(-100 / EXPONENTIAL_SCALE))
        case Shape.WINSOR:
            low, high = np.quantile(values, [WINSOR_TAIL, 1 - WINSOR_TAIL])
            return np.clip(values, low, high)


def _half_of_least(values: Array, name: str) -> float:
    if values.min() < 0:
        raise NeedNotComparable(f"{name} goes below nothing, so it has no logarithm")
    above = values[values > 0]
    return 0.0 if len(above) == len(values) else (above.min() / 2 if len(above) else 1.0)


def standardised(values: Array, standard: Standard) -> Array:
    """Values on the common scale. An indicator that is the same everywhere says nothing: 0 for all."""
    spread = float(values.max() - values.min())
    if standard == Standard.AS_IT_IS:
        return values.astype(float)
    if spread <= 1e-12 * max(1.0, float(np.abs(values).max())):
        return np.zeros(len(values))
    match standard:
        case Standard.Z:
            return (values - values.mean()) / values.std()
        case Standard.RANK:
            return (mean_ranks(values) - 1) / (len(values) - 1)
        case Standard.MIN_MAX:
            return (values - values.min()) / spread
