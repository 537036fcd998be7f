"""Tables leave the product by one door, which marks them for spreadsheets and lets no cell be run."""

import ast
from pathlib import Path

import alongside

HOUSE = Path(alongside.__file__).parent
DOOR = "foundation/documents/views.py"
WRITERS = {
    "values/sheets.py": "the door's own",
    "people/gateways/lists.py": "the files that the matching engine reads",
    "people/management/commands/match_search.py": "the answer of a command, which another program reads",
}
"""Who may write a table line by line, and for whom."""


def _nodes():
    for path in sorted(HOUSE.rglob("*.py")):
        if "migrations" not in path.parts:
            name = path.relative_to(HOUSE).as_posix()
            yield from ((name, node) for node in ast.walk(ast.parse(path.read_text())))


def _writes_a_table(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in {"writer", "DictWriter", "write_csv"}


def test_a_table_is_answered_in_one_place_only():
    says = {
        name
        for name, node in _nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.lower().startswith("text/csv")
    }
    assert says == {DOOR}


def test_a_table_is_written_by_those_named_only():
    assert {name for name, node in _nodes() if _writes_a_table(node)} == set(WRITERS)


def test_only_the_door_makes_the_lines_of_a_table():
    imports = {
        name
        for name, node in _nodes()
        if isinstance(node, ast.ImportFrom) and any(one.name == "csv_lines" for one in node.names)
    }
    assert imports == {DOOR}
