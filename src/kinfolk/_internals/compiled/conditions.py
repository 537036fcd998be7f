"""A condition of the model as SQL over two rows, `a` and `b`.

Columns that a set of records does not have are known to be empty, and so are those of which row `a` is known to hold
nothing: what reads them is decided here and leaves no SQL behind. Text and lists are never null in the rows; numbers
may be.
"""

from collections.abc import Callable, Container
from dataclasses import dataclass

from ..model.conditions import Alike, Any, BothWays, Condition, Edits, Every, Filled, Near, Not, Same, Shared
from .dialects import Dialect

Sql = str | bool


@dataclass(frozen=True)
class Conditions:
    """Writes conditions for one engine and one set of columns, each with its kind; `held` are the columns of both
    rows, `told` those of them in which row `a` may hold something."""

    dialect: Dialect
    kinds: dict[str, str]
    held: Container[str]
    told: Container[str]

    def sql(self, condition: Condition) -> Sql:
        """The condition as SQL; or True or False where the columns at hand decide it."""
        match condition:
            case Filled(column):
                return self._filled(column)
            case Same(left, right):
                return self._either(left, right, self._same)
            case Shared(left, right):
                return self._either(left, right, self.dialect.shares)
            case BothWays(Same(left, right)):
                return all_of(self._each_way(left, right, self._same))
            case BothWays(Shared(left, right)):
                return all_of(self._each_way(left, right, self.dialect.shares))
            case Near(left, right, most):
                return self._either(
                    left, right, lambda one, other: f"coalesce(abs(a.{one} - b.{other}) <= {most}, false)"
                )
            case Alike(column, percent):
                return self._alike(column, percent) if self._is_in_both(column, column) else False
            case Edits(column, most, least):
                return self.dialect.edits(column, most, least) if self._is_in_both(column, column) else False
            case Every(parts):
                return all_of([self.sql(part) for part in sorted(parts, key=_is_dear)])
            case Any(parts):
                return any_of([self.sql(part) for part in parts])
            case Not(part):
                inner = self.sql(part)
                return (not inner) if isinstance(inner, bool) else f"(not {inner})"
        raise TypeError(f"No SQL for {condition}")

    def _filled(self, column: str) -> Sql:
        if not self._is_in_both(column, column):
            return False
        match self.kinds[column]:
            case "words":
                some = self.dialect.holds_some
                return f"({some(f'a.{column}')} and {some(f'b.{column}')})"
            case "text":
                return f"(a.{column} <> '' and b.{column} <> '')"
            case _:
                return f"(a.{column} is not null and b.{column} is not null)"

    def _same(self, one: str, other: str) -> str:
        known = "is not null" if self.kinds[one] == "number" else "<> ''"
        return f"(a.{one} = b.{other} and a.{one} {known})"

    def _alike(self, column: str, percent: int) -> str:
        one, other = f"a.{column}", f"b.{column}"
        both = self.dialect.count_bits(f"({one} & {other})")
        each = f"({self.dialect.count_bits(one)} + {self.dialect.count_bits(other)})"
        return f"({one} <> 0 and {other} <> 0 and 200 * {both} >= {percent} * {each})"

    def _either(self, left: str, right: str, write: Callable[[str, str], str]) -> Sql:
        """Either column of row a beside the other of row b."""
        return any_of(self._each_way(left, right, write))

    def _each_way(self, left: str, right: str, write: Callable[[str, str], str]) -> list[Sql]:
        """One column of row a beside the other of row b, and the other way round."""
        ways = dict.fromkeys([(left, right), (right, left)])
        return [write(one, other) if self._is_in_both(one, other) else False for one, other in ways]

    def _is_in_both(self, one: str, other: str) -> bool:
        """Whether row a may hold something in the one column and row b in the other."""
        return one in self.told and one in self.held and other in self.held


def _is_dear(condition: Condition) -> bool:
    """Whether a condition takes longer to ask than whether two values are the same, and so is asked after that."""
    return not isinstance(condition, (Same, Filled, Near))


def all_of(parts: list[Sql]) -> Sql:
    """Join conditions with `and`, leaving out those that are decided."""
    if any(part is False for part in parts):
        return False
    left = [part for part in parts if part is not True]
    return f"({' and '.join(left)})" if left else True


def any_of(parts: list[Sql]) -> Sql:
    """Join conditions with `or`, leaving out those that are decided."""
    if any(part is True for part in parts):
        return True
    left = [part for part in parts if part is not False]
    return f"({' or '.join(left)})" if left else False
