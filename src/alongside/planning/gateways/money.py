"""From a formula as a planner set it to money, by the engine; and back as plain data that can be kept."""

from dataclasses import asdict, replace
from fractions import Fraction
from typing import Any

from alongside.planning.rules.money import FACTORS, LocalityNeed, Settings, budgets_of, pace_of, year_name
from hinterland import allocation as engine


def work_out(settings: Settings, needs: list[LocalityNeed]) -> dict[str, Any]:
    """The money of each locality: by formula alone, within limits, by year and by line; and what a point moves."""
    question = _question(settings, needs)
    unlimited = engine.allocate(replace(question, limits=engine.Limits()))
    answer = engine.allocate(question)
    steps = engine.transition_of(question, _years(settings))
    return {
        **_said(answer),
        "by_formula": {one.hub: one.pence for one in unlimited.figures},
        "lines": {
            one.hub: [asdict(line) for line in engine.lines_of(question, answer, one.hub)] for one in answer.figures
        },
        "stands_at": {one.hub: one.stands_at for one in answer.figures},
        "years": [{"name": step.year, **_said(step.answer)} for step in steps],
        "moves": {
            move.factor: dict(zip((hub.key for hub in question.hubs), move.pence, strict=True))
            for move in engine.moves_of_a_point(question)
        },
        "digest": answer.digest,
    }


def _question(settings: Settings, needs: list[LocalityNeed]) -> engine.FormulaQuestion:
    weighed = [one for one in FACTORS if settings.points.get(one.key)]
    gain = settings.largest_gain
    return engine.FormulaQuestion(
        budget=settings.budget,
        factors=tuple(engine.Factor(one.key, one.name, Fraction(settings.points[one.key])) for one in weighed),
        hubs=tuple(
            engine.Hub(
                need.slug,
                need.name,
                tuple(Fraction(str(need.amounts[one.key])) for one in weighed),
                need.baseline,
                settings.fixed,
            )
            for need in needs
        ),
        limits=engine.Limits(
            engine.Limit(str(settings.rule)),
            Fraction(settings.largest_loss) / 100,
            None if gain is None else Fraction(gain) / 100,
        ),
    )


def _years(settings: Settings) -> tuple[engine.TransitionYear, ...]:
    return tuple(
        engine.TransitionYear(year_name(settings.first_year, n), budget, pace_of(n + 1, settings.years))
        for n, budget in enumerate(budgets_of(settings))
    )


def _said(answer: engine.Allocation) -> dict[str, Any]:
    def percentage(part: Fraction | None) -> float | None:
        return None if part is None else float(part * 100)

    return {
        "status": answer.status,
        "conflict": answer.conflict,
        "least_loss": percentage(answer.least_loss_possible),
        "least_gain": percentage(answer.least_gain_possible),
        "pence": {one.hub: one.pence for one in answer.figures},
    }
