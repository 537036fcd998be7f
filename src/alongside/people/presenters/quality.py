"""How well people are matched, in words and figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.values.dates import spoken_date

from .. import rules

if TYPE_CHECKING:
    from ..queries import Quality


@dataclass(frozen=True)
class QualityPage:
    """What the page shows."""

    reviewed: int
    bands: list[list[str]]
    consequences: list[list[str]]
    months: list[list[str]]
    agreement: str
    certain: int
    ask: int
    model: str
    rows: list[list[str]]
    served: list[list[str]]

    @classmethod
    def of(cls, found: Quality) -> QualityPage:
        return cls(
            reviewed=found.reviewed,
            bands=[[band, str(one.whole), str(one.part), _interval(one)] for band, one in found.bands.items()],
            consequences=[
                [
                    f"{one.percent} in 100" + (" (now)" if one.percent == found.policy.certain_from_percent else ""),
                    str(one.taken),
                    str(one.wrong),
                    str(one.looked_at),
                ]
                for one in found.consequences
            ],
            months=[
                [spoken_date(one.first).partition(" ")[2], str(one.same), str(one.apart), str(one.unsure)]
                for one in found.months
            ],
            agreement=_agreement(found.agreement),
            certain=found.policy.certain_from_percent,
            ask=found.policy.ask_from_percent,
            model=found.model_version,
            rows=[
                [words, f"{found.rows[state]:,}"]
                for state, words in rules.ROW_STATE_WORDS.items()
                if state in found.rows
            ],
            served=[
                [one.words, str(one.found.whole), f"{round(100 * one.expected)} in 100", *_served(one)]
                for one in found.served
            ],
        )


def _served(one: rules.Served) -> list[str]:
    if one.found.whole < rules.FEWEST_TOLD:
        return ["", "Too few to say"]
    if not one.is_off:
        return [_interval(one.found), "As expected"]
    too_sure = one.expected > one.found.high
    return [
        _interval(one.found),
        "Too sure: look here first" if too_sure else "Not sure enough: people are asked needlessly",
    ]


def _interval(share: rules.Share) -> str:
    if not share.whole:
        return "Nobody has looked at any"
    return f"{round(100 * share.low)} to {round(100 * share.high)} in 100"


def _agreement(agreement: rules.Agreement) -> str:
    if not agreement.pairs:
        return "No pair has been looked at by two people yet."
    said = f"Of {agreement.pairs} pairs that two people looked at they said the same of {agreement.same}."
    if agreement.kappa is None:
        return said
    return f"{said} Cohen’s kappa is {agreement.kappa:.2f}: {rules.kappa_in_words(agreement.kappa)}."


@dataclass(frozen=True)
class ThresholdsPage:
    """The thresholds as they stand, and what others would have done."""

    certain: int
    ask: int
    columns: list[object]
    rows: list[list[str]]
    warning: str
    seen: str

    @classmethod
    def of(
        cls, now: rules.MatchingPolicy, both: tuple[rules.Consequence, rules.Consequence] | None, *, seen: str
    ) -> ThresholdsPage:
        said, told = "", []
        if both:
            before, after = both
            told = [
                [words, str(getattr(before, name)), str(getattr(after, name))]
                for words, name in (
                    ("Nobody would have looked at", "taken"),
                    ("Of those wrongly joined", "wrong"),
                    ("People would have looked at", "looked_at"),
                )
            ]
            if after.wrong > before.wrong:
                more = after.wrong - before.wrong
                said = f"{more} more {'pair' if more == 1 else 'pairs'} would have been joined wrongly."
        return cls(
            certain=now.certain_from_percent,
            ask=now.ask_from_percent,
            columns=["Pairs", {"text": "As it stands", "number": True}, {"text": "As you ask", "number": True}],
            rows=told,
            warning=said,
            seen=seen,
        )
