"""A table with its caption: on the page, in the paper and in a file it is the same."""

from dataclasses import dataclass
from typing import Any

Rows = list[list[Any]]


@dataclass(frozen=True)
class Sheet:
    """A table, what is said under it, and what stands in its place when it is empty."""

    caption: str
    columns: list[Any]
    rows: Rows
    note: str = ""
    empty: str = "Nothing is written down yet."


def quoted(name: str) -> str:
    """A name that somebody gave, as it stands in a sentence."""
    return f"“{name}”"
