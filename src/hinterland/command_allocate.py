"""`hinterland allocate problem.json --out answer.json`, and the bench of published funding cases.

A problem names its money in pence, or in pounds as text; percentages are of last year:

    {"budget": "1200000.00", "factors": [{"key": "under_5", "name": "Children under 5", "points": 60}, …],
     "hubs": [{"key": "north", "name": "North", "amounts": [1200, …], "baseline": "400000", "fixed": "50000"}, …],
     "limits": {"rule": "bounded share", "largest_loss_pct": 5, "largest_gain_pct": 10},
     "years": [{"name": "2027/28", "budget": "1150000", "pace": "1/3"}, …]}
"""

import json
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from hinterland.allocation import (
    Allocation,
    Factor,
    FormulaQuestion,
    FormulaRefused,
    Hub,
    Limit,
    Limits,
    TransitionYear,
    allocate,
    limited,
    lines_of,
    moves_of_a_point,
    round_to_whole,
    transition_of,
)
from hinterland.digests import VERSION

FUNDING_CASES = "funding_cases.json"


def allocate_file(problem: Path, out: Path) -> int:
    """Answer a problem in a file into a file: 0 when allocated, 2 when impossible or not understood."""
    try:
        asked = json.loads(problem.read_text(encoding="utf-8"))
        question = question_from(asked)
        years = tuple(_year(one) for one in asked.get("years", ()))
    except (FormulaRefused, KeyError, TypeError, ValueError) as wrong:
        answer = {"status": "refused", "conflict": f"{type(wrong).__name__}: {wrong}"}
        out.write_text(json.dumps(answer, indent=1), encoding="utf-8")
        return 2
    answer = answer_to(question, years)
    out.write_text(json.dumps(answer, indent=1, ensure_ascii=False), encoding="utf-8")
    return 0 if answer["status"] == "allocated" else 2


def question_from(asked: dict[str, Any]) -> FormulaQuestion:
    """A question from plain data."""
    limits = asked.get("limits", {})
    return FormulaQuestion(
        budget=_pence(asked["budget"]),
        factors=tuple(
            Factor(one["key"], one.get("name", one["key"]), Fraction(str(one["points"]))) for one in asked["factors"]
        ),
        hubs=tuple(
            Hub(
                one["key"], one.get("name", one["key"]), tuple(Fraction(str(amount)) for amount in one["amounts"]),
                _pence(one.get("baseline", 0)), _pence(one.get("fixed", 0)),
            )
            for one in asked["hubs"]
        ),
        limits=Limits(
            Limit(limits.get("rule", "none")),
            _percentage(limits.get("largest_loss_pct", 100)) or Fraction(0),
            _percentage(limits.get("largest_gain_pct")),
        ),
    )  # fmt: skip


def _pence(money: int | str) -> int:
    """Whole pence: a number is pence, text is pounds."""
    if isinstance(money, int):
        return money
    pence = Fraction(str(money)) * 100
    if pence.denominator != 1:
        raise FormulaRefused(f"{money} is not a sum in pounds and pence")
    return int(pence)


def _percentage(number: float | str | None) -> Fraction | None:
    return None if number is None else Fraction(str(number)) / 100


def _year(one: dict[str, Any]) -> TransitionYear:
    return TransitionYear(one["name"], _pence(one["budget"]), Fraction(str(one["pace"])))


def answer_to(question: FormulaQuestion, years: tuple[TransitionYear, ...] = ()) -> dict[str, Any]:
    """The answer as plain data: figures with their lines, the way there, and what a point moves."""
    answer = allocate(question)
    return {
        **_said(answer),
        "lines": _lines(question, answer),
        "years": [{"year": step.year, **_said(step.answer)} for step in transition_of(question, years)],
        "one_point_more_moves_pence": {
            move.factor: dict(zip((hub.key for hub in question.hubs), move.pence, strict=True))
            for move in moves_of_a_point(question)
        },
        "version": VERSION,
    }


def _said(answer: Allocation) -> dict[str, Any]:
    def percentage(part: Fraction | None) -> float | None:
        return None if part is None else float(part * 100)

    return {
        "status": answer.status,
        "conflict": answer.conflict,
        "least_loss_possible_pct": percentage(answer.least_loss_possible),
        "least_gain_possible_pct": percentage(answer.least_gain_possible),
        "factor": float(answer.factor),
        "pence": {one.hub: one.pence for one in answer.figures},
        "digest": answer.digest,
    }


def _lines(question: FormulaQuestion, answer: Allocation) -> dict[str, Any]:
    return {
        one.hub: [asdict(line) for line in lines_of(question, answer, one.hub)] for one in answer.figures
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case of the bench under one rule: what was expected, what was found, whether they agree."""

    case: int
    rule: str
    expected: list[int] | None
    found: list[int] | None

    @property
    def agrees(self) -> bool:
        """To the pound, and impossible when it is."""
        return self.expected == self.found


def bench_funding(path: Path) -> list[CaseResult]:
    """Every case of a `funding_cases.json` under its three rules and without limits."""
    found: list[CaseResult] = []
    for case in json.loads(path.read_text(encoding="utf-8")):
        budget, need = Fraction(case["budget"]), [Fraction(one) for one in case["need"]]
        shares = [budget * one / sum(need) for one in need]
        found.append(CaseResult(case["case"], "target", case["target_rounded"], round_to_whole(shares, case["budget"])))
        for key, limits in _rules_of(case).items():
            expected = case[key] and case[key]["rounded"]
            answer = limited(
                budget=budget, fixed=[Fraction(0)] * len(shares), shares=shares,
                baseline=[Fraction(one) for one in case["baseline"]], limits=limits,
            )  # fmt: skip
            whole = None if answer.figures is None else round_to_whole(answer.figures, case["budget"])
            found.append(CaseResult(case["case"], key, expected, whole))
    return found


def _rules_of(case: dict[str, Any]) -> dict[str, Limits]:
    def part(key: str) -> Fraction:
        return Fraction(str(case[key])) / 100

    return {
        "bounded_share": Limits(Limit.BOUNDED_SHARE, part("loss_floor_pct"), part("gain_cap_pct")),
        "floor_damped": Limits(Limit.FLOOR_DAMPED, part("loss_floor_pct")),
        "min_guarantee_gains_scaled": Limits(
            Limit.MINIMUM_GUARANTEE, -part("min_change_pct"), part("cap_change_pct")
        ),
    }  # fmt: skip


def print_funding_bench(path: Path) -> int:
    """Print one line a case; 0 when all agree."""
    results = bench_funding(path)
    for one in results:
        words = "impossible" if one.found is None else f"{sum(one.found):,} among {len(one.found)}"
        print(f"funding case {one.case:>3}  {one.rule:<28} {words:<28} {'agrees' if one.agrees else 'DIFFERS'}")
    print(f"funding cases: {sum(one.agrees for one in results)} of {len(results)} agree")
    return 0 if all(one.agrees for one in results) else 1
