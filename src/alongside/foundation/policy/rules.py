"""Local numbers: frozen, dated policies that a council sets for itself.

An app writes its policy as a frozen dataclass whose fields have defaults from practice, and declares it:

    @local_policy("frontdoor", "The front door")
    @dataclass(frozen=True)
    class FrontDoorPolicy:
        decision_working_days: int = number(1, "Working days to decide on a contact", least=0, most=20)
"""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any

_declared: dict[str, type] = {}


def number(default: int, words: str, *, least: int = 0, most: int = 3650, source: str = "local default") -> Any:
    """A whole number in a policy, with the words an administrator reads and the limits it keeps."""
    return field(default=default, metadata={"words": words, "least": least, "most": most, "source": source})


def local_policy(key: str, title: str, *, also_changed_by: str = ""):
    """Declare a frozen dataclass of whole numbers as a policy that the council can change.

    `also_changed_by` is a permission of those who, beside whoever changes every policy, change this one.
    """

    def declare(policy: type) -> type:
        policy.key, policy.title, policy.also_changed_by = key, title, also_changed_by
        _declared[key] = policy
        return policy

    return declare


def declared_policies() -> tuple[type, ...]:
    """Every policy of the product, by key."""
    return tuple(_declared[key] for key in sorted(_declared))


def problems_with(policy: type, values: dict[str, Any]) -> dict[str, str]:
    """What is wrong with the values for a policy, field by field; empty when nothing is."""
    problems = {}
    for one in fields(policy):
        value, least, most = values.get(one.name), one.metadata["least"], one.metadata["most"]
        if not isinstance(value, int) or isinstance(value, bool):
            problems[one.name] = "Enter a whole number"
        elif not least <= value <= most:
            problems[one.name] = f"Enter a number from {least} to {most}"
    return problems


@dataclass(frozen=True)
class RuleText:
    """A rule as a practitioner would say it, and where it comes from."""

    words: str
    source: str

    def __str__(self) -> str:
        return f"{self.words} Source: {self.source}."


def text_of(rule: Callable) -> RuleText:
    """The sentence and the source of a rule, for screens that must say by which rule something is due."""
    words, found, source = (inspect.getdoc(rule) or "").partition("Source:")
    if not found:
        raise ValueError(f"{rule.__name__} names no source, so it is not a rule")
    return RuleText(words=_one_line(words), source=_one_line(source).removesuffix("."))


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
