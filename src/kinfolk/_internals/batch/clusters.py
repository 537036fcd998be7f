"""Records that are one person, taken together: what one pair leaves open, the others of the group decide.

Groups grow by average linkage. Two groups become one while the mean chance over all pairs between them is at
least the threshold; pairs that were never proposed count as no chance at all. So a chain of doubtful steps does not
run two people together, and a record that knows little still joins those that it fits best.
"""

import heapq
from collections.abc import Iterable, Mapping
from itertools import combinations

import numpy as np

MOST = 1 - 1e-9


def grouped(edges: Iterable[tuple[int, int, float]], *, threshold: float) -> list[list[int]]:
    """Groups of two or more records; `edges` are pairs of records with the chance that they are one."""
    growing = _Growing(threshold)
    for a, b, chance in edges:
        growing.add(a, b, chance)
    return growing.grow()


class _Growing:
    def __init__(self, threshold: float) -> None:
        self.threshold = threshold
        self.members: dict[int, list[int]] = {}
        self.chances: dict[int, dict[int, float]] = {}

    def add(self, a: int, b: int, chance: float) -> None:
        for one in (a, b):
            self.members.setdefault(one, [one])
            self.chances.setdefault(one, {})
        self.chances[a][b] = self.chances[b][a] = chance

    def grow(self) -> list[list[int]]:
        heap = [
            (-chance, a, b)
            for a, others in self.chances.items()
            for b, chance in others.items()
            if a < b and chance >= self.threshold
        ]
        heapq.heapify(heap)
        while heap:
            minus_mean, a, b = heapq.heappop(heap)
            if b in self.chances.get(a, ()) and self._mean(a, b) == -minus_mean:
                self._join(a, b, heap)
        return sorted(sorted(members) for members in self.members.values() if len(members) > 1)

    def _mean(self, a: int, b: int) -> float:
        return self.chances[a][b] / (len(self.members[a]) * len(self.members[b]))

    def _join(self, a: int, b: int, heap: list[tuple[float, int, int]]) -> None:
        """Put b into a; what was between others and b is now between them and a."""
        self.members[a] += self.members.pop(b)
        for other, chance in self.chances.pop(b).items():
            del self.chances[other][b]
            if other != a:
                together = self.chances[a].get(other, 0.0) + chance
                self.chances[a][other] = self.chances[other][a] = together
        for other in self.chances[a]:
            mean = self._mean(a, other)
            if mean >= self.threshold:
                heapq.heappush(heap, (-mean, *sorted((a, other))))


def chances_within(group: list[int], chance_of: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """For every pair of a group the chance that it is one person: by its own evidence, or by way of any third
    record that both belong to."""
    place = {record: number for number, record in enumerate(group)}
    own = np.zeros((len(group), len(group)))
    for a, b in combinations(group, 2):
        own[place[a], place[b]] = own[place[b], place[a]] = min(chance_of.get((a, b), 0.0), MOST)
    against = np.log1p(-own)
    for third in own:
        against += np.log1p(-np.outer(third, third))
    joined = 1 - np.exp(against)
    return {(a, b): float(joined[place[a], place[b]]) for a, b in combinations(group, 2)}
