"""The descriptors of the threshold document, by level and area of life."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count, groupby
from typing import TYPE_CHECKING

from alongside.cases.rules import LEVEL_WORDS

from .. import rules

if TYPE_CHECKING:
    from alongside.cases.models import Descriptor


@dataclass(frozen=True)
class LevelGroup:
    """One level with its descriptors by area of life, each with whether it is chosen."""

    level: int
    title: str
    domains: list[dict]
    is_open: bool


def level_groups(descriptors: Iterable[Descriptor], *, chosen: Iterable[str]) -> list[LevelGroup]:
    """Descriptors grouped for choosing; those levels open where something is chosen."""
    picked = {str(one) for one in chosen}
    groups, number = [], count()
    for level, of_level in groupby(
        sorted(descriptors, key=lambda one: (one.level, one.domain)), key=lambda one: one.level
    ):
        domains = [
            {
                "title": domain,
                "options": [
                    {
                        "id": f"id_descriptors_{next(number)}",
                        "value": str(one.id),
                        "words": one.words,
                        "is_chosen": str(one.id) in picked,
                    }
                    for one in of_domain
                ],
            }
            for domain, of_domain in groupby(of_level, key=lambda one: one.domain)
        ]
        is_open = any(option["is_chosen"] for domain in domains for option in domain["options"])
        groups.append(LevelGroup(level, LEVEL_WORDS[level], domains, is_open))
    return groups


def usual_words() -> list[dict]:
    """What whoever asked is told for each answer, unless the decider writes their own words."""
    return [{"key": rules.OUTCOME_WORDS[one], "value": words} for one, words in rules.USUAL_WORDS.items()]
