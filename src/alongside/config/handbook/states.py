"""Every table of moves, drawn."""

import inspect
from enum import Enum

from .rulebook import pages_of_rules

HEADING = "# Tables of moves\n\nMade from the code by `alongside docs`; do not edit.\n"


def tables_of_moves() -> list[tuple[str, dict]]:
    """Each dictionary named MOVES, or …_MOVES, with its module."""
    found = []
    for module in pages_of_rules():
        for name, value in inspect.getmembers(module, lambda one: isinstance(one, dict)):
            is_here = value and all(isinstance(key, Enum) for key in value)
            if name.endswith("MOVES") and is_here and next(iter(value)).__class__.__module__ == module.__name__:
                found.append((f"{module.__name__.removeprefix('alongside.')}.{name}", value))
    return found


def drawing(moves: dict) -> str:
    """A table of moves as a diagram."""
    lines = ["```mermaid", "stateDiagram-v2"]
    for state, following in moves.items():
        lines += [f"    {state.value} --> {after.value}" for after in sorted(following, key=str)]
        if not following:
            lines.append(f"    {state.value} --> [*]")
    return "\n".join([*lines, "```"])


def states() -> str:
    """The whole page."""
    parts = [HEADING]
    parts += [f"\n## {name}\n\n{drawing(moves)}\n" for name, moves in tables_of_moves()]
    return "".join(parts)
