"""The house: which files an app may have, and which rooms of another app it may enter."""

import ast
from pathlib import Path

import pytest

import alongside

HOUSE = Path(alongside.__file__).parent
ROOMS = {
    "__init__",
    "rules",
    "events",
    "models",
    "access",
    "gateways",
    "queries",
    "actions",
    "forms",
    "presenters",
    "views",
    "api",
    "tasks",
    "management",
    "urls",
    "apps",
    "migrations",
    "templates",
    "static",
    "templatetags",
}
OPEN_TO_OTHERS = {"queries", "actions", "rules", "events", "access"}
APPS = sorted(path.parent for path in HOUSE.glob("**/apps.py") if path.parent.name not in {"config"})
PRODUCT = {app.name for app in APPS if app.parent == HOUSE}
LONGEST_MODULE = 400


def _room_of(entry: Path) -> str:
    return entry.stem if entry.suffix == ".py" else entry.name


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_an_app_has_only_the_rooms_of_the_house(app):
    extra = {
        "components": {
            "context",
            "vendor",
            "cotton",
            "scss",
            "paging",
            "build",
            "cards",
            "navigation",
            "README.md",
            "examples",
        },
        "calendar": {"england_bank_holidays.json"},
        "demo": None,
    }.get(app.name, set())
    if extra is None:
        pytest.skip("the demo county is arranged by story")
    found = {_room_of(entry) for entry in app.iterdir() if entry.name != "__pycache__"}
    assert found <= ROOMS | extra


def _imports(path: Path):
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            for alias in node.names:
                yield f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name


@pytest.mark.parametrize("app", [app for app in APPS if app.name != "demo"], ids=lambda app: app.name)
def test_other_apps_enter_only_by_the_open_rooms(app):
    entered = set()
    for path in app.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for name in _imports(path):
            parts = name.split(".")
            is_other = parts[0] == "alongside" and len(parts) > 2 and parts[1] in PRODUCT - {app.name}
            if is_other and parts[2] not in OPEN_TO_OTHERS:
                entered.add(f"{path.relative_to(HOUSE)} imports {name}")
    assert not entered


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_no_module_is_longer_than_a_person_can_hold(app):
    long = {
        str(path.relative_to(HOUSE)): lines
        for path in app.rglob("*.py")
        if "migrations" not in path.parts and (lines := len(path.read_text().splitlines())) > LONGEST_MODULE
    }
    assert not long


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_the_clock_is_read_only_in_views_tasks_and_commands(app):
    reads = set()
    for path in app.rglob("*.py"):
        rooms = set(path.relative_to(app).with_suffix("").parts)
        if rooms & {"views", "tasks", "management", "migrations", "api", "templatetags"}:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Attribute) and called.attr in {"now", "today", "localdate", "utcnow"}:
                reads.add(f"{path.relative_to(HOUSE)}:{node.lineno}")
    assert not reads
