"""The plan: needs, goals, actions, the team, its meetings, and how far the family has come."""

from .doing import Action, TeamMember
from .meeting import Attendance, FamilyCopy, Meeting
from .outcomes import Outcome, OutcomeFramework
from .plan import FamilyWords, Goal, Move, Need, Plan
from .scale import Scale, ScaleReading

__all__ = [
    "Action",
    "Attendance",
    "FamilyCopy",
    "FamilyWords",
    "Goal",
    "Meeting",
    "Move",
    "Need",
    "Outcome",
    "OutcomeFramework",
    "Plan",
    "Scale",
    "ScaleReading",
    "TeamMember",
]
