"""Every rule with its sentence, its source and where it stands."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType

from django.apps import apps

HEADING = "# Rulebook\n\nMade from the code by `alongside docs`; do not edit.\n"


def pages_of_rules() -> Iterator[ModuleType]:
    """Every module of rules, app by app."""
    names = sorted(app.name for app in apps.get_app_configs() if app.name.startswith("alongside."))
    for name in names:
        try:
            module = importlib.import_module(f"{name}.rules")
        except ModuleNotFoundError:
            continue
        yield module
        for found in pkgutil.walk_packages(getattr(module, "__path__", []), f"{module.__name__}."):
            yield importlib.import_module(found.name)


def rules_in(module: ModuleType) -> list[tuple[str, str, str]]:
    """Name, sentence and source of each rule of a module that cites one."""
    found = []
    for name, rule in inspect.getmembers(module, inspect.isfunction):
        words = inspect.getdoc(rule) or ""
        if rule.__module__ != module.__name__ or "Source:" not in words:
            continue
        sentence, source = words.split("Source:", 1)
        found.append((name, " ".join(sentence.split()), " ".join(source.split())))
    return found


def rulebook() -> str:
    """The whole page."""
    parts = [HEADING]
    for module in pages_of_rules():
        if found := rules_in(module):
            parts.append(f"\n## {module.__name__.removeprefix('alongside.')}\n")
            parts += [f"\n**`{name}`** {words}  \n*Source: {source}*\n" for name, words, source in found]
    return "".join(parts)
