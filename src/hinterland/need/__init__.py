"""Need: an index made from any indicators, with where each area's figure comes from.

The score of an area is the sum of its parts, one for each indicator:

    score(a) = Σ over k of  w(k) / W · standard(shape(rate(a, k)))

where W is the sum of the weights (or 1 when the weights are to be used as they are printed, as the
Indices of Deprivation do), and a rate of small numbers is first drawn towards the rate of its
locality or of the whole county by empirical Bayes. A higher score is more need; rank 1 is the most.
"""

from hinterland.need.index import AreaStatement, Line, NeedIndex, index_of, statement_of
from hinterland.need.indicators import (
    Indicator,
    NeedNotComparable,
    NeedQuestion,
    Shape,
    Shrinkage,
    Standard,
    VintagesMixed,
)
from hinterland.need.uncertainty import RankInterval, WeightEffect, rank_intervals, weight_effects

__all__ = [
    "AreaStatement",
    "Indicator",
    "Line",
    "NeedIndex",
    "NeedNotComparable",
    "NeedQuestion",
    "RankInterval",
    "Shape",
    "Shrinkage",
    "Standard",
    "VintagesMixed",
    "WeightEffect",
    "index_of",
    "rank_intervals",
    "statement_of",
    "weight_effects",
]
