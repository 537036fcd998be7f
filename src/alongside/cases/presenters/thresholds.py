"""The threshold document, as it reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from alongside.foundation.components.presenters import say_day

from .. import rules

if TYPE_CHECKING:
    from ..models import Descriptor, ThresholdDocument


@dataclass(frozen=True)
class ThresholdPage:
    """One version: its levels, each with its areas of life and their descriptors."""

    title: str
    version: str
    holds: str
    may_reword: bool
    levels: list[dict]

    @classmethod
    def of(
        cls,
        document: ThresholdDocument,
        descriptors: list[Descriptor],
        *,
        current: ThresholdDocument | None,
        today: date,
    ) -> ThresholdPage:
        is_future = rules.may_reword(from_on=document.from_on, today=today)
        holds = f"Holds from {say_day(document.from_on)}"
        if current is not None and document.id == current.id:
            holds = f"In force since {say_day(document.from_on)}"
        elif not is_future:
            holds = f"Was in force from {say_day(document.from_on)}"
        return cls(
            title=document.title,
            version=document.version,
            holds=holds,
            may_reword=is_future,
            levels=[
                {
                    "words": rules.LEVEL_WORDS[rules.Level(level)],
                    "id": f"level-{level}",
                    "domains": _domains(list(ones)),
                }
                for level, ones in groupby(descriptors, key=lambda one: one.level)
            ],
        )


def _domains(descriptors: list[Descriptor]) -> list[dict]:
    order = {name: number for number, name in enumerate(rules.DOMAINS)}
    found = sorted(descriptors, key=lambda one: (order.get(one.domain, len(order)), one.domain, one.position))
    return [
        {"name": name, "descriptors": [{"id": one.id, "words": one.words} for one in ones]}
        for name, ones in groupby(found, key=lambda one: one.domain)
    ]
