"""From figures of areas to an index of need, by the engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alongside.planning.rules.recipes import PUTTING, Part
from hinterland import need as engine

Figure = float | None


@dataclass(frozen=True, slots=True)
class Ingredient:
    """What an index takes of one indicator: its part in the recipe, its name, and its figures by area."""

    part: Part
    name: str
    vintage: str
    values: Mapping[str, Figure]
    denominators: Mapping[str, Figure] | None = None
    more_is_more_need: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """An index that was made: the engine's question and answer."""

    question: engine.NeedQuestion
    answer: engine.NeedIndex

    @property
    def scores(self) -> dict[str, float]:
        """The score of each area."""
        return dict(zip(self.answer.areas, self.answer.scores, strict=True))

    @property
    def ranks(self) -> dict[str, int]:
        """The rank of each area: 1 has the most need."""
        return dict(zip(self.answer.areas, self.answer.ranks, strict=True))

    def statement(self, area: str) -> engine.AreaStatement:
        """How one area's score came about."""
        return engine.statement_of(self.question, self.answer, area)

    def weight_effects(self) -> tuple[engine.WeightEffect, ...]:
        """What each weight does."""
        return engine.weight_effects(self.question)

    def rank_intervals(self, *, looseness: float, draws: int = 300) -> tuple[engine.RankInterval, ...]:
        """Between which ranks each area lies; the same index always gives the same."""
        return engine.rank_intervals(self.question, draws=draws, weight_looseness=looseness, seed=1)


class NotMade(Exception):
    """An index that can not be made; the message says why."""


def make_index(ingredients: Sequence[Ingredient], groups: Mapping[str, str]) -> Made:
    """Make an index over all areas that are in a group or not; raises NotMade in words."""
    areas = tuple(sorted(groups))
    try:
        question = engine.NeedQuestion(
            areas=areas,
            indicators=tuple(_indicator(one, areas) for one in ingredients),
            groups=tuple(groups[area] for area in areas),
        )
    except engine.NeedNotComparable as wrong:
        raise NotMade(str(wrong)) from wrong
    try:
        return Made(question, engine.index_of(question))
    except engine.NeedNotComparable as wrong:
        raise NotMade(str(wrong)) from wrong


def _indicator(one: Ingredient, areas: tuple[str, ...]) -> engine.Indicator:
    shape, standard = PUTTING[one.part.putting].engine
    shrinks = one.denominators is not None and one.part.shrinks
    return engine.Indicator(
        key=one.part.indicator,
        name=one.name,
        vintage=one.vintage,
        values=tuple(one.values.get(area) for area in areas),
        denominators=None if one.denominators is None else tuple(one.denominators.get(area) for area in areas),
        weight=float(one.part.points),
        more_is_more_need=one.more_is_more_need,
        shape=engine.Shape[shape],
        standard=engine.Standard[standard],
        shrinkage=engine.Shrinkage.POISSON_GAMMA if shrinks else engine.Shrinkage.NONE,
    )
