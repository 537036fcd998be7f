"""Which values share a word, found once for every two values of a field instead of for every pair of people.

For each two fields whose lists are compared there is a table of the values that share something, with a bit
for each way in which they may; a pair of people looks its two values up there. Where so many values share
something that the table would outgrow the lists, the lists themselves are compared.
"""

from dataclasses import dataclass, field, replace

from ..compiled.dialects import BatchDialect
from ..model.conditions import Shared
from ..model.parts import Model
from ..model.reading import field_of_columns
from .passing import Bench
from .preparing import NUMBER

MOST_SHARING = 8_000_000
Lists = tuple[str, str]
Written = dict[Lists, str]


@dataclass
class Sharing:
    """How an engine is asked whether two lists share something, and with what rows `a` and `b` are joined for it."""

    dialect: BatchDialect
    joins: dict[str, str] = field(default_factory=dict)


def sharing_of(bench: Bench, model: Model, held: frozenset[str], *, most: int = MOST_SHARING) -> Sharing:
    """Make a table for every two fields whose lists the model compares, where the engine looks them up."""
    if not bench.looks_words_up:
        return Sharing(bench.dialect)
    written: Written = {}
    sharing = Sharing(replace(bench.dialect, shares=lambda left, right: written[left, right]))
    tables: dict[Lists, list[Lists]] = {}
    field_of = field_of_columns(model.fields)
    for leaf in model.leaves:
        if isinstance(leaf, Shared) and {leaf.left, leaf.right} <= held:
            for lists in dict.fromkeys(((leaf.left, leaf.right), (leaf.right, leaf.left))):
                if _count(bench, lists) > most:
                    _compare_lists(bench, sharing, written, lists, field_of)
                elif field_of[lists[0]] <= field_of[lists[1]]:
                    tables.setdefault((field_of[lists[0]], field_of[lists[1]]), []).append(lists)
    for fields, ways in tables.items():
        _look_up(bench, sharing, written, fields, ways)
    return sharing


def _look_up(bench: Bench, sharing: Sharing, written: Written, fields: Lists, ways: list[Lists]) -> None:
    """Write the values of two fields that share something, and how a pair asks for its own."""
    one, other = fields
    table = f"shared_{one}_{other}"
    found = " union all ".join(
        f"select (cast(x.nth as bigint) << 32) | y.nth as both_values, {1 << place} as way "
        f"from words_{left} x join words_{right} y using (word)"
        for place, (left, right) in enumerate(ways)
    )
    bench.make(table, f"select both_values, bit_or(way) as ways from ({found}) group by 1")
    for a, b in (("a", "b"), ("b", "a"))[: 1 if one == other else 2]:
        name = f"{a}_{table}"
        both = f"((cast({a}.{one}{NUMBER} as bigint) << 32) | {b}.{other}{NUMBER})"
        sharing.joins[name] = f"left join {table} {name} on {name}.both_values = {both}"
        for place, (left, right) in enumerate(ways):
            asked = (left, right) if a == "a" else (right, left)
            written[asked] = f"((coalesce({name}.ways, 0) & {1 << place}) <> 0)"


def _compare_lists(bench: Bench, sharing: Sharing, written: Written, lists: Lists, field_of: dict[str, str]) -> None:
    names = []
    for row, column in zip("ab", lists, strict=True):
        bench.make(f"listed_{column}", f"select nth, list(word) as words from words_{column} group by nth")
        name = f"{row}_listed_{column}"
        number = f"{row}.{field_of[column]}{NUMBER}"
        sharing.joins[name] = f"left join listed_{column} {name} on {name}.nth = {number}"
        names.append(f"{name}.words")
    written[lists] = f"coalesce(list_has_any({', '.join(names)}), false)"


def _count(bench: Bench, lists: Lists) -> int:
    x, y = (f"(select word, count(*) as n from words_{column} group by word)" for column in lists)
    return bench.number(f"select coalesce(sum(x.n * y.n), 0) from {x} x join {y} y using (word)")
