"""What a planner does next, seen from what the desk holds."""

from enum import StrEnum


class Step(StrEnum):
    """The next thing to do at the desk."""

    ASK = "ask"
    COMPARE = "compare"
    FINISH = "finish"


def next_step(*, has_plan: bool, has_draft: bool, has_appraisal: bool) -> Step:
    """First a scenario is worked out, then options are put side by side and finished; then the next one is asked for.

    Source: local default.
    """
    if has_draft:
        return Step.FINISH
    return Step.COMPARE if has_plan and not has_appraisal else Step.ASK
