"""Wishes that cannot all be kept: which, what it is enough to leave out, and the least change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from alongside.planning.rules.scenarios import Wishes

SILENT: Mapping[str, Mapping[str, Any]] = {
    "open_exactly": {"exactly": None},
    "open_at_most": {"at_most": None},
    "force_open": {"open": ()},
    "force_closed": {"closed": ()},
    "budget": {"budget": None},
    "min_per_locality": {"min_per_locality": 0},
    "max_travel": {"max_minutes": None},
    "max_travel_rural": {"max_minutes_rural": None},
    "min_shares[0]": {"share_percent": None, "share_minutes": None},
    "capacity": {"families_per_100": None},
    "at_most_changes": {"at_most_changes": None},
    "contiguous": {"one_piece": False},
    "whole": {"whole_localities": False},
}
"""What a scenario says when a wish, by the engine's name of it, is left out."""


def without(wishes: Wishes, names: Iterable[str]) -> Wishes:
    """The same question with these wishes left out; what nobody can leave out stays.

    Source: local default.
    """
    left_out: dict[str, Any] = {}
    for name in names:
        left_out |= SILENT.get(name, {})
    return replace(wishes, **left_out)


@dataclass(frozen=True)
class Conflict:
    """Wishes that cannot all be kept, none of which could be left out of the list."""

    wishes: tuple[str, ...]
    enough: tuple[str, ...]
    """Those of them of which leaving one out, with all else as asked, makes a plan possible."""
    changes: tuple[Mapping[str, Any], ...]
    """The least change of each; when there are several conflicts, with the others out of the way."""


def way_out(conflicts: Iterable[Mapping[str, Any]]) -> str:
    """What has to give way before there is a plan, said only as far as it is known.

    Source: the certificate of the planning engine: a conflict from which no wish can be left out.
    """
    found = list(conflicts)
    if len(found) > 1:
        return "More than one thing stands in the way. Of each of these at least one has to give way"
    all_at_once, enough = "No plan keeps all of these at once", set(found[0]["enough"]) if found else set()
    if not enough:
        return all_at_once
    if enough != set(found[0]["wishes"]):
        return f"{all_at_once}. For some of them it is enough to leave that one out"
    if len(enough) == 1:
        return "No plan keeps this. Leave it out, and there is a plan"
    return f"{all_at_once}. Leave out any one of them, and there is a plan"
