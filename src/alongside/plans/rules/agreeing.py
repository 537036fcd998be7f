"""What a plan still lacks, and what may be said about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .standing import NeedStatus

LOWEST, HIGHEST = 1, 10
NEEDS_OF_SUPPORTING_FAMILIES = 3
"""Source: Supporting Families programme guidance 2022 to 2025 (at least three needs identified)."""
LONGEST_AHEAD_DAYS = 730


@dataclass(frozen=True)
class NeedFacts:
    """What the rules ask of one need."""

    words: str
    is_open: bool
    is_placed: bool
    has_action: bool


def what_plan_lacks(*, needs: Sequence[NeedFacts], goals: int, has_family_in_it: bool) -> tuple[str, ...]:
    """Before a plan is agreed it has a need under an outcome, a goal in the family’s words, and for each open
    need someone who does something about it.

    Source: local default (practice in Devon: all assessed needs, family-set goals, who and when).
    """
    open_needs = [need for need in needs if need.is_open]
    lacks = []
    if not open_needs:
        lacks.append("Add what needs to get better")
    lacks += [f"Choose an outcome for “{_short(need.words)}”" for need in open_needs if not need.is_placed]
    if not goals:
        lacks.append("Write at least one goal in the family’s own words")
    lacks += [f"Agree who does what about “{_short(need.words)}”" for need in open_needs if not need.has_action]
    if not has_family_in_it:
        lacks.append("Add someone of the family to the team around it")
    return tuple(lacks)


def what_goal_lacks(*, measure: str, by_on: date | None, has_need: bool) -> tuple[str, ...]:
    """A goal says how all will know that it is there and by when; without that it is prompted, not refused.

    Source: local default (practice in Devon: SMART).
    """
    lacks = []
    if not measure:
        lacks.append("How will everyone know?")
    if by_on is None:
        lacks.append("By when?")
    if not has_need:
        lacks.append("Which need is it about?")
    return tuple(lacks)


def may_end_with(statuses: Sequence[NeedStatus]) -> bool:
    """A plan ends when what came of every need has been said.

    Source: local default (audit lesson in Shropshire: outcome explicit at closure).
    """
    return NeedStatus.OPEN not in statuses


def is_successful(statuses: Sequence[NeedStatus]) -> bool:
    """A plan had a successful outcome when it named three needs or more and every one of them was met.

    Source: Supporting Families programme guidance 2022 to 2025, chapter 5; that it lasts is asked later.
    """
    return len(statuses) >= NEEDS_OF_SUPPORTING_FAMILIES and set(statuses) == {NeedStatus.MET}


def problem_with_reading(value: int) -> str:
    """A scale is read from 1 to 10. Gives what is wrong in words; empty when nothing is.

    Source: local default.
    """
    return "" if LOWEST <= value <= HIGHEST else f"Choose a number from {LOWEST} to {HIGHEST}"


def problem_with_voice(*, words: str, why_not: str, whose: str) -> str:
    """A meeting is recorded with the family’s own voice, or with the reason why it is not there.

    Source: local default (audit lesson: the child’s and family’s own goals and words in the plan).
    """
    if words.strip() or why_not.strip():
        return ""
    return f"Write down what {whose} said, or why they were not heard"


def problem_with_future_day(day: date, *, today: date, what: str) -> str:
    """A day agreed for later is today or after, and within two years.

    Source: local default.
    """
    if day < today:
        return f"{what} must be today or later"
    if day > today + timedelta(days=LONGEST_AHEAD_DAYS):
        return f"{what} is more than two years away. Check the year"
    return ""


def problem_with_past_day(day: date, *, today: date, since: date, what: str, since_what: str = "the plan began") -> str:
    """A day on which something happened is not in the future, and not before the plan began.

    Source: local default.
    """
    if day > today:
        return f"{what} cannot be in the future"
    if day < since:
        return f"{what} is before {since_what}"
    return ""


def may_tick(*, is_owner: bool, may_write: bool) -> bool:
    """An action is ticked by whoever owns it, or by those who hold the plan.

    Source: local default.
    """
    return is_owner or may_write


def may_invite(*, is_own_service: bool, has_agreement: bool, has_other_basis: bool) -> bool:
    """Someone of another agency joins the team when the family agreed to plan together with that agency, or
    when sharing without agreement has been decided with its reason.

    Source: local default (agreement is asked per person, agency and purpose).
    """
    return is_own_service or has_agreement or has_other_basis


def _short(words: str, most: int = 60) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
