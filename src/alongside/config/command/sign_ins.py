"""Print who can sign in to the demo."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass


def print_sign_ins() -> None:
    """Print one line for each role, if this version has an invented county."""
    try:
        from alongside.demo import queries
    except ImportError:
        return
    sign_ins = getattr(queries, "sign_ins", None)
    if sign_ins is not None:
        sys.stdout.write(as_table([_columns(row) for row in sign_ins()]))


def as_table(rows: Iterable[dict[str, str]]) -> str:
    """Return rows as columns of even width, under their names."""
    found = list(rows)
    if not found:
        return ""
    names = list(found[0])
    lines = [[name.replace("_", " ").capitalize() for name in names]]
    lines += [[str(row[name]) for name in names] for row in found]
    widths = [max(len(line[column]) for line in lines) for column in range(len(names))]
    return "".join(f"  {_padded(line, widths)}\n" for line in lines) + "\n"


def _columns(row: object) -> dict[str, str]:
    if is_dataclass(row) and not isinstance(row, type):
        return asdict(row)
    return dict(row)


def _padded(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "   ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
