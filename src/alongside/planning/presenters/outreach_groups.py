"""How fairly a week of outreach falls: the families of each group, those met and those who are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from alongside.planning.presenters.sums import shown_counts
from alongside.planning.rules.outreach import Met, met_by


def families(number: float) -> str:
    """Families, to the nearest whole one; a part of one is not nothing."""
    return "Under 1" if 0 < number < 0.5 else f"{number:,.0f}"


def share_words(one: Met) -> str:
    """The share of a group’s families who are met."""
    return "Nobody would come" if one.share is None else f"{one.share * 100:.0f} %"


def tenth_of(one: Mapping[str, Any]) -> str:
    """The tenth of deprivation of an area, so written that tenths stand in order."""
    return "No tenth known" if one["tenth"] is None else f"Tenth {one['tenth']:02d}"


def locality_of(one: Mapping[str, Any]) -> str:
    """The locality of an area."""
    return one["locality"]


def country_of(one: Mapping[str, Any]) -> str:
    """Whether an area is rural or urban."""
    return "Rural" if one["is_rural"] else "Urban"


def group_rows(out: Sequence[Mapping], whole: Met, label, smallest: int) -> list[list]:
    """A row for each group and one for all; small counts of children are hidden."""
    groups = met_by(out, label)
    return [
        [
            one.group.replace("Tenth 01", "Tenth 1, most deprived").replace("Tenth 0", "Tenth "),
            children, families(one.need), families(one.met), share_words(one), families(one.nowhere),
        ]
        for one, children in zip([*groups, whole], shown_counts([one.children for one in groups], whole.children,
                                                                smallest), strict=True)
    ]  # fmt: skip


def fairness(localities: Sequence[Met]) -> str:
    """Which locality is met least and which most, where there are two that differ."""
    known = sorted((one for one in localities if one.share is not None), key=lambda one: (one.share, one.group))
    if len(known) < 2 or known[0].share == known[-1].share:
        return ""
    least, most = known[0], known[-1]
    return f"{least.group} is met least, {share_words(least)} of its families; {most.group} most, {share_words(most)}."
