"""From what is known of a person to the columns that are compared."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from ..columns import columns_of
from .parts import Model

RARITY = "_rarity"
MOST_BITS = 20.0


@dataclass(frozen=True)
class Frequencies:
    """How often each value of a column is met in a population; a rare name says more when it agrees."""

    counts: Mapping[str, Mapping[str, int]]
    totals: Mapping[str, int]

    @classmethod
    def of(cls, model: Model, records: Iterable[Mapping]) -> "Frequencies":
        """Count the values of prepared records."""
        counts: dict[str, Counter] = {column: Counter() for column in model.frequencies}
        for record in records:
            for column, counted in counts.items():
                if record[column]:
                    counted[record[column]] += 1
        return cls.counted(counts)

    @classmethod
    def counted(cls, counts: Mapping[str, Mapping[str, int]]) -> "Frequencies":
        """Take values that are counted already."""
        return cls(counts, {column: sum(each.values()) for column, each in counts.items()})

    def rarity(self, column: str, value: str) -> float | None:
        """How many bits an agreement on this value is worth by its rarity; none where nothing is counted."""
        total = self.totals.get(column)
        if not value or not total:
            return None
        return round(min(-log2(self.counts[column].get(value, 1) / total), MOST_BITS), 6)


NOTHING_COUNTED = Frequencies({}, {})


def prepare(
    model: Model,
    known: Mapping[str, str | Sequence[str] | None],
    *,
    frequencies: Frequencies = NOTHING_COUNTED,
) -> dict[str, object]:
    """The columns of one record from what is known by the names of the model's fields."""
    record: dict[str, object] = {}
    for one in model.fields:
        record |= columns_of(one.type, one.prefix, known.get(one.name))
    for column in model.frequencies:
        record[column + RARITY] = frequencies.rarity(column, record[column])
    return record
