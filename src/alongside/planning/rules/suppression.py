"""Small counts are hidden, and nothing that is shown gives them away."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Set
from dataclasses import dataclass
from typing import TypeVar

from alongside.foundation.policy.rules import local_policy, number

Key = TypeVar("Key", bound=Hashable)
Group = TypeVar("Group", bound=Hashable)


@local_policy("small-numbers", "Small numbers")
@dataclass(frozen=True)
class SuppressionPolicy:
    """Below which count a figure about families is hidden."""

    smallest_shown: int = number(5, "The smallest count of families that is shown", least=5, most=50)


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts fit to show: None is hidden. A group's total is shown only when nothing can be worked out from it."""

    by_area: dict
    by_group: dict
    total: int | None


def safe_counts(counts: Mapping[Key, int], groups: Mapping[Key, Group], *, smallest: int = 5) -> Counts:
    """No count below five is shown, nor can one be worked out from the totals.

    A count from one to four is hidden. Where what is hidden of a sum could be had by taking the shown counts from it,
    the next smallest counts are hidden too, until at least two are hidden that come to twice the smallest shown count.
    Where even that is not enough the sum itself is hidden, and the sum above it is guarded in the same way. Nought is
    shown: it is about nobody.

    Source: local default, after Office for National Statistics, Policy on protecting confidentiality in tables
    of birth and death statistics.
    """
    members: dict[Group, dict[Key, int]] = defaultdict(dict)
    for key, count in counts.items():
        members[groups[key]][key] = count
    totals = {group: sum(inside.values()) for group, inside in members.items()}
    unsafe = {group for group, inside in members.items() if not _is_safe(inside, _hidden(inside, smallest), smallest)}
    hidden_groups = _hidden(totals, smallest, also=unsafe)
    pool = {key: count for group in hidden_groups for key, count in members[group].items()}
    hidden = _hidden(pool, smallest)
    for group in members.keys() - hidden_groups:
        hidden |= _hidden(members[group], smallest)
    whole = sum(totals.values())
    is_safe = _is_safe(pool, hidden & pool.keys(), smallest) and (whole == 0 or whole >= smallest)
    return Counts(
        {key: None if key in hidden else count for key, count in counts.items()},
        {group: None if group in hidden_groups else total for group, total in totals.items()},
        whole if is_safe else None,
    )


def beside(then: Counts, now: Counts) -> Counts:
    """Of an earlier day nothing is shown where the later day's count is hidden: a neighbour whose count stood still
    would give the later one away. What was hidden of the earlier day stays hidden, and a change is said only where both
    days are shown.

    Source: local default, after Office for National Statistics, Policy on protecting confidentiality in tables
    of birth and death statistics.
    """
    return Counts(
        {key: None if now.by_area.get(key) is None else count for key, count in then.by_area.items()},
        {group: None if now.by_group.get(group) is None else total for group, total in then.by_group.items()},
        None if now.total is None else then.total,
    )


def _hidden(counts: Mapping[Key, int], smallest: int, *, also: Set[Key] = frozenset()) -> set[Key]:
    """The counts of one sum that are hidden: the small ones, and as many more as guard them."""
    hidden = {key for key, count in counts.items() if 0 < count < smallest} | set(also)
    if hidden:
        others = sorted(
            (key for key, count in counts.items() if count and key not in hidden),
            key=str,
        )
        while others and not _is_safe(counts, hidden, smallest):
            hidden.add(others.pop(0))
    return hidden


def _is_safe(counts: Mapping[Key, int], hidden: Set[Key], smallest: int) -> bool:
    """Whether what is hidden can not be had from the sum."""
    return not hidden or (len(hidden) >= 2 and sum(counts[key] for key in hidden) >= 2 * smallest)
