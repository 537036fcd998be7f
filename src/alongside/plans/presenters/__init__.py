"""How plans read."""

from .choices import (
    about_choices,
    need_choices,
    outcome_choices,
    owner_choices,
    person_choices,
    still_to_ask,
)
from .meeting import MeetingPage, planned_meetings, review_groups, review_parts
from .page import PlanPage
from .wording import say_moment

__all__ = [
    "MeetingPage",
    "PlanPage",
    "about_choices",
    "need_choices",
    "outcome_choices",
    "owner_choices",
    "person_choices",
    "planned_meetings",
    "review_groups",
    "review_parts",
    "say_moment",
    "still_to_ask",
]
