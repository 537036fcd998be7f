"""Whether the order of options outlives the weights: who leads under all weightings and under those near the agreed
ones, and the least change of weights that brings an option level with the leader."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise
from operator import mul
from random import Random

from alongside.planning.rules.criteria import total

DRAWS = 10_000
"""So many weightings are drawn: a share is then true within one in a hundred, nineteen times in twenty."""
SEED = 2009
"""The draw begins here, so that the same question has the same shares again."""
LOW_PERCENT, HIGH_PERCENT = 50, 150
"""Near the agreed weights: each between half and one and a half of its own. Source: local default."""
FINE = 10**9
SCORE_PARTS = 10**6
"""In a draw, scores are compared to a millionth of a point."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How options stand over many weightings: the share in which each is first, and in which all keep their order."""

    first: dict[str, Fraction]
    same_order: Fraction


@dataclass(frozen=True, slots=True)
class LeastChange:
    """The least share of all points that must move before an option is level with the leader, and each weight's
    share after it; no moves where it can not be."""

    option: str
    moved: Fraction | None
    after: dict[str, Fraction]


def all_weightings(count: int) -> list[tuple[int, ...]]:
    """Weights of so many criteria, drawn so that every way to share points out has an equal chance: the gaps between
    cuts thrown at random on a line.

    Source: Department for Communities and Local Government, Multi-criteria analysis: a manual (2009), section 6.2.14,
    for sensitivity to weights; the equal chance of all weightings: local default.
    """
    chance = Random(SEED)  # noqa: S311 (a draw that must be the same again)
    drawn = []
    for _ in range(DRAWS):
        cuts = sorted(int(chance.random() * FINE) for _ in range(count - 1))
        drawn.append(tuple(high - low for low, high in pairwise((0, *cuts, FINE))))
    return drawn


def near_weightings(points: Sequence[int]) -> list[tuple[int, ...]]:
    """Weights near the agreed ones: each criterion's points by an equal chance between half and one and a half of
    its own.

    Source: local default.
    """
    chance = Random(SEED)  # noqa: S311 (a draw that must be the same again)
    width = (HIGH_PERCENT - LOW_PERCENT) * SCORE_PARTS + 1
    return [
        tuple(own * (LOW_PERCENT * SCORE_PARTS + int(chance.random() * width)) for own in points) for _ in range(DRAWS)
    ]


def standing(
    weightings: Iterable[Sequence[int]], points: Mapping[str, int], scores: Mapping[str, Mapping[str, Fraction]]
) -> Standing:
    """In which share of weightings each option comes first, where several do each counting for its part, and in which
    share all options keep the order that the agreed points give them.

    Source: local default.
    """
    options = list(scores)
    lines = [tuple(round(scores[option][key] * SCORE_PARTS) for key in points) for option in options]
    before = _before(list(points.values()), lines)
    firsts, kept, count = [Fraction(0)] * len(options), 0, 0
    alone = [0] * len(options)
    for weights in weightings:
        totals = [sum(map(mul, weights, line)) for line in lines]
        best = max(totals)
        count += 1
        kept += all(totals[ahead] >= totals[behind] for ahead, behind in before)
        if totals.count(best) == 1:
            alone[totals.index(best)] += 1
            continue
        part = Fraction(1, totals.count(best))
        firsts = [own + part if here == best else own for own, here in zip(firsts, totals, strict=True)]
    together = {option: (alone[n] + firsts[n]) / count for n, option in enumerate(options)}
    return Standing(together, Fraction(kept, count))


def _before(points: Sequence[int], lines: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Who stands before whom by the agreed points; two that are level may change places."""
    totals = [sum(map(mul, points, line)) for line in lines]
    ranked = sorted(range(len(lines)), key=lambda n: -totals[n])
    levels = [list(own) for _, own in groupby(ranked, key=lambda n: totals[n])]
    return [(ahead, behind) for first, second in pairwise(levels) for ahead in first for behind in second]


def least_change(
    points: Mapping[str, int], scores: Mapping[str, Mapping[str, Fraction]], *, leader: str, option: str
) -> LeastChange:
    """The least share of all points that must move to bring an option level with the leader, and where they go: to
    the criterion on which it does best against the leader, from those on which it does worst. A hair more, and it is
    before the leader. The option that needs least of all is then first.

    Source: exact, by linear programming over two options: points go to the best criterion and come from the worst in
    turn.
    """
    whole = sum(points.values())
    shares = {key: Fraction(own, whole) for key, own in points.items()}
    apart = {key: scores[option][key] - scores[leader][key] for key in points}
    short = total(points, scores[leader]) - total(points, scores[option])
    if short <= 0:
        return LeastChange(option, Fraction(0), shares)
    best = max(apart, key=lambda key: apart[key])
    if apart[best] <= 0:
        return LeastChange(option, None, shares)
    after = dict(shares)
    for key in sorted(apart, key=lambda key: apart[key]):
        gain = apart[best] - apart[key]
        taken = min(shares[key], short / gain) if gain else Fraction(0)
        after[key] -= taken
        after[best] += taken
        short -= taken * gain
    return LeastChange(option, after[best] - shares[best], after)
