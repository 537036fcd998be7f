"""Indexes of need: their recipe, what each weight does, and how sure each rank is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse

from alongside.foundation.components.presenters import say_day
from alongside.planning.rules.recipes import PUTTING, Recipe

if TYPE_CHECKING:
    from alongside.planning.gateways.need import Made
    from alongside.planning.models import NeedIndex

Rows = list[list[Any]]
WIDEST = 20


def indexes_table(indexes: Iterable[NeedIndex]) -> Rows:
    """Indexes by name."""
    return [
        [
            {"text": one.name, "href": reverse("planning:index", args=[one.slug])},
            str(one.version),
            one.made_by.name,
            say_day(one.made_at.date()),
        ]
        for one in indexes
    ]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """One version of an index."""

    name: str
    slug: str
    why: str
    lines: list[dict[str, str]]
    recipe: Rows
    effects: Rows
    intervals: Rows
    versions: Rows
    is_latest: bool

    @classmethod
    def of(
        cls,
        index: NeedIndex,
        made: Made | None,
        names: Mapping[str, str],
        areas: Mapping[str, str],
        versions: list[NeedIndex],
        *,
        looseness: float,
    ) -> IndexPage:
        """From the version, the index made of it, and its other versions."""
        recipe = Recipe.of_data(index.recipe)
        total = sum(part.points for part in recipe.parts) or 1
        lines = [
            {"key": "Version", "value": f"{index.version} of {versions[0].version}"},
            {"key": "Made by", "value": index.made_by.name},
            {"key": "Made on", "value": say_day(index.made_at.date())},
            {"key": "One scale by", "value": PUTTING[recipe.parts[0].putting].words},
            {
                "key": "Rates from few people",
                "value": "Drawn towards the mean of their locality" if recipe.parts[0].shrinks else "As they are",
            },
        ]
        return cls(
            name=index.name,
            slug=index.slug,
            why=index.why,
            lines=lines,
            recipe=[
                [
                    names.get(part.indicator, f"{part.indicator}: no longer in our data"),
                    str(part.points),
                    f"{part.points / total:.1%}",
                ]
                for part in recipe.parts
            ],
            effects=_effects(made, areas) if made else [],
            intervals=_intervals(made, areas, looseness, index.slug) if made else [],
            versions=[
                [
                    {
                        "text": f"Version {one.version}",
                        "href": reverse("planning:index_version", args=[one.slug, one.version]),
                    },
                    one.made_by.name,
                    say_day(one.made_at.date()),
                ]
                for one in versions
            ],
            is_latest=index.version == versions[0].version,
        )


def _effects(made: Made, areas: Mapping[str, str]) -> Rows:
    rows = []
    for one in made.weight_effects():
        leaves = f"{len(one.leave_top_tenth):,}"
        way = "down" if one.moved_by > 0 else "up"
        moved = f"{areas.get(one.moved_most, one.moved_most)} by {abs(one.moved_by):,} {way}"
        rows.append(
            [
                one.name,
                f"{one.share:.1%}",
                f"{one.mean_move_per_point:.2f}",
                f"{one.agreement_without:.2f}",
                leaves,
                moved if one.moved_by else "None",
            ]
        )
    return rows


def _intervals(made: Made, areas: Mapping[str, str], looseness: float, slug: str) -> Rows:
    of_index = urlencode({"what": f"index:{slug}"})
    found = sorted(made.rank_intervals(looseness=looseness), key=lambda one: (one.rank, one.area))
    return [
        [
            {
                "text": areas.get(one.area, one.area),
                "href": f"{reverse('planning:need_area', args=[one.area])}?{of_index}",
            },
            f"{one.rank:,}",
            f"{one.low:,} to {one.high:,}",
        ]
        for one in found[:WIDEST]
    ]
